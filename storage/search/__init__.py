"""Finds persons, cases, places and words in what is filed, however they are spelt."""
