"""`dateline erase`: what a court or a person's right to their data has taken out of an archive."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from generator.config import load_config
from generator.lock import hold_lock
from generator.problems import DatelineError, Problem
from generator.record.erasure.of_release import PAGES, VERSIONS, plan_release
from generator.record.erasure.of_text import ORIGINALS, plan_text
from generator.record.erasure.pattern import find_text
from generator.record.erasure.performing import OUTPUT, STATE, perform, what_is_made
from generator.record.erasure.plan import ErasurePlan
from generator.record.selection import Record, find_records, read_files
from generator.state import STATE as STATE_FILE
from generator.state import State


def erase_release(
    site: Path, name: str, *, forget: bool, reason: str, now: datetime, agreed: bool = False
) -> ErasurePlan:
    """Return what erasing a release touches, and do it if that is agreed to; raises DatelineError."""
    config, _ = load_config(site, os.environ)
    with ExitStack() as stack:
        _hold(site, stack)
        (record,) = find_records(site, [name], config)
        files = dict([*read_files(site), *_pages(site)])
        plan = plan_release(site, record, files, forget=forget, day=f"{now.date()}")
        plan = replace(plan, remarks=(*plan.remarks, *_other_outputs(site)))
        if agreed:
            _stop_at(plan)
            perform(site, plan, reason=reason, names_files=False, now=now)
    return plan


def erase_text(
    site: Path, text: str, *, within: str | None, reason: str, now: datetime, agreed: bool = False
) -> ErasurePlan:
    """Return where a text stands, in one release or folder if `within` names it, and erase it if that is agreed to."""
    config, _ = load_config(site, os.environ)
    with ExitStack() as stack:
        _hold(site, stack)
        places = _places(site, within) if within else []
        plan = plan_text(site, text, config.vocabulary, within=places, day=f"{now.date()}")
        plan = replace(plan, remarks=(*plan.remarks, *_other_outputs(site)))
        if agreed:
            if find_text(text).search(reason):
                message = "the reason names what is to be erased, and it stays in the log; word it otherwise"
                raise DatelineError([Problem(message=message)])
            _stop_at(plan)
            if plan.is_empty and not what_is_made(site):
                raise DatelineError([Problem(message="nothing was found, so nothing was erased")])
            perform(site, plan, reason=reason, names_files=True, now=now)
    return plan


def _hold(site: Path, stack: ExitStack) -> None:
    stack.enter_context(hold_lock(site, "import"))
    stack.enter_context(hold_lock(site, "build"))


def _other_outputs(site: Path) -> Iterator[str]:
    """Yield a remark for each other folder into which the archive was built."""
    address = f"{(site / STATE_FILE).absolute().as_uri()}?mode=ro&immutable=1"  # so that no file is made beside it
    with suppress(sqlite3.Error), closing(sqlite3.connect(address, uri=True)) as database:
        for folder in State(database).folders():
            if folder != OUTPUT and not folder.startswith(STATE):
                yield f"{folder} was built from this archive too: build there again, or remove it"


def _stop_at(plan: ErasurePlan) -> None:
    """Erase nothing while something has to be done by hand first: half an erasure looks like a whole one."""
    if plan.problems:
        raise DatelineError(plan.problems)


def _places(site: Path, within: str) -> list[str]:
    """Return the paths below the site in which a text is looked for: a folder or file, of a release all that is its."""
    config, _ = load_config(site, os.environ)
    root = site.resolve()
    for place in (Path(within).resolve(), (site / within).resolve()):
        if place.is_dir() and place.is_relative_to(root) and place != root:
            return [place.relative_to(root).as_posix()]
        if place.is_file() and place.is_relative_to(root) and "/content/releases/" not in place.as_posix():
            return [place.relative_to(root).as_posix()]
    (record,) = find_records(site, [within], config)
    return _belonging(record)


def _belonging(record: Record) -> list[str]:
    front = record.front
    found = [record.path]
    found += [f"{VERSIONS}/{front.id}"] if front.id else []
    found += [f"{ORIGINALS}/{front.original.file}"] if front.original else []
    found += [f"content/media/{medium.file}" for medium in front.media if medium.file]
    return found


def _pages(site: Path) -> list[tuple[str, bytes]]:
    folder = site / PAGES
    files = sorted(folder.glob("*.md")) if folder.is_dir() else []
    return [(file.relative_to(site).as_posix(), file.read_bytes()) for file in files]
