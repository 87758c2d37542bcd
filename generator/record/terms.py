"""Renaming and merging of terms across the archive.

The vocabulary is written first, then one file after the other: killed in between, the next run finishes what is left.
"""

import difflib
import os
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from pathlib import Path

from generator.archive_terms import ReleaseTerms, read_archive_terms
from generator.config import load_config
from generator.front_matter import read_front_matter, split_document
from generator.journal import Event
from generator.lock import hold_lock
from generator.model import TermKind
from generator.names import name_key
from generator.problems import DatelineError, Problem, errors_in
from generator.record.changing import FileChange, change_files
from generator.record.front_matter_edit import NotEditable, change_texts
from generator.record.vocabulary_edit import note_term
from generator.term_listing import carriers_of, is_visible, load_vocabulary
from generator.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class TermChange:
    """One name that becomes another."""

    kind: TermKind
    old: str
    new: str
    merge: bool
    """The new name is there already; else it must not be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """What a change of a name did, or would do."""

    files: tuple[str, ...]
    vocabulary: str | None
    """Its path when it was written."""
    kept_secret: bool
    """The old name was not noted: only hidden releases had it, and its address would tell it."""


@dataclass(frozen=True, slots=True)
class _Edited:
    path: str
    old: bytes | None
    new: bytes


def change_term(site: Path, change: TermChange, *, now: datetime, dry_run: bool = False) -> Changed:
    """Give a term another name in every release of the site; raises DatelineError, nothing changed, when it cannot.

    Its `original.inferred` stays: it speaks of a whole field. The vocabulary's having the name is what confirms it.
    """
    config, _ = load_config(site, os.environ)
    vocabulary, problems = load_vocabulary(site, config)
    _stop_at(problems)
    with hold_lock(site, "import"):
        archive = read_archive_terms(site)
        _stop_at(archive.problems)
        change = replace(change, new=_checked_name(change.new))
        carriers = carriers_of(archive.releases, change.kind, Vocabulary())
        _stop_at(_refusals(change, carriers, vocabulary))
        concerned = _concerned(change, archive.releases)
        is_known = vocabulary.find(change.kind, name_key(change.old)) is not None
        may_note = is_known or any(is_visible(release, config, now) for release in concerned)
        edited = _edit_all(site, change, concerned)
        noted = _edit_vocabulary(site, config.vocabulary, change, carriers, may_note=may_note)
        if not dry_run:
            change_files(site, [_as_change(one, change) for one in (*noted, *edited)], now=now)
    return Changed(
        files=tuple(one.path for one in edited),
        vocabulary=config.vocabulary if noted else None,
        kept_secret=bool(concerned) and not may_note and name_key(change.old) != name_key(change.new),
    )


def _as_change(edited: _Edited, change: TermChange) -> FileChange:
    event = Event(kind="modification", outcome="merged" if change.merge else "renamed", details={"terms": change.kind})
    return FileChange(path=edited.path, old=edited.old, new=edited.new, event=event)


def _checked_name(name: str) -> str:
    spaced = " ".join(name.split())
    if not name_key(spaced) or any(unicodedata.category(letter) in ("Cc", "Cn", "Co", "Cs") for letter in spaced):
        message = f"'{name}' is no name; write letters or digits"
        raise DatelineError([Problem(message=message)])
    return spaced


def _refusals(change: TermChange, carriers: dict[str, list[ReleaseTerms]], vocabulary: Vocabulary) -> list[Problem]:
    """Return what is wrong with a change before any file is looked at."""
    kind, old, new = change.kind, name_key(change.old), name_key(change.new)
    used = {name_key(name) for name in carriers}
    known_old, known_new = vocabulary.find(kind, old), vocabulary.find(kind, new)
    if known_new and name_key(known_new.name) != new and known_new is not known_old:
        message = f"'{change.new}' is another name of '{known_new.name}' in the vocabulary; use '{known_new.name}'"
        return [Problem(message=message)]
    if old not in used and known_old is None:
        near = difflib.get_close_matches(change.old, list(carriers), n=1)
        advice = f"did you mean '{near[0]}'?" if near else f"`dateline terms {kind}` lists what there is"
        return [Problem(message=f"no release has '{change.old}' among its {kind}; {advice}")]
    if old == new or (known_old is not None and known_old is known_new):
        return []  # another spelling, or the rest of a change that was interrupted
    is_there = new in used or known_new is not None
    if is_there and not change.merge:
        message = f"'{change.new}' is there already; to make the two one, type merge instead of rename"
        return [Problem(message=message)]
    if change.merge and not is_there:
        message = f"no release has '{change.new}' among its {kind}; to give '{change.old}' this name, type rename"
        return [Problem(message=message)]
    return []


def _concerned(change: TermChange, releases: Sequence[ReleaseTerms]) -> list[ReleaseTerms]:
    """Return the releases that carry the old name in another spelling than the new one."""
    old = name_key(change.old)
    return [
        release
        for release in releases
        if any(name_key(name) == old and name != change.new for name in release.of(change.kind))
    ]


def _edit_all(site: Path, change: TermChange, releases: Sequence[ReleaseTerms]) -> list[_Edited]:
    edited = []
    problems = []
    seen: set[Path] = set()
    for release in releases:
        try:
            file = (site / release.path).resolve()
            if file in seen:  # a link to another release's file
                continue
            seen.add(file)
            data = file.read_bytes()
            new = _edit(data, change, release.path)
            if new != data:
                edited.append(_Edited(release.path, data, new))
        except OSError as error:
            message = f"the file cannot be read ({error.strerror}); check its permissions"
            problems.append(Problem(message=message, path=release.path))
        except NotEditable as error:
            problems.append(Problem(message=str(error), path=release.path))
    _stop_at(problems)
    return edited


def _edit(data: bytes, change: TermChange, path: str) -> bytes:
    before, _ = read_front_matter(split_document(data, path), path)
    if before is None:
        raise NotEditable("the front matter cannot be read; mend it first")
    old, new = name_key(change.old), name_key(change.new)
    names: list[str] = list(getattr(before, change.kind))
    has_new = old != new and any(name_key(name) == new for name in names)

    def renamed(found: Sequence[str]) -> list[str | None]:
        first = not has_new
        result: list[str | None] = []
        for name in found:
            result.append(name if name_key(name) != old else change.new if first else None)
            first = first and name_key(name) != old
        return result

    results = iter(renamed(names))
    edited = change_texts(data, change.kind, lambda name: next(results) if name_key(name) else name)
    after, _ = read_front_matter(split_document(edited, path), path)
    expected = [name for name in renamed(names) if name is not None]
    if after is None or any(
        getattr(after, field.name) != getattr(before, field.name)
        for field in fields(before)
        if field.name != change.kind
    ):
        raise NotEditable(_TOO_ODD)
    if [" ".join(name.split()) for name in getattr(after, change.kind)] != [
        " ".join(name.split()) for name in expected
    ]:
        raise NotEditable(_TOO_ODD)
    return edited


_TOO_ODD = "the front matter is written in a way that cannot be changed in one place alone; change the name by hand"


def _edit_vocabulary(
    site: Path, path: str, change: TermChange, carriers: dict[str, list[ReleaseTerms]], *, may_note: bool
) -> list[_Edited]:
    """Return the vocabulary with the new name in it, and the old one beside it where readers may know that."""
    file = site / path
    old = file.read_bytes() if file.is_file() else None
    spelled = next((name for name in carriers if name_key(name) == name_key(change.old)), change.old)
    also = [spelled] if may_note and name_key(change.old) != name_key(change.new) else []
    try:
        new = note_term(old or b"", change.kind, change.new, also)
    except NotEditable as error:
        raise DatelineError([Problem(message=str(error), path=path)]) from None
    return [] if new == old else [_Edited(path, old, new)]


def _stop_at(problems: Sequence[Problem]) -> None:
    if errors_in(problems):
        raise DatelineError(problems)
