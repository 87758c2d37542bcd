"""An embargo that an agency words so that no date can be read in it holds until somebody has looked at it."""

import json
from collections.abc import Callable

import pytest

from generator.ingest.formats import newsml1, newsml_g2, ninjs, nitf
from generator.ingest.reading import Item, Reading
from tests.ingest.agency_samples import G2, LEAD, NEWSML, NITF

USABLE = G2.replace("stat:withheld", "stat:usable")
EMBARGO = "<embargoed>2019-03-05T08:00:00+01:00</embargoed>"
WAITS = (
    '<Status FormalName="Embargoed"/><StatusWillChange><FutureStatus FormalName="Usable"/>'
    "<DateAndTime>{}</DateAndTime></StatusWillChange>"
)


def with_ninjs(**fields: object) -> str:
    news = {"uri": "urn:a", "versioncreated": "2019-03-04T10:00:00Z", "headline": "Lighthouse opens", "body_text": LEAD}
    return json.dumps(news | fields)


def with_release_on(norm: str) -> str:
    return NITF.replace("<date.issue", f'<date.release norm="{norm}"/><date.issue')


Reader = Callable[[Item], Reading]
HELD: dict[str, tuple[Reader, str, str]] = {
    "NewsML-G2, empty: until further notice": (
        newsml_g2.read,
        USABLE.replace(EMBARGO, "<embargoed/>"),
        "without saying until when",
    ),
    "NewsML-G2, in words": (newsml_g2.read, USABLE.replace("2019-03-05T08:00:00+01:00", "noon"), "until 'noon'"),
    "ninjs, in words": (ninjs.read, with_ninjs(embargoed="tomorrow at nine"), "until 'tomorrow at nine'"),
    "ninjs 3, a number": (ninjs.read, with_ninjs(embargoedUntil=1551772800), "until '1551772800'"),
    "NITF, in words": (nitf.read, with_release_on("after the vote"), "until 'after the vote'"),
    "NewsML 1, in words": (
        newsml1.read,
        NEWSML.replace('<Status FormalName="Usable"/>', WAITS.format("at noon")),
        "until 'at noon'",
    ),
    "NewsML 1, nothing": (
        newsml1.read,
        NEWSML.replace('<Status FormalName="Usable"/>', WAITS.format("")),
        "without saying until when",
    ),
}


@pytest.mark.parametrize(("read", "text", "words"), HELD.values(), ids=HELD)
def test_an_embargo_that_cannot_be_read_makes_a_draft(read: Reader, text: str, words: str) -> None:
    reading = read(Item(name="a", shown="a", data=text.encode()))
    assert (reading.front.status, reading.front.embargo) == ("draft", None)
    assert any(f"the agency embargoed this item {words}" in problem.message for problem in reading.problems)


FREE: dict[str, tuple[Reader, str]] = {
    "NewsML-G2": (newsml_g2.read, USABLE.replace(EMBARGO, "")),
    "ninjs, null": (ninjs.read, with_ninjs(embargoed=None)),
    "NITF, released when issued": (nitf.read, with_release_on("20190304T120000+0000")),
}


@pytest.mark.parametrize(("read", "text"), FREE.values(), ids=FREE)
def test_what_is_not_embargoed_is_published(read: Reader, text: str) -> None:
    front = read(Item(name="a", shown="a", data=text.encode())).front
    assert (front.status, front.embargo) == ("published", None)
