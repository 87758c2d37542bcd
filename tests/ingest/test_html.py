import re
from email.message import EmailMessage

import pytest

from generator.ingest.formats import html, mht
from generator.ingest.reading import Item, NotARelease, Reading
from generator.problems import ImportRefused
from tests.ingest.html_pages import BROKEN, NEWSROOM, WIRE


def read(page: str | bytes, name: str = "page.html") -> Reading:
    data = page.encode() if isinstance(page, str) else page
    return html.read(Item(name=name, shown=name, data=data))


def without_metadata(page: str) -> str:
    return re.sub(r"<meta (?!charset)[^>]*>|<link [^>]*>|<script type.*?</script>", "", page, flags=re.DOTALL)


def test_what_the_metadata_states() -> None:
    front = read(NEWSROOM).front
    assert front.title == "Acme opens a harbour in Ostend"
    assert str(front.date) == "2024-03-05T09:30+01:00"
    assert str(front.updated) == "2024-03-06"
    assert front.issuers == ("Acme plc",)
    assert front.tags == ("harbours", "Ostend")
    assert front.language == "en-GB"
    assert front.summary == "The first harbour of its kind."
    assert front.source_url == "https://news.acme.test/releases?id=17"
    assert front.aliases == ("https://news.acme.test/releases?id=17",)


def test_what_is_stated_is_not_inferred() -> None:
    assert not {"title", "date", "tags", "language", "issuers"} & set(read(NEWSROOM).inferred)


def test_the_text_without_what_stands_around_it() -> None:
    body = read(NEWSROOM).body
    assert body.startswith("Acme plc today opened a harbour")
    assert body.endswith("employs six hundred people in four countries.")
    for unwanted in ("cookies", "Share on", "Related", "crane", "Home", "Legal notice", "tracked"):
        assert unwanted not in body


def test_lists_within_lists_tables_and_links_survive() -> None:
    body = read(NEWSROOM).body
    assert "- the outer basin, with\n    - two quays for fishing boats\n    - a lock of 5\\*8 metres" in body
    assert "| 2023 | 1,204 |" in body
    assert "[never falls dry](https://news.acme.test/inner)" in body


def test_a_picture_with_caption_and_credit_is_a_medium() -> None:
    reading = read(NEWSROOM)
    (picture,) = reading.front.media
    assert picture.url == "https://news.acme.test/img/harbour.jpg"
    assert picture.alt == "Ships at a quay"
    assert picture.caption == "The harbour on its first morning."
    assert picture.credit == "Jan Peeters"
    assert "harbour.jpg" not in reading.body


def test_title_and_date_as_the_page_shows_them() -> None:
    reading = read(without_metadata(NEWSROOM))
    assert reading.front.title == "Acme opens a harbour in Ostend"
    assert str(reading.front.date) == "2024-03-05"
    assert not {"title", "date"} & set(reading.inferred)


def test_the_caption_of_a_picture_left_beside_the_page_stays() -> None:
    reading = read(without_metadata(NEWSROOM))
    assert reading.front.media == ()
    assert "The harbour on its first morning. Photo: Jan Peeters" in reading.body
    (problem,) = reading.problems
    assert problem.message == (
        "the page shows a picture (/img/harbour.jpg) that lies beside it and does not come with it; "
        "add what is missing under content/media/"
    )


def test_a_page_without_any_date_has_none() -> None:
    page = NEWSROOM.replace("5 March 2024", "").replace(', "dateModified": "2024-03-06"', "")
    assert read(re.sub(r'"datePublished": "[^"]*",', "", page)).front.date is None


def test_a_day_in_the_dateline_wins_over_the_metadata() -> None:
    front = read(NEWSROOM.replace("2024-03-05T09:30:00+01:00", "2024-03-07T00:00:00Z")).front
    assert str(front.date) == "2024-03-05"


def test_a_wires_page() -> None:
    front = read(WIRE).front
    assert front.title == "Borealis Doubles Its Fleet of Electric Ferries"
    assert (str(front.date), front.source) == ("2024-01-11", "PR Newswire")
    assert front.place
    assert front.place.city == "Oslo"
    assert front.tickers == ("NASDAQ:BORE",)
    assert [contact.email for contact in front.contacts] == ["press@borealis.example"]


def test_markup_that_never_closes() -> None:
    reading = read(BROKEN)
    assert reading.front.title == "Delta closes a mine"
    assert str(reading.front.date) == "2021-06-02"
    for words in ("coal was cut for 120 years", "four hundred people", "ninety in schools and hospitals"):
        assert words in reading.body
    assert "the page breaks off before its end" in str(reading.problems[0])


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [("iso-8859-1", "latin-1"), ("windows-1252", "cp1252"), ("utf-8", "utf-8"), ("shift_jis", "shift_jis")],
)
def test_the_encoding_is_what_the_page_says(charset: str, encoding: str) -> None:
    words = "東京の港" if encoding == "shift_jis" else "Übergröße für Genève"
    page = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={charset}"></head><body>'
    page += f"<h1>{words}</h1><p>{words} {words}, a sentence of some length for the page.</p></body></html>"
    assert read(page.encode(encoding)).front.title == words


