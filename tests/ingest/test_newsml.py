"""NewsML 1 and G2, and messages of several items."""

import io
from datetime import UTC, datetime
from pathlib import Path

import pytest

from generator.ingest import ImportOptions, import_sources
from generator.ingest.containers import agency
from generator.ingest.formats import newsml1, newsml_g2
from generator.ingest.reading import Item, NotARelease
from generator.model import Medium, Withdrawal
from generator.problems import ImportRefused
from tests.ingest.agency_samples import G2, LAUGHS, LEAD, NEWSML, NITF, XXE


def item(text: str) -> Item:
    return Item(name="a.xml", shown="a.xml", data=text.encode())


def test_an_item_of_g2_is_read() -> None:
    assert newsml_g2.recognises(item(G2))
    reading = newsml_g2.read(item(G2))
    front = reading.front
    assert (front.title, front.status, front.language) == ("Lighthouse opens", "draft", "en")
    assert (str(front.date), str(front.updated)) == ("2019-03-04T10:00Z", "2019-03-06T10:00Z")
    assert str(front.embargo) == "2019-03-05T08:00+01:00"
    assert front.place
    assert front.place.city == "Port Ellen"
    assert (front.tags, front.people) == (("lighthouses",), ("Ada Miller",))
    assert front.media == (Medium(url="https://example.org/b.jpg"),)
    assert front.notices[0].text == "© Harbour Trust Free to print"
    assert reading.body == f"{LEAD}\n\n- Tower\n- Lantern"


@pytest.mark.parametrize("headline", ["Embargoed item", "EMBARGOED: Lighthouse opens", "Press release"])
def test_a_headline_is_the_title_whatever_it_says(headline: str) -> None:
    assert newsml_g2.read(item(G2.replace("Lighthouse opens", headline))).front.title == headline
    assert newsml1.read(item(NEWSML.replace("Lighthouse opens", headline))).front.title == headline


def test_a_canceled_item_is_withdrawn() -> None:
    front = newsml_g2.read(item(G2.replace("stat:withheld", "stat:canceled"))).front
    assert isinstance(front.withdrawn, Withdrawal)
    assert (str(front.withdrawn.date), front.withdrawn.reason) == ("2019-03-06T10:00Z", "canceled by its agency")


def test_nitf_inside_g2_is_read() -> None:
    inner = NITF[NITF.index("<nitf") :].replace("&mdash;", "-").replace("<nitf", '<nitf xmlns="urn:nitf"')
    start, end = G2.index("<html"), G2.index("</inlineXML>")
    front = newsml_g2.read(item(G2[:start] + inner + G2[end:])).front
    assert front.subtitle == "Nine years of repairs end"
    assert len(front.media) == 2


def test_pictures_and_packages_are_no_releases() -> None:
    with pytest.raises(NotARelease):
        newsml_g2.read(item(G2.replace("ninat:text", "ninat:picture")))
    with pytest.raises(NotARelease):
        newsml_g2.read(item("<packageItem xmlns='http://iptc.org/std/nar/2006-10-01/'/>"))


def test_newsml_1_is_read() -> None:
    assert newsml1.recognises(item(NEWSML))
    reading = newsml1.read(item(NEWSML))
    front = reading.front
    assert (front.title, front.subtitle) == ("Lighthouse opens", "Repairs end")
    assert (str(front.date), front.updated) == ("2024-01-11T12:00Z", None)
    assert (front.source, front.tickers, front.language) == ("Business Wire", ("NYSE:HBT",), "en")
    assert front.place
    assert front.place.city == "Port Ellen"
    assert front.identifiers == ("urn:newsml:example.org:1",)
    assert reading.body.startswith(LEAD)


def test_an_embargo_of_newsml_1_is_read() -> None:
    change = (
        '<Status FormalName="Embargoed"/><StatusWillChange><FutureStatus FormalName="Usable"/>'
        "<DateAndTime>20240112T060000+0000</DateAndTime></StatusWillChange>"
    )
    front = newsml1.read(item(NEWSML.replace('<Status FormalName="Usable"/>', change))).front
    assert (str(front.embargo), front.status) == ("2024-01-12T06:00Z", "published")


def test_a_message_of_one_item_has_the_bytes_of_its_file() -> None:
    assert agency.recognises(NEWSML.encode(), "a.xml")
    (only,) = agency.open_items(io.BytesIO(NEWSML.encode()), "a.xml", "in/a.xml")
    assert (only.data, only.shown, only.format) == (NEWSML.encode(), "in/a.xml#1", "newsml1")


def test_a_message_of_several_items_yields_each() -> None:
    one = G2[G2.index("<newsItem") :]
    message = f'<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>{one}{one}</itemSet></newsMessage>'
    items = list(agency.open_items(io.BytesIO(message.encode()), "a.xml", "a.xml"))
    assert [item.item for item in items] == ["#1", "#2"]
    assert newsml_g2.read(items[1]).front.title == "Lighthouse opens"


@pytest.mark.parametrize("root", ["newsItem", "NewsML"])
@pytest.mark.parametrize("hostile", [XXE, LAUGHS, "<{0}", "<{0}><NewsItem/><newsItem/></{0}>", ""])
def test_a_hostile_file_is_refused(root: str, hostile: str) -> None:
    read = newsml_g2.read if root == "newsItem" else newsml1.read
    with pytest.raises(ImportRefused):
        read(item(hostile.format(root)))


@pytest.mark.parametrize("hostile", [XXE, LAUGHS, "<{0}", "<{0}></{0}>", ""])
def test_a_hostile_message_is_refused(hostile: str) -> None:
    with pytest.raises(ImportRefused):
        list(agency.open_items(io.BytesIO(hostile.format("newsMessage").encode()), "a", "a"))


def test_of_a_picture_in_several_sizes_the_largest_is_taken() -> None:
    more = (
        '<remoteContent href="https://example.org/t.jpg" contenttype="image/jpeg" width="90"/>'
        '<remoteContent href="https://example.org/l.jpg" contenttype="image/jpeg" width="3000"/>'
        '<remoteContent href="https://example.org/a.pdf" contenttype="application/pdf"/>'
        '<remoteContent href="https://example.org/b.pdf" contenttype="application/pdf"/></contentSet>'
    )
    media = newsml_g2.read(item(G2.replace("</contentSet>", more))).front.media
    assert [medium.url for medium in media] == [f"https://example.org/{name}" for name in ("l.jpg", "a.pdf", "b.pdf")]


def test_pictures_and_packages_are_passed_over_in_a_message_and_in_a_folder(tmp_path: Path) -> None:
    one = G2[G2.index("<newsItem") :]
    picture = one.replace("ninat:text", "ninat:picture").replace("urn:trust:g2", "urn:trust:p")
    space = 'xmlns="http://iptc.org/std/nar/2006-10-01/"'
    (tmp_path / "in").mkdir()
    (tmp_path / "in/message.xml").write_text(f"<newsMessage {space}><itemSet>{picture}{one}</itemSet></newsMessage>")
    (tmp_path / "in/package.xml").write_text(f"<packageItem {space}><itemMeta/></packageItem>")
    now = datetime(2024, 2, 1, tzinfo=UTC)
    results = list(import_sources(tmp_path, [tmp_path / "in"], ImportOptions(jobs=2), now=now))
    assert [(result.status, result.reason) for result in results] == [
        ("skipped", "not-a-release"),
        ("imported", None),
        ("skipped", "not-a-release"),
    ]
