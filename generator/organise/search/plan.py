"""The files of the search index, and the page that searches."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from generator.contexts import DocumentLayout, SearchLayout
from generator.digests import digest_of
from generator.model import TermKind
from generator.organise.frame import SEARCH, Frame, Outline
from generator.organise.lists import by_year
from generator.organise.page_plan import PagePlan
from generator.organise.search.documents import FILTERS, make_documents
from generator.organise.search.kept import kept_or_made
from generator.organise.search.places import FEW
from generator.organise.search.postings import number
from generator.organise.search.segment import CardFile, CutFile, Segment, YearText, make_segment, make_text
from generator.organise.search.titles import encode_names, make_titles
from generator.organise.site import Entry, Site

FOLDER = f"/{SEARCH}"
"""Where the index lies, which the search pages of all languages read."""
INDEX, NAMES = f"{FOLDER}index.json", f"{FOLDER}names.json"
FEWEST, MOST, MOST_OF_MANY = 40, 256, 640
"""Files of words that the newest year, an old one, and an old one of many releases may have. Where slots have room
between them, one more release changes the files of its own words alone, so that there may be more of them."""
OFFERED = 500
"""Tags, people and organisations that are offered as filters, of each kind."""
_LAYOUT = "document.txt"
_ORIGIN = "the search index"


class YearFiles(msgspec.Struct, frozen=True, array_like=True):
    """What is kept of a year: its files by their digests."""

    segment: Segment
    names: str
    """The digest of the words of its titles and names."""


def plan_search(outline: Outline) -> Iterator[PagePlan]:
    """Yield the index, when this is the outline of the whole site, then the search page; nothing if none is wanted."""
    site, frame = outline.site, outline.frame
    if not site.config.search:
        return
    if frame.root == "/":
        yield from _plan_index(outline)
    kinds = tuple(kind for kind, groups in site.terms.items() if groups)
    address = frame.site.search
    yield PagePlan(address, "search.html", "the search page", frame, _search_page, (address, kinds))


def _plan_index(outline: Outline) -> Iterator[PagePlan]:
    site, frame = outline.site, outline.frame
    years = by_year(entry for entry in site.entries if entry.listed and not entry.withdrawn)
    newer = sum(len(entries) for entries in years.values())
    found: dict[int, YearFiles] = {}
    names: list[str] = []
    for year, entries in years.items():
        newer -= len(entries)
        found[year], key = _year_files(outline, year, entries, FEWEST + newer)
        names.append(key)
        yield from _plan_segment(frame, year, found[year].segment)
    titles = _titles(outline, [files.names for files in found.values()], names)
    for address, file in zip(_word_addresses("titles", titles), titles, strict=True):
        yield _plan_file(frame, address, file.digest)
    yield PagePlan(NAMES, _LAYOUT, _ORIGIN, frame, _json, (NAMES, _names(site)))
    yield PagePlan(INDEX, _LAYOUT, _ORIGIN, frame, _json, (INDEX, _index(found, titles)))


def _year_files(outline: Outline, year: int, entries: Sequence[Entry], allowed: int) -> tuple[YearFiles, str]:
    """Return the files of a year, and the key under which the words of its titles and names are kept."""
    at_last = MOST if len(entries) < FEW else MOST_OF_MANY
    most = min(at_last, allowed)
    site, kept = outline.site, outline.frame.kept
    config = site.config
    settings = (config.language, config.published_suggestions, site.vocabulary.terms)
    members = [
        (one.key, one.release.digest, one.release.body.key, one.address, one.instant.isoformat()) for one in entries
    ]
    of_year = digest_of((year, settings, members))
    uncut, names = f"uncut {of_year}", f"names {of_year}"

    def make_uncut() -> bytes:
        documents = list(make_documents(entries, year, site, outline.frame.read_body))
        kept[names] = encode_names(documents, year)
        return _ENCODER.encode(make_text(documents))

    def make() -> bytes:
        text = _UNCUT.decode(kept_or_made(kept, uncut, make_uncut) if names in kept else make_uncut())
        return _ENCODER.encode(YearFiles(make_segment(text, most, kept), digest_of(kept[names])))

    files = _DECODER.decode(kept_or_made(kept, f"year {most} {of_year}", make))
    if most < at_last:
        kept_or_made(kept, uncut, make_uncut)  # the next release cuts it again
    digests = [*(file.digest for file in files.segment.words), *(file.digest for file in files.segment.cards)]
    is_whole = all(one in kept for one in (names, *(f"text {digest}" for digest in digests)))
    return files if is_whole else _DECODER.decode(make()), names


def _titles(outline: Outline, digests: Sequence[str], names: Sequence[str]) -> list[CutFile]:
    kept = outline.frame.kept

    def make() -> bytes:
        return _ENCODER.encode(make_titles([kept[key] for key in names], kept))

    files = _FILES.decode(kept_or_made(kept, f"titles {digest_of(digests)}", make))
    return files if all(f"text {file.digest}" in kept for file in files) else _FILES.decode(make())


def _plan_segment(frame: Frame, year: int, segment: Segment) -> Iterator[PagePlan]:
    for address, cards in zip(_card_addresses(year, segment.cards), segment.cards, strict=True):
        yield _plan_file(frame, address, cards.digest)
    for address, words in zip(_word_addresses(f"{year:04}", segment.words), segment.words, strict=True):
        yield _plan_file(frame, address, words.digest)


def _plan_file(frame: Frame, address: str, digest: str) -> PagePlan:
    return PagePlan(address, _LAYOUT, _ORIGIN, frame, _file, (address, digest))


def _word_addresses(folder: str, files: Sequence[CutFile]) -> Iterator[str]:
    """Yield the address of each file of words: named by the numbers of the characters that it begins with."""
    for file in files:
        name = "-".join(f"{ord(character):x}" for character in file.beginning)
        yield f"{FOLDER}{folder}/{name or 'first'}.txt"


def _card_addresses(year: int, files: Sequence[CardFile]) -> Iterator[str]:
    before, same = -1, 0
    for file in files:
        same = same + 1 if file.day == before else 0
        before = file.day
        yield f"{FOLDER}{year:04}/{file.day}{f'-{same}' if same else ''}.json"


def _index(found: Mapping[int, YearFiles], titles: Sequence[CutFile]) -> dict[str, Any]:
    return {
        "titles": [digest_of(titles)[:8], [file.beginning for file in titles]],
        "years": [
            [
                year,
                files.segment.count,
                files.segment.spread,
                digest_of(files)[:8],
                [file.beginning for file in files.segment.words],
                _card_days(files.segment.cards),
            ]
            for year, files in found.items()
        ],
        "languages": sorted({language for files in found.values() for language in files.segment.languages}),
    }


def _card_days(files: Sequence[CardFile]) -> str:
    """Return for each file the days since the one before, how many cards it holds, and how many slots they leave."""
    parts, day, last = [], 0, -1
    for file in files:
        parts.append(number(file.day - day) + number(file.count) + number(file.last - last - file.count))
        day, last = file.day, file.last
    return "".join(parts)


def _names(site: Site) -> dict[str, list[str]]:
    """Return the names by which results can be filtered, the most used of each kind."""
    return {
        letter: sorted(
            group.name
            for group in sorted(site.terms[kind], key=lambda group: (-len(group.entries), group.key))[:OFFERED]
        )
        for kind, letter in FILTERS.items()
    }


def _json(frame: Frame, address: str, value: dict[str, Any]) -> DocumentLayout:
    return _index_layout(frame, address, msgspec.json.encode(value))


def _file(frame: Frame, address: str, digest: str) -> DocumentLayout:
    return _index_layout(frame, address, frame.kept[f"text {digest}"])


def _index_layout(frame: Frame, address: str, data: bytes) -> DocumentLayout:
    return DocumentLayout(site=frame.site, page=frame.page(address, address.rpartition("/")[2]), text=data.decode())


def _search_page(frame: Frame, address: str, kinds: tuple[TermKind, ...]) -> SearchLayout:
    page = frame.page(address, frame.gettext("Search"))
    return SearchLayout(site=frame.site, page=page, index=INDEX, kinds=kinds)


_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(YearFiles)
_UNCUT = msgspec.msgpack.Decoder(YearText)
_FILES = msgspec.msgpack.Decoder(list[CutFile])
