# Dati di chi compra; la diagnosi.
