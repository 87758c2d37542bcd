"""What today's importer reads of an original beside what its release has: which fields change, and what is only told.

Only a field that the release lists as inferred may change. What is not listed was stated, or somebody set it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from generator.front_matter import front_matter_values
from generator.ingest.reading import Reading
from generator.model import FrontMatter, Medium

_NOT_READ = frozenset("id slug status listed media related replaces translation_of variant_of original".split())
"""What import does not take from the text of this release alone, or a person decides."""
_NEVER_EMPTY = frozenset({"title", "date"})
_MOST_SHOWN = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What is to change in a release, and what is not."""

    values: Mapping[str, Any]
    """By field: its new value, as `FrontMatter` has it; None or an empty list takes it out."""
    settled: frozenset[str]
    """Fields that are inferred no more."""
    told: Sequence[str]
    """What today's importer reads otherwise and must not change, each as a sentence."""


def compare(release: FrontMatter, body: str, reading: Reading) -> Comparison:
    """Compare a release with what is read of its original today."""
    values: dict[str, Any] = {}
    settled: set[str] = set()
    told: list[str] = []
    for spec in fields(FrontMatter):
        name = spec.name
        if name in _NOT_READ:
            continue
        old, new = getattr(release, name), getattr(reading.front, name)
        is_absent = new is None or new == ()
        if name in release.inferred:
            if old is None or old == () or (is_absent and name in _NEVER_EMPTY):
                continue  # somebody took it out, or nothing better is known
            if not _is_same(old, new):
                values[name] = new
            if name not in reading.inferred:
                settled.add(name)
        elif not is_absent and name not in reading.inferred and not _is_same(old, new):
            told.append(_sentence(name, old, new))
    if reading.body.strip() != body.strip():
        told.append("today's importer reads the text otherwise; it stays as it is")
    return Comparison(values=values, settled=frozenset(settled), told=told)


def is_as_compared(new: FrontMatter, old: FrontMatter, comparison: Comparison, media: Sequence[Medium]) -> bool:
    """Tell whether a front matter is the old one with the changes of a comparison, and these media, and no other."""
    wanted = {spec.name: getattr(old, spec.name) for spec in fields(FrontMatter)} | dict(comparison.values)
    wanted["media"] = tuple(media)
    del wanted["original"]
    return all(_is_same(getattr(new, name), value) for name, value in wanted.items())


def plain_value(name: str, value: Any) -> Any:
    """Return the value of a field as mappings, lists and texts; nothing for an absent one."""
    return front_matter_values(replace(FrontMatter(title=""), **{name: value})).get(name)


def as_text(name: str, value: Any) -> str:
    """Return the value of a field in one short line, for people."""
    plain = plain_value(name, value)
    entries = plain if isinstance(plain, list) else [plain]
    text = " ".join("; ".join(map(_entry_as_text, entries)).split())
    return text if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN]}…"


def _entry_as_text(entry: Any) -> str:
    return ", ".join(map(str, entry.values())) if isinstance(entry, dict) else str(entry)


def _is_same(old: Any, new: Any) -> bool:
    """Tell whether two values say the same; the order of names says nothing."""
    return set(old) == set(new) if _is_texts(old) and _is_texts(new) else bool(old == new)


def _is_texts(value: Any) -> bool:
    return isinstance(value, tuple) and all(isinstance(item, str) for item in value)


def _sentence(name: str, old: Any, new: Any) -> str:
    has = f"the release has '{as_text(name, old)}'" if old not in (None, ()) else "the release has none"
    return f"today's importer reads '{name}' as '{as_text(name, new)}', {has}; change it by hand if that is better"
