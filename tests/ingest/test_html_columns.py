"""Pages whose columns no tag tells apart: the release is taken, and not what stands beside it."""

import pytest

from generator.ingest.formats import html
from generator.ingest.reading import Item
from tests.ingest.test_assets import MORE, WORDS

TITLE = "Lighthouse opens to all visitors"
TEXT = (WORDS, MORE)
BODY = "".join(f"<p>{text}</p>" for text in TEXT)
DONATE = (
    "<h3>Donate</h3><p>Your gift of ten dollars keeps the lamp burning for one night, and a hundred for a month.</p>"
)
BLOG = "<h3>About this blog</h3><p>The Harbour Blog is written by volunteers since 1982.</p>"
POSTS = "".join(f"<li><a href='/{post}'>{post}</a></li>" for post in ("Boats", "Fog", "Tea"))
POSTS = f"<h3>Popular</h3><ul>{POSTS}</ul>"
ASK = "<h3>Media contact</h3><p>Jane Doe answers questions at all hours of the day, jane@harbour.example</p>"
ABOUT = (
    "<h3>About the Harbour Trust</h3><p>The Harbour Trust has looked after the lighthouses of the coast since 1982.</p>"
)
BESIDE = {
    "a narrow column of a grid": f"<div class='row'><div class='col-md-8'><h1>{TITLE}</h1>{BODY}</div>"
    f"<div class='col-md-4'>{BLOG}{POSTS}{DONATE}</div></div>",
    "on both sides": f"<div><div class='left'>{BLOG}{POSTS}</div><div class='mid'><h1>{TITLE}</h1>{BODY}</div>"
    f"<div class='right'>{DONATE}</div></div>",
    "below a headline over all columns": f"<h1>{TITLE}</h1><div class='row'><div class='span8'>{BODY}{BODY}</div>"
    f"<div class='span4'>{DONATE}</div></div>",
    "a cell whose paragraphs are marked, beside one whose are not": "<table><tr><td>"
    f"{BLOG}<a href='/'>Home</a></td><td><b>{TITLE}</b><br><br>{'<br><br>'.join(TEXT)}</td></tr></table>",
}
KEPT = {
    "whom to ask": (f"<div class='right'>{ASK}</div>", "jane@harbour.example"),
    "about the issuer": (f"<div class='col-md-4'>{ABOUT}</div>", "since 1982"),
    "a section of the text": (
        f"<div class='part'><h3>What comes next</h3><p>{MORE} Tours begin.</p></div>",
        "Tours begin",
    ),
}


def read(body: str) -> str:
    page = f"<!DOCTYPE html><html><head><title>{TITLE} | Blog</title></head><body>{body}</body></html>"
    reading = html.read(Item(name="page.html", shown="page.html", data=page.encode()))
    assert reading.front.title == TITLE
    return f"{reading.body} {reading.front.contacts}"


@pytest.mark.parametrize("page", BESIDE.values(), ids=BESIDE)
def test_a_column_beside_the_text_is_no_part_of_it(page: str) -> None:
    words = read(page)
    assert "nine years of repairs" in words
    assert MORE in words
    for beside in ("ten dollars", "volunteers", "Popular", "Home"):
        assert beside not in words


@pytest.mark.parametrize(("column", "words"), KEPT.values(), ids=KEPT)
def test_what_belongs_to_the_release_stays_in_whatever_column(column: str, words: str) -> None:
    assert words in read(f"<div class='row'><div class='col-md-8'><h1>{TITLE}</h1>{BODY}</div>{column}</div>")


def test_documents_that_a_release_names_at_its_end_stay() -> None:
    documents = "<p>Related Documents:</p><p>The Trust v. Fog, et al.</p><p><a href='/a.pdf'>Complaint</a> (PDF)</p>"
    words = read(f"<article><h1>{TITLE}</h1>{BODY}{documents}</article>")
    assert "The Trust v. Fog, et al." in words
    assert "Complaint" in words


def test_the_plea_of_a_wall_is_no_text() -> None:
    plea = "Subscribe to continue reading, or log in to get access to all of our articles."
    wall = f"<div class='paywall-prompt'><p>{plea}</p></div>"
    assert "Subscribe" not in read(f"<main><article><h1>{TITLE}</h1>{BODY}{wall}</article></main>")
