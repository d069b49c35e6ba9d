# Guida.
