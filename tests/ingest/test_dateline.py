"""The dateline grammar, held to real datelines kept beside the repository and to shapes written for this test."""

import csv
import json
import re
from itertools import pairwise
from pathlib import Path

import pytest

from generator.ingest.calendars import from_solar_hijri, is_solar_leap_year
from generator.ingest.date_phrases import match_date
from generator.ingest.dateline import Dateline, find_dateline, find_release_line

READINGS = [  # paragraph, date, (city, region, country), wire, first words of the body
    (
        "DALLAS, May 3, 2025 /PRNewswire/ -- Examplo Inc.",
        "2025-05-03",
        ("Dallas", None, None),
        "PR Newswire",
        "Examplo",
    ),
    ("DALLAS, May 3 /PRNewswire-FirstCall/ -- Examplo", None, ("Dallas", None, None), "PR Newswire", "Examplo"),
    ("DALLAS, May 3, 2025 (PRNewswire via COMTEX) -- Ex", "2025-05-03", ("Dallas", None, None), "PR Newswire", "Ex"),
    ("McALLEN, Texas--(BUSINESS WIRE)--Examplo", None, ("McAllen", "Texas", None), "Business Wire", "Examplo"),
    ("O'FALLON, Mo.--(Newsfile Corp. - July 2, 2020) - E", "2020-07-02", ("O'Fallon", "Mo.", None), "Newsfile", "E"),
    ("ST. LOUIS, MO / ACCESSWIRE / May 3, 2025 / Ex", "2025-05-03", ("St. Louis", "MO", None), "ACCESS Newswire", "Ex"),
    (
        "Tulsa, Okla. (Newsworthy.ai) Friday Oct 10, 2025 @ 7:00 AM US/Central — Ex",
        "2025-10-10",
        ("Tulsa", "Okla.", None),
        "Newsworthy.ai",
        "Ex",
    ),
    (
        "OSLO, NORWAY - [Media OutReach Newswire](https://wire.example/) - 3 July 2026 - Ex",
        "2026-07-03",
        ("Oslo", None, "Norway"),
        "Media OutReach",
        "Ex",
    ),
    ("(NewMediaWire) - May 03, 2025 - BOISE, Idaho — Ex", "2025-05-03", ("Boise", "Idaho", None), "NewMediaWire", "Ex"),
    (
        "Tulsa, United States - May 3, 2025 / Examplo Roofing LLC / Ex",
        "2025-05-03",
        ("Tulsa", None, "United States"),
        None,
        "Ex",
    ),
    ("BOISE, Idaho, 02/03/12 (MARKET WIRE) -- Ex", "2012-02-03", ("Boise", "Idaho", None), "Market Wire", "Ex"),
    ("LONDON, 02/03/2012 – Ex", None, ("London", None, None), None, "Ex"),
    ("LONDON, 2012-00-25 – Ex", None, ("London", None, None), None, "Ex"),
    ("LONDON, 31 June 2012 – Ex", None, ("London", None, None), None, "Ex"),
    ("LONDON, 25/12/2012 – Ex", "2012-12-25", ("London", None, None), None, "Ex"),
    ("**TULSA, Okla., May 3, 2025** – Ex", "2025-05-03", ("Tulsa", "Okla.", None), None, "Ex"),
    ("**TULSA, Okla. – May 3, 2025 –** Ex", "2025-05-03", ("Tulsa", "Okla.", None), None, "Ex"),
    ("Indianapolis, IN, May 3, 2025 – Ex", "2025-05-03", ("Indianapolis", "IN", None), None, "Ex"),
    (
        "Research Triangle Park, N.C. – May 3, 2025 – Ex",
        "2025-05-03",
        ("Research Triangle Park", "N.C.", None),
        None,
        "Ex",
    ),
    ("Lee’s Summit, Missouri (May 3, 2025) – Ex", "2025-05-03", ("Lee’s Summit", "Missouri", None), None, "Ex"),
    ("Edmonton, Alberta, Canada May 3, 2025. Ex", "2025-05-03", ("Edmonton", "Alberta", "Canada"), None, "Ex"),
    ("October 28th, 2025, New York, NY- Ex", "2025-10-28", ("New York", "NY", None), None, "Ex"),
    ("Pune [India], June 3, 2025: Ex", "2025-06-03", ("Pune", None, "India"), None, "Ex"),
    (
        "Port of Spain, Trinidad and Tobago, May 3, 2025 – Ex",
        "2025-05-03",
        ("Port of Spain", None, "Trinidad and Tobago"),
        None,
        "Ex",
    ),
    ("PARIS, le jeudi 1er mai 2025 – Ex", "2025-05-01", ("Paris", None, None), None, "Ex"),
    ("Madrid, a 3 de mayo de 2025.- Ex", "2025-05-03", ("Madrid", None, None), None, "Ex"),
    ("Frankfurt am Main, den 3. März 2025 – Ex", "2025-03-03", ("Frankfurt am Main", None, None), None, "Ex"),
    ("SÃO PAULO, 3 de março de 2025 – Ex", "2025-03-03", ("São Paulo", None, None), None, "Ex"),
    ("Milano, 3 maggio 2025 - Ex", "2025-05-03", ("Milano", None, None), None, "Ex"),
    ("UTRECHT, 3 maart 2025 – Ex", "2025-03-03", ("Utrecht", None, None), None, "Ex"),
    ("JAKARTA, Selasa, 3 Juni 2025 – Ex", "2025-06-03", ("Jakarta", None, None), None, "Ex"),
    ("大阪、2025年6月3日 – 例", "2025-06-03", ("大阪", None, None), None, "例"),
    ("广州 2025 年 6 月 3 日电 /美通社/ -- 例", "2025-06-03", ("广州", None, None), "PR Newswire", "例"),
    ("서울, 2025년 6월 3일 – 예", "2025-06-03", ("서울", None, None), None, "예"),
    ("طهران، 3 يناير 2024 – مثال", "2024-01-03", ("طهران", None, None), None, "مثال"),
    ("TRENTON, N.J. – Ex", None, ("Trenton", "N.J.", None), None, "Ex"),
    ("BOSTON – Ex", None, ("Boston", None, None), None, "Ex"),
    ("Tulsa, Okla. – September 2025 – Ex", "2025-09", ("Tulsa", "Okla.", None), None, "Ex"),
    ("TULSA, Okla., May 3, 20255 – Ex", None, ("Tulsa", "Okla.", None), None, "Ex"),
    (
        "TULSA, Okla., May 3, 2025 (GLOBE NEWSWIRE) via NewMediaWire -- Ex",
        "2025-05-03",
        ("Tulsa", "Okla.", None),
        "GlobeNewswire",
        "Ex",
    ),
    (
        "LUND, Sweden, 2012-05-08 10:00 CEST (GLOBE NEWSWIRE) -- Ex",
        "2012-05-08",
        ("Lund", None, "Sweden"),
        "GlobeNewswire",
        "Ex",
    ),
    (
        "DUBAI, United Arab Emirates-(BUSINESS WIRE/AETOSWire)- Ex",
        None,
        ("Dubai", None, "United Arab Emirates"),
        "Business Wire",
        "Ex",
    ),
    ("Frankfurt/Main (ots) - Ex", None, ("Frankfurt/Main", None, None), "news aktuell", "Ex"),
    ("QUÉBEC, le 1er juin 2021 /CNW Telbec/ - Ex", "2021-06-01", ("Québec", None, None), "CNW", "Ex"),
    ("LAVAL, Quebec, June 1, 2021 /CNW/ - Ex", "2021-06-01", ("Laval", "Quebec", None), "CNW", "Ex"),
    ("МОСКВА, 5 марта 2019 г. – Пример", "2019-03-05", ("Москва", None, None), None, "Пример"),
    ("HÀ NỘI, Việt Nam, ngày 22 tháng 2 năm 2024 – Ex", "2024-02-22", ("Hà Nội", None, "Việt Nam"), None, "Ex"),
    ("Tulsa, Okla. – May 3-5, 2025 – Ex", None, ("Tulsa", "Okla.", None), None, "Ex"),
    ("Tulsa, OK – (Unheardof Newswire) – May 3, 2025 – Ex", "2025-05-03", ("Tulsa", "OK", None), None, "Ex"),
    ("<DateLine>TULSA, Okla.</DateLine>", None, ("Tulsa", "Okla.", None), None, ""),
    ("EQS-News: Beispiel AG / Key word(s): Study\nA study\n01.08.2023 / 08:13 CET/CEST", "2023-08-01", None, "EQS", ""),
    ("LISBON, 3 May 2020 (Reuters) - Ex", "2020-05-03", ("Lisbon", None, None), None, "Ex"),
    ("WASHINGTON, May 3, 2020 (AP) — Ex", "2020-05-03", ("Washington", None, None), None, "Ex"),
    ("Ames, Iowa, May 3, 2020 (Quay News Agency) – Ex", "2020-05-03", ("Ames", "Iowa", None), None, "Ex"),
    ("МОСКВА, 11 января 2024 года – Пример", "2024-01-11", ("Москва", None, None), None, "Пример"),
    ("القاهرة، ١١ يناير ٢٠٢٤ – مثال", "2024-01-11", ("القاهرة", None, None), None, "مثال"),
    ("بيروت، 11 كانون الثاني 2024 – مثال", "2024-01-11", ("بيروت", None, None), None, "مثال"),
    ("بيروت، ١١ تشرين الأول/أكتوبر ٢٠٢٤ – مثال", "2024-10-11", ("بيروت", None, None), None, "مثال"),
    ("تهران، ۲۱ دی ۱۴۰۲ – مثال", "2024-01-11", ("تهران", None, None), None, "مثال"),
    ("تهران، پنج\u200cشنبه ۲۱ دی ۱۴۰۲ – مثال", "2024-01-11", ("تهران", None, None), None, "مثال"),
    ("תל אביב, 11 בינואר 2024 – דוגמה", "2024-01-11", ("תל אביב", None, None), None, "דוגמה"),
    ("東京、令和6年1月11日 – 例", "2024-01-11", ("東京", None, None), None, "例"),
    ("WARSZAWA, 11 stycznia 2024 r. – Przykład", "2024-01-11", ("Warszawa", None, None), None, "Przykład"),
    ("ANKARA, 11 Ocak 2024 – Örnek", "2024-01-11", ("Ankara", None, None), None, "Örnek"),
    ("FOR IMMEDIATE RELEASE TULSA, Okla., May 3, 2025 – Ex", "2025-05-03", ("Tulsa", "Okla.", None), None, "Ex"),
]

