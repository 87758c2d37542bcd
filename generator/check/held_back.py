"""What the public may not read: releases that are not visible yet, and what was taken away of others."""

import dataclasses
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from generator.check.traces import Trace, loose_words, runs_of
from generator.model import TERM_KINDS, FrontMatter, Release
from generator.organise import Site, output_path
from generator.organise.feeds import urn
from generator.organise.gate import pass_gate
from generator.organise.permalinks import release_address
from generator.slugs import slugify

_NAMES = {
    "title": "the title",
    "subtitle": "the subtitle",
    "summary": "the summary",
    "slug": "the address",
    "aliases": "an old address",
    "id": "the id",
    "number": "a number",
    "identifiers": "a number",
    "tickers": "a ticker",
    "issuers": "an issuer",
    "place": "a place",
    "quotes": "a quotation",
    "contacts": "a contact",
    "media": "a medium",
    "original": "the original",
    **dict.fromkeys(TERM_KINDS, "a term"),
    **dict.fromkeys(("disclosures", "notices", "corrections"), "a note"),
}
"""The fields whose words are looked for, and what is said of them."""
_STAYS = ("title", "id", "slug", "aliases", "notices", "corrections", "disclosures")
"""What may still be read of a release that was taken away."""
_NO_WORDS = ("kind", "item", "media_type", "importer", "version", "imported", "inferred", "license", "role")
"""Parts of fields that say nothing of their own."""
_DESTINATION = re.compile(r"\]\([^)]*\)|^\[[^\]]*\]:.*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class HeldBack:
    """A release of which something may not be read."""

    release: Release
    reason: str
    """As it follows its path: "which is not visible yet"."""
    address: str
    removed: bool
    """Only its text is held back; title, date and address stay."""


def said_of(what: str, path: str, reason: str) -> str:
    """Return the message for a trace of a release, which says nothing of it but its path."""
    verb = "are" if what == "words" else "is"
    advice = "build again, and if it comes back, look for it in layouts/ and content/static/"
    return f"{what} of {path}, {reason}, {verb} here; {advice}"


def find_held_back(releases: tuple[Release, ...], site: Site) -> list[HeldBack]:
    """Return the releases that the gate held back, and those whose text was taken away."""
    config = site.config
    passed, hidden = pass_gate(releases, as_of=site.as_of, zone=config.zone, drafts=False)
    found = []
    for release in hidden:
        reason = "a draft" if release.front.status == "draft" else "which is not visible yet"
        found.append(HeldBack(release, reason, release_address(release, config.permalink, []), removed=False))
    for one in passed:
        if one.removed:
            reason = "which was withdrawn" if one.release.front.withdrawn else "which has expired"
            address = release_address(one.release, config.permalink, [])
            found.append(HeldBack(one.release, reason, address, removed=True))
    return found


def find_traces(number: int, held: HeldBack, body: str, *, most: int) -> tuple[list[Trace], set[str]]:
    """Return what gives a release away, at most `most` runs of its text, and its loose words.

    `body` is its Markdown.
    """
    front, text = held.release.front, _DESTINATION.sub(" | ", body)
    traces = []
    words = loose_words(text)
    for what, value in _values(front, removed=held.removed):
        traces += [Trace(run, number, what) for run in runs_of(value)]
        words |= loose_words(value)
    if not held.removed:
        traces += [Trace(run, number, "the address") for run in _runs_of_address(held)]
        traces += [Trace(run, number, "the id") for run in runs_of(urn(front.id or held.release.path))]
    runs = list(runs_of(text))
    step = max(1, -(-len(runs) // most))
    return traces + [Trace(run, number, "the text") for run in runs[::step]], words


def find_pages(held: HeldBack) -> Iterator[tuple[str, str]]:
    """Yield the files of the output that only a hidden release would have, and what each is."""
    front = held.release.front
    for alias in front.aliases:
        if alias.startswith("/") and "?" not in alias:
            yield output_path(alias), "an old address"
    yield output_path(held.address), "the address"
    yield f"id/{front.id or held.release.path}/index.html", "the id"
    for kind in TERM_KINDS:
        for name in getattr(front, kind):
            yield f"{kind}/{slugify(name)}/index.html", "a term"
    for quote in front.quotes:
        if quote.speaker:
            yield f"quotes/{slugify(quote.speaker)}/index.html", "a speaker"
    if front.date:
        parts = str(front.date)[:10].split("-")
        for length in range(1, len(parts) + 1):
            yield "/".join((*parts[:length], "index.html")), "the date"


def media_of(release: Release) -> Iterator[str]:
    """Yield the files below `content/media/` that a release names, in its front matter and in its text."""
    for medium in release.front.media:
        yield from (name for name in (medium.file, medium.poster, medium.captions, medium.transcript) if name)
    for picture in (*release.body.pictures, *release.body.links):
        if "/media/" in f"/{picture}":
            yield picture.rpartition("media/")[2]


def _runs_of_address(held: HeldBack) -> Iterator[tuple[str, ...]]:
    yield from runs_of(held.address)
    yield from runs_of(held.address.rstrip("/").rpartition("/")[2])
    yield from runs_of(PurePosixPath(held.release.path).stem)
    yield from runs_of(slugify(held.release.front.title))


def _values(front: FrontMatter, *, removed: bool) -> Iterator[tuple[str, str]]:
    for field in dataclasses.fields(front):
        if field.name in _NAMES and not (removed and field.name in _STAYS):
            yield from ((_NAMES[field.name], text) for text in _texts(getattr(front, field.name)))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            if field.name not in _NO_WORDS:
                yield from _texts(getattr(value, field.name))
