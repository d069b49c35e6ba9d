# What would change.
