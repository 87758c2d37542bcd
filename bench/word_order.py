"""The words of a source, in their order, and those that the fields and the body of its release keep.

The fields are put back into the order of the source in two ways: where a wire has them (headline, subhead, pull quotes,
dateline, text, contacts, statements), and each where its words stand in the source.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from generator.ingest import SourceResult
from generator.ingest.markdown_blocks import plain_words
from generator.model import FrontMatter

_WORD = re.compile(r"\w+")


def words_of(source: str) -> list[str]:
    """Return the words of a source, its Markdown apart."""
    return _WORD.findall(plain_words(source))


def words_in_wire_order(result: SourceResult) -> list[str]:
    """Return the words of the fields and of the body, in the order in which a wire has them."""
    if result.front is None or result.body is None:
        return []
    return words_of("\n".join((*_above(result.front), result.body, *_below(result.front))))


def words_where_they_stand(wanted: Sequence[str], result: SourceResult) -> list[str]:
    """Return the words of the fields and of the body's paragraphs, each piece where `wanted` has its words.

    Pieces that stand nowhere in one run follow the piece before them.
    """
    if result.front is None or result.body is None:
        return []
    pieces = [words_of(text) for text in _above(result.front)]
    first_of_body = len(pieces)
    pieces += [words_of(text) for text in result.body.split("\n\n")]
    last_of_body = len(pieces)
    pieces += [words_of(text) for text in _below(result.front)]
    places: list[int] = []
    position = 0
    for number, piece in enumerate(pieces):
        in_body = first_of_body <= number < last_of_body
        at = _find_run(wanted, piece, position) if in_body else _find_run(wanted, piece, 0)
        position = at + len(piece) if in_body and at is not None else position
        places.append(at if at is not None else places[-1] if places else 0)
    order = sorted(range(len(pieces)), key=lambda number: (places[number], number))
    return [word for number in order for word in pieces[number]]


def _find_run(words: Sequence[str], run: Sequence[str], start: int) -> int | None:
    size = len(run)
    if size == 0:
        return None
    return next((at for at in range(start, len(words) - size + 1) if words[at : at + size] == run), None)


def _above(front: FrontMatter) -> Iterator[str]:
    yield front.number or ""
    if "title" not in front.inferred:
        yield front.title
    yield front.subtitle or ""
    for quote in front.quotes:
        if quote.pull:
            yield " ".join((quote.text, quote.speaker or "", quote.role or ""))
    yield front.dateline or ""


def _below(front: FrontMatter) -> Iterator[str]:
    for contact in front.contacts:
        values = (contact.role, contact.name, contact.organization, contact.phone, contact.email, contact.url)
        yield from (value for value in values if value)
    if "issuers" not in front.inferred:
        yield from front.issuers
    for disclosure in front.disclosures:
        if disclosure.kind != "forward-looking":
            yield disclosure.text


def missing_in_order(wanted: Sequence[str], kept: Sequence[str]) -> list[str]:
    """Return the words of `wanted` outside a longest common subsequence with `kept` (Hunt and Szymanski, 1977)."""
    places: dict[str, list[int]] = {}
    for index, word in enumerate(kept):
        places.setdefault(word, []).append(index)
    ends: list[int] = []
    """At n, the earliest place in `kept` at which a common subsequence of n + 1 words can end."""
    chains: list[_Link] = []
    for at, word in enumerate(wanted):
        for place in reversed(places.get(word, ())):
            length = bisect_left(ends, place)
            link = _Link(at, chains[length - 1] if length else None)
            if length == len(ends):
                ends.append(place)
                chains.append(link)
            elif place < ends[length]:
                ends[length], chains[length] = place, link
    common: set[int] = set()
    last = chains[-1] if chains else None
    while last:
        common.add(last.at)
        last = last.before
    return [word for at, word in enumerate(wanted) if at not in common]


class _Link(NamedTuple):
    """The last word of a common subsequence, and what stands before it."""

    at: int
    before: "_Link | None"
