# Buyers’ data; the diagnosis.
