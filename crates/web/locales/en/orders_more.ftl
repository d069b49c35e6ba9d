# Searching orders, downloading the list.
