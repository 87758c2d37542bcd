"""Parsed releases and pages → the organised `Site`."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from generator.config import Config
from generator.last_time import LastTime, each
from generator.model import Page, Release, SourceFile, TermKind
from generator.organise.gate import Passed, Times, pass_gate
from generator.organise.ledger import LEDGER, LedgerLine, find_moved, read_ledger
from generator.organise.permalinks import page_address, release_address
from generator.organise.redirects import alias_redirects
from generator.organise.references import find_broken_references
from generator.organise.renamed_terms import renamed_terms
from generator.organise.sections import divide
from generator.organise.site import Entry, PlainPage, Redirect, Site, Speaker, TermGroup
from generator.organise.speakers import QUOTES, find_speakers
from generator.organise.terms import Carried, group_terms, term_owner
from generator.organise.versions import find_versions
from generator.organise.withdrawals import extend_to_variants, withdrawn_owners
from generator.picture_sizes import Size
from generator.problems import Problem
from generator.references import resolve_path
from generator.vocabulary import read_vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """Everything that was parsed, with the circumstances under which it is shown."""

    releases: tuple[Release, ...]
    versions: tuple[Release, ...] = ()
    """Of releases as they were before they were corrected."""
    pages: tuple[Page, ...]
    ledger: SourceFile | None
    vocabulary: SourceFile | None = None
    media: tuple[str, ...]
    originals: tuple[str, ...] = ()
    pictures: Mapping[str, Size] = field(default_factory=dict)
    config: Config
    as_of: datetime
    drafts: bool = False
    preview: bool = False
    portable: bool = False


Placed = tuple[Entry, Sequence[Problem]]
"""A visible release with its place, and what is wrong with that."""


class LastSite:
    """What was found of each release the last time, for a process that organises a site again and again."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.times: LastTime[Times] = LastTime()
        self.places: LastTime[Placed] = LastTime()
        self.terms: LastTime[Carried] = LastTime()


def organise(archive: Archive, last: LastSite | None = None) -> Site:
    """Decide what is visible and where it stands; what is wrong is in the site's `problems`."""
    config, problems = archive.config, list[Problem]()
    passed, hidden = pass_gate(
        archive.releases,
        as_of=archive.as_of,
        zone=config.zone,
        drafts=archive.drafts,
        last=last.times if last else None,
    )
    passed = extend_to_variants(passed)
    placed = _place(passed, config, last.places if last else None)
    problems += [problem for _, found in placed for problem in found]
    entries = tuple(sorted((entry for entry, _ in placed), key=_order))
    hidden_addresses = {release_address(release, config.permalink, []) for release in hidden}
    hidden_addresses |= {alias for release in hidden for alias in release.front.aliases if alias.startswith("/")}
    paths = {release.path for release in archive.releases}
    problems += find_broken_references([entry.release for entry in entries], paths)
    versions, closed, found = find_versions(entries, archive.versions, config.zone)
    problems += found
    pages = tuple(PlainPage(page=page, address=page_address(page, problems)) for page in archive.pages)
    ledger, found = read_ledger(archive.ledger)
    problems += found
    public = {line.address: line.owner for line in ledger}
    vocabulary, found = read_vocabulary(archive.vocabulary)
    problems += found
    terms, found = group_terms(entries, config.published_suggestions, public, vocabulary, last.terms if last else None)
    problems += found
    speakers, found = find_speakers(entries, public, vocabulary) if config.quotes else ((), [])
    problems += found
    renamed = renamed_terms(terms, vocabulary, public, config.vocabulary)
    aliases, found = alias_redirects(entries, (config.base_url, *config.previous_urls))
    problems += found
    addresses = {name: entry.address for entry in entries for name in (entry.release.path, entry.key)}
    addresses |= {term_owner(kind, group.key): group.address for kind, groups in terms.items() for group in groups}
    addresses |= {term_owner(QUOTES, speaker.key): speaker.address for speaker in speakers}
    addresses |= {plain.page.path: plain.address for plain in pages}
    claimed = frozenset(addresses.values()) | {redirect.address for redirect in (*aliases, *renamed, *closed)}
    silent = frozenset(release.front.id or release.path for release in hidden)
    silent |= {*withdrawn_owners(entries, vocabulary)}
    moved, gone, found = find_moved(ledger, claimed, addresses, silent)
    problems += found
    titles = _titles(entries, terms, speakers, pages) if moved else {}
    site = Site(
        config=config,
        vocabulary=vocabulary,
        as_of=archive.as_of,
        preview=archive.preview,
        portable=archive.portable,
        entries=entries,
        listed=tuple(entry for entry in entries if entry.listed),
        by_path={entry.release.path: entry for entry in entries},
        hidden_paths=frozenset(release.path for release in hidden),
        hidden_addresses=frozenset(hidden_addresses - {entry.address for entry in entries}),
        pages=pages,
        terms=terms,
        speakers=speakers,
        versions=versions,
        redirects=(*aliases, *renamed, *closed, *_ledger_redirects(moved, titles)),
        gone=_still_gone(gone, ledger),
        media=frozenset(archive.media),
        originals=frozenset(archive.originals),
        pictures=archive.pictures,
        problems=tuple(problems),
    )
    return divide(site)


def _place(passed: Sequence[Passed], config: Config, last: LastTime[Placed] | None) -> list[Placed]:
    visible = {one.release.path for one in passed}

    def place(one: Passed) -> Placed:
        problems: list[Problem] = []
        entry = Entry(
            release=one.release,
            address=release_address(one.release, config.permalink, problems),
            instant=one.instant,
            ribbon=one.ribbon,
            removed=one.removed,
            listed=one.release.front.listed,
        )
        return entry, problems

    def beside_others(one: Placed) -> Placed:
        entry, problems = one
        release = entry.release
        main = release.front.variant_of and resolve_path(release.front.variant_of, release.path, visible)
        return (replace(entry, listed=False), problems) if main and main != release.path else one

    return [*map(beside_others, each(last, place, passed, key=_path, settings=config.permalink))]


def _path(one: Passed) -> str:
    return one.release.path


def _order(entry: Entry) -> tuple[datetime, str, str]:
    return entry.instant, entry.key, entry.release.path


def _titles(
    entries: Iterable[Entry],
    terms: Mapping[TermKind, Sequence[TermGroup]],
    speakers: Iterable[Speaker],
    pages: Iterable[PlainPage],
) -> dict[str, str]:
    """Return what each page is called, by its address."""
    titles = {entry.address: entry.release.front.title for entry in entries}
    titles |= {group.address: group.name for groups in terms.values() for group in groups}
    titles |= {speaker.address: speaker.name for speaker in speakers}
    return titles | {plain.address: plain.page.title for plain in pages}


def _ledger_redirects(moved: dict[str, str], titles: dict[str, str]) -> Iterable[Redirect]:
    for address, target in moved.items():
        yield Redirect(address=address, target=target, title=titles[target], origin=LEDGER, gives_way=True)


def _still_gone(gone: list[str], ledger: list[LedgerLine]) -> tuple[str, ...]:
    """Keep the gone addresses that a page can answer at: those of pages, not of feeds and other files."""
    known = {line.address for line in ledger}
    return tuple(address for address in gone if address in known and (address.endswith(("/", ".html"))))
