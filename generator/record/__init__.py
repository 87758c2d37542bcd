"""Edits to content: a file changes where an edit says so, and every other byte of it stays."""
