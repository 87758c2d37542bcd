"""The containers releases can come in, each a module of its own that yields the items it holds."""
