"""The sheet: what it holds, and that only what somebody changed in it comes back."""

import csv
import io
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.problems import DatelineError
from generator.record.sheet import COLUMNS, write_sheet
from generator.record.sheet_apply import Applied, Conflict, apply_sheet
from generator.record.sheet_cells import guard, readings_of_date, unguard
from tests.sites import dateline, files_in, release

NOW = datetime(2026, 7, 1, tzinfo=UTC)
A, B, C, X = (f"content/releases/{name}.md" for name in "abcx")
DAMAGED = "the cell 'base' is damaged, and without it nobody can see what changed"
DATES = "write it like 2024-01-11, 2024-01-11T09:00+01:00, 2024-01 or 2024"
ORIGINAL = "{file: ab/x.txt, sha256: '00', inferred: [title, tags]}"
FILES: dict[str, str | bytes | None] = {
    A: release("'=1+1'", id="0012345678901234", tags="[Lamps, 'A | B']  # c", original=ORIGINAL),
    B: '---\r\n# c\r\ntitle: Ünï, "quoted"\r\ndate: 2011-09\r\npeople: [Jo]\r\n---\r\n\r\nBody\r\n',
    C: release("C", date="2024-03-04", status="draft", id="c1"),
}


@pytest.fixture
def site(make_site: Callable[..., Path]) -> Path:
    return make_site(FILES)


def exported(site: Path) -> list[dict[str, str]]:
    data, problems = write_sheet(site)
    assert list(problems) == []
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def apply(
    site: Path, rows: list[dict[str, str]], *, sign: str = ",", encoding: str = "utf-8", dry_run: bool = False
) -> Applied:
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=list(rows[0]), delimiter=sign)
    writer.writeheader()
    writer.writerows(rows)
    sheet = site.parent / "review.csv"
    sheet.write_bytes(text.getvalue().encode(encoding))
    return apply_sheet(site, sheet, now=NOW, dry_run=dry_run)


def test_the_sheet_is_what_excel_reads_and_runs_nothing(site: Path) -> None:
    data, _ = write_sheet(site)
    assert data.startswith(b"\xef\xbb\xbfid,path,title,date,tags,people,status,inferred,base\r\n")
    rows = exported(site)
    assert {name: rows[0][name] for name in COLUMNS[:-1]} == {
        "id": "'0012345678901234",
        "path": A,
        "title": "'=1+1",
        "date": "2024-01-11",
        "tags": "Lamps | A \\| B",
        "people": "",
        "status": "published",
        "inferred": "title | tags",
    }
    assert (rows[1]["id"], rows[1]["title"], rows[1]["date"]) == ("", 'Ünï, "quoted"', "2011-09")


def test_a_sheet_that_nobody_touched_changes_nothing(site: Path) -> None:
    before = files_in(site)
    assert apply(site, exported(site)) == Applied([], [])
    assert {path: data for path, data in files_in(site).items() if not path.startswith(".dateline")} == before


def test_only_changed_cells_are_written(site: Path) -> None:
    rows = exported(site)
    rows[0]["title"] = "One and one"
    rows[1]["tags"] = "Sea | Land"
    rows[1]["date"] = "2011-09-14"
    rows[2]["status"] = "published"
    before = files_in(site)
    applied = apply(site, rows)
    assert [change.path for change in applied.changes] == [A, B, C]
    assert (site / A).read_bytes() == before[A].replace(b"'=1+1'", b"'One and one'").replace(
        b"[title, tags]", b"[tags]"
    )
    assert (site / B).read_bytes() == before[B].replace(b"2011-09", b"2011-09-14").replace(
        b"people", b"tags:\r\n  - Sea\r\n  - Land\r\npeople"
    )
    assert (site / C).read_bytes() == before[C].replace(b"status: draft", b"status: published")
    assert apply(site, rows) == Applied([], [])


def test_a_name_taken_out_of_inferred_is_confirmed(site: Path) -> None:
    rows = exported(site)
    rows[0]["inferred"] = "title"
    (change,) = apply(site, rows).changes
    assert change.values == {"original.inferred": (["title", "tags"], ["title"])}


