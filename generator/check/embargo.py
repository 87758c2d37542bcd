"""The check of embargoes: no file of the output has a trace of what the public may not read.

Looked for are names, addresses, ids, media, and phrases of the text; what a visible source says as well is no trace.
A message names a hidden release by its path only.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from generator.check.findings import Fault, LeftOut, gather
from generator.check.git_remotes import find_public_remotes
from generator.check.held_back import HeldBack, find_held_back, find_pages, find_traces, said_of
from generator.check.held_back_media import find_media
from generator.check.plain_text import texts_of
from generator.check.public_words import public_text, texts_of_languages, texts_of_program, texts_of_site
from generator.check.subject import Subject
from generator.check.traces import Trace, Traces, pack, tokens_of, unpack, without
from generator.front_matter import split_document
from generator.organise import output_path
from generator.problems import Problem

_ENOUGH = 3
"""Loose words of one release in one file that are no chance."""
_MOST_TRACES = 400_000
"""Runs of texts that are looked for at once, of all that is held back."""
_MOST_OF_ONE, _LEAST_OF_ONE = 200, 4
_SEALED = (".br", ".zst", ".7z", ".rar")


@dataclass(frozen=True, slots=True)
class _Search:
    """What a process must know to look for traces."""

    traces: str
    """The file they are packed in."""
    folder: Path
    base_url: str = ""


class _Met(NamedTuple):
    """What was met in one file."""

    traces: list[int]
    loose: list[str]


def find_problems(subject: Subject) -> Iterator[Problem | LeftOut]:
    """Yield every trace of what is held back, and a warning when the content lies where the public may look."""
    site = subject.organised
    held = find_held_back(subject.content.parsed.releases, site)
    hidden = [one for one in held if not one.removed]
    yield from find_public_remotes(subject.site, hidden=len(hidden))
    if not held:
        return
    most = max(_LEAST_OF_ONE, min(_MOST_OF_ONE, _MOST_TRACES // len(held)))
    if most < _MOST_OF_ONE and len(held) * _MOST_OF_ONE > _MOST_TRACES:
        yield LeftOut(f"{len(held):,} releases are held back; of each no more than {most} phrases were looked for")
    sealed = [path for path in subject.files if path.endswith(_SEALED)]
    if sealed:
        yield LeftOut(f"{len(sealed):,} packed files cannot be read here, such as {subject.shown(sealed[0])}")
    traces, loose = _gather_traces(subject, held, most)
    traces, loose = _without_public(subject, traces, loose)
    faults = [*_find_pages(subject, held), *find_media(subject, held), *_find_in_files(subject, held, traces, loose)]
    yield from gather(faults)


def _gather_traces(subject: Subject, held: list[HeldBack], most: int) -> tuple[list[Trace], dict[str, list[int]]]:
    traces: list[Trace] = []
    loose: dict[str, list[int]] = {}
    for number, one in enumerate(held):
        path = one.release.path
        body = split_document((subject.site / path).read_bytes(), path).body
        found, words = find_traces(number, one, body, most=most)
        traces += found
        for word in words:
            loose.setdefault(word, []).append(number)
    return traces, loose


def _without_public(
    subject: Subject, traces: list[Trace], loose: dict[str, list[int]]
) -> tuple[list[Trace], dict[str, list[int]]]:
    """Return the traces that no visible source has."""
    site = subject.organised
    known = Traces(traces, loose)
    met, said = set[int](), set[str]()
    for texts in (texts_of_program(subject.site), texts_of_site(site), texts_of_languages(site)):
        for text in texts:
            numbers, words = known.met_in(tokens_of(text))
            met |= numbers
            said |= words
    paths = [entry.release.path for entry in site.entries if not entry.removed]
    paths += [plain.page.path for plain in site.pages]
    with _packed(traces, loose) as file:
        search = _Search(file, subject.site, site.config.base_url)
        for found in subject.crew.work(_meet_sources, search, paths):
            met.update(found.traces)
            said.update(found.loose)
    return without(traces, loose, met, said)


def _find_in_files(
    subject: Subject, held: list[HeldBack], traces: list[Trace], loose: dict[str, list[int]]
) -> Iterator[Fault]:
    paths = list(subject.files)
    with _packed(traces, loose) as file:
        search = _Search(file, subject.output)
        for path, found in zip(paths, subject.crew.work(_meet_files, search, paths), strict=True):
            for owner, what in sorted({(traces[number].owner, traces[number].what) for number in found.traces}):
                yield _fault(subject.shown(path), held[owner], what)
            counts: dict[int, int] = {}
            for word in found.loose:
                for owner in loose[word]:
                    counts[owner] = counts.get(owner, 0) + 1
            for owner, count in sorted(counts.items()):
                if count >= _ENOUGH:
                    yield _fault(subject.shown(path), held[owner], "words")


def _find_pages(subject: Subject, held: list[HeldBack]) -> Iterator[Fault]:
    """Yield the pages that nothing visible has, and that would be there if a hidden release were visible."""
    site = subject.organised
    allowed = {output_path(address) for address in _visible_addresses(subject)}
    roots = ["", *(section.root[1:] for section in site.sections)]
    for one in held:
        if one.removed:
            continue
        for path, what in find_pages(one):
            for file in (root + path for root in roots):
                if file in subject.files and file not in allowed:
                    yield _fault(subject.shown(file), one, what)


def _visible_addresses(subject: Subject) -> Iterator[str]:
    site = subject.organised
    for entry in site.entries:
        yield entry.address
        yield f"/id/{entry.key}/"
        date = str(entry.release.front.date or "")[:10].split("-")
        for root in ("/", *(section.root for section in site.sections)):
            yield from (root + "/".join(date[:length]) + "/" for length in range(1, len(date) + 1))
    yield from (plain.address for plain in site.pages)
    for part in (site, *site.sections):
        yield from (group.address for groups in part.terms.values() for group in groups)
        yield from (speaker.address for speaker in part.speakers)
    yield from (redirect.address for redirect in site.redirects)
    yield from site.gone


def _fault(path: str, held: HeldBack, what: str) -> Fault:
    return Fault(path, None, said_of(what, held.release.path, held.reason))


@contextmanager
def _packed(traces: list[Trace], loose: dict[str, list[int]]) -> Iterator[str]:
    """Put traces where other processes find them: given with each batch, they would be most of the work."""
    with TemporaryDirectory(prefix="dateline-") as folder:
        file = Path(folder) / "traces"
        file.write_bytes(pack(traces, loose))
        try:
            yield str(file)
        finally:
            _unpacked.cache_clear()


@lru_cache(maxsize=1)
def _unpacked(file: str) -> Traces:
    return unpack(Path(file).read_bytes())


def _meet_sources(search: _Search, paths: list[str]) -> list[_Met]:
    traces = _unpacked(search.traces)
    texts = ((search.folder / path).read_bytes().decode("utf-8", "ignore") for path in paths)
    return [
        _meet(traces, texts_of(path, public_text(text, search.base_url).encode()))
        for path, text in zip(paths, texts, strict=True)
    ]


def _meet_files(search: _Search, paths: list[str]) -> list[_Met]:
    traces = _unpacked(search.traces)
    return [_meet(traces, (path, *texts_of(path, (search.folder / path).read_bytes()))) for path in paths]


def _meet(traces: Traces, texts: Iterable[str]) -> _Met:
    met, said = set[int](), set[str]()
    for text in texts:
        numbers, words = traces.met_in(tokens_of(text))
        met |= numbers
        said |= words
    return _Met(sorted(met), sorted(said))
