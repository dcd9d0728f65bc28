"""The e-office store: archive, ledger, files, audit. Only this package knows Tortoise."""
