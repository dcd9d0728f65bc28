"""The command line and the settings: the one place where everything is put together."""
