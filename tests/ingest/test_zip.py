"""Zip archives: what they hold, under which names, and what is refused."""

import io
import os
import stat
import struct
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from generator.ingest import ImportOptions, import_sources
from generator.ingest.containers import zip as zip_container
from generator.ingest.reading import Item
from generator.problems import ImportRefused
from tests.packing import zipped

TEXT = "Harbour Trust opens the lighthouse\n\nPORT ELLEN, March 4, 2019 -- The Trust opened it today to its visitors.\n"


def opened(data: bytes) -> tuple[list[Item], str]:
    """Return the items, and the message of the refusal that came after them."""
    items = []
    try:
        for item in zip_container.open_items(io.BytesIO(data), "export.zip", "in/export.zip"):
            items.append(item)  # noqa: PERF402 - those before the refusal count
    except ImportRefused as refusal:
        return items, str(refusal)
    return items, ""


def encrypted(data: bytes) -> bytes:
    """Set the mark of encryption on the first file, in both of its headers."""
    central = data.index(b"PK\x01\x02")
    for at in (6, central + 8):
        flags = struct.unpack_from("<H", data, at)[0] | 1
        data = data[:at] + struct.pack("<H", flags) + data[at + 2 :]
    return data


def test_files_come_in_sorted_order_with_their_addresses() -> None:
    items, message = opened(zipped({"b/second.txt": b"2", "a.txt": b"1", "b/inner.zip": zipped({"c.txt": b"3"})}))
    assert message == ""
    assert [(item.item, item.name, item.shown) for item in items] == [
        ("a.txt", "a.txt", "in/export.zip!/a.txt"),
        ("b/inner.zip", "inner.zip", "in/export.zip!/b/inner.zip"),
        ("b/second.txt", "second.txt", "in/export.zip!/b/second.txt"),
    ]
    assert items[2].data == b"2"


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd.txt", "etc/passwd.txt"),
        ("/absolute.txt", "absolute.txt"),
        ("C:\\Users\\press\\note.txt", "Users/press/note.txt"),
        ("./a/./b.txt", "a/b.txt"),
        ("bell\x07.txt", "bell_.txt"),
        ("...", "unnamed"),
    ],
)
def test_no_name_leads_out_of_the_archive(name: str, safe: str) -> None:
    assert [item.item for item in opened(zipped({name: b"x"}))[0]] == [safe]


def test_names_are_utf_8_or_cp437() -> None:
    data = zipped({"Pr\u00e4sse.txt": b"1"})
    assert [item.name for item in opened(data)[0]] == ["Pr\u00e4sse.txt"]
    unmarked = zipped({"Paasse.txt": b"1"})
    assert [item.name for item in opened(unmarked.replace(b"Paasse", b"P\xc3\xa4sse"))[0]] == ["P\u00e4sse.txt"]
    assert [item.name for item in opened(unmarked.replace(b"Paasse", b"P\x84ssen"))[0]] == ["P\u00e4ssen.txt"]


def test_a_name_that_stands_twice_is_numbered() -> None:
    data = zipped({"a.txt": b"1", "b.txt": b"2"}).replace(b"b.txt", b"a.txt")
    assert [(item.item, item.data) for item in opened(data)[0]] == [("a.txt", b"1"), ("a (2).txt", b"2")]


def test_a_link_in_an_archive_is_not_followed() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("a.txt", b"1")
    assert [item.item for item in opened(buffer.getvalue())[0]] == ["a.txt"]


def test_an_encrypted_file_is_refused_and_the_others_are_read() -> None:
    items, message = opened(encrypted(zipped({"a.txt": b"secret", "b.txt": b"open"})))
    assert [item.item for item in items] == ["b.txt"]
    assert message == (
        "error: a.txt: the file is encrypted; unpack the archive with its password and import the folder"
    )


def test_a_bomb_is_refused_and_the_others_are_read() -> None:
    items, message = opened(zipped({"a.txt": b"text", "bomb.txt": bytes(32 << 20)}))
    assert [item.item for item in items] == ["a.txt"]
    assert "bomb.txt: the file unpacks to" in message


