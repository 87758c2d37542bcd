"""Heads of plain texts as issuers lay them out: which line is the headline, which the subhead, which neither."""

import pytest

from generator.ingest.formats import markdown, text
from generator.ingest.reading import Item, Reading

LEAD = (
    "The Harbour Trust opened the old lighthouse to its visitors today, after nine years of repairs by its members,"
    " and lit its lamp again."
)
DATELINE = "PORT ELLEN, Maine, March 4, 2019 --"
TITLE = "Lighthouse Opens After Nine Years"
LONG = f"{TITLE} of Repairs by the Members of the Trust, Who Carried Every Stone Up the 112 Steps, " * 3 + "and Shines"

HEADS = [  # head, title, subhead, date, first words of the body
    (f"NEWS RELEASE\n\nHarbour Trust\n\n{TITLE}\n\n{DATELINE} ", TITLE, None, "2019-03-04", "NEWS RELEASE"),
    (
        f"Harbour Trust\n12 Quay Street\nPort Ellen, ME 04000\n\nFOR IMMEDIATE RELEASE\n\n{TITLE}\n\n{DATELINE} ",
        TITLE,
        None,
        "2019-03-04",
        "Harbour Trust",
    ),
    (
        f"Lighthouse opens after nine years.\n\n{DATELINE} ",
        "Lighthouse opens after nine years.",
        None,
        "2019-03-04",
        "",
    ),
    (
        f"Lighthouse Opens After Nine Years of Work in\nPort Ellen\n\n{DATELINE} ",
        "Lighthouse Opens After Nine Years of Work in Port Ellen",
        None,
        "2019-03-04",
        "",
    ),
    (
        f"LIGHTHOUSE OPENS AFTER NINE YEARS\nOF WORK IN PORT ELLEN\nVisitors climb 112 steps\n\n{DATELINE} ",
        "LIGHTHOUSE OPENS AFTER NINE YEARS OF WORK IN PORT ELLEN",
        "Visitors climb 112 steps",
        "2019-03-04",
        "",
    ),
    (
        f"FOR IMMEDIATE RELEASE\nMarch 4, 2019\n{TITLE}\nVisitors climb 112 steps\nPORT ELLEN, Maine -- ",
        TITLE,
        "Visitors climb 112 steps",
        "2019-03-04",
        "March 4, 2019",
    ),
    (f"{TITLE}\n{DATELINE} ", TITLE, None, "2019-03-04", ""),
    ("LIGHTHOUSE OPENS AFTER NINE YEARS\n", "LIGHTHOUSE OPENS AFTER NINE YEARS", None, None, ""),
    (
        f"{TITLE}\nVisitors climb 112 steps\nMarch 4, 2019\n\n(Port Ellen, Maine) — ",
        TITLE,
        "Visitors climb 112 steps",
        "2019-03-04",
        "March 4, 2019",
    ),
    (f"Home > News > Press Releases\n\n{TITLE}\n\n{DATELINE} ", TITLE, None, "2019-03-04", "Home > News"),
    (f"Updated: March 9, 2019\n\n{TITLE}\n\n{DATELINE} ", TITLE, None, "2019-03-04", "Updated"),
    (f"{TITLE}\n\nLast updated: March 9, 2019\n\n{LEAD}\n\n", TITLE, None, None, "Last updated"),
    (f"{TITLE}\n\nPosted: March 4, 2019\n\n", TITLE, None, "2019-03-04", ""),
    (
        f"{TITLE}\n\nPhoto: The lamp, June 3, 2018. Credit: Jo Ray\n\n{DATELINE} ",
        TITLE,
        None,
        "2019-03-04",
        "Photo: The lamp",
    ),
    (f"{TITLE}\n\n{TITLE.upper()}\n\n{DATELINE} ", TITLE, None, "2019-03-04", f"## {TITLE.upper()}"),
    (
        f"Date: Mon, 4 Mar 2019 10:00:00 -0500\nSubject: Lighthouse Opens\n\n{TITLE}\n\nPORT ELLEN, Maine -- ",
        TITLE,
        None,
        None,
        "Date: Mon",
    ),
    (f"{TITLE}\n\nWhen: March 4, 2019\nWhere: Port Ellen, Maine\n\n{LEAD}\n\n", TITLE, None, None, "When: March"),
    (f"{TITLE}\n\nThe trust released this statement today:\n\n{DATELINE} ", TITLE, None, "2019-03-04", "The trust"),
    (
        f"{TITLE}\n\n--News Direct--\n\nThe lamp is lit\n\n{DATELINE} ",
        TITLE,
        "The lamp is lit",
        "2019-03-04",
        "--News Direct--",
    ),
    (f"{TITLE}\n\n• Visitors climb 112 steps\n\n{DATELINE} ", TITLE, "Visitors climb 112 steps", "2019-03-04", ""),
    (f"{LONG}\n\n{DATELINE} ", LONG, None, "2019-03-04", ""),
    (f"04.03.2019 – 10:00\n\nHarbour Trust\n\n{TITLE}\n\nHamburg (ots) - ", TITLE, None, "2019-03-04", "04.03.2019"),
    (f"{TITLE}\n\nMarch 4, 2019\n\nPort Ellen, Maine\n\n", TITLE, None, "2019-03-04", "Port Ellen"),
    (f"Brussels, 4 March 2019\n\n{TITLE}\n\n", TITLE, None, "2019-03-04", ""),
    (f"IP/19/1234\n\nBrussels, 4 March 2019\n\n{TITLE}\n\n", TITLE, None, "2019-03-04", "IP/19/1234"),
    (f"Harbour Agency - Press release\n\n{TITLE}\n\n{DATELINE} ", TITLE, None, "2019-03-04", "Harbour Agency"),
    (f"Pressrelease (MAR)\n\nMalmö, 4 mars, 2019\n\n{TITLE}\n\n", TITLE, None, "2019-03-04", "Pressrelease"),
    (f"{TITLE}\n\n04.03.2019  |  CNW\n\nTORONTO, March 4, 2019 /CNW/ - ", TITLE, None, "2019-03-04", "04.03.2019"),
    (
        "LIGHTHOUSE OPENS AFTER NINE YEARS\nThe Harbour Trust has opened it.\n\n",
        "LIGHTHOUSE OPENS AFTER NINE YEARS",
        None,
        None,
        "The Harbour Trust has",
    ),
    (
        f"LIGHTHOUSE OPENS IN MAINE, N.H., MASS.\n\n{DATELINE} ",
        "LIGHTHOUSE OPENS IN MAINE, N.H., MASS.",
        None,
        "2019-03-04",
        "",
    ),
    (f"{TITLE}\n\n{LEAD}\n\nMarch 1, 2019\n\nDear Madam,\n\n", TITLE, None, None, ""),
    (f"No. 19-17\nMarch 4, 2019\n\n{TITLE}\n\n", TITLE, None, "2019-03-04", "No. 19-17"),
    (
        f"HARBOUR ENTERPRISES INC.\n“At Home”\n\nMarch 4, 2019\n\n{TITLE}\n\nHARBOUR ENTERPRISES INC. tells: ",
        TITLE,
        None,
        "2019-03-04",
        "HARBOUR ENTERPRISES INC.",
    ),
    (
        f"Exhibit 99.1\nContact:\nMary O’Neill\n609-555-5274\nLIGHTHOUSE OPENS\n{DATELINE} ",
        "LIGHTHOUSE OPENS",
        None,
        "2019-03-04",
        "Exhibit 99.1",
    ),
    (
        f"University of Marlow Opens Boat House\n\nFOR IMMEDIATE RELEASE\n\nVisitors climb 112 steps\n\n{DATELINE} ",
        "University of Marlow Opens Boat House",
        "Visitors climb 112 steps",
        "2019-03-04",
        "",
    ),
    (
        f"STATE OF WESTMARK\nEXECUTIVE CHAMBER\n\nFOR IMMEDIATE RELEASE\n\n{TITLE}\n\n{DATELINE} ",
        TITLE,
        None,
        "2019-03-04",
        "STATE OF WESTMARK",
    ),
    (
        f"NOT FOR DISTRIBUTION TO UNITED STATES NEWSWIRE SERVICES OR FOR DISSEMINATION THERE\n\n{TITLE}\n\n{DATELINE} ",
        TITLE,
        None,
        "2019-03-04",
        "NOT FOR DISTRIBUTION",
    ),
    (
        f"Media Release\n4 March 2019\nThe Hon Jo Ray MP\nMinister for Harbours\n\n{TITLE}\n\n",
        TITLE,
        None,
        "2019-03-04",
        "Media Release",
    ),
    (
        f"RNS Number : 1234A\nThe Harbour Ltd\n04 March 2019\n\n{TITLE}\n\nThe Harbour Ltd says: ",
        TITLE,
        None,
        "2019-03-04",
        "RNS",
    ),
    (f"OTS0012 5 II 0123\n\nHarbour/Tower/Tourism\n\n{TITLE}\n\nWien (OTS) - ", TITLE, None, None, "OTS0012"),
    (f"March 4, 2019\nReference: Jo Ray, 02-555-0100\n\n{TITLE}\n\n", TITLE, None, "2019-03-04", "Reference"),
    (f"Newsfile Corp.\n\n{TITLE}\n\n{DATELINE} ", TITLE, None, "2019-03-04", "Newsfile Corp."),
    (f"{TITLE}\n\n- Visitors climb 112 steps\n- Entry is free\n\n{DATELINE} ", TITLE, None, "2019-03-04", "- Visitors"),
]


