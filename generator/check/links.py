"""The check of links: every address of the site that a file of it names leads to a file, every anchor to an element.

Pages are read by several processes. Of the anchors only those are looked up that somebody asks for, so that memory
grows with the links to them and not with all there are: first what is asked, then the pages that are asked for it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from generator.check.external import find_dead_links
from generator.check.findings import Fault, gather
from generator.check.markup import find_tags, line_of, read_attributes
from generator.check.references import reads, references_in
from generator.check.site_addresses import Addresses, addresses_of, file_of
from generator.check.subject import Subject
from generator.problems import Problem

_PAGES = (".html", ".htm", ".xhtml", ".svg")
_ANY_PAGE = ("top", ":~:")
"""Fragments that mean something on every page: its top, and a text to look for."""


class Leads(NamedTuple):
    """Where the addresses of one file lead."""

    paths: list[str]
    """Of the site, each once."""
    anchors: list[tuple[str, str]]
    """A path of the site and a fragment."""
    faults: list[tuple[str, int]]
    """Addresses that nothing can be made of, with their line."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """What a process must know to read files of the output."""

    output: Path
    addresses: Addresses
    base_url: str


def find_problems(subject: Subject) -> Iterator[Problem]:
    """Yield what leads nowhere: once for each place, with the first file that leads there."""
    yield from gather(_find_faults(subject))
    if subject.external:
        yield from find_dead_links(subject)


def _find_faults(subject: Subject) -> Iterator[Fault]:
    reading = _Reading(subject.output, addresses_of(subject.config), subject.config.base_url)
    sources = [path for path in subject.files if reads(path)]
    missing: defaultdict[str, list[str]] = defaultdict(list)
    asked: dict[tuple[str, str], str] = {}
    for source, leads in zip(sources, subject.crew.work(_read_links, reading, sources), strict=True):
        for address, line in leads.faults:
            yield Fault(subject.shown(source), line, f"'{address}' is no address; write another")
        for path in leads.paths:
            if file_of(path, subject.files) is None:
                missing[path].append(source)
        for path, fragment in leads.anchors:
            file = file_of(path, subject.files)
            if file and file.endswith(_PAGES):
                asked.setdefault((file, fragment), source)
    for path, from_ in missing.items():
        message = f"the link leads to no file of the site: /{path}"
        yield from (Fault(subject.shown(from_[0]), _line(reading, from_[0], path), message) for _ in from_[:1])
        yield from (Fault(subject.shown(source), None, message) for source in from_[1:])
    yield from _find_missing_anchors(subject, reading, asked)


def _find_missing_anchors(subject: Subject, reading: _Reading, asked: dict[tuple[str, str], str]) -> Iterator[Fault]:
    wanted = [
        (file, [fragment for _, fragment in group])
        for file, group in groupby(sorted(asked), key=lambda anchor: anchor[0])
    ]
    found = subject.crew.work(_find_unknown_anchors, reading, wanted)
    for (file, _), unknown in zip(wanted, found, strict=True):
        for fragment in unknown:
            source = asked[file, fragment]
            message = f"the link leads to an element that is not there: /{file}#{fragment}"
            yield Fault(subject.shown(source), _line(reading, source, file, fragment), message)


def _read_links(reading: _Reading, sources: list[str]) -> list[Leads]:
    return [_leads_of(reading, source) for source in sources]


def _leads_of(reading: _Reading, source: str) -> Leads:
    data = (reading.output / source).read_bytes()
    paths: set[str] = set()
    anchors: set[tuple[str, str]] = set()
    faults: list[tuple[str, int]] = []
    seen: set[str] = set()
    for written, at in references_in(source, data, reading.base_url):
        if written in seen:
            continue
        seen.add(written)
        try:
            target = reading.addresses.target(source, written)
        except ValueError:
            faults.append((written, line_of(data, at)))
            continue
        if target is None:
            continue
        if target.path != source:
            paths.add(target.path)
        if target.fragment and not target.fragment.startswith(_ANY_PAGE):
            anchors.add((target.path, target.fragment))
    own = {fragment for path, fragment in anchors if path == source}
    if own:
        anchors -= {(source, fragment) for fragment in own & _anchors(data, own)}
    return Leads(sorted(paths), sorted(anchors), faults)


def _find_unknown_anchors(reading: _Reading, wanted: list[tuple[str, list[str]]]) -> list[list[str]]:
    unknown = []
    for file, fragments in wanted:
        known = _anchors((reading.output / file).read_bytes(), fragments)
        unknown.append([fragment for fragment in fragments if fragment not in known])
    return unknown


def _anchors(data: bytes, wanted: Iterable[str]) -> set[str]:
    """Return those of the wanted fragments that an element of the page answers to."""
    left, found = set(wanted), set[str]()
    for tag in find_tags(data):
        if b"id" in tag.written or b"ID" in tag.written or (tag.name == "a" and b"name" in tag.written):
            for name, value in read_attributes(tag.written):
                if value in left and (name == "id" or (name == "name" and tag.name == "a")):
                    found.add(value)
                    if len(found) == len(left):
                        return found
    return found


def _line(reading: _Reading, source: str, path: str, fragment: str = "") -> int | None:
    """Return the line of the first address in a file that leads to a place."""
    data = (reading.output / source).read_bytes()
    for written, at in references_in(source, data, reading.base_url):
        try:
            target = reading.addresses.target(source, written)
        except ValueError:
            continue
        if target and target.fragment == fragment if fragment else target and target.path == path:
            return line_of(data, at)
    return None
