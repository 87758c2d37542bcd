"""Messages of Outlook: their text, their date, and the documents attached to them."""

from datetime import UTC, datetime

import pytest

from generator.ingest.formats import msg
from generator.ingest.reading import Item
from generator.problems import ImportRefused
from tests.ingest.compound_file import Properties, write_compound_file, write_message

WORDS = (
    "SALTMERE, Wales -- The Saltmere Trust today opened the archive of its tide station to the public. The readings "
    "begin in 1861 and were written by hand for ninety years by the keepers of the lighthouse.\r\n\r\nThe archive "
    "holds 1.9 million readings. Visitors find them in the reading room on weekdays between nine and five.\r\n"
)
PDF = b"%PDF-1.4 not really"
MESSAGE: Properties = {
    0x001A: "IPM.Note",
    0x0037: "FW: Tide archive opens",
    0x0039: datetime(2020, 5, 14, 9, tzinfo=UTC),
    0x0C1A: "Jo Doe",
    0x0C1F: "jo.doe@saltmere.example",
    0x1000: WORDS,
}


def item(properties: Properties, attachments: list[Properties] | None = None) -> Item:
    return Item(name="a.msg", shown="in/a.msg", data=write_message(properties, attachments or []))


def test_a_message_is_read_like_any_mail() -> None:
    reading = msg.read(item(MESSAGE))
    assert reading.front.title == "Tide archive opens"
    assert str(reading.front.date) == "2020-05-14T09:00Z"
    assert {"title", "date"} <= set(reading.inferred)
    assert "1.9 million readings" in reading.body
    assert "jo.doe" not in repr(reading)


def test_html_is_read_when_it_has_structure() -> None:
    markup = f"<html><body><h1>Archive opens</h1><p>{WORDS.replace('1.9', '<b>1.9</b>')}</p></body></html>"
    reading = msg.read(item({**MESSAGE, 0x1013: markup.encode(), 0x3FDE: 65001}))
    assert reading.front.title == "Archive opens"
    assert "**1.9**" in reading.body


def test_documents_are_items_and_pictures_are_not() -> None:
    attachments: list[Properties] = [
        {0x3701: PDF * 500, 0x3705: 1, 0x3707: "Größe.pdf"},
        {0x3701: b"\x89PNG", 0x3705: 1, 0x3707: "logo.png", 0x370E: "image/png", 0x3712: "logo@1"},
        {0x3701: b"x", 0x3705: 1, 0x3704: "photos.zip"},
    ]
    found = list(msg.attachments(item(MESSAGE, attachments)))
    assert [(one.name, one.shown, one.data) for one in found] == [("Größe.pdf", "in/a.msg!/Größe.pdf", PDF * 500)]
    text = " ".join(problem.message for problem in msg.read(item(MESSAGE, attachments)).problems)
    assert "(photos.zip)" in text
    assert "pictures inside the e-mail are left out (1)" in text


def test_a_message_of_nothing_but_rtf_says_what_to_do() -> None:
    with pytest.raises(ImportRefused, match=r"holds its text as RTF only; save it in Outlook as HTML or text"):
        msg.read(item({0x0037: "Tide", 0x1009: b"LZFu"}))


@pytest.mark.parametrize(
    "data",
    [
        write_message(MESSAGE, [])[:1500],
        write_message(MESSAGE, [])[:600],
        write_message(MESSAGE, []).replace("__substg1.0_1000001F".encode("utf-16-le"), "x".encode("utf-16-le") * 20),
        write_compound_file({"WordDocument": b"x" * 5000}),
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 5000,
        b"",
    ],
)
def test_a_damaged_message_is_refused(data: bytes) -> None:
    with pytest.raises(ImportRefused, match="the Outlook message is damaged"):
        msg.read(Item(name="a.msg", shown="a.msg", data=data))


def test_a_message_is_known_by_its_bytes() -> None:
    assert msg.recognises(item(MESSAGE))
    data = write_message(MESSAGE, [])
    assert msg.recognises(Item(name="unnamed", shown="unnamed", data=data))
    assert not msg.recognises(Item(name="a.doc", shown="a.doc", data=write_compound_file({"WordDocument": b"x"})))
    assert not msg.recognises(Item(name="a.msg", shown="a.msg", data=b"::msgcat::mcset fr Cancel"))
