# Abbinamenti.
