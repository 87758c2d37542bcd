"""Hostile files of every format: each costs one clear line, and everything else in the same run is imported."""

import json
import time
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path

import pytest

from generator.ingest import ImportOptions, SourceResult, import_sources
from tests.ingest.hostile_files import hostile_files
from tests.ingest.office_documents import SOFFICE
from tests.ingest.story_texts import write_text
from tests.sites import dateline

NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)
KINDS = (
    "empty",
    "blank",
    "cut in half",
    "cut near its end",
    "cut at every eighth",
    "a picture",
    "a program",
    "10 MB in one line of another kind",
    "NUL bytes at its beginning",
    "10 MB in one line",
    "billion laughs",
    "a file as entity",
    "an address as entity",
    "a zip bomb",
    "10,000 levels",
    "a circle",
    "lengths that lie",
    "200,000 of one thing",
)
TEXTS = ("story.txt", "2025-03-04-jekyll.md", "eleventy.md", "hugo.md", "pelican.md")
SOUND = {
    # Nothing in a text tells where it should end: a shorter one is a whole text.
    "cut in half": TEXTS,
    "cut near its end": TEXTS,
    # Readers of PDF look for its mark in the first 1,024 bytes, since mail gateways put lines before it.
    "NUL bytes at its beginning": ("cairo.pdf", "libreoffice.pdf"),
    "200,000 of one thing": ("ends of lines.eml",),  # a text with much white space below it
}
"""Files that are as good as any, whatever was done to them."""


def write_files(folder: Path, kind: str) -> list[str]:
    """Write the hostile files of a kind, and a release beside them; return the names of the hostile ones."""
    folder.mkdir(parents=True)
    names = []
    for what, name, make in hostile_files():
        if what == kind and (SOFFICE or not name.endswith(".doc")):
            (folder / name).write_bytes(make())
            names.append(name)
    (folder / "a-release.txt").write_text(write_text().replace("Halden", "Port Sabel"), encoding="utf-8")
    return names


@pytest.mark.parametrize("kind", KINDS)
def test_a_hostile_file_is_one_clear_failure_and_the_rest_is_imported(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))  # of the processes that read
    inbox = tmp_path / "content/inbox"
    names = write_files(inbox, kind)
    assert names
    passwords = Path("/etc/passwd").read_text().splitlines()[0]
    started = time.process_time()
    by_name = defaultdict(list)
    for result in import_sources(tmp_path, [inbox], ImportOptions(), now=NOW):
        by_name[result.source.removeprefix("content/inbox/").partition("!")[0].partition("#")[0]].append(result)
    assert time.process_time() - started < 30
    assert [result.status for result in by_name.pop("a-release.txt")] == ["imported"]
    found = {name: verdict(results) for name, results in by_name.items()}
    assert found == {name: "imported" if name in SOUND.get(kind, ()) else "failed" for name in names}
    left = {path.name for path in inbox.iterdir()}
    assert left >= {name for name, what in found.items() if what == "failed"}
    assert not list(temporary.iterdir())
    releases = (tmp_path / "content/releases").rglob("*.md")
    assert passwords not in "".join(path.read_text(encoding="utf-8") for path in releases)


def verdict(results: list[SourceResult]) -> str:
    """Return what became of a file: `failed` for one failure, worded in one line that says what to do."""
    failures = [result for result in results if result.status == "failed"]
    if not failures:
        return " ".join(sorted({result.status for result in results}))
    messages = [problem.message for result in failures for problem in result.problems]
    if len(messages) == 1 and "\n" not in messages[0] and ";" in messages[0] and len(messages[0]) < 300:
        return "failed"
    return f"failed with {messages}"


def test_every_kind_is_tried() -> None:
    assert {what for what, _, _ in hostile_files()} == set(KINDS)


def test_the_command_ends_with_1_and_imports_everything_else(tmp_path: Path) -> None:
    assert dateline("init", str(tmp_path / "site")).returncode == 0
    inbox = tmp_path / "site/content/inbox"
    (inbox / ".gitkeep").unlink(missing_ok=True)
    inbox.rmdir()
    names = write_files(inbox, "cut in half")
    done = dateline("import", "--json", cwd=tmp_path / "site")
    assert done.returncode == 1
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    summary = lines.pop()
    assert summary["sources"] == len(lines) == summary["imported"] + summary["skipped"] + summary["failed"]
    assert summary["imported"] >= 1 + len(SOUND["cut in half"])
    assert {line["source"].rpartition("/")[2].partition("#")[0] for line in lines if line["status"] == "failed"} == (
        set(names) - set(SOUND["cut in half"])
    )
