"""What a supervisor asks of the store: how it goes on, what is behind, what is missing in books."""
