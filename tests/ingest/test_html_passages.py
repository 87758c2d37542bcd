"""Invented pages whose text is easily lost in part: broken up, in columns with odd names, without blanks."""

import pytest

from generator.ingest.formats import html
from generator.ingest.html_passages import count_words
from generator.ingest.reading import Item, Reading

SENTENCES = tuple(
    f"In the {word} year the harbour of Ostend took in more small ships than in any year before, and the people who "
    f"work there say that the {word} pier will be long enough for those that are still to come from the north."
    for word in "first second third fourth fifth sixth seventh eighth".split()
)
MENU = '<nav><a href="/a">Home</a> <a href="/b">News</a></nav>'
MORE = (
    '<div class="related"><h3>More news</h3><ul>'
    + "".join(
        f'<li><a href="/{number}">Another story of the harbour, number {number} of many</a></li></ul>'
        for number in range(4)
    )
    + "</div>"
)


def read(body: str, head: str = "") -> Reading:
    page = f"<html><head><title>A harbour grows</title>{head}</head><body>{MENU}{body}{MORE}</body></html>"
    return html.read(Item(name="page.html", shown="page.html", data=page.encode()))


def paragraphs(*sentences: str) -> str:
    return "".join(f"<p>{sentence}</p>" for sentence in sentences)


def test_a_text_broken_up_by_advertisements_is_read_whole() -> None:
    parts = "".join(
        f'<div class="grid"><div class="grid__text">{paragraphs(*SENTENCES[number : number + 2])}</div></div>'
        '<div class="ad"><p>Advertisement</p></div>'
        for number in range(0, 8, 2)
    )
    reading = read(f"<main><h1>A harbour grows</h1>{parts}</main>")
    for sentence in SENTENCES:
        assert sentence in reading.body
    assert "Another story" not in reading.body


def test_a_column_beside_a_sidebar_may_be_named_after_it() -> None:
    parts = "".join(
        f'<div class="sidebar-grid__content">{paragraphs(*SENTENCES[number : number + 2])}</div>'
        for number in range(0, 8, 2)
    )
    reading = read(f'<article><h1>A harbour grows</h1><div class="sidebar-grid">{parts}</div></article>')
    for sentence in SENTENCES:
        assert sentence in reading.body


def test_a_sentence_between_headline_and_text_is_kept_with_its_links() -> None:
    subhead = 'Ostend has a <a href="https://x.test/pier">new pier</a>, and a longer one is to be built in the spring'
    reading = read(
        f'<div class="top"><h1>A harbour grows</h1><div class="standfirst">{subhead}</div></div>'
        f'<div class="text">{paragraphs(*SENTENCES)}</div>'
    )
    assert "a longer one is to be built" in f"{reading.front.subtitle} {reading.body}"


@pytest.mark.parametrize(
    ("title", "sentence"),
    [
        (
            "港の開港",
            "オーステンデ市は本日、小型船のための新しい港を開いたと発表した。港の建設には四年かかり、六百人が働いた。市長は式典で感謝を述べた。",
        ),
        (
            "新港口启用",
            "奥斯坦德市今天宣布为小型船只启用新港口。港口建设历时四年，共有六百人参与。市长在启用仪式上对所有人表示感谢。",
        ),
        (
            "ท่าเรือใหม่",
            "เมืองออสเทนด์ประกาศเปิดท่าเรือใหม่สำหรับเรือเล็กในวันนี้หลังจากใช้เวลาก่อสร้างสี่ปีและมีคนงานหกร้อยคนร่วมกันทำงานจนเสร็จ",
        ),
    ],
)
def test_a_text_without_blanks_between_words_is_told_from_its_menu(title: str, sentence: str) -> None:
    body = "".join(f"<p>{number}{sentence}</p>" for number in range(1, 7))
    links = "".join(f'<li><a href="/{number}">関連ニュース</a></li>' for number in range(9))
    page = f"<html><head><title>{title}</title></head><body><div><ul>{links}</ul></div>"
    page += f"<div><h1>{title}</h1><div>{body}</div></div></body></html>"
    reading = html.read(Item(name="page.html", shown="page.html", data=page.encode()))
    for number in range(1, 7):
        assert f"{number}{sentence}" in reading.body
    assert "関連ニュース" not in reading.body


@pytest.mark.parametrize(("text", "words"), [("two words", 2), ("港の開港", 2), ("", 0), ("Ostend 港口", 2)])
def test_words_are_counted_where_no_blanks_stand(text: str, words: int) -> None:
    assert count_words(text) == words


def test_a_link_around_a_picture_goes_with_it() -> None:
    picture = '<a href="https://x.test/big.jpg"><img src="https://x.test/small.jpg" alt="A pier"></a>'
    body = read(f"<article><h1>A harbour grows</h1>{picture}{paragraphs(*SENTENCES)}</article>").body
    assert "[](" not in body


WAYBACK = "https://web.archive.org/web/20160820205919/"


def test_a_copy_of_the_wayback_machine_is_the_page_it_copied() -> None:
    bar = '<div id="wm-ipp-base"><p>14 captures, about this capture of the page, and its whole story.</p></div>'
    text = f'<p>See <a href="{WAYBACK}http://x.test/pier">the pier</a> for more of it.</p>{paragraphs(*SENTENCES)}'
    reading = read(
        f"{bar}<article><h1>A harbour grows</h1>{text}</article>",
        f'<link rel="canonical" href="{WAYBACK}http://x.test/releases?id=4">',
    )
    assert reading.front.source_url == "http://x.test/releases?id=4"
    assert reading.front.aliases == ("http://x.test/releases?id=4",)
    assert "[the pier](http://x.test/pier)" in reading.body
    assert "captures" not in reading.body


def test_a_link_to_the_wayback_machine_stays_one() -> None:
    link = f'<p>See <a href="{WAYBACK}http://x.test/pier">the pier</a> as it was.</p>'
    body = read(f"<article><h1>A harbour grows</h1>{link}{paragraphs(*SENTENCES)}</article>").body
    assert f"({WAYBACK}http://x.test/pier)" in body


@pytest.mark.parametrize(
    "note",
    [
        "<!-- saved from url=(0027)https://x.test/releases?id=4 -->",
        "<!--\n Page saved with SingleFile \n url: https://x.test/releases?id=4 \n saved date: Wed Sep 24 2026\n-->",
    ],
)
def test_the_address_a_browser_noted_is_the_pages(note: str) -> None:
    page = f"<!DOCTYPE html>\n{note}\n<html><head><title>A harbour grows</title></head><body><h1>A harbour grows</h1>"
    data = f"{page}{paragraphs(*SENTENCES)}</body></html>".encode()
    front = html.read(Item(name="page.html", shown="page.html", data=data)).front
    assert (front.source_url, front.aliases) == ("https://x.test/releases?id=4",) * 1 + (
        ("https://x.test/releases?id=4",),
    )
