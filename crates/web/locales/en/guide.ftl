# Guide.
