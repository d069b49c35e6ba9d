# Segnalazioni.
