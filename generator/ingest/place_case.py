"""Names of places in normal case: datelines write them in capitals."""

import re
from collections.abc import Mapping

from generator.ingest.place_names import ACRONYMS, PARTICLES, place_key

PREFIXED_CAPITALS = re.compile(r"(?P<prefix>Mc|Mac|De|Del|Des|Di|Du|La|Le|Los|San|Van)(?P<rest>[A-Z]{2,})")
"""A word in capitals but for what it begins with: McALLEN, DeKALB."""
FULL_STOP = re.compile(r"(?<=\w{4})\.$")
"""The end of a sentence behind a name; shorter words may be abbreviations."""
_INITIALS = re.compile(r"(?:[A-Z]\.){2,}")
_NAME_PREFIX = re.compile(r"^(Mc|[ODLN]['’])(\w)")
_ELIDED = re.compile(r"[DL]['’]\w", re.IGNORECASE)
_LINKED = PARTICLES | {"au", "aux", "en", "lès", "et"}
"""Words that stay in lower case between hyphens: Port-au-Prince."""


def table_case(name: str, forms: Mapping[str, str]) -> str:
    """Return the name as the table writes it where only letter case differs, else in normal case."""
    if written := forms.get(name.casefold()):
        return written
    return place_key(name).upper() if len(place_key(name)) == 2 else normal_case(FULL_STOP.sub("", name))


def normal_case(name: str) -> str:
    """Return a name written in capitals, or without any, in normal case; leave every other as it is."""
    if name.istitle() and not name.isupper():
        return name
    words = [
        "-".join(
            PREFIXED_CAPITALS.sub(lambda found: found["prefix"] + found["rest"].capitalize(), piece)
            for piece in word.split("-")
        )
        for word in name.split(" ")
    ]
    if name.isupper() or name.islower():
        return " ".join(
            word.lower() if number and word.lower() in PARTICLES else _word_case(word, inside=number > 0)
            for number, word in enumerate(words)
        )
    return " ".join(
        "-".join(_word_case(piece) if len(piece) > 3 and piece.isupper() else piece for piece in word.split("-"))
        if not word.isupper()
        else _word_case(word)
        if len(word) > 3
        else word
        for word in words
    )


def _word_case(word: str, *, inside: bool = False) -> str:
    if word in ACRONYMS or _INITIALS.fullmatch(word):
        return word
    pieces = [piece[:1] + piece[1:].lower() for piece in word.split("-")]  # "İ".lower() would become two characters
    return "-".join(
        piece.lower() if number and piece.lower() in _LINKED else _piece_case(piece, inside=inside or number > 0)
        for number, piece in enumerate(pieces)
    )


def _piece_case(piece: str, *, inside: bool) -> str:
    """Return a word without hyphens in normal case: Val-d'Or, but L'Aquila."""
    if inside and _ELIDED.match(piece):
        return piece[:2].lower() + piece[2:3].upper() + piece[3:]
    return _NAME_PREFIX.sub(lambda found: found[1] + found[2].upper(), piece[:1].upper() + piece[1:])
