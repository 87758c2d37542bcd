"""Erasure: a text, or a release with all that belongs to it, goes from every file of a site that can be reached."""
