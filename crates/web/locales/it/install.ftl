# Installazione, chiavi del negozio, il codice per il primo accesso.
