"""The formats a release can come in, each a module of its own."""
