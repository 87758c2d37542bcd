"""The copy of a release, whatever format it came in: blocks → recognised parts → what is known of the release.

No word is lost: those of the blocks are those of the fields and of the body. Syntax of the wire is none of them: end
marks, rules, FOR IMMEDIATE RELEASE, the labels of contacts, and the words around the instant of an embargo.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from generator.dates import StatedDate
from generator.ingest.blocks import Block
from generator.ingest.language import detect_language
from generator.ingest.long_lines import refuse_long_lines
from generator.ingest.markdown_blocks import decode_references
from generator.ingest.parts.contacts import take_contacts
from generator.ingest.parts.disclosures import find_forward_looking, take_disclosures
from generator.ingest.parts.embargo import Embargo, take_embargo
from generator.ingest.parts.end_marks import drop_end_marks
from generator.ingest.parts.head import Head, infer_title, take_head
from generator.ingest.parts.head_lines import divide_head
from generator.ingest.parts.issuers import find_stated_issuers, infer_issuers
from generator.ingest.parts.quotations import find_quotations
from generator.ingest.parts.release_marks import line_of_marker, take_release_marks
from generator.ingest.parts.source_links import find_source_url
from generator.ingest.parts.tickers import find_tickers
from generator.ingest.reading import Item, Reading
from generator.ingest.terms import suggest_terms
from generator.model import Contact, Disclosure, FrontMatter, Quote
from generator.problems import ImportRefused, Problem

_NAMED_DATE = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<mark>[-_.]?)(?P<month>\d\d)(?P=mark)(?P<day>\d\d)(?!\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parts:
    """Everything that was recognised in a release."""

    head: Head
    contacts: tuple[Contact, ...]
    disclosures: tuple[Disclosure, ...]
    quotes: tuple[Quote, ...]
    stated_issuers: tuple[str, ...]
    number: str | None
    source_url: str | None
    named_date: StatedDate | None
    """From the name of the file."""
    embargo: Embargo | None
    problems: tuple[Problem, ...]


def read_copy(
    blocks: Sequence[Block],
    item: Item,
    *,
    headline: str | None,
    plain: Callable[[str], str],
    write_body: Callable[[Sequence[Block]], str],
    problems: Sequence[Problem] = (),
) -> Reading:
    """Recognise the parts of a release; raises ImportRefused when there are no words.

    `headline` is given when the format marks it; `plain` returns the words of a line without the format's syntax, and
    `write_body` the Markdown of blocks.
    """
    refuse_long_lines(block.text for block in blocks)
    if not headline and not any(map(str.isalnum, "".join(block.text for block in blocks))):
        message = "the file holds no text that could be a release; put the text of the release into it, or delete it"
        raise ImportRefused([Problem(message=message)])
    parts = _recognise(blocks, item, headline, plain)
    front = _front_matter(parts, plain)
    return Reading(
        front=front,
        body=write_body(parts.head.body),
        inferred=tuple(_inferred(parts, front)),
        problems=(*problems, *parts.problems),
    )


def _recognise(blocks: Sequence[Block], item: Item, headline: str | None, plain: Callable[[str], str]) -> _Parts:
    first_words = next((block.text for block in blocks if any(map(str.isalnum, block.text))), "")
    blocks = divide_head(drop_end_marks(blocks))
    source_url = find_source_url(blocks)
    disclosures, blocks = take_disclosures(blocks)
    marked = line_of_marker(blocks)
    first_number, blocks = take_release_marks(blocks)  # before contacts, for they may go on in the same block
    contacts, blocks = take_contacts(blocks)
    stated_issuers = find_stated_issuers(blocks)
    number, blocks = take_release_marks(blocks)
    embargo, problems, blocks = take_embargo(blocks)
    head = take_head(blocks, headline, plain, marked)
    return _Parts(
        # A text of nothing but contacts and statements has only their beginning to be called by.
        head=head if head.title else replace(head, title=infer_title(first_words)),
        contacts=contacts,
        disclosures=(*disclosures, *find_forward_looking(head.body)),
        quotes=(*head.pull_quotes, *find_quotations(head.body)),
        stated_issuers=stated_issuers,
        number=first_number or number,
        source_url=source_url,
        named_date=date_in_name(item.name),
        embargo=embargo,
        problems=problems,
    )


def _front_matter(parts: _Parts, plain: Callable[[str], str]) -> FrontMatter:
    head = parts.head
    text = "\n".join((head.title, *(block.text for block in head.body)))
    dateline = head.dateline or head.release_line
    embargo = parts.embargo.until if parts.embargo else None
    terms = suggest_terms(head.title, head.subtitle or "", head.body, parts.quotes)
    return FrontMatter(
        title=decode_references(head.title),
        subtitle=decode_references(head.subtitle) if head.subtitle else None,
        number=parts.number,
        language=detect_language(text),
        date=_stated_date(head) or embargo or parts.named_date,
        embargo=embargo,
        status="draft" if parts.embargo and not embargo else "published",
        dateline=plain(dateline.text) if dateline else None,
        place=dateline.place if dateline else None,
        places=dateline.places if dateline else (),
        source=dateline.source if dateline else None,
        source_url=parts.source_url,
        issuers=parts.stated_issuers or infer_issuers(parts.disclosures),
        tags=terms.tags,
        people=terms.people,
        organizations=terms.organizations,
        tickers=find_tickers(text),
        quotes=parts.quotes,
        contacts=parts.contacts,
        disclosures=parts.disclosures,
    )


def _inferred(parts: _Parts, front: FrontMatter) -> Iterator[str]:
    """Yield the names of the fields that nobody stated."""
    if parts.head.title_is_inferred:
        yield "title"
    if front.date != _stated_date(parts.head):
        yield "date"
    if front.issuers != parts.stated_issuers:
        yield "issuers"
    for name in ("language", "tags", "people", "organizations"):
        if getattr(front, name):
            yield name


def date_in_name(name: str) -> StatedDate | None:
    """Return the day that a file's name has in it: 2019-03-04-title.txt, 20190304.txt."""
    for found in _NAMED_DATE.finditer(PurePath(name).stem):
        try:
            return StatedDate(int(found["year"]), int(found["month"]), int(found["day"]))
        except ValueError:  # a number that is no day of the calendar
            continue
    return None


def _stated_date(head: Head) -> StatedDate | None:
    dates = (head.dateline and head.dateline.date, head.release_line and head.release_line.date)
    return next((date for date in dates if date), None)
