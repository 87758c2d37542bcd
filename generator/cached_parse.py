"""Load and parse, of the sources that changed: what the state knows of the others is as good.

A file counts as unchanged when its stat says so, or when its bytes have the digest they had. A body is parsed again
only when the Markdown itself changed, so that editing a tag never runs Markdown.
"""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

import msgspec

from generator.digests import digest_of_bytes
from generator.file_stat import is_settled
from generator.load import Listed, Scan, read_source
from generator.model import Page, Release, SourceFile
from generator.parse import Parser, parse_page, parse_release
from generator.problems import Problem
from generator.state import KnownSource, State

Noun = TypeVar("Noun", Release, Page)


@dataclass(frozen=True, slots=True)
class Parsed:
    """What parsing made of the sources, now or before."""

    releases: tuple[Release, ...]
    pages: tuple[Page, ...]
    ledger: SourceFile | None
    vocabulary: SourceFile | None
    problems: tuple[Problem, ...]


class _Record(msgspec.Struct, Generic[Noun], array_like=True):
    """What is kept of a parsed source."""

    noun: Noun | None
    problems: tuple[Problem, ...]


_RELEASE = msgspec.msgpack.Decoder(_Record[Release])
_PAGE = msgspec.msgpack.Decoder(_Record[Page])
_ENCODER = msgspec.msgpack.Encoder()


def parse_changed(site: Path, scan: Scan, parser: Parser, state: State) -> Parsed:
    """Return every release and page of a scan; those that changed are read and parsed, and kept in the state."""
    pass_ = _Pass(site, state.sources(), time.time_ns(), {}, [])
    releases = pass_.take(scan.releases, _RELEASE, lambda source: parse_release(source, parser, state.bodies))
    pages = pass_.take(scan.pages, _PAGE, lambda source: parse_page(source, parser))
    ledger, vocabulary = (
        read_source(site, listed.path, pass_.problems) if listed else None for listed in (scan.ledger, scan.vocabulary)
    )
    gone = pass_.known.keys() - {listed.path for listed in (*scan.releases, *scan.pages)}
    state.change_sources(pass_.changed, sorted(gone))
    state.commit()
    return Parsed(tuple(releases), tuple(pages), ledger, vocabulary, tuple(pass_.problems))


@dataclass(frozen=True, slots=True)
class _Pass:
    """One pass over the sources."""

    site: Path
    known: dict[str, KnownSource]
    began: int
    """In nanoseconds since 1970."""
    changed: dict[str, KnownSource]
    problems: list[Problem]

    def take(
        self,
        files: Iterable[Listed],
        decoder: "msgspec.msgpack.Decoder[_Record[Noun]]",
        parse: Callable[[SourceFile], tuple[Noun | None, list[Problem]]],
    ) -> list[Noun]:
        """Return what the files are, in their order."""
        nouns = []
        for listed in files:
            record = self._known(listed, decoder) or self._parsed(listed, decoder, parse)
            if record is not None:
                self.problems.extend(record.problems)
                if record.noun is not None:
                    nouns.append(record.noun)
        return nouns

    def _known(self, listed: Listed, decoder: "msgspec.msgpack.Decoder[_Record[Noun]]") -> _Record[Noun] | None:
        known = self.known.get(listed.path)
        return decoder.decode(known.record) if known and known.stat == listed.stat else None

    def _parsed(
        self,
        listed: Listed,
        decoder: "msgspec.msgpack.Decoder[_Record[Noun]]",
        parse: Callable[[SourceFile], tuple[Noun | None, list[Problem]]],
    ) -> _Record[Noun] | None:
        source = read_source(self.site, listed.path, self.problems)
        if source is None:
            return None
        stat = listed.stat if is_settled(listed.stat, self.began) else None
        digest = digest_of_bytes(source.data)
        known = self.known.get(listed.path)
        if known and known.digest == digest:
            self.changed[listed.path] = known._replace(stat=stat)
            return decoder.decode(known.record)
        noun, problems = parse(source)
        record = _Record(noun, tuple(problems))
        self.changed[listed.path] = KnownSource(stat, digest, _body_key(noun), _ENCODER.encode(record))
        return record


def _body_key(noun: Release | Page | None) -> str:
    return noun.body.key if isinstance(noun, Release) else ""
