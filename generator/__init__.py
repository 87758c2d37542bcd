"""Dateline: press releases, as they came off the wire, into a permanent static archive."""

__version__ = "0.1.0"
