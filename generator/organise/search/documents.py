"""A release as search sees it: the words it is found by, what it can be filtered by, how a result shows it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from generator.digests import digest_of
from generator.model import ABOVE_HEADLINE, Body, FrontMatter, TermKind
from generator.organise.search.places import DAYS, MARKS, mark_apart
from generator.organise.site import Entry, Site
from generator.organise.terms import carried_terms
from generator.search_words import search_words

FILTERS: dict[TermKind, str] = {"tags": "t", "people": "p", "organizations": "o"}
"""The letter of each kind of term by which results can be filtered."""
LANGUAGE_FILTER = "l"
_NAMES: tuple[TermKind, ...] = ("tags", "people", "organizations", "places")


@dataclass(frozen=True, slots=True)
class Document:
    """A release in the index."""

    place: int
    """The day of the year and a mark made from the id, which hardly anything that comes or goes beside it changes."""
    find_words: Callable[[], set[str]]
    """Return all it is found by, with its filters; those of the releases of a year would fill the memory."""
    names: frozenset[str]
    """The words of its title and of the names it carries."""
    card: tuple[str | int, ...]
    """Address, title, date, place in the year; then, as far as there is any: language, issuers, what is inferred."""


def make_documents(
    entries: Sequence[Entry], year: int, site: Site, read_body: Callable[[str], Body]
) -> Iterator[Document]:
    """Yield the releases of a year in the index, in the order they come in."""
    days = [day_of(entry.instant, year) for entry in entries]
    marks = [int(digest_of(entry.key)[:8], 16) % MARKS for entry in entries]
    for entry, place in zip(entries, mark_apart(days, marks), strict=True):
        yield _make_document(entry, place, site, read_body)


def _make_document(entry: Entry, place: int, site: Site, read_body: Callable[[str], Body]) -> Document:
    front = entry.release.front
    carried = {
        kind: tuple(carried_terms(front, kind, site.config.published_suggestions, site.vocabulary).items())
        for kind in _NAMES
    }
    named = [front.title, *(name for terms in carried.values() for _, name in terms)]
    names = frozenset(word for text in named for word in search_words(text))
    language = front.language or site.config.language
    filters = {
        filter_word(FILTERS[kind], known.name if (known := site.vocabulary.find(kind, key)) else name)
        for kind in FILTERS
        for key, name in carried[kind]
    }
    filters.add(filter_word(LANGUAGE_FILTER, language))

    def find_words() -> set[str]:
        said = (word for text in _said(front) for word in search_words(text))
        return {*read_body(entry.release.body.key).words.split(), *names, *said, *filters}

    return Document(place, find_words, names, _card(entry, language, place, site))


def filter_word(kind: str, name: str) -> str:
    """Return the word that stands for a filter; no text has one like it."""
    return f"!{kind}-{'-'.join(search_words(name))}"


def day_of(instant: datetime, year: int) -> int:
    """Return the day of a year that an instant in UTC lies on; one outside the year counts as the nearest that can."""
    return min(max(instant.toordinal() - date(year, 1, 1).toordinal(), 0), DAYS - 1)


def _card(entry: Entry, language: str, place: int, site: Site) -> tuple[str | int, ...]:
    front = entry.release.front
    inferred = ("t" if "title" in front.inferred else "") + ("d" if "date" in front.inferred else "")
    issuers = "" if "issuers" in front.inferred else "; ".join(front.issuers)
    day = front.date.isoformat()[:10] if front.date else ""
    other_language = language if language != site.config.language else ""
    card: list[str | int] = [entry.address, front.title, day, place, other_language, issuers, inferred]
    while card[-1] == "":
        card.pop()
    return tuple(card)


def _said(front: FrontMatter) -> Iterator[str]:
    """Yield the texts beside the body that the page of a release shows."""
    optional = (front.subtitle, front.dateline, front.number, front.source)
    yield from (text for text in optional if text)
    yield from (*front.issuers, *front.tickers, *front.identifiers)
    if front.place:
        yield from (part for part in (front.place.city, front.place.region, front.place.country) if part)
    for quote in front.quotes:
        if quote.pull:
            yield from (part for part in (quote.text, quote.speaker, quote.role) if part)
    yield from (statement.text for statement in front.disclosures if statement.kind in ABOVE_HEADLINE)
    yield from (notice.text for notice in front.notices)
