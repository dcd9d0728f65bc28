"""The forms of a hand-over, one a file."""