NO_DATELINES = [
    "BOSTON is a city of books, and Examplo sells them.",
    "Examplo – the company – said on May 3, 2025, that it would.",
    "PR Newswire, a wire, today announced a new tariff.",
    "Distributed by Business Wire and PR Newswire on May 3, 2025.",
    "UPDATE – Examplo opens a second shop",
    "MEDIA ADVISORY – May 3, 2025 – Examplo opens",
    "Examplo Inc. – May 3, 2025 – Results",
    "On May 3, 2025, Examplo opened its shop.",
    "May 3, 2025, was a Saturday.",
    "May 3, 2025 – May 5, 2025",
    "In Dallas, May 3, 2025 – a day to remember",
    "Texas – The Lone Star State",
    "Houston, Texas – the largest city of its state",
    "* Austin, Texas – Headquarters",
    "| Dallas, TX | May 3, 2025 | Hall 4 |",
    "When: Dallas, Texas, May 3, 2025",
    "Our team in Dallas, TX – and elsewhere",
    "By Ann Example – May 3, 2025 – Opinion",
    "Pickup - [newsworthy.ai](https://wire.example/a)",
    "May 3, 2025 - For Immediate Release",
    "Join us. Dallas, Texas, May 3, 2025.",
    "",
]

RELEASE_LINES = [  # line, date, embargo
    ("FOR IMMEDIATE RELEASE - JULY 30, 2026", "2026-07-30", None),
    ("For Immediate Release: Tulsa, OK, USA – July 16, 2025", "2025-07-16", None),
    ("PRESS RELEASE February 12, 2026 For immediate release", "2026-02-12", None),
    ("Release Date: April 3, 2025", "2025-04-03", None),
    ("Communiqué de presse – le 3 avril 2025", "2025-04-03", None),
    ("Pressemitteilung vom 3. April 2025", None, None),
    ("Monday, May 5, 2025", "2025-05-05", None),
    ("27.07.2021 – 19:17", "2021-07-27", None),
    ("Embargoed until 00:01 GMT on Thursday 14 November 2024", None, "2024-11-14"),
    ("Strictly embargoed until 0001hrs BST Tuesday 3 June 2025", None, "2025-06-03"),
    ("NOT FOR RELEASE BEFORE 9 a.m. ET, June 3, 2025", None, "2025-06-03"),
    ("EX 16-567 RELEASE IS EMBARGOED UNTIL 8:30 A.M. (EDT), THURSDAY March 17, 2016", None, "2016-03-17"),
]

