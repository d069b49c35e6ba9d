# Che cosa cambierebbe.
