"""Containers, imported item by item: what is counted, kept, skipped and refused."""

import hashlib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from generator.front_matter import read_front_matter, split_document
from generator.ingest import ImportOptions, SourceResult, import_sources, summarise
from generator.model import FrontMatter
from tests.packing import zipped

NOW = datetime(2024, 6, 1, 12, tzinfo=UTC)
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(64)


def text(number: int) -> bytes:
    dateline = f"OSLO, May {number}, 2023 --"
    return f"Harbour opens pier {number}\n\n{dateline} The pier was opened by the harbour master.\n".encode()


def mail(number: int) -> bytes:
    return b"Subject: none\nDate: Mon, 1 May 2023 09:00:00 +0000\n\n" + text(number)


def drop(site: Path, name: str, data: bytes) -> Path:
    path = site / "content/inbox" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def run(site: Path, path: Path) -> list[SourceResult]:
    return list(import_sources(site, [path], ImportOptions(), now=NOW))


def front_of(site: Path, result: SourceResult) -> FrontMatter:
    assert result.file
    front, problems = read_front_matter(split_document((site / result.file).read_bytes(), result.file), result.file)
    assert front, problems
    return front


def test_each_file_of_an_archive_is_a_source_and_the_archive_is_none(tmp_path: Path) -> None:
    data = zipped(
        {"b.txt": text(2), "a/a.txt": text(1), "a/p.png": PICTURE, "__MACOSX/._b.txt": b"x", ".DS_Store": b"x"}
    )
    path = drop(tmp_path, "export.zip", data)
    results = run(tmp_path, path)
    assert [(result.source.removeprefix("content/inbox/"), result.status, result.reason) for result in results] == [
        ("export.zip!/.DS_Store", "skipped", "system-file"),
        ("export.zip!/__MACOSX/._b.txt", "skipped", "system-file"),
        ("export.zip!/a/a.txt", "imported", None),
        ("export.zip!/b.txt", "imported", None),
        ("export.zip!/a/p.png", "skipped", "not-a-release"),  # known only when every text has been read
    ]
    counted = summarise(results)
    assert (counted["sources"], counted["imported"], counted["skipped"], counted["failed"]) == (5, 2, 3, 0)
    assert not path.exists(), "the archive is kept as the original of its items"
    for result, words in ((results[2], text(1)), (results[3], text(2))):
        original = front_of(tmp_path, result).original
        assert original is not None
        assert original.sha256 == hashlib.sha256(words).hexdigest()
        assert (tmp_path / "content/originals" / original.file).read_bytes() == data
    assert [
        front.original.item for result in (results[2], results[3]) if (front := front_of(tmp_path, result)).original
    ] == [
        "a/a.txt",
        "b.txt",
    ]


def test_an_archive_in_an_archive_is_opened_and_its_items_have_the_whole_address(tmp_path: Path) -> None:
    mailbox = b"From a@example.org Mon May  1 09:00:00 2023\n" + mail(3) + b"\n"
    inner = zipped({"letters.mbox": mailbox, "c.txt": text(4)})
    results = run(tmp_path, drop(tmp_path, "export.zip", zipped({"inner.zip": inner})))
    assert sorted(result.source for result in results) == [
        "content/inbox/export.zip!/inner.zip!/c.txt",
        "content/inbox/export.zip!/inner.zip!/letters.mbox#1",
    ]
    items = {
        front.original.item for result in results if result.file and (front := front_of(tmp_path, result)).original
    }
    assert "inner.zip!/c.txt" in items


def test_archives_that_lie_too_deep_are_refused_and_the_rest_is_imported(tmp_path: Path) -> None:
    deep = zipped({"x.txt": text(9)})
    for _ in range(4):
        deep = zipped({"inner.zip": deep})
    path = drop(tmp_path, "export.zip", zipped({"deep.zip": deep, "a.txt": text(1)}))
    results = run(tmp_path, path)
    assert [result.status for result in results] == ["imported", "failed"]
    assert "4 deep in each other" in results[1].problems[0].message
    assert path.exists(), "what failed is still in the inbox"


