"""Pages of newsrooms by many systems and countries, without metadata: title, date and text as a reader sees them.

`newsrooms/NAME.html` is a skeleton in the manner of one system; an announcement in its language is set into it, from
`newsrooms/texts`: a headline and the paragraphs below it. All of them are invented.
"""

import re
from pathlib import Path

import pytest

from generator.ingest.formats import html
from generator.ingest.reading import Item, Reading

NEWSROOMS = Path(__file__).parent / "newsrooms"
SKELETONS = sorted(NEWSROOMS.glob("*.html"), key=lambda path: path.stem)
UNDATED = {"squarespace"}
"""Pages that show a day without its year."""


FURNISHED = {"justice", "webflow"}
"""Pages with lines below the text that nothing but their place tells from it."""


def read(skeleton: Path) -> tuple[Reading, str, list[str]]:
    markup = skeleton.read_text("utf-8")
    language = re.search(r'<html lang="([^"]+)"', markup)
    announcement = (NEWSROOMS / "texts" / f"{language[1] if language else 'en'}.txt").read_text("utf-8")
    title, *paragraphs = announcement.strip().split("\n\n")
    text = "\n".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    for name, value in (("pagetitle", f"{title} | Harbour"), ("title", title), ("text", text)):
        markup = markup.replace(f"{{{{{name}}}}}", value)
    return html.read(Item(name="page.html", shown="page.html", data=markup.encode())), title, paragraphs


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


@pytest.mark.parametrize("skeleton", SKELETONS, ids=lambda path: path.stem)
def test_title_and_date_are_those_the_page_shows(skeleton: Path) -> None:
    reading, title, _ = read(skeleton)
    assert reading.front.title == title
    assert str(reading.front.date) == ("None" if skeleton.stem in UNDATED else "2024-03-15")


@pytest.mark.parametrize("skeleton", SKELETONS, ids=lambda path: path.stem)
def test_the_body_is_the_text_and_nothing_beside_it(skeleton: Path) -> None:
    reading, _, paragraphs = read(skeleton)
    shown = " ".join(words(" ".join(paragraphs)))
    kept = " ".join(words(reading.body))
    assert shown in kept if skeleton.stem in FURNISHED else shown == kept
