"""`dateline set`: values that somebody states, written into the front matter of releases."""

import os
import re
import secrets
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from generator.config import load_config
from generator.front_matter import front_matter_values
from generator.journal import Event
from generator.lock import hold_lock
from generator.model import FrontMatter
from generator.problems import DatelineError, Problem
from generator.record.changing import FileChange, change_files
from generator.record.front_matter_edit import NotEditable
from generator.record.selection import Record, find_records, read_files, read_record
from generator.record.values import Edited, Value, as_problem, change_values, check_value, confirm, kind_of

LIST_SEPARATOR = "|"

_ASSIGNMENT = re.compile(r"([A-Za-z_]+(?:\.[A-Za-z_]+)?)\s*([+-]?=)\s*(.*)", re.DOTALL)
_ID_LINE = re.compile(rb"^id:[ \t]*[^\s#]", re.MULTILINE)
_ELSEWHERE = {
    "id": "an id never changes; `dateline set --ids` gives one to releases that have none",
    "slug": "`dateline move PATH --slug SLUG` changes it, and keeps the old address",
    "corrections": "`dateline correct` writes them",
    "original": "import writes it; it says what is kept below content/originals/",
}


@dataclass(frozen=True, slots=True)
class Assignment:
    """What is to become of one key."""

    key: str
    how: Literal["=", "+=", "-="]
    """`+=` adds to a list what is not in it, `-=` takes out of it."""
    value: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a release shall say."""

    record: Record
    values: Mapping[str, Value]
    confirmed: Collection[str] = ()
    """Keys that stay what they are, and are inferred no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a command changed in a release, or would."""

    path: str
    values: Mapping[str, tuple[Any, Any]]
    """By key, the value before and now, as mappings, lists and texts; None for none."""


def read_assignment(text: str) -> Assignment | None:
    """Return the assignment that an argument is, or None: then it names a release."""
    found = _ASSIGNMENT.fullmatch(text)
    if not found or "/" in found[1]:
        return None
    how: Any = found[2]
    return Assignment(found[1], how, found[3].strip())


def set_values(
    site: Path, names: Sequence[str], assignments: Sequence[Assignment], *, now: datetime, dry_run: bool = False
) -> list[Change]:
    """Write values into the releases that are named; raises DatelineError, and changes nothing, when one cannot be."""
    config, _ = load_config(site, os.environ)
    _stop_at(_refusals(assignments))
    with hold_lock(site, "import"):
        records = find_records(site, names, config)
        wanted = [Wanted(record, _values(record.front, assignments)) for record in records]
        return write_all(site, wanted, now=now, dry_run=dry_run)


def give_ids(site: Path, *, now: datetime, dry_run: bool = False) -> list[Change]:
    """Give a new, random id to each release that has none."""
    load_config(site, os.environ)
    with hold_lock(site, "import"):
        suspects = [path for path, data in read_files(site) if not _ID_LINE.search(data)]
        records = [record for path in suspects if not (record := read_record(site, path)).front.id]
        return write_all(site, [Wanted(record, {"id": new_id()}) for record in records], now=now, dry_run=dry_run)


def new_id() -> str:
    """Return an id for a release that was not imported."""
    return secrets.token_hex(8)


def write_all(site: Path, wanted: Sequence[Wanted], *, now: datetime, dry_run: bool) -> list[Change]:
    """Write values into releases, whose files are still what they were; the caller holds the lock.

    Raises DatelineError, and changes nothing, when a file cannot be edited. Returns the releases that changed.
    """
    changes: list[Change] = []
    files: list[FileChange] = []
    problems: list[Problem] = []
    for one in wanted:
        record = one.record
        try:
            edited = change_values(Edited(record.data, record.front), one.values)
            edited = confirm(edited, {*(key.partition(".")[0] for key in one.values), *one.confirmed})
        except NotEditable as error:
            problems.append(as_problem(error, record.path))
            continue
        if edited.data != record.data:
            changed = differences(record.front, edited.front)
            changes.append(Change(path=record.path, values=changed))
            event = Event(kind="modification", outcome="set", id=edited.front.id, details=_details(changed))
            files.append(FileChange(path=record.path, old=record.data, new=edited.data, event=event))
    _stop_at(problems)
    if not dry_run:
        change_files(site, files, now=now)
    return changes


def differences(old: FrontMatter, new: FrontMatter) -> dict[str, tuple[Any, Any]]:
    """Return the keys whose values differ, each with what it held and holds; those of a mapping as `place.city`."""
    before, after = _flat(front_matter_values(old)), _flat(front_matter_values(new))
    keys = [key for key in {**before, **after} if before.get(key) != after.get(key)]
    return {key: (before.get(key), after.get(key)) for key in keys}


def split_list(text: str) -> tuple[str, ...]:
    r"""Return the texts of a list that is written on one line, with `|` between them; `\|` is the sign itself."""
    parts = re.split(r"(?<!\\)\|", text)
    return tuple(dict.fromkeys(part for part in (one.replace("\\|", "|").strip() for one in parts) if part))


def join_list(texts: Sequence[str]) -> str:
    """Return a list on one line, as `split_list` reads it."""
    return " | ".join(text.replace("|", "\\|") for text in texts)


def _flat(values: Mapping[str, Any]) -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for key, value in values.items():
        flat |= {f"{key}.{inner}": held for inner, held in value.items()} if isinstance(value, dict) else {key: value}
    return flat


def _details(changed: Mapping[str, tuple[Any, Any]]) -> dict[str, Any]:
    """Return what the journal says of a change: which keys, and no text that somebody may want erased."""
    return {"changed": sorted(changed)}


def _refusals(assignments: Sequence[Assignment]) -> list[Problem]:
    problems = []
    for one in assignments:
        name = one.key.partition(".")[0]
        kind = kind_of(one.key)
        if name in _ELSEWHERE:
            problems.append(Problem(message=f"'{name}' is not set: {_ELSEWHERE[name]}"))
        elif one.how != "=" and kind and not kind.is_list:
            problems.append(Problem(message=f"'{one.key}' holds one text, so it takes '=' and no '{one.how}'"))
        else:
            problems += [Problem(message=message) for message in check_value(one.key, _plain(one))]
    return problems


def _plain(one: Assignment) -> Value:
    kind = kind_of(one.key)
    if kind and kind.is_list:
        return split_list(one.value) or None
    return one.value or None


def _values(front: FrontMatter, assignments: Sequence[Assignment]) -> dict[str, Value]:
    """Return what each key shall hold in a release."""
    values: dict[str, Value] = {}
    for one in assignments:
        value = _plain(one)
        if one.how != "=":
            held = values.get(one.key, getattr(front, one.key)) or ()
            named = value if isinstance(value, tuple) else ()
            if one.how == "+=":
                value = (*held, *(name for name in named if name not in held))
            else:
                value = tuple(name for name in held if name not in named) or None
        values[one.key] = value
    return values


def _stop_at(problems: Sequence[Problem]) -> None:
    if problems:
        raise DatelineError(problems)
