"""NITF: what is read from its head and body, and what is refused."""

import pytest

from generator.ingest.formats import nitf
from generator.ingest.reading import Item
from generator.model import Medium
from generator.problems import ImportRefused
from tests.ingest.agency_samples import LAUGHS, LEAD, NITF, XXE


def item(text: str) -> Item:
    return Item(name="a.xml", shown="a.xml", data=text.encode())


def test_a_whole_document_is_read() -> None:
    assert nitf.recognises(item(NITF))
    reading = nitf.read(item(NITF))
    front = reading.front
    assert front.title == "Lighthouse — open again"
    assert front.subtitle == "Nine years of repairs end"
    assert str(front.date) == "2019-03-04T12:00Z"
    assert front.place
    assert front.place.city == "Port Ellen"
    assert front.dateline == "PORT ELLEN, Maine, March 4, 2019"
    assert front.identifiers == ("urn:trust:17",)
    assert (front.tags, front.people, front.organizations) == (("lighthouses",), ("Ada Miller",), ("Harbour Trust",))
    assert front.language == "en-GB"
    assert front.notices[0].text == "© 2019 Harbour Trust"
    assert front.media == (
        Medium(url="https://example.org/a.jpg", alt="The tower", caption="The tower at dusk", credit="B. Clark"),
    )
    assert LEAD in reading.body
    assert "> It is our oldest tower." in reading.body
    assert "| 2018 | 12       |" in reading.body
    assert "dusk" not in reading.body
    assert not {"title", "date"} & set(reading.inferred)


@pytest.mark.parametrize(
    "text",
    [
        XXE.format("nitf"),
        LAUGHS.format("nitf"),
        NITF[:900],
        "<nitf/>",
        "<nitf>" * 5000,
        "<nitf><body>" + "x" * 11_000_000,
        "no xml",
    ],
    ids=["xxe", "laughs", "truncated", "empty", "deep", "long", "text"],
)
def test_a_hostile_file_is_refused(text: str) -> None:
    with pytest.raises(ImportRefused):
        nitf.read(item(text))


def test_no_word_is_lost_in_what_only_marks_words() -> None:
    marks = "fn function event money num chron person org location postaddr virtloc object.title copyrite".split()
    text = "".join(f"<p>A <{name}>{name}word</{name}> here.</p>" for name in marks)
    end = "<body.end><tagline>Told by the desk.</tagline><bibliography>After a book.</bibliography></body.end></body>"
    reading = nitf.read(item(NITF.replace("<bq>", f"{text}<fn><p>A note.</p></fn><bq>").replace("</body>", end)))
    assert [name for name in marks if f"{name}word" not in reading.body] == []
    assert "A note." in reading.body
    assert "Told by the desk.\n\nAfter a book." in reading.body
