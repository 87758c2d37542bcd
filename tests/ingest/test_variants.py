"""Copies of one announcement become variants of the fullest, in whatever order they come; look-alikes never do."""

import itertools
import json
import os
import random
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from generator.dates import StatedDate
from generator.front_matter import read_front_matter, split_document
from generator.ingest import ImportOptions, SourceResult, import_sources
from generator.ingest.signature_index import CACHE, SignatureIndex
from generator.ingest.signatures import may_be_copies, sign
from generator.ingest.store import Shelves
from generator.model import FrontMatter
from tests.ingest import announcements as said

NOW = datetime(2024, 2, 1, 12, tzinfo=UTC)
COPIES = {
    "trimmed.txt": said.TRIMMED,
    "without-date.txt": said.WITHOUT_DATE,
    "typographic.txt": said.TYPOGRAPHIC,
    "markdown.md": said.MARKDOWN,
    "page.html": said.WEB_PAGE,
}
LOOK_ALIKES = {
    "the same day, other figures": said.OTHER_FIGURES,
    "the next quarter": said.OTHER_QUARTER,
    "a template with other names": said.OTHER_NAMES,
    "another announcement above the same boilerplate": said.SAME_BOILERPLATE,
    "a digest that holds it among others": said.DIGEST,
    "a translation": said.TRANSLATION,
    "the same words a year later": said.FULL.replace("2021", "2022"),
    "a correction of it": said.FULL.replace(said.TITLE, f"CORRECTING and REPLACING {said.TITLE}"),
}


