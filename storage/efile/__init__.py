"""Files as an e-office has them: states, page numbers, movements, contents, keeping."""
