"""The manifest: what commands tell it, what a check finds, and that `sha256sum` finds the same."""

import errno
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.appending import append_lines
from generator.fixity import Finding, check_fixity, list_content
from generator.manifest import (
    MANIFEST,
    begin_manifest,
    grown_digest,
    read_manifest,
    sha256_of,
    sha256_of_file,
    update_manifest,
)
from tests.sites import release, write_site

A, B, LOG = "content/releases/2024/a.md", "content/releases/2024/b.md", "content/log.jsonl"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    files = {A: release("A"), B: release("B"), LOG: '{"event": "x"}\n', "content/inbox/waiting.txt": "w"}
    write_site(tmp_path, files)
    begin_manifest(tmp_path, list_content(tmp_path))
    return tmp_path


def lines(site: Path) -> list[str]:
    return (site / MANIFEST).read_text(encoding="utf-8").splitlines()


def sha256sum(site: Path) -> "subprocess.CompletedProcess[str]":
    """Run the program of the system, which knows nothing of us; on a Mac it is called shasum."""
    program = ["sha256sum"] if shutil.which("sha256sum") else ["shasum", "-a", "256"]
    command = [*program, "--check", "--strict", "--quiet", "manifest-sha256.txt"]
    return subprocess.run(command, cwd=site / "content", capture_output=True, text=True, check=False)


def kinds(site: Path) -> dict[str, str]:
    return {finding.path: finding.kind for finding in check_fixity(site).findings}


def test_a_line_is_what_sha256sum_writes(site: Path) -> None:
    assert lines(site) == [
        f"{sha256_of_file(site / LOG)}  log.jsonl",
        f"{sha256_of_file(site / A)}  releases/2024/a.md",
        f"{sha256_of_file(site / B)}  releases/2024/b.md",
    ]
    assert sha256sum(site).returncode == 0
    assert (check_fixity(site).files, check_fixity(site).findings) == (3, ())


def test_what_waits_in_the_inbox_and_what_editors_leave_is_not_listed(site: Path) -> None:
    for name in (".gitkeep", ".DS_Store", "a.md~", ".#a.md", ".a.md.swp", ".incoming-3-a1.tmp", ".edited-3-a1.tmp"):
        (site / "content/releases/2024" / name).write_text("x")
    (site / "content/static/.well-known").mkdir(parents=True)
    (site / "content/static/.well-known/x").write_text("x")
    assert kinds(site) == {"content/static/.well-known/x": "new"}


def test_an_update_reads_no_file_but_those_that_grow(site: Path) -> None:
    before = lines(site)
    (site / A).write_text("changed behind the back of the command")
    update_manifest(site, {B: "0" * 64})
    assert lines(site) == [*before[:2], f"{'0' * 64}  releases/2024/b.md"]


def test_new_files_stand_in_the_order_of_their_paths_and_removed_ones_go(site: Path) -> None:
    update_manifest(site, {"content/media/a.png": "1" * 64, A: None, "content/versions/x/1.md": "2" * 64})
    assert [line.split("  ")[1] for line in lines(site)] == [
        "log.jsonl",
        "media/a.png",
        "releases/2024/b.md",
        "versions/x/1.md",
    ]


def test_what_lies_outside_of_content_is_passed_over(site: Path) -> None:
    before = (site / MANIFEST).stat().st_ino
    update_manifest(site, {"vocabulary.yaml": "1" * 64, "content/inbox/a": "1" * 64, MANIFEST: "1" * 64})
    assert (site / MANIFEST).stat().st_ino == before


def test_a_manifest_in_another_order_or_with_a_file_twice_is_put_in_order(site: Path) -> None:
    old = lines(site)
    (site / MANIFEST).write_text("".join(f"{line}\n" for line in (old[2], old[0], f"{'0' * 64}  {A[8:]}", old[1])))
    update_manifest(site, {})
    assert lines(site) == old


def test_an_edit_of_a_file_that_was_as_recorded_is_recorded(site: Path) -> None:
    update_manifest(site, {A: "3" * 64}, before={A: sha256_of_file(site / A)})
    assert read_manifest(site)[0][A] == "3" * 64


@pytest.mark.parametrize("new", ["3" * 64, None])
def test_an_edit_of_a_file_that_was_not_blesses_nothing(site: Path, new: str | None) -> None:
    recorded = read_manifest(site)[0][A]
    update_manifest(site, {A: new}, before={A: sha256_of(b"a file with a flipped bit")})
    assert read_manifest(site)[0][A] == recorded


def test_lines_that_were_added_to_the_journal_are_recorded_by_themselves(site: Path) -> None:
    append_lines(site / LOG, ["{}", "{}"])
    assert kinds(site) == {LOG: "grown"}
    update_manifest(site, {})
    assert kinds(site) == {}
    assert sha256sum(site).returncode == 0


def test_a_journal_that_was_changed_before_its_end_is_found_for_ever(site: Path) -> None:
    (site / LOG).write_text('{"event": "y"}\n')
    append_lines(site / LOG, ["{}"])
    update_manifest(site, {})
    assert kinds(site) == {LOG: "changed"}


def test_a_ledger_that_is_new_is_listed(site: Path) -> None:
    append_lines(site / "content/addresses.tsv", ["/2024/01/a/\tx"])
    update_manifest(site, {})
    assert kinds(site) == {}
    assert lines(site)[0].endswith("  addresses.tsv")


