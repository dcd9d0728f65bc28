"""Schema history, run by storage.database when a store is opened."""
