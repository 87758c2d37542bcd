"""A text → a pattern that finds it in whatever form it is written.

Case, accents and compatibility forms count as equal, composed or not (Unicode NFKD, case-folded, without marks).
Between the letters of a word may stand what nobody reads: emphasis, links, escapes, tags, soft hyphens, a hyphen at the
end of a line. Between words may stand anything but letters and digits. A letter may be an HTML reference, or its bytes:
%C3%A9 in an address, =C3=A9 in a mail, \\u00e9 in JSON or YAML, \\'e9 in RTF.
"""

import html.entities
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain

REPLACEMENT = "xxxxx"
"""Safe wherever a word may stand: in YAML, an address, a file's name, any encoding."""

_SCRIPTS = (range(0x30, 0x3400), range(0xA000, 0xAC00), range(0xF900, 0x10000), range(0x1D400, 0x1D800))
"""Where letters have other forms; ideographs and Hangul are compared as they are."""
_WITHOUT_BLANKS = (0x3040, 0xA000)
"""Kana and ideographs."""
_ESCAPED_BELOW = 0x0700
"""Beyond, a letter of many forms is looked for in an escape only as it is written in the text itself."""
_FEW = 24
_TAG = r"<[^<>]{0,4000}>"
_LINKED = r"\](?:\([^\s()]{0,2000}(?:[ \t]\"[^\"\n]{0,200}\")?\)|\[[^\[\]\n]{0,200}\])"
"""The end of the words of a link in Markdown, with where it leads."""
_UNSEEN = r"(?:&(?:shy|zwn?j|#(?:0*(?:173|820[3-7])|[xX]0*(?:[aA][dD]|200[b-fB-F])));)"
_LINE_GOES_ON = r"(?:=\r?\n)?"
"""In a mail a line may break within a letter (RFC 2045 §6.7)."""
_KEPT = re.compile(rf"({_TAG}|{_LINKED}|\r?\n[ \t>]*|\*+|_+|~+|`+)")
"""What an erased passage leaves: without it a page, a table or a list would no longer be one."""


class NothingToFind(ValueError):
    """A text without a letter or digit."""


def find_text(text: str) -> "re.Pattern[str]":
    """Return the pattern of a text; raises NothingToFind."""
    words: list[str] = re.findall(r"[^\W_]+", _unmarked(text))
    if not words:
        raise NothingToFind(text)
    return re.compile(_gap().join(_word(word) for word in words))


def black_out(pattern: "re.Pattern[str]", text: str) -> tuple[str, int]:
    """Return a text in which each passage is struck out, and how many there were; tags and line ends in them stay."""
    return pattern.subn(_struck, text)


def fold(text: str) -> str:
    """Return a text by which two ways of writing it are one."""
    plain = unicodedata.normalize("NFKD", text)
    folded = unicodedata.normalize("NFKD", plain.casefold())
    return "".join(letter for letter in folded if unicodedata.category(letter) not in ("Mn", "Me", "Cf"))


def _struck(found: "re.Match[str]") -> str:
    pieces = _KEPT.split(found[0])
    first = next(number for number, piece in enumerate(pieces) if number % 2 == 0 and piece.strip())
    paired = {mark for mark in pieces[1::2] if mark[0] in "*_~`" and pieces[1::2].count(mark) % 2 == 0}
    kept = [piece if number % 2 and piece not in paired else "" for number, piece in enumerate(pieces)]
    kept[first] = REPLACEMENT
    return "".join(kept)


def _unmarked(text: str) -> str:
    composed = unicodedata.normalize("NFC", text)
    return "".join(letter for letter in composed if unicodedata.category(letter) not in ("Mn", "Me", "Cf"))


def _word(word: str) -> str:
    """Return the pattern of a word; scripts that put no blanks between words may have them anywhere."""
    between = _gap() if any(ord(letter) in range(*_WITHOUT_BLANKS) for letter in word) else _soft()
    return between.join(_units(word))


def _units(word: str) -> Iterator[str]:
    """Yield a pattern for each letter of a word, or for two or three that one sign may stand for."""
    letters = [(letter, fold(letter)) for letter in word]
    at = 0
    while at < len(letters):
        for length in (3, 2):
            several = "".join(folded for _, folded in letters[at : at + length])
            if len(letters) - at >= length and several in _forms():
                parts = _soft().join(_unit(letter, folded) for letter, folded in letters[at : at + length])
                yield f"(?:{parts}|{_any_of(_forms()[several], several)})"
                at += length
                break
        else:
            yield _unit(*letters[at])
            at += 1


