"""`dateline withdraw`: a release that may no longer be read, and the reason that readers are given."""

import os
import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from generator.config import Config, load_config
from generator.dates import StatedDate
from generator.journal import Event
from generator.lock import hold_lock
from generator.model import Withdrawal
from generator.problems import DatelineError, Problem
from generator.record.addresses import is_visible
from generator.record.changing import FileChange, change_files
from generator.record.front_matter_edit import NotEditable
from generator.record.references_edit import is_suspect
from generator.record.selection import Record, find_records, read_files, read_record
from generator.record.values import Edited, as_problem, write_block
from generator.references import resolve_path

_NAMES_KIN = re.compile(rb"replaces|translation_of|variant_of")
"""What a file has that says how it is related: few do, and only they need to be read closer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn:
    """A release that was withdrawn."""

    path: str
    variants: tuple[str, ...]
    """The same announcement as other wires carried it, which is withdrawn with it."""
    others: tuple[str, ...]
    """Translations, and releases that replace it or are replaced by it: they stay, and may say the same."""


def withdraw_release(
    site: Path, name: str, reason: str, *, alternative: str | None = None, keep_text: bool = False, now: datetime
) -> Withdrawn:
    """Note that a release is withdrawn; raises DatelineError, and changes nothing, when it cannot be."""
    config, _ = load_config(site, os.environ)
    if not reason.strip():
        raise DatelineError([Problem(message="a withdrawal needs a reason; readers see it")])
    with hold_lock(site, "import"):
        (record,) = find_records(site, [name], config)
        _check(record, config, now)
        withdrawal = Withdrawal(
            date=StatedDate.of(now.astimezone(config.zone)),
            reason=reason.strip(),
            alternative=_alternative(site, alternative, config) if alternative else None,
            text="kept" if keep_text else "removed",
        )
        try:
            edited = write_block(Edited(record.data, record.front), "withdrawn", withdrawal)
        except NotEditable as error:
            raise DatelineError([as_problem(error, record.path)]) from error
        outcome = "withdrawn, text kept" if keep_text else "withdrawn, text removed"
        event = Event(kind="withdrawal", outcome=outcome, id=record.front.id)
        change_files(site, [FileChange(path=record.path, old=record.data, new=edited.data, event=event)], now=now)
        variants, others = _kin(site, record)
    return Withdrawn(path=record.path, variants=variants, others=others)


def _check(record: Record, config: Config, now: datetime) -> None:
    if not is_visible(record.front, config, now):
        message = "nobody has read it yet; `dateline set PATH status=draft` keeps it from being published"
        raise DatelineError([Problem(message=message, path=record.path)])


def _alternative(site: Path, alternative: str, config: Config) -> str:
    """Return what readers are led to: an address as it is, another release by its file."""
    if alternative.startswith(("/", "http://", "https://")):
        return alternative
    (other,) = find_records(site, [alternative], config)
    return other.path.removeprefix("content/releases/")


def _kin(site: Path, record: Record) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the variants of a release, and what else is near to it."""
    files = [*read_files(site)]
    known = {path for path, _ in files}
    front = record.front
    variants: list[str] = []
    named = [reference for reference in (front.translation_of, front.replaces, front.variant_of) if reference]
    others = [path for reference in named if (path := resolve_path(reference, record.path, known))]
    for path, data in files:
        if path == record.path or not (_NAMES_KIN.search(data) and is_suspect(data, record.path)):
            continue
        try:
            other = read_record(site, path).front
        except DatelineError:  # the build says what is wrong with it
            continue
        if other.variant_of and resolve_path(other.variant_of, path, known) == record.path:
            variants.append(path)
        elif any(
            reference and resolve_path(reference, path, known) == record.path
            for reference in (other.translation_of, other.replaces)
        ):
            others.append(path)
    return tuple(variants), tuple(dict.fromkeys(others))