def read(copy: str, name: str = "a.txt") -> Reading:
    item = Item(name=name, shown=name, data=copy.encode())
    return (markdown if name.endswith(".md") else text).read(item)


@pytest.mark.parametrize(("head", "title", "subtitle", "date", "body"), HEADS)
def test_the_headline_is_told_from_what_stands_beside_it(
    head: str, title: str, subtitle: str | None, date: str | None, body: str
) -> None:
    reading = read(f"{head}{LEAD}\n\n{LEAD}\n")
    front = reading.front
    assert (front.title, front.subtitle) == (title, subtitle)
    assert "title" not in reading.inferred
    assert (str(front.date) if front.date else None) == date
    assert reading.body.startswith(body or LEAD)


def test_a_date_above_a_text_without_a_headline_is_no_title() -> None:
    reading = read(f"Monday, March 4, 2019\n\nPORT ELLEN, Maine - {LEAD}\n")
    assert LEAD.startswith(reading.front.title)
    assert str(reading.front.date) == "2019-03-04"
    assert "title" in reading.inferred


def test_a_headline_once_more_is_no_subhead_in_markdown_either() -> None:
    reading = read(f"# {TITLE}\n\n## {TITLE}\n\n**{DATELINE}** {LEAD}\n", "a.md")
    assert (reading.front.title, reading.front.subtitle) == (TITLE, None)
    assert reading.body == f"## {TITLE}\n\n{LEAD}"


@pytest.mark.parametrize("above", ["![The lighthouse](lighthouse.jpg)", "[](#top)"])
def test_a_line_without_words_above_the_headline_is_none_of_it(above: str) -> None:
    reading = read(f"{above}\n{TITLE}\n\n{DATELINE} {LEAD}\n", "a.md")
    assert reading.front.title == TITLE
    assert reading.body == (f"{above}\n\n{LEAD}" if above.startswith("!") else LEAD)


def test_wrapped_markdown_stays_in_one_piece() -> None:
    wrapped = f"{LEAD}\nIt was seen from London,\nMarch 4, 2019, and from the sea."
    reading = read(f"# {TITLE}\n\n{DATELINE} {LEAD}\n\n{wrapped}\n", "a.md")
    assert reading.body == f"{LEAD}\n\n{wrapped}"