def test_a_cell_that_changed_on_both_sides_is_a_conflict_and_the_others_are_written(site: Path) -> None:
    rows = exported(site)
    rows[2] |= {"title": "In the sheet", "date": "2024-03-05"}
    (site / C).write_text((site / C).read_text().replace("title: C", "title: In the file"))
    assert apply(site, rows).conflicts == [Conflict(C, "title", "In the sheet", "In the file")]
    text = (site / C).read_text()
    assert "title: In the file\n" in text
    assert "date: 2024-03-05\n" in text


def test_a_cell_that_changed_in_the_file_alone_stays_and_one_that_is_equal_is_none(site: Path) -> None:
    rows = exported(site)
    rows[2]["title"] = "Both"
    (site / C).write_text((site / C).read_text().replace("title: C", "title: Both\npeople: [Al]"))
    assert apply(site, rows) == Applied([], [])


def test_a_dry_run_shows_and_writes_nothing(site: Path) -> None:
    rows = exported(site)
    rows[1]["people"] = ""
    before = (site / B).read_bytes()
    (change,) = apply(site, rows, dry_run=True).changes
    assert change.values == {"people": (["Jo"], None)}
    assert (site / B).read_bytes() == before


@pytest.mark.parametrize(("sign", "encoding"), [(";", "utf-8-sig"), ("\t", "utf-16"), (",", "utf-8")])
def test_what_spreadsheets_make_of_it_is_read(site: Path, sign: str, encoding: str) -> None:
    rows = exported(site)
    rows[0]["id"] = "1.23457E+13"
    rows[0]["date"], rows[1]["date"], rows[2]["date"] = "1/11/2024", "Sep-11", "04.03.2024"
    rows[1]["title"] = "New; and, old"
    (change,) = apply(site, list(reversed(rows)), sign=sign, encoding=encoding).changes
    assert change.values == {"title": ('Ünï, "quoted"', "New; and, old")}


def test_columns_that_went_or_came_and_rows_that_went_are_no_change(site: Path) -> None:
    rows = [{"notes": "!"} | row for row in exported(site)[:1]]
    for row in rows:
        del row["people"], row["tags"]
        row["title"] = "T"
    (change,) = apply(site, rows).changes
    assert change.values["title"] == ("=1+1", "T")


def test_a_file_that_was_moved_is_found_by_its_id(site: Path) -> None:
    rows = exported(site)
    (site / C).rename(site / "content/releases/d.md")
    rows[2]["title"] = "T"
    assert [change.path for change in apply(site, rows).changes] == ["content/releases/d.md"]


def test_everything_wrong_is_told_with_its_line_and_nothing_is_written(site: Path) -> None:
    rows = exported(site)
    rows[0] |= {"date": "5/6/24", "status": "late", "title": "New"}
    rows[1] |= {"title": "", "inferred": "date"}
    rows[2]["base"] = "7"
    rows += [rows[1], rows[2] | {"id": "", "path": X}]
    before = (site / A).read_bytes()
    with pytest.raises(DatelineError) as error:
        apply(site, rows)
    assert [str(problem).replace(f"{site.parent.as_posix()}/", "") for problem in error.value.problems] == [
        f"review.csv:2: error: 'date': '5/6/24' is not a date; {DATES}",
        "review.csv:2: error: 'status' is 'late'; write published or draft",
        "review.csv:3: error: 'title' is required and cannot be taken out",
        "review.csv:3: error: 'inferred' can only lose names: take out those of the fields that you have checked",
        f"review.csv:4: error: {DAMAGED}; make the sheet anew",
        f"review.csv:5: error: '{B}' stands on line 3 as well; remove one of them",
        f"review.csv:6: error: no release has the id '' or the path '{X}'; remove the row, or make the sheet anew",
    ]
    assert (site / A).read_bytes() == before