NO_RELEASE_LINES = [
    "FOR IMMEDIATE RELEASE",
    "Date: Thursday, May 16, 2024",
    "When: Thursday, May 16, 2024",
    "September 2025",
    "The fair opens on May 16, 2024.",
    "May 16, 2024, was a Thursday.",
    "For release in cinemas next year, the film cost nothing.",
]


WRITTEN = {
    "۲۱ دی ۱۴۰۲": "2024-01-11",
    "21 دی 1402": "2024-01-11",
    "۲۲ بهمن ۱۳۵۷": "1979-02-11",
    "۱ فروردین ۱۳۰۰": "1921-03-21",
    "۳۰ اسفند ۱۳۹۹": "2021-03-20",
    "۱ فروردین ۱۴۰۰": "2021-03-21",
    "۳۰ اسفند ۱۴۰۳": "2025-03-20",
    "۲۹ اسفند ۱۴۰۲": "2024-03-19",
    "۳۰ اسفند ۱۴۰۲": None,
    "۳۱ مهر ۱۴۰۲": None,
    "۲۱ دی": None,
    "۱۴۰۲/۱۰/۲۱": "2024-01-11",
    "1402/10/21": None,
    "۱۱ ژانویه ۲۰۲۴": "2024-01-11",
    "١١ كانون الثاني/يناير ٢٠٢٤": "2024-01-11",
    "11 كانون الأول 2024": "2024-12-11",
    "11 كانون الثاني/فبراير 2024": None,
    "3 أيار 2024": "2024-05-03",
    "3 جويلية 2024": "2024-07-03",
    "11 בדצמבר 2024": "2024-12-11",
    "令和元年5月1日": "2019-05-01",
    "平成31年4月30日": "2019-04-30",
    "昭和64年1月7日": "1989-01-07",
    "昭和64年1月8日": None,
    "令和6年1月": "2024-01",
}


