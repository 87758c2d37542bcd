"""Tables: the columns that are known, the encodings, and the rows as releases."""

import io
import json
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from generator.ingest import ImportOptions, import_sources
from generator.ingest.containers import tables
from generator.ingest.formats import ninjs, table_row
from generator.ingest.reading import Item
from generator.problems import ImportRefused
from tests.ingest.agency_samples import LEAD


def rows(data: str | bytes, name: str = "a.csv", columns: Mapping[str, str] | None = None) -> list[Item]:
    encoded = data if isinstance(data, bytes) else data.encode()
    return list(tables.open_items(io.BytesIO(encoded), name, f"in/{name}", columns or {}))


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_csv_is_read_in_every_dialect(sign: str, encoding: str) -> None:
    cells = ["Überschrift", "Meldung", "Datum"], ["Türen auf", f'"{LEAD}\nÄ, ; | end"', "04.03.2019"]
    text = "\r\n".join(sign.join(line) for line in cells)
    (row,) = rows(text.encode(encoding))
    assert (row.shown, row.item, row.format) == ("in/a.csv#1", "#1", "table_row")
    front = table_row.read(row).front
    assert (front.title, str(front.date)) == ("Türen auf", "2019-03-04")


def test_every_known_column_is_read() -> None:
    line = {
        "headline": "Lighthouse opens",
        "html": f"<p>{LEAD}</p>",
        "published": "2019-03-04T10:00:00Z",
        "url": "https://example.org/1",
        "keywords": ["lighthouses", "coast"],
        "lang": "en",
        "description": "It opens.",
        "author": "B. Clark",
        "status": "draft",
    }
    (row,) = rows(json.dumps(line) + "\n\n", "a.jsonl")
    reading = table_row.read(row)
    front = reading.front
    assert (front.title, front.status, front.summary) == ("Lighthouse opens", "draft", "It opens.")
    assert (front.source_url, front.tags, front.language) == ("https://example.org/1", ("lighthouses", "coast"), "en")
    assert reading.body == LEAD
    assert "date" not in reading.inferred


def test_a_row_has_the_same_bytes_in_any_order_of_columns() -> None:
    (first,) = rows('[{"title": "A", "body": "b c"}]', "a.json")
    (second,) = rows("body,title\nb c,A\n")
    assert first.data == second.data == b'{"body": "b c", "title": "A"}'


def test_columns_are_named_by_the_user() -> None:
    (row,) = rows("t,b,title\nA,some words,other\n", columns={"t": "title", "b": "body"})
    assert table_row.read(row).front.title == "A"
    with pytest.raises(ImportRefused, match="the field 'nothing'"):
        rows("t,b\n", columns={"t": "nothing"})


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2019-03-04 10:00:00 +0100", "2019-03-04T10:00+01:00"),
        ("13/04/2019", "2019-04-13"),
        ("04/13/2019", "2019-04-13"),
        ("4.3.2019", "2019-03-04"),
        ("March 4, 2019", "2019-03-04"),
        ("Mon, 04 Mar 2019 10:00:00 GMT", "2019-03-04T10:00Z"),
        ("03/04/2019", "None"),
        ("soon", "None"),
        ("31/02/2019", "None"),
    ],
)
def test_a_date_is_read_when_it_can_mean_one_thing(text: str, date: str) -> None:
    (row,) = rows(f'title,body,date\nA,some words here,"{text}"\n')
    reading = table_row.read(row)
    assert str(reading.front.date) == date
    assert bool(reading.problems) == (date == "None")


def test_an_embargo_that_cannot_be_read_keeps_the_release_back() -> None:
    (row,) = rows("title,body,embargo\nA,some words,next week\n")
    assert table_row.read(row).front.status == "draft"


def test_a_row_with_too_many_cells_keeps_them() -> None:
    (row,) = rows("title,body\nA,words,more\n")
    assert json.loads(row.data)["column 3"] == "more"


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        ("", "a.csv", "no rows"),
        ("title,body\n", "a.csv", "no rows"),
        ('title,body\nA,"open\n', "a.csv", "damaged"),
        ("title,body\nA,b\0c\n", "a.csv", "NUL"),
        ("x" * 10_000_000, "a.csv", "no rows"),
        ('{"title": "A", "body": "b"}\n{"title"', "a.jsonl", "no JSON object"),
        ("[1]", "a.json", "no object of columns"),
        ('[{"title": ', "a.json", "damaged"),
        ("[" * 100_000, "a.json", "damaged"),
    ],
)
def test_a_hostile_table_is_refused(data: str, name: str, words: str) -> None:
    with pytest.raises(ImportRefused, match=words):
        rows(data, name)


def test_rows_of_wrong_types_are_refused() -> None:
    with pytest.raises(ImportRefused):
        table_row.read(rows('[{"title": {}, "body": null}]', "a.json")[0])


