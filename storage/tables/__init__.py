"""The rows of the store. They stay inside storage; what crosses its border are values."""
