"""The check of redirects: each leads to a page at once, and every address that was ever public still answers."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from generator.check.findings import LeftOut
from generator.check.markup import find_tags, read_attributes
from generator.check.references import DESTINATION
from generator.check.site_addresses import Addresses, addresses_of, file_of
from generator.check.subject import Subject
from generator.organise.ledger import LEDGER, read_ledger
from generator.problems import Problem

_LEFT_TO_SERVERS = re.compile(r"/(?:release\.(?:md|txt|json)|feed\.(?:xml|json)|rss\.xml|feed/[^/]+\.xml)$")
_HEAD = 4096
"""Bytes of a page in which it says where it leads."""


@dataclass(frozen=True, slots=True)
class _Reading:
    output: Path
    addresses: Addresses


def find_problems(subject: Subject) -> Iterator[Problem | LeftOut]:
    """Yield loops, chains, redirects to nothing, and public addresses that do not answer."""
    reading = _Reading(subject.output, addresses_of(subject.config))
    pages = list(subject.paths(".html", ".htm"))
    found = zip(pages, subject.crew.work(_read_destinations, reading, pages), strict=True)
    leading = {path: file_of(target, subject.files) or "" for path, target in found if target is not None}
    for path in leading:
        yield from _follow(subject, leading, path)
    yield from _find_silent(subject)
    if "_redirects" in subject.files:
        yield from _find_bad_rules(subject)


def _follow(subject: Subject, leading: Mapping[str, str], path: str) -> Iterator[Problem]:
    target = leading[path]
    if not target:
        yield Problem(message="the redirect leads to no file of the site; build again", path=subject.shown(path))
    elif target == path:
        yield Problem(message="the redirect leads to itself; mend its 'aliases'", path=subject.shown(path))
    elif target in leading:
        met = [path]
        while target in leading and target not in met:
            met.append(target)
            target = leading[target]
        if target in met:
            message = f"the redirect goes round in a circle by way of {subject.shown(met[1])}; mend the 'aliases'"
        else:
            message = f"the redirect leads to another one, {subject.shown(met[1])}; let it lead to {target or 'a page'}"
        yield Problem(message=message, path=subject.shown(path))


def _find_silent(subject: Subject) -> Iterator[Problem]:
    """Yield the lines of the ledger whose address no file answers at.

    Where a feed or another form of a release was only a server can lead on; without pages that lead on, everywhere.
    """
    ledger, problems = read_ledger(subject.content.parsed.ledger)
    yield from problems
    for line in ledger if "html" in subject.config.redirects else ():
        path = unquote(line.address.partition("?")[0]).lstrip("/")
        if not _LEFT_TO_SERVERS.search(line.address) and file_of(path, subject.files) is None:
            message = f"{line.address} was public and does not answer; build again, or restore what was there"
            yield Problem(message=message, path=LEDGER, line=line.line)


def _find_bad_rules(subject: Subject) -> Iterator[Problem]:
    """Yield what is wrong in `_redirects`, which Netlify, Cloudflare Pages and GitLab Pages read."""
    addresses = addresses_of(subject.config)
    rules: dict[str, tuple[int, str]] = {}
    shown = subject.shown("_redirects")
    for number, line in enumerate(subject.read("_redirects").decode("utf-8", "replace").splitlines(), 1):
        parts = line.split()
        if not parts or parts[0].startswith("#") or len(parts) < 2:
            continue
        source, target = parts[0], next((part for part in parts[1:] if part.startswith(("/", "http"))), "")
        if source in rules:
            message = f"{source} is redirected in line {rules[source][0]} already; hosts take the first"
            yield Problem(message=message, path=shown, line=number, severity="warning")
        rules.setdefault(source, (number, target))
    for source, (number, target) in rules.items():
        if target in rules:
            message = f"{source} leads to {target}, which is redirected itself; let it lead to the end"
            yield Problem(message=message, path=shown, line=number)
        elif "/:" not in target.partition("://")[0] and "*" not in target:
            place = addresses.target("", target)
            if place and file_of(place.path, subject.files) is None:
                message = f"{source} leads to no file of the site: {target}"
                yield Problem(message=message, path=shown, line=number)


def _read_destinations(reading: _Reading, paths: list[str]) -> list[str | None]:
    return [_destination(reading, path) for path in paths]


def _destination(reading: _Reading, path: str) -> str | None:
    """Return the place of the site that a page leads to; None when it is no redirect, or leads elsewhere."""
    with (reading.output / path).open("rb") as file:
        head = file.read(_HEAD)
    if not re.search(rb"http-equiv=[\"']?refresh", head, re.IGNORECASE):
        return None
    for tag in find_tags(head):
        values = dict(read_attributes(tag.written)) if tag.name == "meta" else {}
        if values.get("http-equiv", "").lower() == "refresh":
            found = DESTINATION.match(values.get("content", ""))
            try:
                target = reading.addresses.target(path, found[1].strip()) if found else None
            except ValueError:
                return ""
            return target.path if target else None
    return None