PRICES = {"prices.csv": "name,price\na,1\n", "prices.jsonl": '{"a": 1}\n{"a": 2}\n', "prices.json": '[{"a": 1}]'}


@pytest.mark.parametrize("name", PRICES)
def test_a_table_of_something_else_is_passed_over_in_a_folder_and_refused_when_named(name: str, tmp_path: Path) -> None:
    inbox = tmp_path / "content/inbox"
    inbox.mkdir(parents=True)
    (inbox / name).write_text(PRICES[name])
    now = datetime(2024, 2, 1, tzinfo=UTC)
    (walked,) = import_sources(tmp_path, [inbox], ImportOptions(), now=now)
    assert (walked.status, walked.reason, walked.problems) == ("skipped", "not-a-release", ())
    (named,) = import_sources(tmp_path, [inbox / name], ImportOptions(), now=now)
    assert named.status == "failed"
    assert "this is a table without title and body columns (it has" in named.problems[0].message
    assert (inbox / name).exists()


def test_a_table_of_something_else_in_an_archive_is_passed_over(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("prices.csv", PRICES["prices.csv"])
        archive.writestr("releases.csv", f"title,body,date\nDoors open,{LEAD!r},2019-03-04\n".replace("'", '"'))
    results = list(
        import_sources(tmp_path, [tmp_path / "a.zip"], ImportOptions(), now=datetime(2024, 2, 1, tzinfo=UTC))
    )
    assert [(result.source, result.status) for result in results] == [
        ("a.zip!/prices.csv", "skipped"),
        ("a.zip!/releases.csv#1", "imported"),
    ]


def test_a_text_is_no_table() -> None:
    assert not tables.recognises(b"Title, a body\n\nSome words, and more\n", "a.txt")
    assert not tables.recognises(b'{"version": "https://jsonfeed.org/version/1"}', "a.json")
    assert tables.recognises(b"title;text\nA;b\n", "a.txt")


@pytest.mark.parametrize("sign", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_the_line_by_which_excel_knows_what_divides_columns_is_no_header(sign: str, encoding: str) -> None:
    lines = f"sep={sign}", sign.join(("Title", "Date", "Body")), sign.join(("Doors open", "2019-03-04", LEAD))
    (row,) = rows("\r\n".join(lines).encode(encoding))
    front = table_row.read(row).front
    assert (row.item, front.title, str(front.date)) == ("#1", "Doors open", "2019-03-04")


NEWS = {"uri": "urn:trust:1", "versioncreated": "2019-03-04T10:00:00Z", "headline": "Doors open", "body_text": LEAD}


@pytest.mark.parametrize("name", ["a.jsonl", "a.json"])
def test_ninjs_in_a_table_is_read_as_ninjs_so_that_what_was_canceled_or_waits_is_not_published(name: str) -> None:
    third = {
        "uri": "urn:trust:3",
        "headlines": [{"value": "Late"}],
        "bodies": [{"value": LEAD}],
        "pubStatus": "withheld",
    }
    news = [NEWS | {"pubstatus": "canceled"}, NEWS | {"embargoed": "2030-01-01T00:00:00Z"}, third]
    text = json.dumps(news) if name == "a.json" else "\n".join(map(json.dumps, news))
    found = rows(text, name)
    assert [row.format for row in found] == ["ninjs"] * 3
    canceled, waiting, withheld = (ninjs.read(row).front for row in found)
    assert canceled.withdrawn
    assert str(waiting.embargo) == "2030-01-01T00:00Z"
    assert (withheld.title, withheld.status) == ("Late", "draft")


TIMES = {
    "25.03.2021 14:30": "2021-03-25T14:30",
    "03/25/2021 2:30 PM": "2021-03-25T14:30",
    "03/25/2021 12:05 a.m.": "2021-03-25T00:05",
    "4. März 2021, 10:00 Uhr": "2021-03-04T10:00",
    "March 4, 2021 at 9:15 AM EST": "2021-03-04T09:15-05:00",
    "March 4, 2021 9:15 +01:00": "2021-03-04T09:15+01:00",
    "4-Mar-21": "2021-03-04",
    "4-Mar-98": "1998-03-04",
    "1614852000": "2021-03-04T10:00Z",
    "1614852000000": "2021-03-04T10:00Z",
    "03/04/2021 10:00": None,
    "March 4, 2021 9:15 XYZT": "2021-03-04",
    "March 2021 9:15": None,
    "03/25/2021 25:00": None,
    "03/25/2021 13:00 PM": None,
    "44259": None,
}


@pytest.mark.parametrize(("text", "date"), TIMES.items())
def test_a_time_and_its_zone_are_read_and_never_guessed(text: str, date: str | None) -> None:
    (row,) = rows(f'title;body;date\nA;b c;"{text}"\n')
    front = table_row.read(row).front
    assert (str(front.date) if front.date else None) == date
