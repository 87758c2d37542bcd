"""The check of feeds: what no reader could read, and what two readers would be told differently."""

import re
from pathlib import Path

import pytest

from tests.check.planting import Plant, found
from tests.check.planting import golden as golden
from tests.check.planting import plant as plant
from tests.sites import AS_OF

FIRST = re.compile(rb"<entry.*?</entry>\n", re.DOTALL)


def test_the_golden_site_has_good_feeds(golden: Path) -> None:
    assert found(golden, "feeds") == []


FAULTS = {
    "no XML": ("feed.xml", b"<entry", b"<entry<", "no program can read the feed: not well-formed (invalid token)"),
    "no feed": ("rss.xml", b"<rss", b"<rss><a/></rss><!-- ", "no program can read the feed"),
    "no JSON": ("feed.json", b'"items": [', b'"items": [[', "no program can read the feed: "),
    "no list": ("feed.json", b'"items": [', b'"things": [', "no program can read the feed: it has no feed"),
    "no title": ("feed.xml", b"<title>Aldercombe Museum Archive</title>", b"", "the feed has no <title>"),
    "no title of an entry": ("rss.xml", b"<title>A film of the lanterns</title>", b"", "an entry has no <title>"),
    "a date that is none": ("feed.xml", b"<updated>2026", b"<updated>26", "' is no date of a feed"),
    "a date without a zone": (
        "feed.json",
        b'"date_published": "2026-07-01T06:00:00Z"',
        b'"date_published": "2026-07-01T06:00:00"',
        "does not say in which time zone it is",
    ),
    "a date to come": ("rss.xml", b"2026", b"2027", "lies ahead of the instant of the build"),
    "an address of its own": ("rss.xml", b"archive/rss.xml", b"archive/feed.rss", "the feed says that it stands at"),
    "an id twice": (
        "feed.xml",
        b"urn:uuid:ba69b198-cfb5-57ab-babc-2e1d287b38d4",
        b"urn:uuid:fca9f4a7-b933-5178-a3d1-bb9073aea098",
        "two entries have one id; readers would show only one of them",
    ),
    "no id": ("feed.json", b'"id": "urn:uuid:fca9f4a7-b933-5178-a3d1-bb9073aea098"', b'"id": ""', "an entry has no id"),
}


@pytest.mark.parametrize("kind", FAULTS)
def test_a_planted_fault_is_found(kind: str, plant: Plant) -> None:
    name, old, new, message = FAULTS[kind]
    said = found(plant({f"output/{name}": (old, new)}), "feeds")
    assert any(line.startswith(f"output/{name}: error: ") and message in line for line in said)


def test_feeds_of_one_folder_that_differ_are_found(golden: Path, plant: Plant) -> None:
    entry = FIRST.search((golden / "output/feed.xml").read_bytes())
    assert entry
    assert found(plant({"output/feed.xml": (entry[0], b"")}), "feeds") == [
        f"output/{name}: error: the feed has other entries than output/feed.xml; readers of both are told two things"
        for name in ("feed.json", "rss.xml")
    ]


def test_a_broken_chain_of_archive_documents_is_found(plant: Plant) -> None:
    said = found(plant({"output/feed/2018-02.xml": (b'rel="prev-archive"', b'rel="other"')}), "feeds")
    lost = ["2009-01", "2011-09", "2012-03", "2014-06", "2016-11", "2018-01"]
    message = "error: no feed leads to this archive document; build again"
    assert said == [f"output/feed/{month}.xml: {message}" for month in lost]


def test_a_document_that_is_not_there_is_found(plant: Plant) -> None:
    said = found(plant({"output/feed/2009-01.xml": None}), "feeds")
    url = "https://example.org/archive/feed/2009-01.xml"
    message = f"the archive document before this one is not there: {url}; readers cannot go on"
    assert said == [f"output/feed/2011-09.xml: error: {message}"]


def test_a_circle_of_documents_is_found(plant: Plant) -> None:
    site = plant({"output/feed/2012-03.xml": (b"feed/2011-09.xml", b"feed/2014-06.xml")})
    assert any("was met before" in line for line in found(site, "feeds"))


def test_the_instant_of_the_build_counts(golden: Path) -> None:
    assert found(golden, "feeds", now=AS_OF.replace(year=2027)) == []
