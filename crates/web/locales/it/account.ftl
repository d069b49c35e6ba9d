# Registrarsi, parola d’ordine, persone del negozio, accessi aperti.
