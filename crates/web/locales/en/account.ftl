# Registering, passwords, the shop’s people, open sessions.
