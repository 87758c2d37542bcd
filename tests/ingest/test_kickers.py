"""What stands above a headline, and is none: FOR IMMEDIATE RELEASE, PRESS RELEASE, a release's contact."""

import pytest

from generator.ingest.formats import html, markdown, text
from generator.ingest.html_copy import read_fragment, without_kicker
from generator.ingest.reading import Item, Reading
from generator.ingest.stated import Stated

HEADLINE = "Harbour Trust opens the old lighthouse"
LEAD = (
    "PORT ELLEN, Maine, March 4, 2019 -- The Harbour Trust opened the old lighthouse to visitors today, after nine"
    " years of repairs that were paid for by its members."
)
REST = "The tower had been closed since a storm broke its lantern."
MARKS = [
    "FOR IMMEDIATE RELEASE",
    "For immediate publication:",
    "Pour diffusion immédiate",
    "POUR PUBLICATION IMMEDIATE",
    "Zur sofortigen Veröffentlichung",
    "PARA PUBLICACIÓN INMEDIATA",
    "Para divulgação imediata",
    "Per la diffusione immediata",
    "Voor onmiddellijke publicatie",
    "Untuk disiarkan segera",
    "Для немедленного распространения",
    "للنشر الفوري",
    "לפרסום מיידי",
    "即时发布",
]
ABOVE = {
    "a line": "<p>{}</p><h1>{}</h1>",
    "a bold line": "<p><strong>{}</strong></p><h2>{}</h2>",
    "a heading of the same level": "<h1>{}</h1><h1>{}</h1>",
    "a higher heading": "<h1>{}</h1><h2>{}</h2>",
    "a heading above a bold line": "<h1>{}</h1><p><strong>{}</strong></p>",
    "the beginning of the headline": "<h1>{}: {}</h1>",
}


def item(name: str, data: str = "") -> Item:
    return Item(name=name, shown=name, data=data.encode())


def parts_of(reading: Reading) -> tuple[str, str | None, str]:
    return reading.front.title, reading.front.subtitle, reading.body.partition(" opened")[0]


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("above", ABOVE)
def test_a_mark_above_a_headline_is_no_word_of_the_release(above: str, mark: str) -> None:
    markup = f"{ABOVE[above].format(mark.rstrip(':'), HEADLINE)}<p>{LEAD}</p><p>{REST}</p>"
    page = f"<html><head><title>{HEADLINE} | Trust</title></head><body><article>{markup}</article></body></html>"
    for reading in (read_fragment(markup, item("a.docx"), Stated()), html.read(item("a.html", page))):
        assert parts_of(reading) == (HEADLINE, None, "The Harbour Trust")


@pytest.mark.parametrize("mark", MARKS)
def test_a_mark_above_wire_copy_is_no_word_of_the_release(mark: str) -> None:
    plain = text.read(item("a.txt", f"{mark}\n\n{HEADLINE}\n\n{LEAD}\n\n{REST}\n"))
    marked = markdown.read(item("a.md", f"# {mark}\n\n## {HEADLINE}\n\n{LEAD}\n\n{REST}\n"))
    assert parts_of(plain) == parts_of(marked) == (HEADLINE, None, "The Harbour Trust")


@pytest.mark.parametrize(
    "kicker", ["PRESS RELEASE", "Press Release - For Immediate Release", "Pressemitteilung", "Comunicado de imprensa"]
)
def test_a_kicker_is_a_word_of_the_body_and_not_the_headline(kicker: str) -> None:
    fragment = f"<h1>{kicker}</h1><h2>{HEADLINE}</h2><p>{LEAD}</p><p>{REST}</p>"
    for reading in (
        read_fragment(fragment, item("a.docx"), Stated()),
        read_fragment(fragment, item("a.docx"), without_kicker(Stated(title=kicker))),
        text.read(item("a.txt", f"{kicker}\n\n{HEADLINE}\n\n{LEAD}\n\n{REST}\n")),
    ):
        assert (reading.front.title, reading.front.subtitle) == (HEADLINE, None)
        assert reading.body.lstrip("# ").startswith(f"{kicker}\n\nThe Harbour Trust opened")


def test_a_contact_below_a_mark_is_a_contact() -> None:
    contact = "Contact: Ann Clark, 555-123-4567"
    marked = f"<p>FOR IMMEDIATE RELEASE<br>{contact}</p><h1>{HEADLINE}</h1><p>{LEAD}</p><p>{REST}</p>"
    plain = f"FOR IMMEDIATE RELEASE\n{contact}\n\n{HEADLINE}\n\n{LEAD}\n\n{REST}\n"
    for reading in (read_fragment(marked, item("a.docx"), Stated()), text.read(item("a.txt", plain))):
        assert parts_of(reading) == (HEADLINE, None, "The Harbour Trust")
        assert [(found.name, found.phone) for found in reading.front.contacts] == [("Ann Clark", "555-123-4567")]


@pytest.mark.parametrize(
    "headline", ["Immediate release of seals planned", "Press freedom: a release of twelve", "For release: 12 seals"]
)
def test_a_headline_that_speaks_of_a_release_stays_whole(headline: str) -> None:
    reading = read_fragment(f"<h1>{headline}</h1><p>{LEAD}</p><p>{REST}</p>", item("a.docx"), Stated())
    assert reading.front.title == headline
