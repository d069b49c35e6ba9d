# Pause.
