"""Originals read again: what is taken over, what is only told, and that no other byte changes."""

import hashlib
import json
import mailbox
import re
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from generator import __version__
from generator.ingest import ImportOptions, SourceResult, import_again, import_sources
from generator.ingest.fetching import Fetcher
from tests.ingest.test_fetching import PNG, base
from tests.samples_beside import shared as shared

assert base  # the server of the other test, as a fixture

NOW = datetime(2024, 2, 1, 12, tzinfo=UTC)
LATER = datetime(2025, 3, 4, 12, tzinfo=UTC)
TEXT = (
    "Harbour Trust opens the old lighthouse\n\n"
    "PORT ELLEN, Maine, March 4, 2019 -- The Harbour Trust opened the old lighthouse to visitors today, after nine"
    " years of repairs that were paid for by its members. #lighthouse #coast\n\n"
    '"It is a gift," said Mary Clark, director of the Harbour Trust.\n\n###\n'
)


def take_in(site: Path, name: str, data: str | bytes) -> Path:
    source = site / "content/inbox" / name
    source.parent.mkdir(parents=True, exist_ok=True)
    source.write_bytes(data if isinstance(data, bytes) else data.encode())
    results = list(import_sources(site, [source], ImportOptions(), now=NOW))
    imported = [result for result in results if result.status == "imported"]
    assert imported, results
    return site / str(imported[0].file)


def again(site: Path, *paths: Path, **options: object) -> list[SourceResult]:
    return list(import_again(site, paths, ImportOptions(**options), now=LATER))  # type: ignore[arg-type]


def change(file: Path, *pairs: tuple[str, str]) -> bytes:
    """Replace by patterns, as an earlier importer or a person would have written it; return the bytes."""
    text = file.read_text()
    for pattern, new in pairs:
        text, count = re.subn(pattern, new, text, count=1, flags=re.MULTILINE)
        assert count == 1, pattern
    file.write_bytes(text.encode())
    return file.read_bytes()


OLDER = (r"^tags:\n  - lighthouse$", "tags:\n  - 'Light House'  # older")
VERSION = (r"^  version: .*$", "  version: 0.0.1")


def lines_that_differ(before: bytes, after: bytes) -> list[tuple[str, str]]:
    old, new = before.decode().split("\n"), after.decode().split("\n")
    assert len(old) == len(new)
    return [(one, other) for one, other in zip(old, new, strict=True) if one != other]


def test_an_inferred_field_is_read_again_and_every_other_byte_stays(tmp_path: Path) -> None:
    file = take_in(tmp_path, "a.txt", TEXT)
    before = change(file, OLDER, VERSION, (r"^title: .*$", "title:   'Harbour Trust opens the old lighthouse' # mine"))
    (result,) = again(tmp_path)
    assert (result.status, result.file, result.problems) == ("imported", file.relative_to(tmp_path).as_posix(), ())
    assert lines_that_differ(before, file.read_bytes()) == [
        ("  - 'Light House'  # older", "  - 'lighthouse'  # older"),
        ("  version: 0.0.1", f"  version: {__version__}"),
    ]
    assert result.changed == {"tags": (["Light House", "coast"], ["lighthouse", "coast"])}
    assert result.front
    assert result.front.tags == ("lighthouse", "coast")


def test_the_journal_tells_what_changed(tmp_path: Path) -> None:
    file = take_in(tmp_path, "a.txt", TEXT)
    change(file, OLDER)
    (result,) = again(tmp_path)
    event = json.loads((tmp_path / "content/log.jsonl").read_text().splitlines()[-1])
    assert event == {
        "event": "modification",
        "instant": "2025-03-04T12:00:00Z",
        "tool": f"dateline {__version__}",
        "source": result.source,
        "file": result.file,
        "id": hashlib.sha256(TEXT.encode()).hexdigest()[:16],
        "changed": {"tags": {"from": ["Light House", "coast"], "to": ["lighthouse", "coast"]}},
        "outcome": "imported again",
    }


def test_what_was_read_already_changes_nothing(tmp_path: Path) -> None:
    file = take_in(tmp_path, "a.txt", TEXT)
    before, journal = change(file, VERSION), (tmp_path / "content/log.jsonl").read_bytes()
    (result,) = again(tmp_path)
    assert (result.status, result.reason, result.changed, result.problems) == ("skipped", "unchanged", {}, ())
    assert file.read_bytes() == before
    assert (tmp_path / "content/log.jsonl").read_bytes() == journal