def test_what_is_no_sheet_is_refused(site: Path) -> None:
    sheet = site.parent / "x.csv"
    said = []
    for data in (b"title,date\nA,2024\n", b"", "id,path,base,title\né,,,\n".encode("latin-1")):
        sheet.write_bytes(data)
        with pytest.raises(DatelineError) as error:
            apply_sheet(site, sheet, now=NOW)
        said += [str(problem).rpartition("/")[2] for problem in error.value.problems]
    header = f"this is no sheet of `dateline sheet`; its first line must name {', '.join(COLUMNS)}"
    assert said == [
        f"x.csv:1: error: {header}",
        f"x.csv:1: error: {header}",
        "x.csv: error: the sheet is not UTF-8; save it as 'CSV UTF-8' (in LibreOffice: character set UTF-8)",
    ]


CONFLICT = f"""\
0 releases changed.
{C}: conflict: 'title' is 'From the sheet' in the sheet and 'D' in the file by now
1 cell changed on both sides and was not written; decide, and set it by hand.
"""


def test_the_command_writes_the_sheet_and_applies_it(site: Path) -> None:
    sheet = site.parent / "r.csv"
    assert dateline("sheet", "--output", str(sheet), "--site", str(site)).returncode == 0
    assert dateline("sheet", "--site", str(site)).stdout.encode() == sheet.read_bytes().replace(b"\r\n", b"\n")
    sheet.write_bytes(sheet.read_bytes().replace(b",C,", b",From the sheet,"))
    dry = dateline("sheet", "--apply", str(sheet), "--dry-run", "--site", str(site))
    assert (dry.returncode, dry.stderr) == (0, f"{C}\n    title: C → From the sheet\n1 release would be changed.\n")
    (site / C).write_text((site / C).read_text().replace("title: C", "title: D"))
    done = dateline("sheet", "--apply", str(sheet), "--site", str(site))
    assert (done.returncode, done.stderr) == (
        1,
        CONFLICT,
    )
    for wrong in (["--dry-run"], ["--apply", str(sheet), "--output", "x"]):
        assert dateline("sheet", *wrong, "--site", str(site)).returncode == 2


# Cells

GUARDED = [
    "=1+1",
    "+1",
    "-x",
    "@a",
    "\tx",
    "007",
    "1e5",
    "12e45678",
    "2024",
    "1/2",
    "3.14",
    "12:30",
    "TRUE",
    "Sep 11",
    "11 Sep 2001",
    "50 %",
]
PLAIN = ["A", "'Tis the season", "2debfe2ff4176366", "2024 in review", "Maybe", "Sepia 11 x", ""]


@pytest.mark.parametrize("text", GUARDED)
def test_what_a_spreadsheet_would_rewrite_is_guarded(text: str) -> None:
    assert guard(text) == f"'{text}"


@pytest.mark.parametrize("text", PLAIN)
def test_what_it_would_leave_alone_is_not(text: str) -> None:
    assert guard(text) == text


@given(st.one_of(st.text(), st.text("'=+0aE/ -"), st.sampled_from(GUARDED + PLAIN)))
def test_every_text_comes_back(text: str) -> None:
    assert unguard(guard(text)) == text


READINGS = {
    "11.01.2024": "2024-01-11",
    "1/11/2024": "2024-01-11",
    "11/1/24": "2024-01-11",
    "1/11/98": "1998-01-11",
    "2024/01/11": "2024-01-11",
    "11-Jan-24": "2024-01-11",
    "Jan 11, 2024": "2024-01-11",
    "Sep-11": "2011-09",
    "Sep 98": "1998-09",
    "1/11/2024 9:05": "2024-01-11T09:05",
    "01/11/24 09:05 PM": "2024-01-11T21:05",
    "2024-01-11 12:05:07 AM": "2024-01-11T00:05:07",
}


@pytest.mark.parametrize(("cell", "date"), READINGS.items(), ids=READINGS)
def test_a_date_that_a_spreadsheet_wrote_its_own_way_is_known_again(cell: str, date: str) -> None:
    assert date in readings_of_date(cell)


@given(st.text(st.sampled_from("0123456789/-. :TJanPM"), max_size=20))
def test_no_cell_is_too_odd_to_be_read(cell: str) -> None:
    assert all(date[:4].isdigit() for date in readings_of_date(cell))
