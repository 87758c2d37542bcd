"""Text → slug: the last part of an address, and the name of a file, on every system.

A slug holds only a–z, 0–9 and single dashes. It is never a name Windows reserves, and never two digits, which an
address reads as a day or a month.
"""

import re

from anyascii import anyascii

RESERVED_NAMES = frozenset(
    {"con", "prn", "aux", "nul"} | {f"{device}{number}" for device in ("com", "lpt") for number in range(10)}
)
_APOSTROPHES = re.compile(r"['’‘ʼ`´]")
_NOT_PLAIN = re.compile(r"[^a-z0-9]+")
_TWO_DIGITS = re.compile(r"\d{1,2}")
_LIKE_A_DAY = re.compile(r"\d\d")
_SLUG = re.compile(r"\w+(?:-+\w+)*")
_LONGEST = 200
"""Bytes of UTF-8: a file system's name holds 255."""
_LONGEST_READ = 1000
"""Characters of the text that are looked at: a slug never needs more, and a title may be a whole pasted page."""


def slugify(text: str, limit: int = 80) -> str:
    """Return the slug of a text, at most `limit` characters and cut between words; "" when nothing is left."""
    plain = _APOSTROPHES.sub("", anyascii(_APOSTROPHES.sub("", text[:_LONGEST_READ]))).lower()
    slug = cut_at_dash(_NOT_PLAIN.sub("-", plain).strip("-"), limit)
    if slug in RESERVED_NAMES or _TWO_DIGITS.fullmatch(slug):
        return f"{slug}-page"
    return slug


def is_slug(text: str) -> bool:
    """Tell whether an address can be made of what a release says its slug is, in any script."""
    return (
        _SLUG.fullmatch(text) is not None
        and len(text.encode()) <= _LONGEST
        and not _LIKE_A_DAY.fullmatch(text)
        and text.lower() not in RESERVED_NAMES
    )


def cut_at_dash(slug: str, limit: int) -> str:
    """Shorten a slug to `limit` characters, at a dash unless its first word alone is longer."""
    if len(slug) <= limit:
        return slug
    whole_words = slug[: limit + 1].rpartition("-")[0]
    return (whole_words or slug[:limit]).strip("-")
