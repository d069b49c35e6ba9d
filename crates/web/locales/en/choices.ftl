# Other settings.
