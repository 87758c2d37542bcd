"""Whether what the database of the state gives is what was put in.

SQLite finds most of what is damaged in its file, and not all: from a page of wrong bytes a row may come that looks
whole, with a number or nothing where bytes were put.
"""

import zlib


def checksum(data: bytes) -> int:
    """Return what is kept beside bytes."""
    return zlib.crc32(data)


def is_whole(data: object, total: object) -> bool:
    """Tell whether a value is bytes, and those that belong to a checksum."""
    return isinstance(data, bytes) and zlib.crc32(data) == total
