# Pairings.
