"""Whole releases in the layouts of wires: what becomes title, subhead, pull quote, dateline and body."""

import re
from dataclasses import dataclass, field, replace
from time import process_time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.front_matter import front_matter_values, read_front_matter, split_document, write_document
from generator.ingest.formats.table import find_format
from generator.ingest.reading import Item, NotARelease, Reading
from generator.problems import ImportRefused

DATELINE = "PORT ELLEN, Maine, March 4, 2019"
SCRAPS = [
    "# ",
    "\n",
    "\n\n",
    "---",
    "- ",
    "* ",
    "Contact: ",
    "Jo Ray",
    "Acme Inc.",
    "“It is a gift to us all,” said Jo Ray",
    "###",
    "LONDON, March 4, 2019 -- ",
    "About",
    "jo@acme.example",
    "&amp;",
    "[a](b)",
    "```",
    ": ",
    "'",
    "EMBARGOED UNTIL MARCH 5, 2019",
    "This material is distributed by Acme. More information is at the Department of Justice.",
    "\u00a0",
    "\u200f",
    "ایران ",
]
"""Pieces that the parts of a release are recognised by."""
PERSIAN = (
    "بنیاد بندر امروز فانوس دریایی قدیمی را پس از نه سال تعمیر به روی بازدیدکنندگان گشود و چراغ آن پس از سال‌های دراز"
    " دوباره روشن شد و همه شاد شدند و تا شب در ساحل ماندند."
)
LEAD = "The Harbour Trust opened the old lighthouse to its visitors today, after nine years of repairs by its members."


def read(text: str, name: str = "a.txt") -> Reading:
    item = Item(name=name, shown=name, data=text.encode())
    return find_format(item, None).read(item)


@dataclass(frozen=True)
class Case:
    """A release and what must be read from it."""

    text: str
    front: dict[str, Any]
    body: str
    name: str = "a.txt"
    inferred: tuple[str, ...] = field(default=())