@given(before=st.lists(st.binary(max_size=20)), after=st.lists(st.binary(max_size=20)))
def test_a_file_has_grown_if_whole_lines_follow_what_was_there(
    tmp_path_factory: pytest.TempPathFactory, before: list[bytes], after: list[bytes]
) -> None:
    file = tmp_path_factory.mktemp("growing") / "log"
    old = b"".join(line.replace(b"\n", b"") + b"\n" for line in before)
    file.write_bytes(old + b"".join(line + b"\n" for line in after))
    assert grown_digest(file, sha256_of(old)) == sha256_of_file(file)
    if old:
        file.write_bytes(b"X" + file.read_bytes()[1:] if old[:1] != b"X" else b"Y" + file.read_bytes()[1:])
        assert grown_digest(file, sha256_of(old)) is None


ODD_NAMES = ["a b.md", "ä.md", "100%.md", "--help", "a\\b.md"] + (["a\nb.md", "a\rb.md"] if os.name != "nt" else [])


@pytest.mark.skipif(os.name == "nt", reason="names that Windows does not have")
@pytest.mark.parametrize("name", ODD_NAMES)
def test_any_name_is_written_as_sha256sum_reads_it(site: Path, name: str) -> None:
    path = f"content/static/{name}"
    (site / "content/static").mkdir()
    (site / path).write_bytes(b"x")
    update_manifest(site, {path: sha256_of(b"x")})
    assert read_manifest(site)[0][path] == sha256_of(b"x")
    assert (check_fixity(site).findings, sha256sum(site).returncode) == ((), 0)
    (site / path).write_bytes(b"y")
    assert (kinds(site), sha256sum(site).returncode) == ({path: "changed"}, 1)


@pytest.mark.skipif(os.name == "nt", reason="names that Windows does not have")
def test_a_name_that_is_no_text_is_listed_too(site: Path) -> None:
    file = site / "content" / os.fsdecode(b"caf\xe9.txt")
    try:
        file.write_bytes(b"x")
    except OSError:
        return  # a file system that only takes text for names
    update_manifest(site, {f"content/{file.name}": sha256_of(b"x")})
    assert (check_fixity(site).findings, sha256sum(site).returncode) == ((), 0)


# What a check says


def test_what_is_found_is_worded_with_what_to_do(site: Path) -> None:
    (site / A).write_text("edited")
    (site / B).unlink()
    original = "content/originals/ab/abcd-a.txt"
    (site / original).parent.mkdir(parents=True)
    (site / original).write_text("x")
    update_manifest(site, {original: "4" * 64})
    (site / "content/media").mkdir()
    (site / "content/media/new.png").write_text("x")
    append_lines(site / LOG, ["{}"])
    unfound, otherwise = "so damage to it would not be found", "else restore it from a backup"
    assert [str(finding.problem) for finding in check_fixity(site).findings] == [
        f"{LOG}: warning: the last lines are not recorded yet; the next command that writes here records them",
        f"content/media/new.png: warning: the file is not recorded yet, {unfound}; `dateline accept` records it",
        f"{original}: error: the file is not what was recorded; nobody edits this, so restore it from a backup",
        f"{A}: error: the file is not what was recorded; if that was you, run `dateline accept {A}`, {otherwise}",
        f"{B}: error: the file is gone; if that was you, run `dateline accept {B}`, {otherwise}",
    ]


def test_a_file_that_may_not_be_read_is_found(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = Path.open

    def refuse(path: Path, *arguments: Any, **named: Any) -> Any:  # permissions do not bind the superuser
        if path == site / A:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return opened(path, *arguments, **named)

    monkeypatch.setattr(Path, "open", refuse)
    (finding,) = check_fixity(site).findings
    assert finding == Finding(A, "unreadable", read_manifest(site)[0][A], "Permission denied")
    assert str(finding.problem) == f"{A}: error: the file cannot be read (Permission denied)"


def test_a_damaged_line_is_found_and_stays(site: Path) -> None:
    damaged = (site / MANIFEST).read_bytes().replace(b"  releases/2024/a.md", b"\x00 releases/2024/a.md")
    (site / MANIFEST).write_bytes(damaged)
    update_manifest(site, {B: "5" * 64})
    fixity = check_fixity(site)
    (problem,) = fixity.problems
    message = "this is no line of `sha256sum`; restore the manifest, or run `dateline accept`"
    assert str(problem) == f"{MANIFEST}:2: error: {message}"
    assert kinds(site) == {A: "new", B: "changed"}


def test_without_a_manifest_one_is_asked_for(tmp_path: Path) -> None:
    write_site(tmp_path, {A: release("A")})
    fixity = check_fixity(tmp_path)
    assert (fixity.files, fixity.findings) == (0, ())
    (problem,) = fixity.problems
    message = "there is no manifest yet, so damage cannot be found; `dateline accept` writes one"
    assert str(problem) == f"{MANIFEST}: warning: {message}"


def test_every_flipped_bit_is_found(site: Path) -> None:
    for path in (A, B, LOG, MANIFEST):
        whole = (site / path).read_bytes()
        for bit in range(0, len(whole) * 8, 7):
            flipped = bytearray(whole)
            flipped[bit // 8] ^= 1 << bit % 8
            (site / path).write_bytes(flipped)
            fixity = check_fixity(site)
            assert fixity.problems or any(finding.is_damage for finding in fixity.findings), (path, bit)
        (site / path).write_bytes(whole)
    assert kinds(site) == {}
