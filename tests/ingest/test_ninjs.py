"""ninjs of its three versions: what is read, and what is refused."""

import json
from typing import Any

import pytest

from generator.ingest.formats import ninjs
from generator.ingest.reading import Item, NotARelease, Reading
from generator.model import Medium
from generator.problems import ImportRefused
from tests.ingest.agency_samples import LEAD

FIRST: dict[str, Any] = {
    "uri": "urn:trust:1",
    "type": "text",
    "headline": "Lighthouse opens",
    "body_html": f"<p>{LEAD}</p><script>alert(1)</script>",
    "body_text": LEAD,
    "byline": "B. Clark",
    "firstcreated": "2019-03-04T10:00:00Z",
    "versioncreated": "2019-03-06T10:00:00Z",
    "embargoed": "2019-03-05T08:00:00+01:00",
    "pubstatus": "withheld",
    "language": "en",
    "located": "Port Ellen",
    "subject": [{"name": "lighthouses"}],
    "person": [{"name": "Ada Miller"}],
    "organisation": [{"name": "Harbour Trust"}],
    "usageterms": "Free to print",
    "associations": {
        "main": {
            "type": "picture",
            "description_text": "The tower",
            "renditions": {
                "small": {"href": "https://example.org/s.jpg", "width": 100},
                "large": {"href": "https://example.org/l.jpg", "width": 900},
            },
        }
    },
}
THIRD: dict[str, Any] = {
    "uri": "urn:trust:3",
    "headlines": [{"role": "sub", "value": "Repairs end"}, {"role": "main", "value": "Lighthouse opens"}],
    "bodies": [{"contentType": "text/plain", "value": "x"}, {"contentType": "text/html", "value": f"<p>{LEAD}</p>"}],
    "versionCreated": "2019-03-04T10:00:00Z",
    "embargoedUntil": "2019-03-05T08:00:00Z",
    "pubStatus": "usable",
    "people": [{"name": "Ada Miller"}],
    "altIds": [{"role": "doi", "value": "10.1/x"}],
    "associations": [{"name": "a", "type": "picture", "renditions": [{"href": "https://example.org/a.jpg"}]}],
}


def item(value: object) -> Item:
    data = value.encode() if isinstance(value, str) else json.dumps(value).encode()
    return Item(name="a.json", shown="a.json", data=data)


def read(value: object) -> Reading:
    return ninjs.read(item(value))


def test_version_1_is_read() -> None:
    assert ninjs.recognises(item(FIRST))
    reading = read(FIRST)
    front = reading.front
    assert (front.title, front.status, str(front.date)) == ("Lighthouse opens", "draft", "2019-03-04T10:00Z")
    assert (str(front.embargo), str(front.updated)) == ("2019-03-05T08:00+01:00", "2019-03-06T10:00Z")
    assert front.place
    assert front.place.city == "Port Ellen"
    assert (front.tags, front.people, front.organizations) == (("lighthouses",), ("Ada Miller",), ("Harbour Trust",))
    assert front.media == (Medium(url="https://example.org/l.jpg", caption="The tower"),)
    assert front.notices[0].text == "Free to print"
    assert reading.body == LEAD


def test_version_3_is_read() -> None:
    assert ninjs.recognises(item(THIRD))
    front = read(THIRD).front
    assert (front.title, front.subtitle) == ("Lighthouse opens", "Repairs end")
    assert (str(front.embargo), front.people) == ("2019-03-05T08:00Z", ("Ada Miller",))
    assert front.identifiers == ("urn:trust:3", "10.1/x")
    assert front.media == (Medium(url="https://example.org/a.jpg"),)


def test_a_canceled_item_is_withdrawn_on_the_day_it_states() -> None:
    front = read({**FIRST, "pubstatus": "canceled"}).front
    assert front.withdrawn
    assert str(front.withdrawn.date) == "2019-03-06T10:00Z"
    dateless = {key: value for key, value in FIRST.items() if not key.endswith("created")}
    reading = read({**dateless, "pubstatus": "canceled"})
    assert (reading.front.withdrawn, reading.front.status) == (None, "draft")
    assert "withdrawn" in reading.problems[0].message


def test_wrong_types_are_reported_and_not_read() -> None:
    reading = read({**FIRST, "headline": 3, "language": [], "associations": 7, "subject": "x", "person": [1]})
    assert [problem.severity for problem in reading.problems] == ["warning", "warning"]


def test_a_picture_is_no_release() -> None:
    with pytest.raises(NotARelease):
        read({**FIRST, "type": "picture"})


@pytest.mark.parametrize("text", ["", "{", "[]", '{"uri": "x"}', "[" * 100_000, json.dumps(FIRST)[:200], "\ud800"[:0]])
def test_a_hostile_file_is_refused(text: str) -> None:
    with pytest.raises(ImportRefused):
        read(text)


def test_a_long_line_is_read_and_one_longer_than_any_release_is_refused() -> None:
    assert len(read({**FIRST, "body_html": "", "body_text": "word " * 190_000}).body) > 900_000
    with pytest.raises(ImportRefused) as refusal:
        read({**FIRST, "body_html": "", "body_text": "word " * 300_000})
    assert "this is no press release: one line or paragraph of it has" in refusal.value.problems[0].message


def test_tickers_the_end_of_use_and_what_is_said_of_a_picture_are_read() -> None:
    symbols = [{"ticker": "HBT", "exchange": "NYSE"}, {"ticker": "X"}]
    picture = {
        "type": "picture",
        "headlines": [{"value": "A tower"}],
        "by": "B. Clark",
        "renditions": [{"href": "https://example.org/a.jpg"}],
    }
    more = {
        "organisations": [{"name": "Harbour Trust", "symbols": symbols}],
        "associations": [picture],
        "expires": "2030-01-01T00:00:00Z",
    }
    reading = read(THIRD | more)
    assert reading.front.tickers == ("NYSE:HBT",)
    assert reading.front.media == (Medium(url="https://example.org/a.jpg", alt="A tower", credit="B. Clark"),)
    assert "use of the item ends on 2030-01-01T00:00:00Z" in reading.problems[0].message
