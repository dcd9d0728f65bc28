"""From a recognised page to a record: its kind, its values, its file head, its sensitivity."""