@pytest.mark.parametrize(("text", "date"), WRITTEN.items(), ids=WRITTEN)
def test_days_of_other_calendars_and_scripts_are_days_of_ours(text: str, date: str | None) -> None:
    found = match_date(text, 0)
    assert (str(found.date) if found and found.date else None) == date


def test_the_solar_calendar_counts_every_day_once() -> None:
    """Known new years' days, and no gap or overlap between 1300 and 1500."""
    days = [
        from_solar_hijri(year, month, day)
        for year in range(1300, 1501)
        for month in range(1, 13)
        for day in range(1, (32 if month <= 6 else 31 if month <= 11 or is_solar_leap_year(year) else 30))
    ]
    assert all((after - before).days == 1 for before, after in pairwise(days))
    leap = {1375, 1379, 1383, 1387, 1391, 1395, 1399, 1403, 1408, 1412}
    assert {year for year in range(1373, 1414) if is_solar_leap_year(year)} == leap


def read_city_parts(found: Dateline) -> tuple[str | None, str | None, str | None] | None:
    return (found.place.city, found.place.region, found.place.country) if found.place else None


@pytest.mark.parametrize(("paragraph", "date", "place", "wire", "body"), READINGS)
def test_dateline_states_its_date_place_and_wire(paragraph, date, place, wire, body):
    found = find_dateline(paragraph)
    assert found is not None
    assert (str(found.date) if found.date else None) == date
    assert read_city_parts(found) == place
    assert found.source == wire
    assert paragraph[found.end :].startswith(body)


@pytest.mark.parametrize("paragraph", NO_DATELINES)
def test_running_text_is_no_dateline(paragraph):
    assert find_dateline(paragraph) is None


@pytest.mark.parametrize(("line", "date", "embargo"), RELEASE_LINES)
def test_release_line_states_its_date_or_embargo(line, date, embargo):
    found = find_release_line(line)
    assert (str(found.date) if found and found.date else None) == date
    assert (str(found.embargo) if found and found.embargo else None) == embargo


@pytest.mark.parametrize("line", NO_RELEASE_LINES)
def test_other_line_is_no_release_line(line):
    assert find_release_line(line) is None