def test_a_field_that_somebody_set_stays_and_is_told(tmp_path: Path) -> None:
    file = take_in(tmp_path, "a.txt", TEXT)
    before = change(
        file,
        (r"^title: .*$", "title: The light is back"),
        (r"^tags:\n  - lighthouse$", "tags:\n  - mine"),
        (r"^    - tags\n", ""),
    )
    (result,) = again(tmp_path)
    assert (result.status, file.read_bytes()) == ("skipped", before)
    (problem,) = result.problems
    assert str(problem) == (
        f"{result.file}: warning: today's importer reads 'title' as 'Harbour Trust opens the old lighthouse', the "
        "release has 'The light is back'; change it by hand if that is better"
    )


def test_a_body_is_never_changed(tmp_path: Path) -> None:
    file = take_in(tmp_path, "a.txt", TEXT)
    before = change(file, (r"opened the old", "has opened the old"))
    (result,) = again(tmp_path)
    assert (result.status, file.read_bytes()) == ("skipped", before)
    assert [problem.message for problem in result.problems] == [
        "today's importer reads the text otherwise; it stays as it is"
    ]


def test_a_field_that_is_stated_after_all_is_inferred_no_more(tmp_path: Path) -> None:
    file = take_in(tmp_path, "a.txt", TEXT)
    change(file, (r"^date: .*$", "date: 2018-01-01"), (r"^  inferred:$", "  inferred:\n    - date\n    - title"))
    (result,) = again(tmp_path)
    assert result.front
    assert str(result.front.date) == "2019-03-04"
    assert not {"date", "title"} & set(result.front.inferred)
    assert result.changed["date"] == ("2018-01-01", "2019-03-04")
    assert again(tmp_path)[0].status == "skipped"


def test_the_last_inferred_field_takes_the_list_with_it(tmp_path: Path) -> None:
    file = take_in(tmp_path, "a.txt", TEXT)
    change(file, (r"^  inferred:\n(?:    - .*\n)+", "  inferred:\n    - date\n"))
    again(tmp_path)
    assert "inferred" not in file.read_text()


def test_a_suggestion_that_is_made_no_more_goes_and_one_that_somebody_took_out_stays_out(tmp_path: Path) -> None:
    file = take_in(tmp_path, "a.txt", TEXT)
    change(
        file,
        (r"^people:$", "issuers:\n  - Nobody\npeople:"),
        (r"^tags:\n(?:  - .*\n)+", ""),
        (r"^  inferred:$", "  inferred:\n    - issuers"),
    )
    (result,) = again(tmp_path)
    assert result.front
    assert (result.front.issuers, result.front.tags, "issuers" in result.front.inferred) == ((), (), False)
    assert "issuers" not in file.read_text()


def test_a_dry_run_says_the_same_and_writes_nothing(tmp_path: Path) -> None:
    file = take_in(tmp_path, "a.txt", TEXT)
    before = change(file, OLDER, VERSION)
    tried = again(tmp_path, dry_run=True)
    assert file.read_bytes() == before
    assert tried == again(tmp_path)
    assert file.read_bytes() != before


def mail(number: int) -> str:
    return TEXT.replace("March 4", f"March {number}").replace("Harbour", f"Harbour{number}")


def in_mailbox(folder: Path) -> Path:
    box = mailbox.mbox(folder / "a.mbox")
    for number in (1, 2):
        head = f"From: a@example.org\nSubject: Harbour{number} opens\nDate: Mon, 4 Mar 2019 10:00:00 +0000"
        box.add(f"{head}\n\n{mail(number)}")
    box.close()
    return folder / "a.mbox"


def in_archive(folder: Path) -> Path:
    with zipfile.ZipFile(folder / "a.zip", "w") as archive:
        for number in (1, 2):
            archive.writestr(f"in/{number}.txt", mail(number))
    return folder / "a.zip"


def in_archive_in_archive(folder: Path) -> Path:
    inner = in_archive(folder)
    with zipfile.ZipFile(folder / "b.zip", "w") as archive:
        archive.write(inner, "a.zip")
    return folder / "b.zip"


def in_table(folder: Path) -> Path:
    rows = "".join(f'Harbour{number} opens,"{LEAD} #lighthouse #coast",2019-03-0{number}\n' for number in (1, 2))
    (folder / "a.csv").write_text(f"title,body,date\n{rows}")
    return folder / "a.csv"


LEAD = "The Harbour Trust opened the old lighthouse to visitors today, after nine years of repairs by its members."


