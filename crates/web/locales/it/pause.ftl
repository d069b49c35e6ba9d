# Pausa.
