"""Import as a whole: what it does to the disk, in which order, and what it says."""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from generator import lock
from generator.ingest import ImportOptions, SourceResult, import_sources, importing, summarise, taking_in
from generator.ingest.formats.table import FORMATS
from generator.problems import DatelineError

NOW = datetime(2024, 2, 1, 12, tzinfo=UTC)
RELEASE = (
    "Harbour Trust opens the old lighthouse\n\n"
    "PORT ELLEN, Maine, March 4, 2019 -- The Harbour Trust opened the old lighthouse to visitors today, after nine"
    " years of repairs that were paid for by its members.\n\n"
    "The tower had been closed since a storm broke its lantern.\n\n###\n"
)


def run(site: Path, *paths: Path, **options: object) -> list[SourceResult]:
    return list(import_sources(site, paths, ImportOptions(**options), now=NOW))  # type: ignore[arg-type]


def drop(site: Path, name: str, text: str | bytes = RELEASE) -> Path:
    path = site / "content/inbox" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def files_in(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def content_of(site: Path) -> list[str]:
    return files_in(site / "content")


def test_a_release_from_the_inbox_moves_to_originals(tmp_path: Path) -> None:
    drop(tmp_path, "light house.txt")
    (result,) = run(tmp_path, tmp_path / "content/inbox")
    sha256 = hashlib.sha256(RELEASE.encode()).hexdigest()
    assert result.source == "content/inbox/light house.txt"
    assert result.status == "imported"
    assert content_of(tmp_path) == [
        "log.jsonl",
        "manifest-sha256.txt",
        f"originals/{sha256[:2]}/{sha256[:16]}-light-house.txt",
        "releases/2019/2019-03-04-harbour-trust-opens-the-old-lighthouse.md",
    ]


def test_a_file_from_elsewhere_is_copied_and_stays(tmp_path: Path) -> None:
    source = tmp_path / "elsewhere" / "a.txt"
    source.parent.mkdir()
    source.write_text(RELEASE)
    (result,) = run(tmp_path / "site", source)
    assert source.read_text() == RELEASE
    assert result.source == source.as_posix()


def test_the_journal_gets_one_event_for_each_import(tmp_path: Path) -> None:
    drop(tmp_path, "a.txt")
    (result,) = run(tmp_path, tmp_path / "content/inbox")
    (event,) = map(json.loads, (tmp_path / "content/log.jsonl").read_text().splitlines())
    assert event["event"] == "ingestion"
    assert event["instant"] == "2024-02-01T12:00:00Z"
    assert event["source"] == "content/inbox/a.txt"
    assert event["file"] == result.file
    assert event["sha256"] == hashlib.sha256(RELEASE.encode()).hexdigest()
    assert event["id"] == event["sha256"][:16]
    assert event["outcome"] == "imported"


def test_the_same_bytes_are_skipped_and_described(tmp_path: Path) -> None:
    drop(tmp_path, "a.txt")
    (first,) = run(tmp_path, tmp_path / "content/inbox")
    drop(tmp_path, "b.txt")
    before = (tmp_path / "content/log.jsonl").read_bytes()
    (second,) = run(tmp_path, tmp_path / "content/inbox")
    assert (second.status, second.reason, second.file) == ("skipped", "same-bytes", first.file)
    assert (second.front, second.body) == (first.front, first.body)
    assert (tmp_path / "content/log.jsonl").read_bytes() == before
    assert not list((tmp_path / "content/inbox").iterdir()), (
        "the bytes are in the archive, so the inbox is done with them"
    )


def test_an_original_whose_release_is_gone_is_imported_again_from_where_it_is(tmp_path: Path) -> None:
    (first,) = run(tmp_path, drop(tmp_path, "a.txt"))
    assert first.file
    assert first.front
    assert first.front.original
    (tmp_path / first.file).unlink()
    (again,) = run(tmp_path, tmp_path / "content/originals" / first.front.original.file)
    assert again.status == "imported"
    assert again.front
    assert again.front.original
    assert again.front.original.file == first.front.original.file
    assert len([path for path in (tmp_path / "content/originals").rglob("*") if path.is_file()]) == 1


def test_the_same_bytes_are_imported_again_once_their_release_is_gone(tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_text(RELEASE)
    (first,) = run(tmp_path, source)
    (tmp_path / str(first.file)).unlink()
    (second,) = run(tmp_path, source)
    assert (second.status, second.file) == ("imported", first.file)


def test_two_releases_of_one_title_get_two_addresses(tmp_path: Path) -> None:
    drop(tmp_path, "a.txt")
    drop(tmp_path, "b.txt", RELEASE.replace("nine years", "ten years"))
    drop(tmp_path, "c.txt", RELEASE.replace("March 4", "March 5"))
    names = [Path(str(result.file)).name for result in run(tmp_path, tmp_path / "content/inbox")]
    assert names == [
        "2019-03-04-harbour-trust-opens-the-old-lighthouse.md",
        "2019-03-04-harbour-trust-opens-the-old-lighthouse-2.md",
        "2019-03-05-harbour-trust-opens-the-old-lighthouse-3.md",
    ]


def test_a_release_that_is_there_is_never_written_over(tmp_path: Path) -> None:
    taken = tmp_path / "content/releases/2019/2019-03-04-harbour-trust-opens-the-old-lighthouse.md"
    taken.parent.mkdir(parents=True)
    taken.write_text("written by hand")
    drop(tmp_path, "a.txt")
    (result,) = run(tmp_path, tmp_path / "content/inbox")
    assert result.file == "content/releases/2019/2019-03-04-harbour-trust-opens-the-old-lighthouse-2.md"
    assert taken.read_text() == "written by hand"


def test_a_release_without_a_date_is_a_draft_whatever_is_asked(tmp_path: Path) -> None:
    drop(
        tmp_path, "a.txt", "Harbour Trust opens the old lighthouse\n\nThe Harbour Trust opened it to visitors today.\n"
    )
    (result,) = run(tmp_path, tmp_path / "content/inbox", status="published")
    assert result.front
    assert result.file == "content/releases/undated/harbour-trust-opens-the-old-lighthouse.md"
    assert (result.front.date, result.front.status) == (None, "draft")


def test_a_date_in_the_name_of_the_file_is_marked_as_inferred(tmp_path: Path) -> None:
    drop(tmp_path, "2019-03-04-lighthouse.txt", "Harbour Trust opens the old lighthouse\n\nIt opened today.\n")
    (result,) = run(tmp_path, tmp_path / "content/inbox")
    assert result.front
    assert (str(result.front.date), result.front.status) == ("2019-03-04", "published")
    assert "date" in result.front.inferred


def test_the_status_asked_for_is_given(tmp_path: Path) -> None:
    drop(tmp_path, "a.txt")
    (result,) = run(tmp_path, tmp_path / "content/inbox", status="draft")
    assert result.front
    assert result.front.status == "draft"


def test_a_dry_run_says_the_same_and_writes_nothing(tmp_path: Path) -> None:
    drop(tmp_path, "a.txt")
    drop(tmp_path, "b.txt", RELEASE.replace("nine years", "ten years"))
    drop(tmp_path, "c.txt")
    before = files_in(tmp_path)
    dry = run(tmp_path, tmp_path / "content/inbox", dry_run=True)
    assert files_in(tmp_path) == before
    wet = run(tmp_path, tmp_path / "content/inbox")
    assert [result.as_json() for result in dry] == [result.as_json() for result in wet]


def test_sources_are_imported_skipped_and_failed_and_nothing_else(tmp_path: Path) -> None:
    drop(tmp_path, "a.txt")
    drop(tmp_path, "b.txt")
    drop(tmp_path, ".DS_Store", b"\0\1")
    drop(tmp_path, "empty.txt", "")
    drop(tmp_path, "logo.png", b"\x89PNG\r\n\x1a\n")
    drop(tmp_path, "scan.pdf", b"%PDF-1.7\n")
    results = run(tmp_path, tmp_path / "content/inbox")
    assert summarise(results) == {
        "sources": 6,
        "imported": 1,
        "skipped": 3,
        "failed": 2,
        "inferred": 0,
        "seconds": 0.0,
    }
    assert {result.source.rpartition("/")[2]: result.reason for result in results if result.status == "skipped"} == {
        "b.txt": "same-bytes",
        ".DS_Store": "system-file",
        "logo.png": "not-a-release",
    }


REFUSED = {
    "an empty file": ("a.txt", b"", "the file is empty; put the text of the release into it, or delete it"),
    "white space alone": (
        "a.txt",
        b" \n\n\t\n",
        "the file is empty; put the text of the release into it, or delete it",
    ),
    "blanks of another kind alone": (
        "a.txt",
        "\u00a0\n\u2003\n".encode(),
        "the file holds no text that could be a release; put the text of the release into it, or delete it",
    ),
    "rules alone": (
        "a.txt",
        b"-----\n\n###\n",
        "the file holds no text that could be a release; put the text of the release into it, or delete it",
    ),
    "a binary file": (
        "a.txt",
        bytes(range(256)) * 20,
        "the file is not text (it holds NUL or control bytes); export it as plain text and import that",
    ),
    "a PDF that was cut short": (
        "a.pdf",
        b"%PDF-1.7",
        "the PDF is damaged or was cut short; get it again from where it came, or print it to a new PDF",
    ),
    "a workbook": (
        "a.xls",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512),
        "this is a table, which cannot be read; export it as plain text, and import that",
    ),
    "front matter that does not end": (
        "a.md",
        b"---\ntitle: News\n",
        "the front matter does not end; close it with a line '---'",
    ),
    "front matter without a title": (
        "a.md",
        b"---\ndate: 2019-03-04\n---\nNews.\n",
        "'title' is missing; write 'title: ' and the headline",
    ),
}


@pytest.mark.parametrize(("name", "data", "message"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_imported_is_named_and_left_where_it_was(
    tmp_path: Path, name: str, data: bytes, message: str
) -> None:
    path = drop(tmp_path, name, data)
    (result,) = run(tmp_path, path)
    assert result.status == "failed"
    assert [problem.message for problem in result.problems] == [message]
    assert result.problems[0].path == f"content/inbox/{name}"
    assert (result.file, result.front, result.body) == (None, None, None)
    assert path.read_bytes() == data
    assert content_of(tmp_path) == [f"inbox/{name}"]


def test_a_picture_that_was_named_itself_is_refused_instead_of_skipped(tmp_path: Path) -> None:
    (result,) = run(tmp_path, drop(tmp_path, "a.png", b"\x89PNG\r\n\x1a\n"))
    assert result.status == "failed"
    assert result.problems[0].message == "this is a picture, which is no release; import the text that belongs to it"


def test_a_path_that_does_not_exist_is_a_failed_source(tmp_path: Path) -> None:
    (result,) = run(tmp_path, tmp_path / "nowhere.txt")
    assert result.status == "failed"
    assert result.problems[0].message == "there is no such file or folder; check the spelling of its path"


def test_a_format_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    (result,) = run(tmp_path, drop(tmp_path, "a.txt"), format="telex")
    names = ", ".join(row.name for row in FORMATS)
    assert {"document", "markdown", "text"} <= {row.name for row in FORMATS}
    assert result.problems[0].message == f"there is no format 'telex'; write one of {names}"


def test_one_bad_file_does_not_keep_the_others_out(tmp_path: Path) -> None:
    drop(tmp_path, "1.txt", b"\0\1\2")
    drop(tmp_path, "2.txt")
    assert [result.status for result in run(tmp_path, tmp_path / "content/inbox")] == ["failed", "imported"]


def test_links_in_a_folder_are_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_text(RELEASE)
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "link.txt").symlink_to(outside / "secret.txt")
    (folder / "links").symlink_to(outside)
    results = run(tmp_path / "site", folder)
    assert [(result.status, result.reason) for result in results] == [("skipped", "not-a-release")]


def test_a_folder_is_walked_in_order_and_hidden_folders_are_passed_by(tmp_path: Path) -> None:
    for name in ("b/2.txt", "a/3.txt", "1.txt", ".git/0.txt"):
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(RELEASE.replace("nine", name))
    results = run(tmp_path / "site", tmp_path / "in", tmp_path / "in/1.txt")
    assert [Path(result.source).relative_to(tmp_path / "in").as_posix() for result in results] == [
        "1.txt",
        "a/3.txt",
        "b/2.txt",
    ]


@pytest.mark.parametrize("blocked", ["originals", "releases", "log.jsonl"])
def test_a_place_that_cannot_be_written_is_reported_and_the_source_stays(tmp_path: Path, blocked: str) -> None:
    path = drop(tmp_path, "a.txt")
    place = tmp_path / "content" / blocked
    if blocked == "log.jsonl":
        place.mkdir()
    else:
        place.write_text("a file where a folder should be")
    (result,) = run(tmp_path, path)
    assert result.status == "failed"
    assert result.problems[0].message.startswith("the disk refused at ")
    assert path.read_text() == RELEASE


def test_a_name_that_is_no_text_is_no_obstacle(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    try:
        (folder / os.fsdecode(b"caf\xe9.txt")).write_text(RELEASE)
    except OSError:
        return  # a file system that only takes text for names
    (result,) = run(tmp_path / "site", folder)
    assert result.status == "imported"
    assert "caf\ufffd" in json.dumps(result.as_json(), ensure_ascii=False).encode().decode()


def test_two_imports_at_once_neither_lose_nor_double_a_release(tmp_path: Path) -> None:
    for number in range(20):
        drop(tmp_path, f"{number}.txt", RELEASE.replace("nine", f"{number}"))
    command = (
        "import sys; from datetime import UTC, datetime; from pathlib import Path;"
        "from generator.ingest import ImportOptions, import_sources;"
        "site = Path(sys.argv[1]);"
        "results = list(import_sources(site, [site / 'content/inbox'], ImportOptions(), now=datetime.now(UTC)));"
        "sys.exit(any(result.status == 'failed' for result in results))"
    )
    root = Path(__file__).parents[2]
    both = [subprocess.Popen([sys.executable, "-c", command, str(tmp_path)], cwd=root) for _ in range(2)]
    assert [process.wait(60) for process in both] == [0, 0]
    assert len(list((tmp_path / "content/releases").rglob("*.md"))) == 20
    assert len([path for path in (tmp_path / "content/originals").rglob("*") if path.is_file()]) == 20
    assert len((tmp_path / "content/log.jsonl").read_text().splitlines()) == 20
    assert not list((tmp_path / "content/inbox").iterdir())


def test_a_disk_that_refuses_is_reported_and_nothing_is_left_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device", str(tmp_path / "content/originals"))

    path = drop(tmp_path, "a.txt")
    monkeypatch.setattr(taking_in, "keep_original", refuse)
    (result,) = run(tmp_path, path)
    assert result.problems[0].message == (
        "the disk refused at originals: No space left on device; check permissions and free space, and import again"
    )
    assert content_of(tmp_path) == ["inbox/a.txt"]


class Killed(BaseException):
    """The end of the process, at a moment of our choosing."""


STEPS: tuple[str, ...] = ("keep_original", "log_ingestion", "make_durable")


@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("step", [*STEPS, "store"])
def test_after_a_kill_at_any_step_the_next_run_finishes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, moment: str
) -> None:
    whole = tmp_path / "whole"
    drop(whole, "a.txt")
    run(whole, whole / "content/inbox")

    def kill_around(function: Callable[..., object]) -> Callable[..., object]:
        def killed(*arguments: object, **named: object) -> object:
            if moment == "after":
                function(*arguments, **named)
            raise Killed

        return killed

    site = tmp_path / "site"
    drop(site, "a.txt")
    owner = next(owner for owner in (importing.Shelves, importing, taking_in) if hasattr(owner, step))
    with monkeypatch.context() as patch:
        patch.setattr(owner, step, kill_around(getattr(owner, step)))
        with pytest.raises(Killed):
            run(site, site / "content/inbox")
    assert (site / "content/inbox/a.txt").exists(), "the inbox is the last to let go"
    run(site, site / "content/inbox")
    assert content_of(site) == content_of(whole)
    for name in content_of(whole):
        assert (site / "content" / name).read_bytes() == (whole / "content" / name).read_bytes()


def test_a_file_that_changes_while_it_is_imported_stays_in_the_inbox(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = drop(tmp_path, "a.txt")
    store = importing.Shelves.store

    def change(*arguments: object) -> object:
        path.write_text(RELEASE.replace("nine", "eleven"))
        os.utime(path, ns=(1, 1))
        return store(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(importing.Shelves, "store", change)
    run(tmp_path, path)
    assert "eleven" in path.read_text()


def test_an_original_that_was_changed_is_never_written_over(tmp_path: Path) -> None:
    path = drop(tmp_path, "a.txt")
    sha256 = hashlib.sha256(RELEASE.encode()).hexdigest()
    kept = tmp_path / f"content/originals/{sha256[:2]}/{sha256[:16]}-a.txt"
    kept.parent.mkdir(parents=True)
    kept.write_text("tampered with")
    (result,) = run(tmp_path, path)
    assert result.problems[0].message == (
        "the kept original has been changed; restore it from a backup, or move it away and import again"
    )
    assert kept.read_text() == "tampered with"
    assert path.exists()


def test_a_second_import_waits_and_then_says_who_holds_the_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "hold_lock", partial(lock.hold_lock, wait=0.05))
    with lock.hold_lock(tmp_path, "import"), pytest.raises(DatelineError) as refusal:
        run(tmp_path, drop(tmp_path, "a.txt"))
    assert f"process {os.getpid()}" in str(refusal.value)


def test_a_line_of_a_megabyte_is_imported_like_any_other_and_one_of_ten_refused(tmp_path: Path) -> None:
    words = b"Words in 'a very' long line (of Acme Inc.) said Jane Doe, and 'more' of them -- [x](y) * _a_ <b> "
    (result,) = run(tmp_path, drop(tmp_path, "a.txt", words * 10_000))
    assert result.status == "imported"
    (result,) = run(tmp_path, drop(tmp_path, "b.txt", words * 105_000))
    assert "this is no press release: one line or paragraph of it has" in result.problems[0].message


def test_a_result_reads_as_the_interface_promises(tmp_path: Path) -> None:
    (result,) = run(tmp_path, drop(tmp_path, "a.txt"))
    printed = json.loads(json.dumps(result.as_json()))
    assert list(printed) == ["source", "status", "reason", "file", "release", "body", "problems"]
    assert printed["release"]["title"] == "Harbour Trust opens the old lighthouse"
    assert printed["release"]["date"] == "2019-03-04"
    assert printed["problems"] == []


def test_a_list_of_items_is_passed_over_in_a_folder_and_refused_by_its_own_name(tmp_path: Path) -> None:
    path = drop(tmp_path, "list.xml", "<packageItem xmlns='http://iptc.org/std/nar/2006-10-01/'></packageItem>")
    (walked,) = run(tmp_path, tmp_path / "content/inbox")
    assert (walked.status, walked.reason) == ("skipped", "not-a-release")
    (named,) = run(tmp_path, path)
    assert [problem.message for problem in named.problems] == [
        "this is a NewsML-G2 package, which only lists items; import the items that it names"
    ]


STATED_SLUGS = {
    "lighthouse-2019": ("2019-03-04-lighthouse-2019.md", None),
    "Light_House": ("2019-03-04-light-house.md", "Light_House"),
    "маяк": ("2019-03-04-mayak.md", "маяк"),
    "17": ("2019-03-04-17-page.md", None),
}


@pytest.mark.parametrize(("slug", "expected"), STATED_SLUGS.items())
def test_a_slug_that_somebody_stated_is_kept(slug: str, expected: tuple[str, str | None], tmp_path: Path) -> None:
    text = f"---\ntitle: Harbour Trust opens the old lighthouse\ndate: 2019-03-04\nslug: '{slug}'\n---\nIt opened.\n"
    drop(tmp_path, "a.md", text)
    (result,) = run(tmp_path, tmp_path / "content/inbox")
    assert result.front
    assert (Path(str(result.file)).name, result.front.slug) == expected
