import pytest

from generator.ingest.formats import html
from generator.ingest.reading import Item

TEXT = (
    "<p>Acme plc opened a harbour for small ships, the first of its kind on the coast, after four years of "
    "work by six hundred people from eleven countries.</p><p>The harbour has three parts, each of which can be used "
    "by itself, and all of which were finished in time for the first ship of the year.</p>"
)


def date_of(above: str = "", below: str = "", text: str = TEXT, language: str = "en") -> str | None:
    page = f'<html lang="{language}"><head><title>Acme opens a harbour</title></head><body><div>{above}'
    page += f"<h1>Acme opens a harbour</h1>{below}{text}</div></body></html>"
    front = html.read(Item(name="page.html", shown="page.html", data=page.encode())).front
    return str(front.date) if front.date else None


@pytest.mark.parametrize(
    "line",
    [
        "<p>Posted on March 5, 2024 by Mary Miller</p>",
        "<p>By Mary Miller | March 5, 2024</p>",
        "<p>by Mary Miller March 5, 2024 at 7:18am</p>",
        "<p>March 5, 2024 2:57 PM ET</p>",
        "<p>2024年03月05日 14時30分 公開</p>",
        "<p>2024-03-05 20:52:15 来源：新华网</p>",
        "<p>Publié le 05 mars 2024 à 13h59 - Mis à jour le 08 mars 2024 à 09h03</p>",
        "<p>Aktualizacja: 08.03.2024 19:45 Publikacja: 05.03.2024 19:05</p>",
        "<p>Veröffentlicht am 05.03.2024 von Max Muster in Allgemein</p>",
        "<p>Pubblicato il 5 Marzo 2024 Ultima modifica 6 Marzo 2024 12:02</p>",
        "<p>Last updated: March 8, 2024. Published: March 5, 2024</p>",
        '<div class="entry-meta"><span>5. März 2024</span><span>8. März 2024</span> Max Muster</div>',
        '<div class="post-date">Ostend Tue 5 March 2024 Harbours</div>',
        '<div><span class="articleDate">5 March 2024</span><span>3 min read</span></div>',
        '<p>By Mary Miller <time datetime="2024-03-05">Tuesday</time></p>',
        '<p>Updated <time datetime="2024-03-08">Friday</time> Published <time datetime="2024-03-05">Tuesday</time></p>',
        '<p>05/03/2024</p><ul><li class="x">25/12/2023</li></ul>',
        "<p>03/05/2024 05:07 AM EST</p>",
    ],
)
def test_a_line_below_the_headline_states_the_day(line: str) -> None:
    assert date_of(below=line) == "2024-03-05"


@pytest.mark.parametrize(
    "line",
    [
        "<p>Updated on March 8, 2024</p>",
        "<p>Last modified: 8 March 2024</p>",
        "<p>Results for the quarter ended March 31, 2024</p>",
        "<p>Join us on March 31, 2024 in Ostend</p>",
        '<div class="event-date">Opens on March 31, 2024</div>',
        '<div class="comment-meta"><span class="comment-date">March 31, 2024</span></div>',
        "<p>© March 31, 2024 Acme plc</p>",
        "<p>03/05/2024</p>",
    ],
)
def test_a_day_of_an_event_a_change_or_a_comment_is_none_of_issue(line: str) -> None:
    assert date_of(below=line) is None


@pytest.mark.parametrize(("language", "expected"), [("en-US", "2024-03-05"), ("en-GB", "2024-05-03"), ("en", None)])
def test_the_language_tells_a_day_from_a_month(language: str, expected: str | None) -> None:
    assert date_of(below="<p>03/05/2024</p>", language=language) == expected


def test_a_line_above_the_headline_states_the_day() -> None:
    assert date_of(above="<p>5 March 2024</p>") == "2024-03-05"
    assert date_of(above='<h3 class="teaser-meta">05.03.2024</h3>') == "2024-03-05"


def test_a_line_below_the_text_that_says_what_it_is_states_the_day() -> None:
    assert date_of(text=TEXT * 4 + "<p>Story published on Mar 5, 2024.</p>") == "2024-03-05"


def test_two_such_lines_that_differ_state_none() -> None:
    more = "<p>Story published on Mar 5, 2024.</p><p>Story published on Mar 6, 2024.</p>"
    assert date_of(text=TEXT * 4 + more) is None


def test_the_day_in_a_headline_is_the_days() -> None:
    page = f"<title>Acme opens a harbour</title><h1><time>5 March 2024</time> Acme opens a harbour</h1>{TEXT}"
    front = html.read(Item(name="page.html", shown="page.html", data=page.encode())).front
    assert str(front.date) == "2024-03-05"
