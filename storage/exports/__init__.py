"""Hand-over forms of what is in the store."""
