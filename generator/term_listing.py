"""What `dateline terms` says of the tags, people, organisations and places of a site: a row each."""

import csv
import io
import os
import re
import shlex
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from generator.archive_terms import ReleaseTerms, read_archive_terms
from generator.config import Config, load_config
from generator.dates import StatedDate
from generator.front_matter import split_document
from generator.model import SourceFile, TermKind
from generator.names import name_key
from generator.near_names import ACRONYM, Near, Used, find_acronyms, find_near_names
from generator.problems import Problem
from generator.vocabulary import Vocabulary, read_vocabulary

_MOST_READ = 50
"""Releases that are looked through for the definition of one acronym."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermRow:
    """One term."""

    name: str
    """As the vocabulary spells it, else as most releases do."""
    releases: int
    """Hidden ones included."""
    hidden: int
    """Drafts and releases that are not visible yet."""
    suggested: int
    """Those of which nobody stated the terms of this kind."""
    first: int | None
    """The year of the oldest release; None when none has a date."""
    last: int | None
    also: tuple[str, ...]
    """Other names that count as this one: of the vocabulary, and spellings that differ in case or spaces alone."""
    same_as: str | None = None
    """Another name that may be the same."""
    reason: str | None = None
    command: str | None = None
    """What to type to make them one."""

    def __str__(self) -> str:
        """Return the row as people read it."""
        years = str(self.first or "") if self.first == self.last else f"{self.first}–{self.last}"
        marks = [f"also {', '.join(self.also)}"] if self.also else []
        marks += [f"{self.hidden} hidden"] if self.hidden else []
        return f"{self.releases:>5}  {years:<9}  {self.name}" + (f"  [{'; '.join(marks)}]" if marks else "")


def list_terms(site: Path, kind: TermKind, *, now: datetime, named: str = "") -> tuple[list[TermRow], list[Problem]]:
    """Return the terms of a kind, the most used first, and what could not be read.

    `named` is what follows `dateline terms KIND …` in suggested commands so that they work from where the user is.
    """
    config, problems = load_config(site, os.environ)
    archive = read_archive_terms(site)
    vocabulary, found = load_vocabulary(site, config)
    problems += [*archive.problems, *found]
    carriers = carriers_of(archive.releases, kind, vocabulary)
    rows = [_row(name, kind, releases, config, vocabulary, now) for name, releases in carriers.items()]
    near = _near(site, kind, rows, carriers)
    rows = [_with_command(row, kind, near.get(row.name), named) for row in rows]
    return sorted(rows, key=lambda row: (-row.releases, name_key(row.name))), problems


def load_vocabulary(site: Path, config: Config) -> tuple[Vocabulary, list[Problem]]:
    """Read the vocabulary of a site; one that is not there says nothing."""
    path = site / config.vocabulary
    return read_vocabulary(SourceFile(config.vocabulary, path.read_bytes()) if path.is_file() else None)


def carriers_of(
    releases: Iterable[ReleaseTerms], kind: TermKind, vocabulary: Vocabulary
) -> dict[str, list[ReleaseTerms]]:
    """Return for each term the releases that carry it, under the name it is listed by."""
    gathered: defaultdict[str, list[ReleaseTerms]] = defaultdict(list)
    spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for release in releases:
        for name in release.of(kind):
            key = vocabulary.key_of(kind, name_key(name))
            if key and (not gathered[key] or gathered[key][-1] is not release):
                gathered[key].append(release)
            spellings[key][" ".join(name.split())] += 1
    named: dict[str, list[ReleaseTerms]] = {}
    for key, carriers in gathered.items():
        known = vocabulary.find(kind, key)
        named[known.name if known else min(spellings[key], key=lambda name: (-spellings[key][name], name))] = carriers
    return named


def is_visible(release: ReleaseTerms, config: Config, now: datetime) -> bool:
    """Tell whether the public can see a release."""
    dates = [StatedDate.parse(date).earliest(config.zone) for date in (release.date, release.embargo) if date]
    return release.status == "published" and release.date is not None and max(dates) <= now


def write_csv(rows: Iterable[TermRow]) -> str:
    """Return rows as CSV with a header (RFC 4180)."""
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=TermRow.__dataclass_fields__.keys())
    writer.writeheader()
    for row in rows:
        writer.writerow(asdict(row) | {"also": "; ".join(row.also)})
    return text.getvalue()


def _row(
    name: str, kind: TermKind, releases: Sequence[ReleaseTerms], config: Config, vocabulary: Vocabulary, now: datetime
) -> TermRow:
    years = sorted(int(release.date[:4]) for release in releases if release.date)
    known = vocabulary.find(kind, name_key(name))
    also = list(known.also) if known else []
    keys = {name_key(other) for other in also}
    for release in releases:
        for spelled in map(_spaced, release.of(kind)):
            if spelled != name and spelled not in also and name_key(spelled) in keys | {name_key(name)}:
                also.append(spelled)
    return TermRow(
        name=name,
        releases=len(releases),
        hidden=sum(not is_visible(release, config, now) for release in releases),
        suggested=sum(kind in release.inferred for release in releases),
        first=years[0] if years else None,
        last=years[-1] if years else None,
        also=tuple(also),
    )


def _spaced(name: str) -> str:
    return " ".join(name.split())


def _near(
    site: Path, kind: TermKind, rows: Sequence[TermRow], carriers: Mapping[str, Sequence[ReleaseTerms]]
) -> dict[str, Near]:
    names = [Used(row.name, row.releases) for row in rows]
    near: dict[str, Near] = {}
    if kind in ("tags", "organizations"):
        texts: dict[str, str] = {}
        for acronym, long in find_acronyms(names):
            path = _defined_in(site, acronym, long, [*carriers[long], *carriers[acronym]], texts)
            if path:
                near.setdefault(acronym, Near(long, f"{ACRONYM} in {path}"))
    return find_near_names(names, kind) | near


def _defined_in(
    site: Path, acronym: str, long: str, releases: Sequence[ReleaseTerms], texts: dict[str, str]
) -> str | None:
    """Return the release whose text says "Long Name (ACRONYM)"; `texts` keeps what was read."""
    words = r"\W{1,3}".join(map(re.escape, re.findall(r"[^\W_]+", long)))
    definition = re.compile(rf"\b{words}\W{{0,3}}\s\(\W?(?:the\s)?\W?{re.escape(acronym)}\b", re.IGNORECASE)
    for release in releases[:_MOST_READ]:
        path = release.path
        if path not in texts:
            try:
                texts[path] = split_document((site / path).read_bytes(), path).body
            except OSError:
                texts[path] = ""
        if definition.search(texts[path]):
            return path
    return None


def _with_command(row: TermRow, kind: TermKind, near: Near | None, named: str) -> TermRow:
    if near is None:
        return row
    command = f"dateline terms {kind} merge {shlex.quote(row.name)} {shlex.quote(near.other)}{named}"
    return TermRow(**asdict(row) | {"same_as": near.other, "reason": near.reason, "command": command})
