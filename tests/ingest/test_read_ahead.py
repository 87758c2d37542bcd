"""Reading ahead in several processes: whatever their number, and whatever becomes of them, the same is written."""

import multiprocessing
import os
import time
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from generator.ingest import ImportOptions, import_sources
from generator.ingest.formats.table import Format
from generator.ingest.read_ahead import Foreseen, ReadAhead
from generator.ingest.reading import Item, Reading
from generator.ingest.workers import Limits, Workers
from generator.model import FrontMatter
from generator.problems import ImportRefused, Problem

NOW = datetime(2024, 2, 1, 12, tzinfo=UTC)
RELEASE = (
    "Harbour Trust opens lighthouse number {number}\n\n"
    "PORT ELLEN, Maine, March 4, 2019 -- The Harbour Trust opened it to visitors today, after {number} years of repairs"
    " that were paid for by its members. “It is open at last,” said Jane Doe, president of the trust.\n\n###\n"
)
HTML = (
    "<html><head><title>Light {number}</title></head>"
    "<body><article><h1>Light {number}</h1><p>{text}</p></article></body></html>"
)


def sort_of(item: Item) -> str:
    """Do what the bytes of an item say: in the import's own process nothing of it does harm."""
    command = item.data.decode()
    if multiprocessing.parent_process() is not None:
        if command == "crash":
            os._exit(3)
        if command == "sleep":
            time.sleep(60)
        if command == "hoard":
            bytearray(1 << 30)
    if command == "refuse":
        raise ImportRefused([Problem(message="it is no release")])
    if command == "fail":
        raise KeyError("missing")
    return command


def read(item: Item) -> Reading:
    return Reading(front=FrontMatter(title=item.shown), body=sort_of(item))


PLAIN = Format(name="plain", media_type="text/plain", recognises=bool, read=read)
RISKY = Format(name="risky", media_type="text/plain", recognises=bool, read=read, risky=True)


def foresee(thing: tuple[Format, str, int]) -> Foreseen:
    row, command, number = thing
    return Foreseen(row, Item(name="a", shown=f"{number}", data=command.encode()))


@pytest.fixture(scope="module")
def ahead() -> Iterator[ReadAhead]:
    limits = Limits(seconds=8, megabytes=512)
    with Workers(limits) as workers, ReadAhead(2, limits, workers) as reader:
        yield reader


def outcome(ahead: ReadAhead, foreseen: Foreseen) -> str:
    try:
        reading = ahead.read(foreseen.row, foreseen.item)
    except (ImportRefused, KeyError) as error:
        return str(error)
    assert reading.front.title == foreseen.item.shown
    return reading.body


BAD = {
    "a crash": (RISKY, "crash", "reading it ended its process"),
    "time": (RISKY, "sleep", "could not be read within 8 s; raise 'import.seconds'"),
    "memory": (RISKY, "hoard", "more memory than 512 MB; raise 'import.megabytes'"),
    "a refusal": (RISKY, "refuse", "it is no release"),
    "a fault": (RISKY, "fail", "a way its reader does not know (KeyError: 'missing'); save it anew"),
    "plain text that crashes": (PLAIN, "crash", "crash"),
    "plain text that hoards": (PLAIN, "hoard", "hoard"),
    "plain text that is refused": (PLAIN, "refuse", "it is no release"),
    "plain text that fails": (PLAIN, "fail", "missing"),
}


@pytest.mark.parametrize(("row", "command", "said"), BAD.values(), ids=BAD)
def test_one_bad_item_costs_its_own_line_and_the_others_are_read_in_their_order(
    ahead: ReadAhead, row: Format, command: str, said: str
) -> None:
    things = [(PLAIN if number % 3 else RISKY, f"item {number}", number) for number in range(200)]
    things[20] = (row, command, 20)
    outcomes = [outcome(ahead, foresee(thing)) for thing in ahead.along(things, foresee)]
    assert said in outcomes[20]
    assert outcomes[:20] + outcomes[21:] == [f"item {number}" for number in range(200) if number != 20]


def test_few_items_start_no_process() -> None:
    before = set(multiprocessing.active_children())
    with Workers(Limits()) as workers, ReadAhead(4, Limits(), workers) as ahead:
        things = [(PLAIN, f"item {number}", number) for number in range(100)]
        for thing in ahead.along(things, foresee):
            assert outcome(ahead, foresee(thing)) == thing[1]
            assert set(multiprocessing.active_children()) == before


