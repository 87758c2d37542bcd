import pytest

from generator.ingest.formats import html
from generator.ingest.reading import Item

TEXT = (
    "<p>Acme plc today opened a harbour for small ships, the first of its kind on the coast, after four years of "
    "work by six hundred people from eleven countries.</p><p>The harbour has three parts, each of which can be used "
    "by itself, and all of which were finished in time for the first ship of the year.</p>"
)


def title_of(head: str, body: str) -> str:
    page = f"<html><head>{head}</head><body>{body}</body></html>".encode()
    return html.read(Item(name="page.html", shown="page.html", data=page)).front.title


@pytest.mark.parametrize(
    ("head", "body"),
    [
        pytest.param(
            "<title>Acme opens a harbour in Ostend - Acme News</title>",
            f"<h1>Acme News</h1><div><h2>Acme opens a harbour in Ostend</h2>{TEXT}</div>",
            id="the site's name is the highest heading",
        ),
        pytest.param(
            "<title>Acme opens a harbour in Ostend | Acme</title>",
            '<h1 class="sr-only">Acme opens a harbour in Ostend | Acme</h1>'
            f"<h2>Acme opens a harbour in Ostend</h2>{TEXT}",
            id="a heading for screen readers has the site's name too",
        ),
        pytest.param(
            "<title>Press release</title>",
            f"<h1>Press release</h1><h2>Acme opens a harbour in Ostend</h2>{TEXT}",
            id="the highest heading and the page's name say what the page is",
        ),
        pytest.param(
            "<title>Acme opens a harbour in Ost… | Acme</title>",
            f'<div class="logo"><h1>Acme</h1></div><main><h1>Acme opens a harbour in Ostend</h1>{TEXT}</main>',
            id="the page's name is cut short",
        ),
        pytest.param(
            "<title>Acme - Archive - Acme opens a harbour in Ostend</title>",
            f"<h2>Menu</h2><p><b>Acme opens a harbour in Ostend</b></p>{TEXT}",
            id="the headline is no heading",
        ),
        pytest.param(
            "<title>The Harbour Blog: Acme opens a harbour in Ostend</title>",
            f"<h1>The Harbour Blog</h1><h2>Acme opens a harbour in Ostend</h2>{TEXT}",
            id="the site's name stands before a colon",
        ),
        pytest.param(
            "<title>Acme</title>",
            f"<main><h1>Acme opens a harbour<br>in Ostend</h1>{TEXT}</main>",
            id="the headline has two lines",
        ),
        pytest.param(
            "<title>Acme opens a harbour in Ostend - Acme</title>",
            f"<h1><time>5 March 2024</time> Acme opens a harbour in Ostend</h1>{TEXT}",
            id="the day stands in the headline",
        ),
        pytest.param(
            '<meta property="og:title" content="Acme News"><meta property="og:site_name" content="Acme News">',
            f"<h1>Acme opens a harbour in Ostend</h1>{TEXT}",
            id="the metadata has the site's name for a title",
        ),
        pytest.param(
            "<title>Acme opens a har&shy;bour in Ostend</title>",
            f"<h1>Acme opens a har\u00adbour in Ostend</h1>{TEXT}",
            id="a word may be broken at the end of a line",
        ),
    ],
)
def test_the_headline_is_neither_the_sites_name_nor_a_sections(head: str, body: str) -> None:
    assert title_of(head, body) == "Acme opens a harbour in Ostend"


def test_a_short_headline_beside_a_long_name_of_a_site() -> None:
    head = "<title>Stop violence | Federal Ministry of Harbours, Families and Seniors</title>"
    assert title_of(head, f"<main><h1>Stop violence</h1>{TEXT}</main>") == "Stop violence"
