"""The words of a text as search knows them: folded in case, accents and spellings.

The script in layouts/assets/search.js has the same rules, and tests/test_search_words.py runs both over the same texts.
Every word is of the basic multilingual plane, so that Python and JavaScript sort words alike.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator

LONGEST = 40
"""Characters of a word; what follows them is left out."""

_MARKS = re.compile("[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640]")
"""Accents of Latin, Greek and Cyrillic, points of Hebrew, vowel signs, hamzas and kashida of Arabic."""
_INVISIBLE = re.compile("[\u00ad\u061c\u200b\u200d-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_VARIANTS: dict[str, str] = {
    **dict(zip("ßæœøđðłıςþ", ("ss", "ae", "oe", "o", "d", "d", "l", "i", "σ", "th"), strict=True)),
    **dict(zip("ىیېکڪۀةەھہۃ", "يييككهههههه", strict=True)),
    **dict(zip("ךםןףץ", "כמנפצ", strict=True)),
    **dict(zip("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789", strict=True)),
}
_VARIANT = re.compile(f"[{''.join(_VARIANTS)}]")
_SIGNS = "’“”–—‘\u00a0…•®©"
"""What most texts have of characters beyond ASCII; each of them stands between words."""
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_PLANE_START, _PLANE_SIZE = 0xE000, 0x1900
"""Rare letters beyond the basic plane stand as one of its private characters."""

_PAIRED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17d3\u3005-\u3007\u3041-\u30fa\u30fc-\u30ff\u3105-\u312f\u31a0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\ue000-\uf8ff"
)
"""Scripts written without blanks, and Hangul, whose words take endings: searched by pairs of characters."""
_LATIN_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz")
_PAIR = re.compile(f"[{_PAIRED}]")
_ASCII_RUN = re.compile("[a-z0-9]+")
_JOINER = "\u200c"
_RUN = re.compile(f"[{_PAIRED}]+|(?:[^\\W_{_PAIRED}]|[\u0900-\u0963\u0966-\u0dff\u0f00-\u0fff])+\u200c?")


def fold(text: str) -> str:
    """Return a text without accents, capitals and variant letters."""
    if text.isascii():
        return text.lower()
    text = _MARKS.sub("", unicodedata.normalize("NFKD", text).lower())
    text = _VARIANT.sub(lambda found: _VARIANTS[found[0]], _INVISIBLE.sub("", text))
    text = unicodedata.normalize("NFC", text)
    return _ASTRAL.sub(lambda found: chr(_PLANE_START + ord(found[0]) % _PLANE_SIZE), text)


def search_words(text: str) -> Iterator[str]:
    """Yield the words of a text in their order, some of them more than once.

    Single Latin letters are none. Words joined by the zero-width non-joiner are words of their own and one together.
    """
    joined: list[str] = []
    for run in _RUN.findall(fold(text)):
        if run[0] >= "\u0e00" and _PAIR.match(run):
            yield from _pairs(run)
            continue
        word = run.removesuffix(_JOINER)
        if word not in _LATIN_LETTERS:
            yield word[:LONGEST]
        joined.append(word)
        if word == run:
            if len(joined) > 1:
                yield "".join(joined)[:LONGEST]
            joined.clear()


def distinct_words(text: str) -> set[str]:
    """Return the words of a text, each once: those of `search_words`, in a quarter of the time."""
    if not text.isascii():
        for sign in _SIGNS:
            text = text.replace(sign, " ")
    folded = fold(text)
    if folded.isascii():
        runs = {*_ASCII_RUN.findall(folded)} - _LATIN_LETTERS
        return runs if max(map(len, runs), default=0) <= LONGEST else {run[:LONGEST] for run in runs}
    if _JOINER in folded:  # what stands before and after it is a word as well
        return {*search_words(text)}
    return {word for run in {*_RUN.findall(folded)} for word in _words_of_run(run)}


def _words_of_run(run: str) -> Iterable[str]:
    if run[0] >= "\u0e00" and _PAIR.match(run):
        return _pairs(run)
    return () if run in _LATIN_LETTERS else (run[:LONGEST],)


def _pairs(run: str) -> Iterator[str]:
    """Yield each two neighbours, and the last character, so that every character begins something."""
    yield from (run[place : place + 2] for place in range(len(run) - 1))
    yield run[-1]
