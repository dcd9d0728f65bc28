"""Practice: made-up pages with known answers on the screen of real ones; no record is touched."""