def test_a_number_and_a_document_beside_the_text() -> None:
    more = '<p>Press Release Number: <b>24-17</b></p><p><a href="/files/plan.pdf">Plan of the harbour</a></p></article>'
    front = read(NEWSROOM.replace("</article>", more)).front
    assert front.number == "24-17"
    assert [(each.kind, each.url) for each in front.media][1:] == [
        ("document", "https://news.acme.test/files/plan.pdf")
    ]


def test_a_page_saved_as_one_file() -> None:
    page = NEWSROOM.replace("=", "=3D").replace("–", "=E2=80=93").replace("“", "=E2=80=9C").replace("”", "=E2=80=9D")
    data = (
        "From: <Saved by Blink>\r\nSubject: Acme\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related;\r\n\ttype="text/html"; boundary="--=_B"\r\n\r\n'
        "----=_B\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        + page.replace("©", "=C2=A9").replace("\n", "\r\n")
        + "\r\n----=_B\r\nContent-Type: image/png\r\n\r\nx\r\n----=_B--\r\n"
    ).encode()
    item = Item(name="page.mhtml", shown="page.mhtml", data=data)
    assert mht.recognises(item)
    assert not html.recognises(item)
    assert mht.read(item).body == read(NEWSROOM).body


def test_an_e_mail_is_no_saved_page() -> None:
    data = b"From: a@b.test\r\nTo: c@d.test\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x--\r\n"
    assert not mht.recognises(Item(name="a.eml", shown="a.eml", data=data))


def test_a_saved_file_without_a_page_is_refused() -> None:
    data = b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x--\r\n"
    with pytest.raises(ImportRefused, match="there is no page in this file"):
        mht.read(Item(name="a.mht", shown="a.mht", data=data))


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.txt", b"<!doctype HTML><p>x", True),
        ("a.txt", b"<!-- saved from url=(0014)about:internet -->\n<html>", True),
        ("a.txt", b'<?xml version="1.0"?>\n<html xmlns="x">', True),
        ("a.htm", b"words", True),
        ("a.txt", b"words of <html>", False),
        ("a.xml", b'<?xml version="1.0"?><rss>', False),
    ],
)
def test_recognises_a_page(name: str, data: bytes, expected: bool) -> None:
    assert html.recognises(Item(name=name, shown=name, data=data)) is expected


FRAMES = (
    '<html><head><title>Harbour</title></head><frameset cols="20%,80%">'
    '<frame src="cid:menu@1"><frame src="cid:main@1"></frameset></html>'
)


def test_a_page_that_only_sets_frames_is_none() -> None:
    with pytest.raises(NotARelease, match=r"^this page only sets frames \(cid:menu@1, cid:main@1\); import the pages"):
        read(FRAMES)


def test_of_frames_that_were_saved_together_the_one_with_the_text_is_read() -> None:
    message = EmailMessage()
    message["Snapshot-Content-Location"] = "https://acme.example/"
    message.set_content(FRAMES, subtype="html", cte="quoted-printable")
    message.add_related("<html><body><a href='1'>Home</a></body></html>", subtype="html", cid="<menu@1>")
    message.add_related(NEWSROOM, subtype="html", cid="<main@1>", cte="quoted-printable")
    item = Item(name="page.mht", shown="page.mht", data=message.as_bytes())
    assert mht.read(item).body == read(NEWSROOM).body


def test_a_page_that_a_script_would_fill_is_refused() -> None:
    shell = "<!DOCTYPE html><html><head><title>Acme wins</title><meta property='og:title' content='Acme wins'></head>"
    with pytest.raises(ImportRefused, match="the page shows no text; open it in a browser, and save it from there"):
        read(f"{shell}<body><div id='root'></div><script src='a.js'></script></body></html>")


@pytest.mark.parametrize(
    ("said", "encoding", "word"), [("gb2312", "gb18030", "朱镕基"), ("Shift_JIS", "cp932", "①髙﨑")]
)
def test_an_encoding_is_as_large_as_browsers_take_it(said: str, encoding: str, word: str) -> None:
    head = f"<html><head><meta charset={said}><title>{word}</title></head>"
    page = f"{head}<body><h1>{word}</h1><p>{word} 2019</p></body></html>"
    reading = read(page.encode(encoding))
    assert reading.front.title == word
    assert not reading.problems