def test_an_archive_that_unpacks_to_more_than_the_limit_is_refused_before_it_is_read() -> None:
    data = zipped({"a.txt": b"text"})
    at = data.index(b"PK\x01\x02") + 24
    items, message = opened(data[:at] + struct.pack("<I", 3 << 30) + data[at + 4 :])
    assert items == []
    assert "unpacks to 3072 MiB, more than 1024 MiB" in message


def test_a_size_that_lies_costs_its_file_only() -> None:
    data = zipped({"a.txt": b"a" * 1000, "b.txt": b"b"}, zipfile.ZIP_STORED)
    items, message = opened(data.replace(b"aaaaaaaa", b"aaaaaaax", 1))
    assert [item.item for item in items] == ["b.txt"]
    assert "a.txt: the file is damaged in the archive (Bad CRC-32" in message


@pytest.mark.parametrize(
    "data",
    [zipped({"a.txt": b"text" * 99})[:60], b"PK\x03\x04", b"PK\x03\x04" + b"\0" * 5000],
    ids=["cut short", "a beginning alone", "zeros"],
)
def test_a_damaged_archive_is_refused(data: bytes) -> None:
    items, message = opened(data)
    assert items == []
    assert "the zip archive is damaged" in message
    assert "copy it again" in message


def test_an_empty_archive_holds_nothing() -> None:
    assert opened(zipped({})) == ([], "")


@pytest.mark.parametrize(
    ("name", "first", "is_archive"),
    [
        ("export.zip", "a.txt", True),
        ("export", "a.txt", True),
        ("text.docx", "a.txt", False),
        ("renamed.zip", "[Content_Types].xml", False),
        ("renamed.zip", "mimetype", False),
        ("many.zip", "word/document.xml", False),
    ],
)
def test_documents_that_are_zipped_inside_are_no_archives(name: str, first: str, is_archive: bool) -> None:
    assert zip_container.recognises(zipped({first: b"x"})[:8192], name) is is_archive


def test_a_text_called_zip_is_no_archive() -> None:
    assert not zip_container.recognises(b"Some text", "a.zip")


def test_a_bomb_of_archives_in_archives_costs_one_line_and_little_else(tmp_path: Path) -> None:
    bomb = zipped({f"{number}.txt": b"Words of a line.\n" * 250_000 for number in range(4)})
    bomb = zipped({f"{number}.zip": bomb for number in range(8)})
    (tmp_path / "in").mkdir()
    (tmp_path / "in/bomb.zip").write_bytes(zipped({"good.txt": TEXT.encode(), "inner/bomb.zip": bomb}))
    (tmp_path / "in/next.txt").write_text(TEXT.replace("today", "yesterday"))
    results = list(import_sources(tmp_path, [tmp_path / "in"], ImportOptions(), now=datetime(2024, 2, 1, tzinfo=UTC)))
    assert (results[0].source[-8:], results[0].status) == ("good.txt", "imported")
    assert (results[-1].source[-8:], results[-1].status) == ("next.txt", "imported")
    refused = [problem.message for result in results for problem in result.problems if "unpack" in problem.message]
    (told,) = refused
    assert told.startswith("the archives in it unpack to more than 200 times its size, as bombs do; unpack it by hand")
    assert len(results) < 10


def test_archives_in_an_archive_that_is_large_itself_are_read(tmp_path: Path) -> None:
    inner = zipped({f"{number}.txt": TEXT.replace("today", f"on day {number}").encode() for number in range(9)})
    (tmp_path / "all.zip").write_bytes(zipped({"2019.zip": inner, "picture.png": os.urandom(200_000)}))
    results = import_sources(tmp_path, [tmp_path / "all.zip"], ImportOptions(), now=datetime(2024, 2, 1, tzinfo=UTC))
    assert sorted({result.status for result in results}) == ["imported", "skipped"]
