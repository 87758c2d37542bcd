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
            "<title>Acme opens a harbour in Ostend</title>",
            f"<h1><div>Release of the company</div><div>: Acme opens a harbour in Ostend</div></h1>{TEXT}",
            id="a kicker stands in the headline's element",
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


OLD = """\
<HTML><HEAD><TITLE>Acme Corporation Press Release</TITLE></HEAD><BODY BGCOLOR=#FFFFFF>
<TABLE WIDTH=600><TR><TD WIDTH=120><A HREF=index.html>Home</A><BR><A HREF=press.html>Press Room</A></TD>
<TD WIDTH=480><FONT FACE="Arial" SIZE=2><B>FOR IMMEDIATE RELEASE</B><P><B>Contact:</B><BR>Jane Doe<BR>Acme
Corporation<BR>(312) 555-0100<BR><A HREF="mailto:jdoe@acme.test">jdoe@acme.test</A><P>
<CENTER><FONT SIZE=4><B>ACME TO BUILD NEW PLANT IN SPRINGFIELD</B></FONT></CENTER><P>
CHICAGO, March 5, 1998 -- Acme Corporation said today that it will build a new plant in Springfield, creating two
hundred jobs over the next three years, and that work will begin in June.<P>The plant will make anvils for customers in
forty countries, and will be the largest of its kind in the state, the company said in a statement on Thursday.<P>
<CENTER># # #</CENTER></FONT><HR><FONT SIZE=1>Copyright 1998 Acme Corporation. All rights reserved. |
<A HREF=home.html>Home</A></FONT></TD></TR></TABLE></BODY></HTML>
"""


def test_a_page_laid_out_by_tables_has_its_headline_in_the_largest_letters() -> None:
    reading = html.read(Item(name="page.html", shown="page.html", data=OLD.encode()))
    front = reading.front
    assert front.title == "ACME TO BUILD NEW PLANT IN SPRINGFIELD"
    assert (str(front.date), front.dateline) == ("1998-03-05", "CHICAGO, March 5, 1998 --")
    assert [(each.name, each.email) for each in front.contacts] == [("Jane Doe", "jdoe@acme.test")]
    for unwanted in ("Home", "Press Room", "Copyright"):
        assert unwanted not in reading.body


def test_an_exhibit_of_a_filing_is_a_page_without_headings() -> None:
    page = (
        "<DOCUMENT>\n<TYPE>EX-99.1\n<SEQUENCE>2\n<FILENAME>ex99-1.htm\n<TEXT>\n<HTML><HEAD><TITLE></TITLE></HEAD><BODY>"
        '<P ALIGN="RIGHT"><B>Exhibit 99.1</B></P><P>&nbsp;</P><P STYLE="text-align: center"><B>Acme Announces Results '
        f"of the First Quarter</B></P><P><B>CHICAGO, May 5, 2023</B> &mdash; Acme had a good quarter.</P>{TEXT}"
        "<TABLE><TR><TD>(in thousands)</TD><TD>2023</TD></TR><TR><TD>Revenue</TD><TD>140,993</TD></TR></TABLE>"
        "</BODY></HTML>\n</TEXT>\n</DOCUMENT>\n"
    )
    item = Item(name="ex99.txt", shown="ex99.txt", data=page.encode())
    assert html.recognises(item)
    reading = html.read(item)
    assert reading.front.title == "Acme Announces Results of the First Quarter"
    assert str(reading.front.date) == "2023-05-05"
    assert "140,993" in reading.body
    assert "ex99-1" not in reading.body
