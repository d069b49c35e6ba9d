# Prodotti.
