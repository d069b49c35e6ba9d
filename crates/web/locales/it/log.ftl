# Registro.
