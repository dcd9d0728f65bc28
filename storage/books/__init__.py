"""Books as their offices have them on paper: counted, closed, opened again by rule."""
