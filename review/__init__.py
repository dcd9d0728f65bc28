"""The review screen: people correct, search, supervise and practise in a browser, offline."""
