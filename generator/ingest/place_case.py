"""Names of places in normal case: datelines write them in capitals."""

import re

from generator.ingest.place_names import ACRONYMS, PARTICLES, place_key

PREFIXED_CAPITALS = re.compile(r"(?P<prefix>Mc|Mac|De|Del|Des|Di|Du|La|Le|Los|San|Van)(?P<rest>[A-Z]{2,})")
"""A word in capitals but for what it begins with: McALLEN, DeKALB."""
_INITIALS = re.compile(r"(?:[A-Z]\.){2,}")
_NAME_PREFIX = re.compile(r"^(Mc|O['’]|D['’]|L['’])(\w)")
_LINKED = PARTICLES | {"au", "aux", "en", "lès", "et"}
"""Words that stay in lower case between hyphens: Port-au-Prince."""


def table_case(name: str, table: dict[str, str]) -> str:
    """Return the name as the table writes it where only letter case differs, else in normal case."""
    written = next((form for form in table.values() if form.casefold() == name.casefold()), None)
    if written:
        return written
    return place_key(name).upper() if len(place_key(name)) == 2 else normal_case(name)


def normal_case(name: str) -> str:
    """Return a name written in capitals, or without any, in normal case; leave every other as it is."""
    words = [
        PREFIXED_CAPITALS.sub(lambda found: found["prefix"] + found["rest"].capitalize(), word)
        for word in name.split(" ")
    ]
    if name.isupper() or name.islower():
        return " ".join(
            word.lower() if number and word.lower() in PARTICLES else _word_case(word)
            for number, word in enumerate(words)
        )
    return " ".join(_word_case(word) if len(word) > 3 and word.isupper() else word for word in words)


def _word_case(word: str) -> str:
    if word in ACRONYMS or _INITIALS.fullmatch(word):
        return word
    pieces = word.lower().split("-")
    text = "-".join(
        piece if number and piece in _LINKED else piece[:1].upper() + piece[1:] for number, piece in enumerate(pieces)
    )
    return _NAME_PREFIX.sub(lambda found: found[1] + found[2].upper(), text)