def drop(folder: Path, name: str, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def run(site: Path, *paths: Path, dry_run: bool = False) -> list[SourceResult]:
    return list(import_sources(site, paths, ImportOptions(dry_run=dry_run), now=NOW))


def fronts(site: Path) -> dict[str, FrontMatter]:
    """Return the front matter of every release, by the name of the file it came from."""
    found = {}
    for path in sorted((site / "content/releases").rglob("*.md")):
        front, problems = read_front_matter(split_document(path.read_bytes(), path.name), path.name)
        assert front
        assert front.original
        assert not problems
        found[front.original.file.rpartition("/")[2][17:]] = front
    return found


def mains(site: Path) -> dict[str, str | None]:
    return {name: front.variant_of for name, front in fronts(site).items()}


FULL_PATH = "2021/2021-02-03-aldercombe-museum-opens-a-reading-room-for-the-river-pilots.md"


@pytest.mark.parametrize("name", COPIES)
@pytest.mark.parametrize("first", ["the fuller one first", "the fuller one last"])
def test_a_copy_becomes_a_variant_of_the_fuller_one(tmp_path: Path, name: str, first: str) -> None:
    paths = [drop(tmp_path / "in", "full.txt", said.FULL), drop(tmp_path / "in", name, COPIES[name])]
    results = run(tmp_path, *(paths if first == "the fuller one first" else reversed(paths)))
    assert [result.status for result in results] == ["imported"] * 2
    found = fronts(tmp_path)
    main = next(path for path in (tmp_path / "content/releases").rglob("*.md") if "full.txt" in path.read_text())
    assert found["full.txt"].variant_of is None
    assert found[name].variant_of == main.relative_to(tmp_path / "content/releases").as_posix()
    assert "variant_of" in found[name].inferred
    assert "variant_of" not in found["full.txt"].inferred


@pytest.mark.parametrize("name", LOOK_ALIKES)
def test_what_only_looks_alike_is_a_release_of_its_own(tmp_path: Path, name: str) -> None:
    run(tmp_path, drop(tmp_path / "in", "a.txt", said.FULL), drop(tmp_path / "in", "b.txt", LOOK_ALIKES[name]))
    assert mains(tmp_path) == {"a.txt": None, "b.txt": None}


def test_the_order_of_sources_changes_no_pairing(tmp_path: Path) -> None:
    texts = {
        "full.txt": said.FULL,
        "trimmed.txt": said.TRIMMED,
        "typo.txt": said.TYPOGRAPHIC,
        "other.txt": said.OTHER_FIGURES,
    }
    outcomes = set()
    for number, order in enumerate(itertools.permutations(texts)):
        site = tmp_path / str(number)
        run(site, *(drop(site / "in", name, texts[name]) for name in order))
        found = mains(site)
        assert found["trimmed.txt"] == found["typo.txt"]
        outcomes.add(tuple(sorted((name, main is not None) for name, main in found.items())))
    assert outcomes == {(("full.txt", False), ("other.txt", False), ("trimmed.txt", True), ("typo.txt", True))}


def test_a_copy_of_a_release_of_the_archive_is_its_variant(tmp_path: Path) -> None:
    run(tmp_path, drop(tmp_path / "in", "full.txt", said.FULL))
    before = (tmp_path / "content/releases" / FULL_PATH).read_bytes()
    (result,) = run(tmp_path, drop(tmp_path / "in", "typographic.txt", said.TYPOGRAPHIC))
    assert result.front
    assert result.front.variant_of == FULL_PATH
    assert result.problems == ()
    assert (tmp_path / "content/releases" / FULL_PATH).read_bytes() == before


def test_a_fuller_copy_of_a_release_of_the_archive_is_its_variant_too_and_says_what_to_do(tmp_path: Path) -> None:
    run(tmp_path, drop(tmp_path / "in", "trimmed.txt", said.TRIMMED))
    there = next((tmp_path / "content/releases").rglob("*.md"))
    before = there.read_bytes()
    (result,) = run(tmp_path, drop(tmp_path / "in", "full.txt", said.FULL))
    path = there.relative_to(tmp_path).as_posix()
    assert result.front
    assert f"content/releases/{result.front.variant_of}" == path
    assert there.read_bytes() == before
    (problem,) = result.problems
    assert str(problem) == (
        f"content/releases/{FULL_PATH}: warning: this is a variant of {path}, which was there first, but is fuller "
        "(262 words, not 185); to make it the release, take 'variant_of' out of it and write "
        f"'variant_of: {FULL_PATH}' into the other"
    )


def test_a_variant_of_a_variant_names_the_release(tmp_path: Path) -> None:
    run(tmp_path, drop(tmp_path / "in", "full.txt", said.FULL))
    run(tmp_path, drop(tmp_path / "in", "typographic.txt", said.TYPOGRAPHIC))
    run(tmp_path, drop(tmp_path / "in", "trimmed.txt", said.TRIMMED))
    assert mains(tmp_path) == {"full.txt": None, "typographic.txt": FULL_PATH, "trimmed.txt": FULL_PATH}


def test_a_copy_of_a_release_that_was_withdrawn_is_named(tmp_path: Path) -> None:
    run(tmp_path, drop(tmp_path / "in", "full.txt", said.FULL))
    file = tmp_path / "content/releases" / FULL_PATH
    text = file.read_text().replace("\noriginal:", "\nwithdrawn: {date: 2022-01-01, reason: wrong}\noriginal:")
    file.write_text(text)
    (result,) = run(tmp_path, drop(tmp_path / "in", "typographic.txt", said.TYPOGRAPHIC))
    (problem,) = result.problems
    assert str(problem) == (
        f"{result.file}: warning: this is a copy of content/releases/{FULL_PATH}, which was withdrawn; "
        "withdraw it too, or make it a draft"
    )


def test_a_pairing_that_was_undone_stays_undone(tmp_path: Path) -> None:
    folder = drop(tmp_path / "in", "full.txt", said.FULL).parent
    drop(folder, "typographic.txt", said.TYPOGRAPHIC)
    run(tmp_path, folder)
    variant = next(path for path in (tmp_path / "content/releases").rglob("*.md") if "variant_of:" in path.read_text())
    lines = [line for line in variant.read_text().splitlines(keepends=True) if not line.startswith("variant_of:")]
    variant.write_text("".join(lines))
    results = run(tmp_path, folder)
    assert [result.reason for result in results] == ["same-bytes"] * 2
    assert set(mains(tmp_path).values()) == {None}


def test_a_release_that_says_what_it_is_a_variant_of_is_believed(tmp_path: Path) -> None:
    text = said.MARKDOWN.replace("date:", "variant_of: 2020/elsewhere.md\ndate:")
    run(tmp_path, drop(tmp_path / "in", "full.txt", said.FULL), drop(tmp_path / "in", "m.md", text))
    front = fronts(tmp_path)["m.md"]
    assert front.variant_of == "2020/elsewhere.md"
    assert "variant_of" not in front.inferred


def test_a_published_copy_is_the_release_of_which_a_draft_is_a_variant(tmp_path: Path) -> None:
    undated = said.wire(*said.PARTS, said.ABOUT, said.CAUTION, dateline="")
    run(tmp_path, drop(tmp_path / "in", "a.txt", undated), drop(tmp_path / "in", "b.txt", said.TYPOGRAPHIC))
    found = fronts(tmp_path)
    assert found["a.txt"].status == "draft"
    assert found["a.txt"].variant_of
    assert found["b.txt"].variant_of is None


def test_a_dry_run_shows_the_same_pairings_and_writes_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    for name, text in {
        "1.txt": said.TRIMMED,
        "2.txt": said.TYPOGRAPHIC,
        "3.txt": said.FULL,
        "4.txt": said.DIGEST,
    }.items():
        drop(folder, name, text)
    shown = run(tmp_path, folder, dry_run=True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in"]
    done = run(tmp_path, folder)
    assert [(one.file, one.front, one.changes) for one in shown] == [(one.file, one.front, one.changes) for one in done]
    assert sum(len(one.changes) for one in done) == 2 + 1


def test_json_describes_each_release_as_it_is_at_the_end(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from generator.cli import main

    folder = drop(tmp_path / "in", "1.txt", said.TRIMMED).parent
    drop(folder, "2.txt", said.FULL)
    (tmp_path / "config.yaml").write_text("title: The Archive\nbase_url: https://example.org/\n")
    for options in (["--dry-run"], []):
        with pytest.raises(SystemExit):
            main(["import", str(folder), "--json", "--site", str(tmp_path), *options])
        *objects, summary = map(json.loads, capsys.readouterr().out.splitlines())
        assert [one["release"].get("variant_of") for one in objects] == [FULL_PATH, None]
        assert "variant_of" in objects[0]["release"]["original"]["inferred"]
        assert summary["imported"] == 2
    assert mains(tmp_path) == {"1.txt": FULL_PATH, "2.txt": None}


def test_people_are_told_what_a_release_has_become(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from generator.cli import main

    folder = drop(tmp_path / "in", "1.txt", said.TRIMMED).parent
    drop(folder, "2.txt", said.FULL)
    drop(folder, "3.txt", said.TYPOGRAPHIC)
    (tmp_path / "config.yaml").write_text("title: The Archive\nbase_url: https://example.org/\n")
    with pytest.raises(SystemExit):
        main(["import", "--site", str(tmp_path), *(str(folder / f"{number}.txt") for number in (1, 2, 3))])
    there = "content/releases/2021/2021-02-03-reading-room-opens.md"
    lines = [line.replace(str(folder), "in") for line in capsys.readouterr().err.splitlines()]
    assert f"in/2.txt: by this, {there} is now: variant of {FULL_PATH}" in lines
    assert any(
        line.startswith("in/3.txt: imported -> ") and line.endswith(f", variant of {FULL_PATH}") for line in lines
    )


def damage(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[4096:] = os.urandom(len(data) - 4096)
    file.write_bytes(data)


def empty_tables(file: Path) -> None:
    with sqlite3.connect(file) as database:
        database.executescript("DROP TABLE keys; CREATE TABLE keys (something TEXT);")


def older_format(file: Path) -> None:
    with sqlite3.connect(file) as database:
        database.execute("PRAGMA user_version = 77")


def be_a_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


@pytest.mark.parametrize(
    "spoil", [Path.unlink, lambda file: file.write_bytes(b"nonsense"), lambda file: file.write_bytes(b""), damage,
              empty_tables, older_format, be_a_folder],
)  # fmt: skip
@pytest.mark.parametrize("dry_run", [False, True])
def test_a_cache_that_is_gone_or_damaged_changes_no_pairing(
    tmp_path: Path, spoil: Callable[[Path], object], dry_run: bool
) -> None:
    for number in range(12):
        drop(tmp_path / "in", f"{number}.txt", said.wire(f"{said.LEAD} " * (number + 1), title=f"Number {number}"))
    run(tmp_path, drop(tmp_path / "in", "full.txt", said.FULL).parent)
    spoil(tmp_path / CACHE)
    (result,) = run(tmp_path, drop(tmp_path / "more", "typographic.txt", said.TYPOGRAPHIC), dry_run=dry_run)
    assert result.front
    assert result.front.variant_of == FULL_PATH


def test_a_release_that_was_rewritten_by_hand_is_compared_as_it_is_now(tmp_path: Path) -> None:
    run(tmp_path, drop(tmp_path / "in", "full.txt", said.FULL))
    file = tmp_path / "content/releases" / FULL_PATH
    text = file.read_text()
    file.write_text(text[: text.index("Aldercombe Museum today")] + "Nothing of it is left.\n")
    (result,) = run(tmp_path, drop(tmp_path / "in", "a.txt", said.TYPOGRAPHIC))
    assert result.front
    assert result.front.variant_of is None
    file.write_text(text)
    (result,) = run(tmp_path, drop(tmp_path / "in", "b.txt", said.TRIMMED))
    assert result.front
    assert result.front.variant_of


def test_a_release_that_is_gone_has_no_variants(tmp_path: Path) -> None:
    run(tmp_path, drop(tmp_path / "in", "full.txt", said.FULL))
    (tmp_path / "content/releases" / FULL_PATH).unlink()
    (result,) = run(tmp_path, drop(tmp_path / "in", "a.txt", said.TYPOGRAPHIC))
    assert result.front
    assert result.front.variant_of is None


def test_a_release_that_somebody_edits_during_the_import_is_left_alone_and_named(tmp_path: Path) -> None:
    paths = [drop(tmp_path / "in", "1.txt", said.TRIMMED), drop(tmp_path / "in", "2.txt", said.FULL)]
    results = import_sources(tmp_path, paths, ImportOptions(), now=NOW)
    first = next(results)
    assert first.file
    edited = (tmp_path / first.file).read_text() + "\nA line by hand.\n"
    (tmp_path / first.file).write_text(edited)
    (second,) = results
    assert (tmp_path / first.file).read_text() == edited
    assert str(second.problems[0]) == (
        f"{first.file}: warning: this was changed while it was imported; write 'variant_of: {FULL_PATH}' into it"
    )


def test_an_import_killed_before_the_fuller_copy_was_written_is_finished_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        pass

    def kill(*_: object) -> None:
        raise Killed

    paths = [drop(tmp_path / "in", "1.txt", said.TRIMMED), drop(tmp_path / "in", "2.txt", said.FULL)]
    results = import_sources(tmp_path, paths, ImportOptions(), now=NOW)
    next(results)
    with monkeypatch.context() as patch:
        patch.setattr(Shelves, "store", kill)
        with pytest.raises(Killed):
            list(results)
    run(tmp_path, *paths)
    assert mains(tmp_path) == {"1.txt": FULL_PATH, "2.txt": None}


def test_what_readers_cannot_see_never_stands_for_what_they_can(tmp_path: Path) -> None:
    fuller = (
        said.FULL + "\nOne more paragraph, which only the copy that waits has in it, about the river and its pilots.\n"
    )
    drop(tmp_path / "in", "canceled.json", as_ninjs(fuller, pubstatus="canceled"))
    drop(tmp_path / "in", "waiting.json", as_ninjs(fuller + "\nAnd more.\n", embargoed="2031-01-01T00:00:00Z"))
    drop(tmp_path / "in", "seen.txt", said.FULL)
    run(tmp_path, tmp_path / "in")
    assert mains(tmp_path)["seen.txt"] is None
    assert mains(tmp_path)["canceled.json"] == FULL_PATH.replace(".md", "-2.md")
    assert mains(tmp_path)["waiting.json"] == mains(tmp_path)["canceled.json"]


def as_ninjs(text: str, **fields: str) -> str:
    title, _, body = text.partition("\n")
    news = {"uri": "urn:a", "versioncreated": "2021-02-03T09:00:00Z", "headline": title, "body_text": body}
    return json.dumps(news | fields)


@pytest.mark.parametrize("in_inbox", [True, False])
def test_what_has_left_the_inbox_is_on_the_disk_before_it_is_written_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, in_inbox: bool
) -> None:
    folder = tmp_path / ("content/inbox" if in_inbox else "in")
    paths = [drop(folder, "1.txt", said.TRIMMED), drop(folder, "2.txt", said.FULL)]
    results = import_sources(tmp_path, paths, ImportOptions(), now=NOW)
    next(results)
    synced: list[int] = []
    monkeypatch.setattr(os, "fsync", lambda number: synced.append(os.fstat(number).st_ino))
    (second,) = results
    rewritten = (tmp_path / second.changes[0].file).stat().st_ino
    assert (rewritten in synced) == in_inbox


def test_a_copy_is_found_among_many_releases_that_share_only_a_boilerplate(tmp_path: Path) -> None:
    index = SignatureIndex(tmp_path, keep=False)
    boilerplate = [f"about{number}".encode() for number in range(60)]
    texts = [[f"release{number}word{place}".encode() for place in range(90)] + boilerplate for number in range(700)]
    for number, words in enumerate(texts):
        index.add(f"{number}.md", sign(words), None)
    found = index.find(sign(texts[-1][5:]), None, before=5, after=5, may_be=may_be_copies)
    index.close()
    assert found == ["699.md"]


def made_text(chance: random.Random) -> list[bytes]:
    """Return a text that shares much with others of its kind, and often with all of them how it ends."""
    kind = chance.randrange(40)
    words = [f"release{kind}word{place}".encode() for place in range(80) if chance.random() < 0.99]
    return words + [f"about{place}".encode() for place in range(40)] * (chance.random() < 0.9)


def test_a_long_import_finds_what_the_cache_finds(tmp_path: Path) -> None:
    chance = random.Random(5)
    for name in ("cached", "held"):
        (tmp_path / name / ".dateline").mkdir(parents=True)
    cached = SignatureIndex(tmp_path / "cached", keep=True, long=sys.maxsize)
    held = SignatureIndex(tmp_path / "held", keep=True, long=20)
    found = 0
    for number in range(900):
        path = f"{number if chance.random() < 0.9 else chance.randrange(900)}.md"
        signature = sign(made_text(chance))
        day = StatedDate(2021, 3, chance.randint(1, 12)) if chance.random() < 0.9 else None
        paths = cached.find(signature, day, before=5, after=5, may_be=may_be_copies)
        assert held.find(signature, day, before=5, after=5, may_be=may_be_copies) == paths
        found += len(paths)
        for index in (cached, held):
            index.add(path, signature, day)
    assert found > 900
    kept = []
    for name, index in (("cached", cached), ("held", held)):
        index.close()
        with closing(sqlite3.connect(tmp_path / name / CACHE)) as database:
            kept.append([database.execute(f"SELECT * FROM {table}").fetchall() for table in ("keys", "releases")])
    assert kept[0] == kept[1]