def _unit(letter: str, folded: str) -> str:
    written = {letter, letter.upper(), letter.lower(), *_forms().get(folded, ())}
    single = {one for one in written if len(one) == 1}
    if len(folded) > 1:  # one sign for several letters, or a syllable of Hangul
        parts = _soft().join(_any_of({one, one.upper(), *_forms().get(one, ())}, one) for one in folded)
        return f"(?:{_any_of(single, letter)}|{parts})"
    return _any_of(single | {folded}, letter)


@cache
def _forms() -> dict[str, frozenset[str]]:
    """Return every way in which a folded letter, or a few, may be written with one sign."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for number in chain.from_iterable(_SCRIPTS):
        letter = chr(number)
        if letter.isalnum() and 1 <= len(folded := fold(letter)) <= 3 and folded.isalnum():
            found[folded].add(letter)
    return {folded: frozenset(letters) for folded, letters in found.items()}


@cache
def _names() -> dict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for name, text in html.entities.html5.items():
        found[text].append(name.rstrip(";"))
    return found


def _any_of(letters: Iterable[str], own: str) -> str:
    """Return a pattern for any of these letters, as itself or escaped."""
    signs = sorted({letter for letter in letters if len(letter) == 1})
    escaped = [sign for sign in signs if ord(sign) < _ESCAPED_BELOW or sign == own or len(signs) < _FEW]
    numbers = [ord(sign) for sign in escaped]
    names = sorted({re.escape(name) for sign in escaped for name in _names().get(sign, ())})
    octets = {coded for sign in escaped for coded in _encodings(sign)}
    decimal = _either(map(str, numbers))
    two, four, eight = (_either(f"{number:0{digits}x}" for number in numbers) for digits in (2, 4, 8))
    forms = [
        f"[{''.join(map(re.escape, signs))}]",
        f"&(?:#0*(?:{decimal})|#[xX]0*(?i:{two})|{_either(names)});?",
        f"(?i:{_either(''.join(f'%{octet:02x}' for octet in coded) for coded in octets)})",
        f"(?i:{_either(_LINE_GOES_ON.join(f'={octet:02x}' for octet in coded) for coded in octets)})",
        rf"\\(?:u(?i:{four})|U(?i:{eight})|u(?:{decimal})(?:\\'3[fF]|\?)?|[x'](?i:{two}))",
    ]
    return f"(?:{'|'.join(forms)})"


def _encodings(sign: str) -> Iterator[bytes]:
    for encoding in ("utf-8", "cp1252"):
        try:
            yield sign.encode(encoding)
        except UnicodeEncodeError:
            continue


def _either(texts: Iterable[str]) -> str:
    return "|".join(sorted(set(texts), key=lambda text: (-len(text), text))) or r"(?!)"


@cache
def _soft() -> str:
    """Return what may stand between two letters of a word: as little as possible, for an escaped letter is a letter."""
    marks = "".join(map(re.escape, _unseen_signs()))
    return rf"(?:[{marks}*_~`]|\\(?![uUx'])|!?\[|{_LINKED}|{_TAG}|{_UNSEEN}|=\r?\n|[-‐]\r?\n[ \t>]*){{0,60}}?"


@cache
def _gap() -> str:
    """Return what may stand between two words."""
    return (
        rf"(?:{_TAG}|{_LINKED}|&(?:#\w{{1,8}}|\w{{2,31}});|[%=](?i:[0-9a-f]{{2}})|=\r?\n"
        rf"|\\(?:[nrt]|pard?|u(?i:[0-9a-f]{{4}})|[x'](?i:[0-9a-f]{{2}}))|[\W_]){{0,120}}?"
    )


@cache
def _unseen_signs() -> tuple[str, ...]:
    every = map(chr, chain(range(0xAD, 0x3100), range(0xA660, 0xAB00), range(0xFE00, 0xFF00)))
    return tuple(sign for sign in every if unicodedata.category(sign) in ("Mn", "Me", "Cf"))
