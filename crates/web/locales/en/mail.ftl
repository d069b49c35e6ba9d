# Ponte’s letters.