def test_archives_that_lie_too_deep_cost_one_line_however_many_they_are(tmp_path: Path) -> None:
    deep = zipped({f"{number}.zip": zipped({"x.txt": text(9)}) for number in range(3)})
    middle = zipped({f"{number}.zip": deep for number in range(3)})
    path = drop(tmp_path, "export.zip", zipped({"a.txt": text(1), "b.zip": middle, "c.zip": middle, "d.txt": text(2)}))
    results = run(tmp_path, path)
    assert [result.status for result in results] == ["imported", "imported", "failed"]
    assert results[2].source == "content/inbox/export.zip"
    (problem,) = results[2].problems
    assert problem.message == (
        "in it, containers lie 4 deep in each other (content/inbox/export.zip!/b.zip!/0.zip!/0.zip and 17 more); "
        "unpack the outer ones, and import them"
    )


def test_the_same_archive_twice_changes_nothing(tmp_path: Path) -> None:
    data = zipped({"a.txt": text(1), "b.txt": text(2)})
    run(tmp_path, drop(tmp_path, "export.zip", data))
    before = {path: path.read_bytes() for path in (tmp_path / "content").rglob("*") if path.is_file()}
    results = run(tmp_path, drop(tmp_path, "export.zip", data))
    assert [(result.status, result.reason) for result in results] == [("skipped", "same-bytes")] * 2
    assert {path: path.read_bytes() for path in (tmp_path / "content").rglob("*") if path.is_file()} == before


def test_a_file_that_came_alone_is_known_inside_an_archive(tmp_path: Path) -> None:
    run(tmp_path, drop(tmp_path, "a.txt", text(1)))
    results = run(tmp_path, drop(tmp_path, "export.zip", zipped({"a.txt": text(1), "b.txt": text(2)})))
    assert [result.status for result in results] == ["skipped", "imported"]


def test_mailboxes_that_begin_with_the_same_mail_are_both_read(tmp_path: Path) -> None:
    first, second, third = (b"From a Mon May  1 09:00:00 2023\n" + mail(number) + b"\n" for number in (1, 2, 3))
    run(tmp_path, drop(tmp_path, "may.mbox", first + second))
    results = run(tmp_path, drop(tmp_path, "june.mbox", first + third))
    assert [result.status for result in results] == ["skipped", "imported"]
    assert not list((tmp_path / "content/inbox").iterdir())
    assert len(list((tmp_path / "content/originals").rglob("*.mbox"))) == 2


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (zipped({"a.txt": text(1)})[:60], "damaged"),
        (zipped({}), "it holds nothing that could be imported"),
        (zipped({"bomb.txt": b"a" * (64 << 20)}), "bomb|unpack"),
    ],
    ids=["truncated", "empty", "bomb"],
)
def test_an_archive_that_cannot_be_opened_fails_once_and_stays(tmp_path: Path, data: bytes, message: str) -> None:
    path = drop(tmp_path, "export.zip", data)
    (result,) = run(tmp_path, path)
    assert result.status == "failed"
    assert any(part in result.problems[0].message for part in message.split("|")), result.problems[0].message
    assert path.exists()
    assert not (tmp_path / "content/releases").exists()


def test_a_dry_run_opens_an_archive_and_writes_nothing(tmp_path: Path) -> None:
    path = drop(tmp_path, "export.zip", zipped({"a.txt": text(1)}))
    results = list(import_sources(tmp_path, [path], ImportOptions(dry_run=True), now=NOW))
    assert [result.status for result in results] == ["imported"]
    assert sorted(found.relative_to(tmp_path).as_posix() for found in tmp_path.rglob("*") if found.is_file()) == [
        "content/inbox/export.zip"
    ]


FEED = b"""<?xml version="1.0"?>
<rss version="2.0"><channel><title>News</title><link>https://old.example.net/</link>
<item><title>Pier opens</title><link>https://old.example.net/news?id=7</link>
<pubDate>Mon, 01 May 2023 09:00:00 +0100</pubDate><description>The pier was opened.</description></item>
</channel></rss>"""


@pytest.mark.parametrize(
    ("own", "aliases"),
    [
        ((), ()),
        (("https://old.example.net/",), ("https://old.example.net/news?id=7",)),
        (("https://other.example/",), ()),
    ],
)
def test_the_address_of_a_release_is_an_alias_only_where_the_site_itself_stood(
    tmp_path: Path, own: tuple[str, ...], aliases: tuple[str, ...]
) -> None:
    path = drop(tmp_path, "feed.xml", FEED)
    (result,) = import_sources(tmp_path, [path], ImportOptions(own_urls=own), now=NOW)
    front = front_of(tmp_path, result)
    assert front.aliases == aliases
    assert front.source_url == "https://old.example.net/news?id=7"
