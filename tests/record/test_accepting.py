"""`dateline accept`: an edit by hand is one command, and damage is not accepted with it."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from generator.fixity import check_fixity, list_content
from generator.journal import LOG
from generator.manifest import MANIFEST, begin_manifest, sha256_of
from generator.record.accepting import accept_changes
from tests.sites import dateline, release, write_site
from tests.test_manifest import kinds, sha256sum

NOW = datetime(2026, 7, 1, tzinfo=UTC)
A, B = "content/releases/2024/a.md", "content/releases/2024/b.md"
ORIGINAL = f"content/originals/ab/{sha256_of(b'raw')[:16]}-a.txt"
VERSION = "content/versions/x1/1.md"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    write_site(tmp_path, {A: release("A"), B: release("B"), ORIGINAL: "raw", VERSION: "old", LOG: "{}\n"})
    begin_manifest(tmp_path, list_content(tmp_path))
    return tmp_path


def events(site: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in (site / LOG).read_text(encoding="utf-8").splitlines()][1:]


def test_an_edit_a_new_file_and_a_removal_are_accepted_at_once(site: Path) -> None:
    old = sha256_of((site / A).read_bytes())
    (site / A).write_text("edited")
    (site / B).unlink()
    (site / "content/media").mkdir()
    (site / "content/media/a.png").write_text("x")
    done = dateline("accept", "--site", str(site))
    assert (done.returncode, done.stdout, done.stderr) == (
        0,
        f"new      content/media/a.png\nchanged  {A}\nmissing  {B}\n",
        "3 files recorded.\n",
    )
    assert [(event["event"], event["outcome"], event["file"]) for event in events(site)] == [
        ("creation", "accepted", "content/media/a.png"),
        ("modification", "accepted", A),
        ("deletion", "accepted", B),
    ]
    assert (events(site)[1]["sha256_before"], events(site)[1]["sha256_after"]) == (old, sha256_of(b"edited"))
    assert (kinds(site), sha256sum(site).returncode) == ({}, 0)


def test_only_what_is_named_is_accepted(site: Path) -> None:
    (site / A).write_text("edited")
    (site / B).write_text("edited")
    done = dateline("accept", A, "--site", str(site))  # as the message names it, not from the working directory
    assert (done.returncode, done.stderr) == (0, "1 file recorded.\n")
    assert kinds(site) == {B: "changed"}
    assert dateline("accept", "releases", "--site", "..", cwd=site / "content").returncode == 0
    assert kinds(site) == {}


def test_a_dry_run_writes_nothing_and_json_is_for_programs(site: Path) -> None:
    (site / A).write_text("edited")
    before = (site / MANIFEST).read_bytes(), (site / LOG).read_bytes()
    done = dateline("accept", "--dry-run", "--json", "--site", str(site))
    assert json.loads(done.stdout) == {"path": A, "kind": "changed", "sha256": sha256_of(b"edited")}
    assert done.stderr == "1 file would be recorded.\n"
    assert ((site / MANIFEST).read_bytes(), (site / LOG).read_bytes()) == before


@pytest.mark.parametrize("path", [ORIGINAL, VERSION, LOG])
def test_what_nobody_edits_is_accepted_only_by_its_own_name(site: Path, path: str) -> None:
    (site / path).write_text("damaged\n")
    (site / A).write_text("edited")
    done = dateline("accept", "--site", str(site))
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        f"{path}: error: the file is not what was recorded; nobody edits this, so restore it from a backup",
        "1 file recorded.",
    ]
    assert kinds(site) == {path: "changed"}
    assert dateline("accept", str(Path(path).parent), "--site", str(site)).returncode == 1
    assert dateline("accept", path, "--site", str(site)).returncode == 0
    assert kinds(site) == {}


def test_an_original_that_has_the_bytes_its_name_says_is_whole_though_the_manifest_is_not(site: Path) -> None:
    manifest = (site / MANIFEST).read_bytes()
    digest = sha256_of(b"raw").encode()
    (site / MANIFEST).write_bytes(manifest.replace(digest, (b"0" if digest[:1] != b"0" else b"1") + digest[1:]))
    assert kinds(site) == {ORIGINAL: "changed"}
    assert accept_changes(site, [], now=NOW).refused == ()
    assert (site / MANIFEST).read_bytes().splitlines()[1:] == manifest.splitlines()[1:]  # the journal has grown


def test_a_line_that_is_none_goes_when_all_is_accepted(site: Path) -> None:
    (site / MANIFEST).write_bytes((site / MANIFEST).read_bytes().replace(b"  releases/2024/a.md", b"\x00 a"))
    accept_changes(site, [A], now=NOW)
    assert check_fixity(site).problems
    accept_changes(site, [], now=NOW)
    assert (check_fixity(site).problems, kinds(site)) == ((), {})


def test_an_archive_without_a_manifest_gets_one(site: Path) -> None:
    (site / MANIFEST).unlink()
    assert dateline("accept", "--site", str(site)).stderr == "5 files recorded.\n"
    assert [(event["event"], event["file"], event["files"]) for event in events(site)] == [("creation", MANIFEST, 5)]
    assert (kinds(site), sha256sum(site).returncode) == ({}, 0)