def test_dateline_is_kept_verbatim_with_its_separators():
    paragraph = "  TULSA, OK, UNITED STATES, January 11, 2024 /EINPresswire / -- Examplo opened."
    found = find_dateline(paragraph)
    assert found is not None
    assert found.text == "TULSA, OK, UNITED STATES, January 11, 2024 /EINPresswire / --"
    assert paragraph[found.start : found.end].strip() == found.text
    assert paragraph[found.end :] == "Examplo opened."


@pytest.mark.parametrize(
    "before", ["— Ann Example", "Examplo opens a shop. ", "Examplo opens a shop\n", "“We open.” — Ann Example\n"]
)
def test_dateline_behind_a_remark_is_found(before):
    found = find_dateline(f"{before}TULSA, OK, UNITED STATES, May 3, 2025 /EINPresswire.com/ -- Examplo")
    assert found is not None
    assert found.start == len(before)
    assert read_city_parts(found) == ("Tulsa", "OK", "United States")


@pytest.mark.parametrize(
    ("paragraph", "places"),
    [
        ("AMES, Iowa, and KYOTO, Japan, May 3, 2025 – E", ("Ames, Iowa", "Kyoto, Japan")),
        ("OSLO, LONDON and BEIJING, May 3, 2025 – E", ("Oslo", "London", "Beijing")),
        ("AMES, IA, RALEIGH, NC, and OSLO - (NewMediaWire) - E", ("Ames, IA", "Raleigh, NC", "Oslo")),
        ("GENEVA/NEW YORK, 3 May 2025 – E", ("Geneva", "New York")),
        ("AMES, Iowa – E", ()),
    ],
)
def test_several_places_are_all_named(paragraph, places):
    found = find_dateline(paragraph)
    assert found is not None
    assert found.places == places


def test_emphasis_that_goes_on_in_the_text_stays_there():
    paragraph = "**TULSA, Okla. – May 3, 2025 – Examplo** opened."
    found = find_dateline(paragraph)
    assert found is not None
    assert paragraph[: found.start] + paragraph[found.end :] == "**Examplo** opened."


def test_real_datelines_are_read_as_people_read_them(shared: Path):
    wrong: dict[str, list[object]] = {"date": [], "city": [], "wire": []}
    rows = [json.loads(line) for line in (shared / "truth/datelines.jsonl").read_text("utf-8").splitlines()]
    for row in rows:
        read = _read_like_the_truth(row["text"])
        for field, misread in wrong.items():
            if read[field] != row[field]:
                misread.append((row["n"], row["text"], read[field]))
    assert len(rows) == 100
    assert {field: misread for field, misread in wrong.items() if len(misread) > 3} == {}


def test_real_releases_have_the_date_they_state_and_no_other(shared: Path):
    missing, wrong, stated = [], [], 0
    with (shared / "truth/wires.tsv").open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))
    for row in rows:
        date = _find_date((shared / "corpus/wires" / row["path"]).read_text("utf-8"))
        stated += bool(row["stated"])
        if date is None and row["stated"]:
            missing.append(row["path"])
        elif date and date != row["stated"]:
            wrong.append((row["path"], date))
    assert len(missing) + len(wrong) <= 0.02 * stated, (missing, wrong)
    assert len(wrong) <= 0.005 * len(rows), wrong


@pytest.mark.parametrize("unit", ["A", "A ", "A, ", "1 ", "May ", "(", "**", "- ", " ", "/PRNewswire", "a. A"])
def test_endless_line_costs_no_more_than_its_head(unit):
    paragraph = unit * (10_000_000 // len(unit))
    head = paragraph[:2000]
    # A pattern that looked further, or back and forth, would keep this test for hours.
    assert find_dateline(paragraph) == find_dateline(head)
    assert find_release_line(paragraph) == find_release_line(head)


def _read_like_the_truth(text: str) -> dict[str, str | None]:
    found = find_dateline(text) or find_release_line(text)
    if found is None:
        return {"date": None, "city": None, "wire": None}
    date = f"embargo:{found.embargo}" if found.embargo else found.date and str(found.date)
    return {"date": date, "city": found.place.city if found.place else None, "wire": found.source}


def _find_date(text: str) -> str | None:
    paragraphs = [block.strip() for block in re.split(r"\n\s*\n", text) if block.strip()]
    for paragraph in paragraphs[1:7]:
        found = find_dateline(paragraph) or find_release_line(paragraph)
        if found and found.date:
            return str(found.date)
    return None
