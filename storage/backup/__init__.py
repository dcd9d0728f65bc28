"""Copies of a whole store that lie elsewhere, and a store made from one of them."""
