import pytest

from generator.dates import StatedDate
from generator.ingest.html_copy import plain_text, read_fragment, read_plain, sanitise, write_markdown
from generator.ingest.reading import Item
from generator.ingest.stated import Stated
from generator.parse.markdown import MarkdownParser

ITEM = Item(name="a.html", shown="a.html", data=b"")


@pytest.mark.parametrize(
    "markup",
    [
        "<p>5 * 3 = *15* and _x_ or a_b, [x](y), `c`, ~~z~~, \\* and {: .x}</p>",
        "<p>1. one</p><p># two</p><p>+ three</p><p>- four<br>===<br># five</p><p>&gt; six</p>",
        "<p>&lt;b&gt; and &amp;copy; and &amp;amp; and H<sub>2</sub>O, 10<sup>6</sup></p>",
        "<ul><li>1. a<ul><li># b<ol><li>c *</li></ol></li></ul></li><li>d</li></ul>",
        "<table><tr><th>a|b</th><th>c</th></tr><tr><td>* d</td><td>e_f_</td></tr></table>",
        "<blockquote><p>- a</p><p>b</p></blockquote><pre>c *d*\n  e</pre><p><code>f*g*</code></p>",
        "<h2># a #</h2><p><b>*</b> b <i>_</i> c <a href='http://x.test/a_b_c'>d_e_ *f*</a></p>",
        "<center>one</center><section>two</section>three<div>four<p>five</p>six</div>",
    ],
)
def test_every_word_and_sign_renders_to_itself(markup: str) -> None:
    clean = sanitise(markup)
    markdown = write_markdown(clean)
    assert markdown is not None
    rendered = MarkdownParser(("python-markdown", "tables", "sane_lists", "fenced_code")).parse(markdown)
    assert rendered.text.split() == plain_text(clean).split()


def test_lists_within_lists_survive() -> None:
    markdown = write_markdown("<ul><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li></ul>")
    assert MarkdownParser(("python-markdown",)).parse(markdown or "").html.count("<ul>") == 3


def test_a_table_that_lays_out_a_page_is_taken_apart() -> None:
    markup = "<table><tr><td><h2>A</h2><p>b</p></td><td><table><tr><th>c</th><th>d</th></tr></table></td></tr></table>"
    assert write_markdown(sanitise(markup)) == "## A\n\nb\n\n| c | d |\n| --- | --- |"


def test_hidden_text_is_dropped() -> None:
    assert plain_text(sanitise("<p style='color:red;DISPLAY: none'>a</p><p hidden>b</p><p style='top:0'>c</p>")) == "c"


def test_absurd_nesting_loses_no_words() -> None:
    assert read_fragment("<div>" * 3000 + "deep words", ITEM, Stated(title="A title")).body == "deep words"


def test_a_line_that_repeats_the_title_is_the_title() -> None:
    reading = read_fragment("<h1>Acme  Wins</h1><p>Acme won.</p>", ITEM, Stated(title="Acme wins"))
    assert (reading.front.title, reading.body) == ("Acme wins", "Acme won.")


def test_the_highest_heading_is_the_title_when_none_is_stated() -> None:
    reading = read_fragment("<h3>News</h3><h1>Acme wins</h1><p>Acme won a prize today.</p>", ITEM, Stated())
    assert reading.front.title == "Acme wins"
    assert "title" not in reading.inferred


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("2020-03-04T10:00:00Z", "2020-03-04T10:00Z"),
        ("2020-03-09T10:00:00Z", "2020-03-04"),
        ("2020-03", "2020-03-04"),
    ],
)
def test_a_day_in_the_dateline_against_a_stated_one(stated: str, expected: str) -> None:
    text = "Acme wins\n\nBERLIN, 4 March 2020 - Acme won a prize.\n"
    reading = read_plain(text, ITEM, Stated(title="Acme wins", date=StatedDate.parse(stated)))
    assert str(reading.front.date) == expected
    assert reading.inferred == ()


def test_a_stated_date_wins_over_one_in_the_name_of_the_file() -> None:
    item = Item(name="2019-01-01-a.txt", shown="a", data=b"")
    reading = read_plain("Acme won a prize.", item, Stated(title="A", date=StatedDate.parse("2020-03-04")))
    assert (str(reading.front.date), reading.inferred) == ("2020-03-04", ())


def test_stated_names_replace_suggested_ones_and_join_stated_ones() -> None:
    text = "Acme wins\n\nSaid John Doe, chief executive of Acme Corporation (NYSE: ACME).\n"
    stated = Stated(title="Acme wins", people=("Mary Miller",), tickers=("nyse:acme", "LSE:AC"))
    reading = read_plain(text, ITEM, stated)
    assert reading.front.people == ("Mary Miller",)
    assert reading.front.tickers == ("nyse:acme", "LSE:AC")
    assert "people" not in reading.inferred
