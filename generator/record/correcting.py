"""`dateline correct`: the text as it was is kept, and the release says that it was corrected."""

import os
import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from generator.config import Config, load_config
from generator.dates import StatedDate
from generator.front_matter import read_front_matter, split_document
from generator.journal import Event
from generator.lock import hold_lock
from generator.model import Correction
from generator.problems import DatelineError, Problem
from generator.record.addresses import is_visible
from generator.record.changing import FileChange, change_files
from generator.record.front_matter_edit import NotEditable
from generator.record.selection import Record, find_records
from generator.record.setting import new_id
from generator.record.values import Edited, append_entry, as_problem, change_values, confirm
from generator.slugs import RESERVED_NAMES

VERSIONS = "content/versions"
_FOLDER = re.compile(r"[A-Za-z0-9][\w~-]*(?:\.[\w~-]+)*", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """A release whose text may now be corrected."""

    path: str
    version: str
    """The file that holds the text as it was."""


def correct_release(site: Path, name: str, note: str, *, previous: bytes | None = None, now: datetime) -> Corrected:
    """Keep a release as it was and note what is corrected; raises DatelineError, and changes nothing, when it cannot.

    `previous` is the file as it was, when it has been edited already.
    """
    config, _ = load_config(site, os.environ)
    if not note.strip():
        raise DatelineError([Problem(message="a correction needs a note: what was wrong, and what is right")])
    with hold_lock(site, "import"):
        (record,) = find_records(site, [name], config)
        _check(record, config, now)
        kept = record.data if previous is None else _checked(previous, record)
        id_ = record.front.id or new_id()
        version = _next_version(site, id_, record)
        stated = StatedDate.of(now.astimezone(config.zone))
        correction = Correction(date=stated, note=note.strip(), previous=version)
        try:
            edited = change_values(Edited(record.data, record.front), {"id": id_, "updated": stated.isoformat()})
            edited = append_entry(confirm(edited, {"updated"}), "corrections", correction)
        except NotEditable as error:
            raise DatelineError([as_problem(error, record.path)]) from error
        event = Event(kind="modification", outcome="corrected", id=id_, details={"previous": version})
        changes = [
            FileChange(path=version, old=None, new=kept),
            FileChange(path=record.path, old=record.data, new=edited.data, event=event),
        ]
        change_files(site, changes, now=now)
    return Corrected(path=record.path, version=version)


def _check(record: Record, config: Config, now: datetime) -> None:
    if record.front.withdrawn:
        message = "it was withdrawn, so there is no text to correct; `dateline set PATH withdrawn=` brings it back"
        raise DatelineError([Problem(message=message, path=record.path)])
    if not is_visible(record.front, config, now):
        message = "nobody has read it yet: edit the file. A correction is for what was published"
        raise DatelineError([Problem(message=message, path=record.path)])
    if record.front.id and (not _FOLDER.fullmatch(record.front.id) or _is_reserved(record.front.id)):
        message = f"the id '{record.front.id}' can be no folder, which its versions need; they cannot be kept"
        raise DatelineError([Problem(message=message, path=record.path)])


def _is_reserved(name: str) -> bool:
    return name.partition(".")[0].lower() in RESERVED_NAMES


def _checked(previous: bytes, record: Record) -> bytes:
    """Return the file as it was, if it is one of this release."""
    front, problems = read_front_matter(split_document(previous, "the earlier file"), "the earlier file")
    if front is None:
        raise DatelineError(problems)
    if front.id not in (None, record.front.id):
        message = (
            f"its id is '{front.id}', and that of the release '{record.front.id}'; name the earlier file of this one"
        )
        raise DatelineError([Problem(message=message, path="the earlier file")])
    return previous


def _next_version(site: Path, id_: str, record: Record) -> str:
    """Return the file of the next version; a number that was ever used is not used again."""
    folder = site / VERSIONS / id_
    used = [int(path.stem) for path in folder.glob("*.md") if path.stem.isdigit()]
    named = [re.fullmatch(r".*/(\d{1,9})\.md", str(one.previous)) for one in record.front.corrections]
    used += [int(found[1]) for found in named if found]
    return f"{VERSIONS}/{id_}/{max(used, default=0) + 1}.md"