def test_what_fails_behind_good_things_does_not_take_them_along() -> None:
    def things() -> Iterator[int]:
        yield from range(5)
        raise ImportRefused([Problem(message="the archive is damaged")])

    with Workers(Limits()) as workers, ReadAhead(2, Limits(), workers) as ahead:
        along = ahead.along(things(), lambda _: None)
        assert [next(along) for _ in range(5)] == [0, 1, 2, 3, 4]
        with pytest.raises(ImportRefused):
            next(along)


def test_an_item_that_was_not_foreseen_is_read_when_it_is_its_turn(ahead: ReadAhead) -> None:
    things = [(PLAIN, f"item {number}", number) for number in range(150)]
    for _, _, number in ahead.along(things, foresee):
        assert outcome(ahead, foresee((PLAIN, "changed since", number))) == "changed since"


def make_sources(folder: Path) -> None:
    folder.mkdir()
    for number in range(90):
        text = RELEASE.format(number=number)
        (folder / f"{number:03}.txt").write_text(text)
        (folder / f"{number:03}.md").write_text(
            f"# {text}" if number % 2 else f"---\ntitle: '{number}'\ndate: 2019-03-04\n---\n{text}"
        )
    for number in range(6):
        (folder / f"{number}.html").write_text(HTML.format(number=number, text=RELEASE.format(number=number) * 3))
    (folder / "000-again.txt").write_text(RELEASE.format(number=0))
    (folder / "damaged.txt").write_text(RELEASE.format(number=99).replace("“", "â€œ"))
    (folder / "empty.txt").write_text("")
    (folder / "noise.txt").write_bytes(bytes(range(256)) * 20)
    (folder / "cut.pdf").write_bytes(b"%PDF-1.7")
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    with zipfile.ZipFile(folder / "many.zip", "w") as archive:
        for number in range(100, 180):
            archive.writestr(f"{number}.txt", RELEASE.format(number=number))
        archive.writestr("cut.pdf", b"%PDF-1.7")
    messages = (
        f"From a@example.org Mon Mar  4 09:00:00 2019\nSubject: Light {n}\n\n{RELEASE.format(number=n)}\n"
        for n in range(3)
    )
    (folder / "letters.mbox").write_text("".join(messages))


def import_all(site: Path, sources: Path, **options: Any) -> list[dict[str, Any]]:
    results = import_sources(site, [sources], ImportOptions(**options), now=NOW)
    return [result.as_json() for result in results]


def tree(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


@pytest.mark.parametrize("options", [{}, {"repair_encoding": True}], ids=["as it is", "repaired"])
def test_any_number_of_processes_writes_the_same_bytes(tmp_path: Path, options: dict[str, Any]) -> None:
    sources = tmp_path / "sources"
    make_sources(sources)
    said = {jobs: import_all(tmp_path / f"{jobs}", sources, jobs=jobs, **options) for jobs in (1, 2, 4)}
    assert {result["status"] for result in said[1]} == {"imported", "skipped", "failed"}
    assert said[1] == said[2] == said[4]
    content = {jobs: tree(tmp_path / f"{jobs}" / "content") for jobs in said}
    assert sum(name.startswith("releases/") for name in content[1]) == 270
    assert content[1] == content[2] == content[4]


def test_a_dry_run_in_several_processes_says_the_same_and_writes_nothing(tmp_path: Path) -> None:
    sources = tmp_path / "sources"
    make_sources(sources)
    one, two = (import_all(tmp_path / "site", sources, jobs=jobs, dry_run=True) for jobs in (1, 2))
    assert one == two
    assert not (tmp_path / "site").exists()


def test_a_file_that_changes_behind_its_reading_ahead_is_imported_as_it_is_at_its_turn(tmp_path: Path) -> None:
    sources = tmp_path / "sources"
    sources.mkdir()
    for number in range(40):
        path = sources / f"{number:03}.txt"
        path.write_text(RELEASE.format(number=number))
        os.utime(path, (1_500_000_000, 1_500_000_000))
    results = import_sources(tmp_path / "site", [sources], ImportOptions(jobs=2), now=NOW)
    next(results)
    (sources / "010.txt").write_text(RELEASE.format(number=910))
    (sources / "020.txt").unlink()
    (sources / "030.txt").write_bytes(b"")
    others = {Path(result.source).name: result for result in results}
    assert others["010.txt"].front
    assert others["010.txt"].front.title == "Harbour Trust opens lighthouse number 910"
    originals = {path.name[17:]: path.read_bytes() for path in (tmp_path / "site/content/originals").rglob("*.txt")}
    assert originals["010.txt"] == RELEASE.format(number=910).encode()
    assert {name for name, result in others.items() if result.status == "failed"} == {"020.txt", "030.txt"}
    assert len(others) == 39