@pytest.mark.parametrize("pack", [in_mailbox, in_archive, in_archive_in_archive, in_table])
def test_every_item_of_a_container_is_found_again(pack: Callable[[Path], Path], tmp_path: Path) -> None:
    site = tmp_path / "site"
    source = pack(tmp_path)
    imported = [result for result in import_sources(site, [source], ImportOptions(), now=NOW) if result.file]
    assert len(imported) == 2
    for result in imported:
        change(site / str(result.file), (r"^tags:\n  - .*$", "tags:\n  - older"))
    results = again(site)
    assert sorted(result.file or "" for result in results) == sorted(result.file or "" for result in imported)
    assert [(result.status, result.front and result.front.tags) for result in results] == [
        ("imported", ("lighthouse", "coast"))
    ] * 2
    assert {result.status for result in again(site)} == {"skipped"}


def test_a_release_its_original_and_the_folders_of_both_can_be_named(tmp_path: Path) -> None:
    first, second = take_in(tmp_path, "a.txt", mail(1)), take_in(tmp_path, "b.txt", mail(2))
    (original,) = (tmp_path / "content/originals").rglob("*-a.txt")
    for path, files in [
        (first, [first]),
        (original, [first]),
        (original.parent, [first]),
        (first.parent, [first, second]),
        (tmp_path / "content/originals", [first, second]),
    ]:
        found = sorted(tmp_path / str(result.file) for result in again(tmp_path, path))
        assert found == files, path
    (other,) = again(tmp_path, tmp_path / "content/log.jsonl")
    assert [problem.message for problem in other.problems] == [
        "this is neither a release of the site nor the original of one"
    ]


def test_an_original_that_is_gone_or_changed_is_named(tmp_path: Path) -> None:
    file = take_in(tmp_path, "a.txt", TEXT)
    before = change(file, OLDER)
    (original,) = (path for path in (tmp_path / "content/originals").rglob("*") if path.is_file())
    original.write_text("changed")
    (changed,) = again(tmp_path)
    original.unlink()
    (missing,) = again(tmp_path)
    name = file.relative_to(tmp_path).as_posix()
    assert [str(problem) for problem in changed.problems] == [
        f"{name}: error: the kept original does not hold the bytes of this release any more"
    ]
    (problem,) = missing.problems
    assert str(problem) == (
        f"{name}: error: the disk refused at {original.name}: No such file or directory; check permissions and free "
        "space, and import again"
    )
    assert file.read_bytes() == before


def test_a_front_matter_that_is_tied_by_anchors_is_refused_and_stays(tmp_path: Path) -> None:
    file = take_in(tmp_path, "a.txt", TEXT)
    before = change(
        file, (r"^tags:\n(?:  - .*\n)+", "tags: &a [older]\npeople: *a\n"), (r"^people:\n(?:  - .*\n)+", "")
    )
    results = again(tmp_path)
    assert [result.status for result in results] == ["failed"]
    assert "the anchor '&a' ties" in results[0].problems[0].message
    assert file.read_bytes() == before


def test_remote_pictures_of_releases_that_exist_are_brought_in(base: str, tmp_path: Path) -> None:
    file = take_in(tmp_path, "a.txt", TEXT)
    written = tmp_path / "content/releases/2019/2019-05-06-by-hand.md"
    media = f"media:\n- url: {base}/lamp.png  # here\n  caption: The lamp\n- {{url: {base}/none.png, kind: image}}\n"
    written.write_text(f"---\ntitle: By hand\ndate: 2019-05-06\n{media}---\n\nWords.\n")
    fetcher = Fetcher(5, 1 << 20, frozenset({"127.0.0.1"}))
    results = {result.file: result for result in again(tmp_path, fetcher=fetcher)}
    assert results[file.relative_to(tmp_path).as_posix()].status == "skipped"
    result = results["content/releases/2019/2019-05-06-by-hand.md"]
    name = f"2019/{hashlib.sha256(PNG).hexdigest()[:16]}-lamp.png"
    assert (tmp_path / "content/media" / name).read_bytes() == PNG
    assert written.read_text() == (
        f"---\ntitle: By hand\ndate: 2019-05-06\nmedia:\n- url: {base}/lamp.png  # here\n  caption: The lamp\n"
        f"  file: {name}\n- {{url: {base}/none.png, kind: image}}\n---\n\nWords.\n"
    )
    assert [problem.message for problem in result.problems] == [
        f"not fetched: {base}/none.png (the server answered 404 Not Found); it stays a link"
    ]


def test_real_releases_are_read_again_as_they_were(shared: Path, tmp_path: Path) -> None:
    sources = sorted((shared / "corpus/wires").rglob("*.md"))[::10]
    imported = list(import_sources(tmp_path, sources, ImportOptions(), now=NOW))
    assert len(imported) > 40
    results = again(tmp_path)
    assert [
        (result.file, result.changed, result.problems) for result in results if result.changed or result.problems
    ] == []
    assert len(results) == len({result.file for result in imported})
