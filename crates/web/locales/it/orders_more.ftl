# Cerca fra gli ordini, scarica l’elenco.
