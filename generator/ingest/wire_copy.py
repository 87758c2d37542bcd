"""The copy of a release, whatever format it came in: blocks → recognised parts → what is known of the release.

No word is lost: those of the blocks are those of the fields and of the body, end marks and rules apart.
"""

import re
from collections.abc import Callable, Sequence
from pathlib import PurePath

from generator.dates import StatedDate
from generator.ingest.blocks import Block
from generator.ingest.language import detect_language
from generator.ingest.markdown_blocks import decode_references
from generator.ingest.parts.contacts import take_contacts
from generator.ingest.parts.disclosures import find_forward_looking, take_disclosures
from generator.ingest.parts.end_marks import drop_end_marks
from generator.ingest.parts.head import Head, take_head
from generator.ingest.parts.quotations import find_quotations
from generator.ingest.parts.source_links import find_source_url
from generator.ingest.parts.tickers import find_tickers
from generator.ingest.reading import Item, Reading
from generator.ingest.terms import suggest_terms
from generator.model import Disclosure, FrontMatter
from generator.problems import ImportRefused, Problem

_NAMED_DATE = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<mark>[-_.]?)(?P<month>\d\d)(?P=mark)(?P<day>\d\d)(?!\d)")


def read_copy(
    blocks: Sequence[Block],
    item: Item,
    *,
    headline: str | None,
    write_body: Callable[[Sequence[Block]], str],
    problems: Sequence[Problem] = (),
) -> Reading:
    """Recognise the parts of a release; `headline` is given when the format marks it, `write_body` makes Markdown."""
    blocks = list(drop_end_marks(blocks))
    source_url = find_source_url(blocks)
    disclosures, blocks = take_disclosures(blocks)
    contacts, blocks = take_contacts(blocks)
    if not headline and not any(map(str.isalnum, "".join(block.text for block in blocks))):
        message = "the file holds no text that could be a release; put the text of the release into it, or delete it"
        raise ImportRefused([Problem(message=message)])
    head = take_head(blocks, headline) if blocks else Head(title=headline or "")
    quotes = (*head.pull_quotes, *find_quotations(head.body))
    statements = (*disclosures, *find_forward_looking(head.body))
    terms = suggest_terms([head.title, head.subtitle or ""], head.body, quotes)
    text = "\n".join((head.title, *(block.text for block in head.body)))
    date, embargo = _date(head), _embargo(head)
    named_date = None if date or embargo else date_in_name(item.name)
    language = detect_language(text)
    issuers = _issuers(statements)
    dateline = head.dateline or head.release_line
    front = FrontMatter(
        title=decode_references(head.title),
        subtitle=decode_references(head.subtitle) if head.subtitle else None,
        date=date or embargo or named_date,
        embargo=embargo,
        dateline=decode_references(dateline.text) if dateline else None,
        place=dateline.place if dateline else None,
        places=dateline.places if dateline else (),
        source=dateline.source if dateline else None,
        source_url=source_url,
        language=language,
        issuers=issuers,
        tags=terms.tags,
        people=terms.people,
        organizations=terms.organizations,
        tickers=find_tickers(text),
        quotes=quotes,
        contacts=contacts,
        disclosures=statements,
    )
    inferred = {
        "title": head.title_is_inferred,
        "language": language,
        "date": named_date,
        "issuers": issuers,
        "tags": terms.tags,
        "people": terms.people,
        "organizations": terms.organizations,
    }
    return Reading(
        front=front,
        body=write_body(head.body),
        inferred=tuple(name for name, value in inferred.items() if value),
        problems=tuple(problems),
    )


def date_in_name(name: str) -> StatedDate | None:
    """Return the day that a file's name has in it: 2019-03-04-title.txt, 20190304.txt."""
    for found in _NAMED_DATE.finditer(PurePath(name).stem):
        try:
            return StatedDate(int(found["year"]), int(found["month"]), int(found["day"]))
        except ValueError:  # a number that is no day of the calendar
            continue
    return None


def _date(head: Head) -> StatedDate | None:
    dates = (head.dateline and head.dateline.date, head.release_line and head.release_line.date)
    return next((date for date in dates if date), None)


def _embargo(head: Head) -> StatedDate | None:
    dates = (head.release_line and head.release_line.embargo, head.dateline and head.dateline.embargo)
    return next((date for date in dates if date), None)


def _issuers(disclosures: Sequence[Disclosure]) -> tuple[str, ...]:
    """Return who distributes the release, by its own legal statement."""
    return tuple(dict.fromkeys(statement.registrant for statement in disclosures if statement.registrant))