CASES = {
    "headline, subhead, dateline": Case(
        f"Lighthouse Opens\n\nNine years of repairs end\n\n{DATELINE} -- {LEAD}\n",
        {"title": "Lighthouse Opens", "subtitle": "Nine years of repairs end", "date": "2019-03-04"},
        LEAD,
    ),
    "a wrapped headline": Case(
        f"OLD LIGHTHOUSE OPENS\nAFTER NINE YEARS\n\n{DATELINE} -- {LEAD}\n",
        {"title": "OLD LIGHTHOUSE OPENS AFTER NINE YEARS", "subtitle": None},
        LEAD,
    ),
    "a headline and a subhead in one block": Case(
        f"Old Lighthouse Opens\nNine years of repairs end\n\n{DATELINE} -- {LEAD}\n",
        {"title": "Old Lighthouse Opens", "subtitle": "Nine years of repairs end"},
        LEAD,
    ),
    "a dateline of its own": Case(
        f"Lighthouse Opens\n\n{DATELINE} /PRNewswire/\n\n{LEAD}\n",
        {
            "title": "Lighthouse Opens",
            "source": "PR Newswire",
            "dateline": f"{DATELINE} /PRNewswire/",
        },
        LEAD,
    ),
    "two datelines, of which the first is taken": Case(
        f"Lighthouse\n\nPORT ELLEN, ME / PR Karma / March 5, 2019 12:30\n\nPort Ellen, ME – March 4, 2019 – {LEAD}\n",
        {"date": "2019-03-05", "source": "PR Karma"},
        f"Port Ellen, ME – March 4, 2019 – {LEAD}",
    ),
    "a summary and a pull quote": Case(
        "The trust says that the old lighthouse is open again, after nine long years of repairs and of"
        f" waiting in vain for the wind.\n\nIt is a gift.\n\n— Mary O’Neill, Chair\n\n{DATELINE} -- {LEAD}\n",
        {
            "title": "The trust says that the old lighthouse is open again, after nine long years of repairs and of"
            " waiting in vain for the",
            "quotes": [{"text": "It is a gift.", "speaker": "Mary O’Neill", "role": "Chair", "pull": True}],
        },
        LEAD,
        inferred=("title", "people"),
    ),
    "no headline at all": Case(
        f"{DATELINE} -- {LEAD}\n",
        {"title": LEAD, "subtitle": None},
        LEAD,
        inferred=("title",),
    ),
    "no dateline": Case(
        f"Lighthouse Opens\n\n{LEAD} It had been closed.\n",
        {"title": "Lighthouse Opens", "date": None, "dateline": None},
        f"{LEAD} It had been closed.",
    ),
    "a release line with a date": Case(
        f"FOR IMMEDIATE RELEASE - March 4, 2019\n\nLighthouse Opens\n\n{LEAD} It had been closed.\n",
        {"title": "Lighthouse Opens", "date": "2019-03-04", "dateline": "FOR IMMEDIATE RELEASE - March 4, 2019"},
        f"{LEAD} It had been closed.",
    ),
    "an embargo": Case(
        f"EMBARGOED UNTIL 6:00 AM MARCH 5, 2019\n\nLighthouse Opens\n\nPORT ELLEN, Maine -- {LEAD}\n",
        {"title": "Lighthouse Opens", "embargo": "2019-03-05T06:00", "date": "2019-03-05T06:00"},
        LEAD,
        inferred=("date",),
    ),
    "a number, an embargo and who speaks": Case(
        "USDL 16-567-NAT RELEASE IS EMBARGOED UNTIL 8:30 A.M. (EDT), THURSDAY March 17, 2016\n\n"
        f"Lighthouse Opens\n\nPORT ELLEN, Maine -- {LEAD}\n\nSOURCE Harbour Trust\n\n###\n",
        {
            "title": "Lighthouse Opens",
            "number": "USDL 16-567-NAT",
            "embargo": "2016-03-17T08:30-04:00",
            "issuers": ["Harbour Trust"],
        },
        f"{LEAD}\n\nSOURCE Harbour Trust",
        inferred=("date",),
    ),
    "for immediate release": Case(
        f"FOR IMMEDIATE RELEASE\n\nRelease No. 2019-17\n\nLighthouse Opens\n\n{DATELINE} -- {LEAD}\n",
        {"title": "Lighthouse Opens", "number": "2019-17", "date": "2019-03-04"},
        LEAD,
    ),
    "an embargo that cannot be read": Case(
        f"EMBARGO: next Tuesday\n\nLighthouse Opens\n\n{DATELINE} -- {LEAD}\n",
        {"title": "Lighthouse Opens", "embargo": None, "date": "2019-03-04", "status": "draft"},
        f"EMBARGO: next Tuesday\n\n{LEAD}",
    ),
    "the date of an event": Case(
        "Lighthouse Opens\n\nThe old lighthouse will open on March 4, 2019, at noon, for all who come.\n",
        {"title": "Lighthouse Opens", "date": None},
        "The old lighthouse will open on March 4, 2019, at noon, for all who come.",
    ),
    "a Markdown headline": Case(
        f"# Lighthouse *Opens* &amp; [Shines](https://x.example)\n\n**{DATELINE}** -- {LEAD}\n\n- *a*\n- b\n",
        {"title": "Lighthouse Opens & Shines", "date": "2019-03-04"},
        f"{LEAD}\n\n- *a*\n- b",
        name="a.md",
    ),
    "Markdown in a text file": Case(
        f"# Lighthouse Opens\n\n{DATELINE} -- {LEAD} *Truly.*\n",
        {"title": "Lighthouse Opens"},
        f"{LEAD} *Truly.*",
    ),
    "Markdown without a headline": Case(
        f"{DATELINE} -- {LEAD}\n",
        {"title": LEAD},
        LEAD,
        name="a.md",
        inferred=("title",),
    ),
    "front matter": Case(
        "---\ntitle: Lighthouse Opens\ndate: 2019-03-04\ntags: [towers]\n---\n\nIt *shines*.\n",
        {"title": "Lighthouse Opens", "date": "2019-03-04", "tags": ["towers"]},
        "It *shines*.",
        name="a.md",
    ),
    "a list, a section and an end mark": Case(
        f"Lighthouse Opens\n\n{DATELINE} -- {LEAD}\n\n• 112 steps\n\n• a lamp\n\nBACKGROUND\n\n{LEAD}\n\n###\n",
        {"title": "Lighthouse Opens"},
        f"{LEAD}\n\n- 112 steps\n- a lamp\n\n## BACKGROUND\n\n{LEAD}",
    ),
    "right to left": Case(
        f"فانوس دریایی گشوده شد\n\n{PERSIAN}\n",
        {"title": "فانوس دریایی گشوده شد", "language": "fa"},
        PERSIAN,
        inferred=("language",),
    ),
    "only a statement": Case(
        "This material is distributed by Quay Inc. More information is at the Department of Justice.",
        {"title": "This material is distributed by Quay Inc. More information is at the Department of Justice."},
        "",
        inferred=("title", "issuers"),
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_release_is_read_as_it_was_laid_out(case: Case) -> None:
    reading = read(case.text, case.name)
    values = front_matter_values(reading.front)
    assert {name: values.get(name) for name in case.front} == case.front
    assert reading.body == case.body
    assert set(case.inferred) <= set(reading.inferred)
    assert case.inferred or not {"title", "date", "issuers"} & set(reading.inferred)


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_no_word_is_lost(case: Case) -> None:
    reading = read(case.text, case.name)
    kept = f"{front_matter_values(reading.front)} {reading.body}"
    for word in re.findall(
        r"\w+",
        re.sub(
            r"&amp;|https?://\S+|(?:RELEASE IS )?EMBARGOED UNTIL .*|FOR IMMEDIATE RELEASE(?! -)|Release No",
            "",
            case.text,
        ),
    ):
        assert word in kept


@pytest.mark.parametrize(
    ("name", "date"),
    [
        ("2019-03-04-lighthouse.txt", "2019-03-04"),
        ("20190304.txt", "2019-03-04"),
        ("release_2019_03_04.txt", "2019-03-04"),
        ("2019-13-45.txt", None),
        ("1234567890.txt", None),
        ("2019-03.txt", None),
    ],
)
def test_a_name_can_tell_the_day(name: str, date: str | None) -> None:
    reading = read(f"Lighthouse Opens\n\n{LEAD}\n", name)
    assert (str(reading.front.date) if reading.front.date else None) == date
    assert ("date" in reading.inferred) == (date is not None)


@given(
    st.text(max_size=300) | st.lists(st.sampled_from(SCRAPS), max_size=12).map("".join),
    st.sampled_from(["a.txt", "a.md"]),
)
def test_whatever_is_read_can_be_written_and_read_again(text: str, name: str) -> None:
    item = Item(name=name, shown=name, data=text.encode("utf-8", "replace"))
    try:
        reading = find_format(item, None).read(item)
    except (ImportRefused, NotARelease):
        return
    front = replace(reading.front, status="draft")
    document = split_document(write_document(front, reading.body), name)
    assert read_front_matter(document, name) == (front, [])
    assert document.body.strip("\n") == reading.body.strip("\n")


@pytest.mark.parametrize(
    "scrap", ["Ab-", "O'N", "`", "===\n", "a\n", "\n\n- a\n", "(", '"', "Ab Cd, ", "#", "\\", "ABC (ABC) "]
)
@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_no_text_makes_reading_slow(scrap: str, name: str) -> None:
    text = scrap * (100_000 // len(scrap))
    began = process_time()
    read(f"Words\n\n{text}", name)
    assert process_time() - began < 5


def test_a_text_of_very_many_paragraphs_costs_no_more_than_their_number() -> None:
    started = process_time()
    assert len(read("From: a@example.org 1:00\n\n" * 16_000).body) > 300_000
    assert process_time() - started < 20  # the square of their number took many minutes
