# Altre impostazioni.
