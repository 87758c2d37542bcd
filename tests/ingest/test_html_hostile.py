import pytest

from generator.ingest.formats import html
from generator.ingest.reading import Item, Reading
from generator.problems import ImportRefused
from tests.ingest.html_pages import NEWSROOM


def read(data: bytes) -> Reading:
    return html.read(Item(name="page.html", shown="page.html", data=data))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "the page is empty"),
        (b"<html><body></body></html>", "holds no text"),
        (b"<html><head><title></title><script>document.write('x')</script></head></html>", "holds no text"),
        (
            b'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;">]><html><p>&b;</p></html>',
            "entities of its own",
        ),
        (b'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><p>&x;</p></html>', "entities of its own"),
        (b"<html><body>" + b"<div>" * 100_000 + b"words", "more elements than any"),
        (b"<html><body>" + b"<b>x</b> " * 300_000, "more elements than any"),
        (b"<html><body>\x00\x01\x02\x03</body></html>", "not text"),
    ],
)
def test_a_hostile_page_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(ImportRefused, match=message):
        read(data)


def test_nothing_that_runs_or_loads_is_kept() -> None:
    body = read(
        b"<html><body><h1>A title here</h1><p>Some words <a href='javascript:alert(1)'>one</a>"
        b"<a href=' java\nscript:alert(2)'>two</a><script>alert(3)</script><style>p{}</style>"
        b"<img src='data:image/png;base64,AAAA' onerror='alert(4)' alt='five'><iframe src='http://x.test'>six</iframe>"
        b"<svg onload='alert(7)'><text>eight</text></svg><form action='/x'>nine</form></p></body></html>"
    ).body
    assert "Some words" in body
    for unwanted in ("alert", "script", "data:", "iframe", "onerror", "svg", "six", "p{}", "form"):
        assert unwanted not in body


def test_a_page_cut_in_the_middle_says_so() -> None:
    reading = read(NEWSROOM.encode()[: NEWSROOM.encode().index(b"The harbour has three parts")])
    assert reading.front.title == "Acme opens a harbour in Ostend"
    assert "the page breaks off before its end" in str(reading.problems)


def test_broken_json_ld_is_passed_over() -> None:
    page = NEWSROOM.replace('{"@context"', '[[[{"@context"')
    assert str(read(page.encode()).front.date) == "2024-03-05"


def test_a_line_of_one_megabyte_is_read_and_a_longer_one_refused() -> None:
    before, after = b"<html><body><h1>A title here</h1><p>", b"</p></body></html>"
    assert read(before + b"word and " * 110_000 + after).body.count("word") == 110_000
    with pytest.raises(
        ImportRefused, match="this is no press release: one line or paragraph of it has 1980000 characters"
    ):
        read(before + b"word and " * 220_000 + after)


def test_what_a_page_holds_beside_its_text_may_be_long() -> None:
    picture = b"<img alt='' src='data:image/png;base64," + b"A" * 2_000_000 + b"'>"
    script = b"<script>" + b"x" * 2_000_000 + b"</script>"
    reading = read(NEWSROOM.encode().replace(b"<figure>", picture + script + b"<figure>"))
    assert reading.front.title == "Acme opens a harbour in Ostend"


def test_nul_bytes_are_no_text_whatever_the_page_says_of_itself() -> None:
    with pytest.raises(ImportRefused, match="not text"):
        read(NEWSROOM.encode().replace(b"The harbour", b"The\0harbour"))


def test_many_comments_before_the_first_tag_cost_nothing_to_look_at() -> None:
    comments = b"<!-- a --> " * 180
    assert html.recognises(Item(name="a", shown="a", data=comments + b"<html><body>b</body></html>"))
    assert not html.recognises(Item(name="a", shown="a", data=comments + b"<rss></rss>"))
