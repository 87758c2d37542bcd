"""Contacts: whom the press was asked to turn to.

A block is taken out of the body only when every word of it went into fields; otherwise it stays, and what was
recognised is recorded as well.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generator.ingest.blocks import Block
from generator.ingest.parts.people_names import has_role_word, is_person_name, names_organization
from generator.model import Contact

_LABEL = re.compile(
    r"(?P<label>(?:(?:for\s+)?(?:(?:more|further|additional)\s+information|media|press|news|investor|public|general|company|corporate|editorial)"
    r"(?:\s*(?:/|&|and|or)\s*(?:media|press|investor|analyst)s?)?\s+)?(?:(?:relations|inquir(?:y|ies)|enquir(?:y|ies)|queries)\s*)?"
    r"(?:,?\s*please\s+)?contacts?(?:\s+(?:details|information|info|person))?)\s*(?::|-(?=\s)|–|$)\s*",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"(?!(?:Inc|Corp|Ltd|Co|LLC)\.)[\w.+%-]+@[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,24}(?![\w@])")
_URL = re.compile(r"(?:https?://|www\.)[^\s,;<>()]+[^\s,;<>().:]")
_PHONE = re.compile(r"(?:\+|\(?\d)[\d\s().\-–/]{6,20}\d(?:\s?(?:ext|x)\.?\s?\d{1,6})?", re.IGNORECASE)
_FIELD_LABEL = re.compile(
    r"(?:e-?mail|tel(?:ephone)?|phone|mobile|cell|office|direct|web(?:site)?|url|name|full\s+name|contact\s+(?:name|person|email)|company(?:\s+name)?"
    r"|organi[sz]ation|title)\.?\s*[:\-–]\s*",
    re.IGNORECASE,
)
_GLUED = re.compile(r"[@:/]|\d{3}|www\.|\.[a-z]|[a-z)][A-Z][a-z]+ [A-Z]|[A-Za-z)][a-z][A-Z][a-z]+$")
"""What a name, a role or an organisation never holds: lines that were run together have it."""
_MOST_BLOCKS = 7
_LONGEST_PART = 90


@dataclass(frozen=True, slots=True)
class _Parsed:
    contact: Contact
    complete: bool
    """Every word went into a field."""


def take_contacts(blocks: Sequence[Block]) -> tuple[tuple[Contact, ...], list[Block]]:
    """Return the contacts, and the blocks without those that hold nothing else."""
    contacts: list[Contact] = []
    kept: list[Block] = []
    number = 0
    while number < len(blocks):
        taken, found = _read_at(blocks, number)
        contacts.extend(parsed.contact for parsed in found if parsed.contact != Contact(role=parsed.contact.role))
        if not found or not all(parsed.complete for parsed in found):
            kept.extend(blocks[number : number + max(taken, 1)])
        number += max(taken, 1)
    return tuple(dict.fromkeys(contacts)), kept


def _read_at(blocks: Sequence[Block], start: int) -> tuple[int, list[_Parsed]]:
    """Return how many blocks the contact at `start` takes, and what is in it; none when no label stands there."""
    block = blocks[start]
    label = _LABEL.match(block.words[0].strip()) if block.kind in ("paragraph", "heading") and block.words else None
    if not label:
        return 0, []
    lines = [block.words[0].strip()[label.end() :], *block.words[1:]]
    taken = 1
    if not any(line.strip() for line in lines):
        lines, taken = _lines_below(blocks, start)
    parts = [part for line in lines for part in _split_line(line)]
    if not parts or not any(_is_reachable(part) for part in parts):
        return 0, []
    return taken, [_parse(parts, label["label"].strip())]


def _lines_below(blocks: Sequence[Block], start: int) -> tuple[list[str], int]:
    """Gather the short lines under a label that stands alone."""
    lines: list[str] = []
    number = start + 1
    while number < len(blocks) and number <= start + _MOST_BLOCKS:
        block = blocks[number]
        if block.kind != "paragraph" or any(len(line) > _LONGEST_PART * 2 for line in block.words):
            break
        if _LABEL.match(block.words[0].strip()) or not all(
            _kind_of(part) for line in block.words for part in _split_line(line)
        ):
            break
        lines.extend(block.words)
        number += 1
    return lines, number - start


def _split_line(line: str) -> list[str]:
    """Cut a line at commas, bars and semicolons; a role keeps the organisation it belongs to."""
    return [
        part.strip() for part in re.split(r"\s*[,|;•]\s+|\s{3,}|\s+[–—]\s+", line.strip().rstrip(",")) if part.strip()
    ]


def _is_reachable(part: str) -> bool:
    return bool(_EMAIL.search(part) or _PHONE.search(part))


def _kind_of(part: str) -> str | None:
    """Return which field a part fills, or None for what is no part of a contact."""
    words = _FIELD_LABEL.sub("", part, count=1).strip()
    for kind, pattern in (("email", _EMAIL), ("url", _URL), ("phone", _PHONE)):
        if pattern.fullmatch(words):
            return kind
    if len(words) > _LONGEST_PART or _GLUED.search(words):
        return None
    if is_person_name(words):
        return "name"
    if has_role_word(words):
        return "role"
    return "organization" if names_organization(words) else None


def _parse(parts: Sequence[str], label: str) -> _Parsed:
    """Fill the fields; a part that fits none, or one that is filled already, leaves the contact incomplete."""
    values: dict[str, str] = {}
    complete = True
    for part in parts:
        kind = _kind_of(part)
        if kind is None or kind in values:
            complete = False
        else:
            values[kind] = _FIELD_LABEL.sub("", part, count=1).strip()
    return _Parsed(Contact(**{"role": label, **values}), complete)
