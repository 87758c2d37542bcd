"""The check of feeds: each is well-formed, says what its format asks for, and tells the same as the others."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import PurePosixPath
from typing import Any
from xml.etree import ElementTree

from generator.addresses import absolute_url, address_of_file
from generator.check.findings import LeftOut
from generator.check.subject import Subject
from generator.problems import Problem

_ATOM = "{http://www.w3.org/2005/Atom}"
_NAMES = ("feed.xml", "rss.xml", "feed.json")
_ARCHIVES = "feed"
"""The folder of the archive documents of a feed (RFC 5005)."""


@dataclass(frozen=True, slots=True)
class _Feed:
    """A feed as far as it can be compared with others."""

    ids: tuple[str, ...]
    self_url: str
    previous: str = ""
    """The URL of the archive document before it."""
    faults: tuple[str, ...] = ()


def find_problems(subject: Subject) -> Iterator[Problem | LeftOut]:
    """Yield what is wrong with each feed, with the feeds of one folder, and with the archive documents."""
    feeds: dict[str, _Feed] = {}
    for path in subject.files:
        read = _reader(path)
        if read is None or path in subject.static:
            continue
        try:
            feeds[path] = read(subject.read(path), subject.as_of)
        except (ElementTree.ParseError, ValueError, KeyError, TypeError, AttributeError) as error:
            reason = (
                str(error) if isinstance(error, ElementTree.ParseError | json.JSONDecodeError) else "it has no feed"
            )
            message = f"no program can read the feed: {reason}; mend its layout"
            yield Problem(message=message, path=subject.shown(path))
    for path, feed in feeds.items():
        yield from (Problem(message=message, path=subject.shown(path)) for message in feed.faults)
        whole = absolute_url(subject.config.base_url, address_of_file(path))
        if feed.self_url != whole:
            message = f"the feed says that it stands at '{feed.self_url}', but it stands at {whole}"
            yield Problem(message=message, path=subject.shown(path))
    yield from _compare(subject, feeds)
    yield from _follow_archives(subject, feeds)


def _reader(path: str) -> Callable[[bytes, datetime], _Feed] | None:
    name = PurePosixPath(path)
    if name.name in _NAMES:
        return {"feed.xml": _read_atom, "rss.xml": _read_rss, "feed.json": _read_json}[name.name]
    return _read_atom if name.parent.name == _ARCHIVES and name.suffix == ".xml" else None


def _compare(subject: Subject, feeds: Mapping[str, _Feed]) -> Iterator[Problem]:
    """Yield the feeds of a folder that do not have the same entries as the first of them."""
    for path, feed in feeds.items():
        if PurePosixPath(path).name != "feed.xml":
            continue
        for name in _NAMES[1:]:
            other = str(PurePosixPath(path).with_name(name))
            if other in feeds and feeds[other].ids != feed.ids:
                message = f"the feed has other entries than {subject.shown(path)}; readers of both are told two things"
                yield Problem(message=message, path=subject.shown(other))


def _follow_archives(subject: Subject, feeds: Mapping[str, _Feed]) -> Iterator[Problem]:
    """Yield archive documents that cannot be reached from their feed, and links to documents that are not there."""
    base = subject.config.base_url
    by_url = {absolute_url(base, address_of_file(path)): path for path in feeds}
    documents = {path for path in feeds if PurePosixPath(path).parent.name == _ARCHIVES}
    met: set[str] = set()
    for path in feeds:
        if PurePosixPath(path).name != "feed.xml":
            continue
        here = path
        while url := feeds[here].previous:
            following = by_url.get(url)
            if following is None or following in met:
                what = "is not there" if following is None else "was met before"
                message = f"the archive document before this one {what}: {url}; readers cannot go on"
                yield Problem(message=message, path=subject.shown(here))
                break
            met.add(following)
            here = following
    for path in sorted(documents - met):
        yield Problem(message="no feed leads to this archive document; build again", path=subject.shown(path))


def _read_atom(data: bytes, as_of: datetime) -> _Feed:
    root = ElementTree.fromstring(data)  # noqa: S314 - this program wrote it
    if root.tag != f"{_ATOM}feed":
        raise ValueError
    entries = root.findall(f"{_ATOM}entry")
    ids = tuple((entry.findtext(f"{_ATOM}id") or "").strip() for entry in entries)
    faults = [f"the feed has no <{name}>" for name in ("id", "title", "updated") if not root.findtext(f"{_ATOM}{name}")]
    for entry in (root, *entries):
        for name in ("updated", "published"):
            stamp = entry.findtext(f"{_ATOM}{name}")
            faults += _faults_of_date(stamp, datetime.fromisoformat, as_of) if stamp else []
        if entry is not root and not (entry.findtext(f"{_ATOM}title") or "").strip():
            faults.append("an entry has no <title>")
        if entry is not root and not entry.findtext(f"{_ATOM}updated"):
            faults.append("an entry does not say when it was updated")
    links = {link.get("rel", "alternate"): link.get("href", "") for link in root.findall(f"{_ATOM}link")}
    return _Feed(ids, links.get("self", ""), links.get("prev-archive", ""), tuple(_with_ids(faults, ids)))


def _read_rss(data: bytes, as_of: datetime) -> _Feed:
    channel = ElementTree.fromstring(data).find("channel")  # noqa: S314 - this program wrote it
    if channel is None:
        raise ValueError
    items = channel.findall("item")
    ids = tuple((item.findtext("guid") or "").strip() for item in items)
    faults = [f"the feed has no <{name}>" for name in ("title", "link") if not channel.findtext(name)]
    for item in (channel, *items):
        if not (item.findtext("title") or "").strip() and item is not channel:
            faults.append("an entry has no <title>")
        stamps = (item.findtext("pubDate"), item.findtext("lastBuildDate"))
        faults += [fault for stamp in stamps if stamp for fault in _faults_of_date(stamp, parsedate_to_datetime, as_of)]
    link = next((link for link in channel.findall(f"{_ATOM}link") if link.get("rel") == "self"), None)
    return _Feed(ids, link.get("href", "") if link is not None else "", "", tuple(_with_ids(faults, ids)))


def _read_json(data: bytes, as_of: datetime) -> _Feed:
    feed: dict[str, Any] = json.loads(data)
    ids = tuple(str(item["id"]) for item in feed["items"])
    faults = [f"the feed has no '{name}'" for name in ("version", "title") if not feed.get(name)]
    for item in feed["items"]:
        for name in ("date_published", "date_modified"):
            faults += _faults_of_date(item[name], datetime.fromisoformat, as_of) if name in item else []
    return _Feed(ids, feed.get("feed_url", ""), "", tuple(_with_ids(faults, ids)))


def _with_ids(faults: list[str], ids: tuple[str, ...]) -> list[str]:
    if "" in ids:
        faults.append("an entry has no id")
    if len(set(ids)) < len(ids):
        faults.append("two entries have one id; readers would show only one of them")
    return list(dict.fromkeys(faults))


def _faults_of_date(stamp: str, read: Callable[[str], datetime], as_of: datetime) -> list[str]:
    try:
        instant = read(stamp)
    except ValueError:
        return [f"'{stamp}' is no date of a feed"]
    if instant.tzinfo is None:
        return [f"'{stamp}' does not say in which time zone it is"]
    return [f"'{stamp}' lies ahead of the instant of the build"] if instant > as_of else []
