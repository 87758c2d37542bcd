"""Publishing is a transaction: what differs is written whole, the rest goes, and what failed anywhere is mended."""

import builtins
import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from generator.problems import BuildFailed
from generator.publish import INCOMING, MARKER, MARKER_TEXT, Publication, Published, is_output_folder
from tests.sites import EPOCH, ROOT, build_at, files_in, release, stamps_in, write_site

Files = Mapping[str, bytes]


def publish(output: Path, files: Files, *, rewrite: bool = False) -> Published:
    with Publication(output, rewrite=rewrite) as publication:
        for path, data in files.items():
            publication.add(path, data)
        return publication.commit()


OLD: Files = {
    "a.html": b"a, first edition",
    "same.html": b"same",
    "gone/index.html": b"gone",
    "gone/deeper/index.html": b"gone deeper",
    "becomes-a-folder": b"file",
    "becomes-a-file/index.html": b"folder",
    "becomes-a-file/deep/er.html": b"folder",
    "list/index.html": b"a and gone",
}
NEW: Files = {
    "a.html": b"a, second and longer edition",
    "same.html": b"same",
    "new/deep/index.html": b"new",
    "becomes-a-folder/index.html": b"folder",
    "becomes-a-file": b"file",
    "list/index.html": b"a and new",
}


def test_what_differs_is_written_and_what_nobody_planned_is_removed(tmp_path: Path) -> None:
    first = publish(tmp_path / "o", OLD)
    second = publish(tmp_path / "o", NEW)
    assert first == Published(written=tuple(OLD), unchanged=0, removed=())
    assert second.written == (
        "a.html",
        "new/deep/index.html",
        "becomes-a-folder/index.html",
        "becomes-a-file",
        "list/index.html",
    )
    assert second.unchanged == 1
    assert second.removed == ("gone/deeper/index.html", "gone/index.html")
    assert files_in(tmp_path / "o") == dict(sorted(NEW.items()))


def test_the_same_files_are_not_touched_again(tmp_path: Path) -> None:
    publish(tmp_path / "o", OLD)
    before = stamps_in(tmp_path / "o")
    assert publish(tmp_path / "o", OLD) == Published(written=(), unchanged=len(OLD), removed=())
    assert stamps_in(tmp_path / "o") == before


def test_rewriting_writes_every_file(tmp_path: Path) -> None:
    publish(tmp_path / "o", OLD)
    assert publish(tmp_path / "o", OLD, rewrite=True).written == tuple(OLD)


def test_an_empty_folder_is_left_to_nobody(tmp_path: Path) -> None:
    publish(tmp_path / "o", OLD)
    (tmp_path / "o" / "empty" / "folders").mkdir(parents=True)
    publish(tmp_path / "o", OLD)
    assert not (tmp_path / "o" / "empty").exists()


def test_a_file_edited_by_hand_is_repaired_and_a_stray_one_removed(tmp_path: Path) -> None:
    output = tmp_path / "o"
    publish(output, OLD)
    (output / "a.html").write_bytes(b"edited by hand")
    (output / "same.html").write_bytes(b"sam")
    (output / "stray.html").write_bytes(b"who put me here?")
    done = publish(output, OLD)
    assert (done.written, done.removed) == (("a.html", "same.html"), ("stray.html",))
    assert files_in(output) == dict(sorted(OLD.items()))


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="needs symbolic links")
def test_a_link_in_the_output_never_leads_a_write_out_of_it(tmp_path: Path) -> None:
    output, elsewhere = tmp_path / "o", tmp_path / "elsewhere"
    publish(output, OLD)
    elsewhere.mkdir()
    (elsewhere / "index.html").write_bytes(b"not ours")
    shutil.rmtree(output / "list")
    (output / "list").symlink_to(elsewhere, target_is_directory=True)
    (output / "a.html").unlink()
    (output / "a.html").symlink_to(elsewhere / "index.html")
    (output / "stray").symlink_to(elsewhere, target_is_directory=True)
    publish(output, OLD)
    assert files_in(output) == dict(sorted(OLD.items()))
    assert (elsewhere / "index.html").read_bytes() == b"not ours"
    assert not (output / "stray").is_symlink()


def test_a_name_that_differs_in_case_only_is_another_file(tmp_path: Path) -> None:
    publish(tmp_path / "o", {"News/index.html": b"1"})
    publish(tmp_path / "o", {"news/index.html": b"1"})
    assert list(files_in(tmp_path / "o")) == ["news/index.html"]


NOT_OURS = (
    "{output} holds files and is not marked as Dateline's, so nothing in it was touched; name an empty or new folder"
)


@pytest.mark.parametrize(
    ("there", "message"),
    [
        ({"thesis.odt": b"x"}, NOT_OURS),
        ({MARKER: b"*.pyc\n"}, NOT_OURS),
        (None, "{output} is a file; name a folder for the site"),
    ],
)  # fmt: skip
def test_a_folder_that_is_not_ours_is_refused_and_left_as_it_is(
    tmp_path: Path, there: Files | None, message: str
) -> None:
    output = tmp_path / "o"
    if there is None:
        output.write_bytes(b"a file")
    else:
        write_site(output, {"config.yaml": None, **there})
    before = stamps_in(tmp_path)
    with pytest.raises(BuildFailed) as failed:
        publish(output, OLD)
    assert [problem.message for problem in failed.value.problems] == [message.format(output=output)]
    assert stamps_in(tmp_path) == before


@pytest.mark.parametrize("left", [0, 1, 35, 36, 37, len(MARKER_TEXT) - 1, len(MARKER_TEXT)])
def test_a_folder_whose_marker_was_not_finished_is_still_ours(tmp_path: Path, left: int) -> None:
    (tmp_path / "o").mkdir()
    (tmp_path / "o" / MARKER).write_bytes(MARKER_TEXT[:left])
    publish(tmp_path / "o", {"a.html": b"a"})
    assert (tmp_path / "o" / MARKER).read_bytes() == MARKER_TEXT
    assert is_output_folder(tmp_path / "o")


# Failing at every single step


class Broken:
    """A disk that fails at the n-th thing done to a folder: a write then stops in its middle."""

    def __init__(self, folder: Path, at: int, patch: pytest.MonkeyPatch) -> None:
        self.folder, self.left, self.done = folder, at, 0
        for owner, name in (
            (os, "replace"),
            (shutil, "rmtree"),
            (os, "mkdir"),
            (os, "unlink"),
            (os, "rmdir"),
            (builtins, "open"),
            (Path, "open"),
        ):
            patch.setattr(owner, name, self._wrap(name, getattr(owner, name)))

    def _wrap(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def act(path: Path, *arguments: Any, **named: Any) -> Any:
            reads = name == "open" and "w" not in str([*arguments, *named.values()])
            if reads or isinstance(path, int) or not Path(path).is_relative_to(self.folder):
                return real(path, *arguments, **named)
            self.done += 1
            if self.done - 1 != self.left:
                return real(path, *arguments, **named)
            if name == "open":
                file = real(path, *arguments, **named)
                return _Full(file)
            raise OSError(errno.EIO, "the disk broke", str(path))

        return act


class _Full:
    """A file on a disk that becomes full in the middle of a write."""

    def __init__(self, file: Any) -> None:
        self._file = file

    def __enter__(self) -> "_Full":
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def write(self, data: bytes) -> int:
        self._file.write(data[: len(data) // 2])
        raise OSError(errno.ENOSPC, "No space left on device", self._file.name)


def steps(folder: Path, before: Files, after: Files) -> int:
    """Count what publishing does to a folder."""
    output = folder / "count"
    if before:
        publish(output, before)
    with pytest.MonkeyPatch.context() as patch:
        disk = Broken(output, -1, patch)
        publish(output, after)
    return disk.done


@pytest.mark.parametrize(("before", "after"), [({}, NEW), (OLD, NEW), (NEW, OLD)], ids=["first", "forth", "back"])
def test_failing_at_any_step_leaves_whole_files_and_the_next_build_is_exact(
    tmp_path: Path, before: Files, after: Files
) -> None:
    count = steps(tmp_path, before, after)
    assert count > 12
    for at in range(count):
        output = tmp_path / str(at)
        if before:
            publish(output, before)
        with pytest.MonkeyPatch.context() as patch:
            Broken(output, at, patch)
            with suppress(OSError):
                publish(output, after)
        found = (
            {path: data for path, data in files_in(output).items() if not path.startswith(INCOMING)}
            if output.exists()
            else {}
        )
        torn = [path for path, data in found.items() if data not in (before.get(path), after.get(path))]
        assert torn == [], f"step {at}"
        publish(output, after)
        assert files_in(output) == dict(sorted(after.items())), f"step {at}"
        assert (output / MARKER).read_bytes() == MARKER_TEXT, f"step {at}"
        assert publish(output, after).written == (), f"step {at}"


def test_pages_are_put_in_their_places_in_the_order_of_the_plan_and_removals_come_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(tmp_path / "o", OLD)
    order = []
    replace, unlink = os.replace, Path.unlink
    monkeypatch.setattr(os, "replace", lambda source, target: (order.append(f"+{target}"), replace(source, target)))
    monkeypatch.setattr(Path, "unlink", lambda path, **named: (order.append(f"-{path}"), unlink(path, **named)))
    publish(tmp_path / "o", {"x/index.html": b"x", "same.html": b"same", "index.html": b"leads to x"})
    names = [entry[0] + Path(entry[1:]).relative_to(tmp_path / "o").as_posix() for entry in order]
    assert names[:2] == ["+x/index.html", "+index.html"]
    assert len(names) == len(OLD) - 1 + 2
    assert all(name.startswith("-") for name in names[2:])


# The same through a whole build

SITE: dict[str, str | bytes | None] = {
    "content/releases/one.md": release("One", tags="[a, b]"),
    "content/releases/two.md": release("Two", date="2023-05", related="[one.md]", tags="[a]"),
    "content/static/file.txt": b"static",
}
CHANGED: dict[str, str | bytes | None] = {
    "content/releases/one.md": release("One, mended", tags="[b]"),
    "content/releases/three.md": release("Three", date="2025-06-07", tags="[c]"),
}


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Files, Files]:
    """A built site, the same site edited, and what each of them is when built from nothing."""
    old, new = (tmp_path_factory.mktemp("editions") / name for name in ("old", "new"))
    write_site(old, SITE)
    write_site(new, SITE | CHANGED)
    (new / "content/releases/two.md").unlink()
    build_at(old)
    build_at(new)
    return old, new, files_in(old / "output"), files_in(new / "output")


def half_done(tmp_path: Path, editions: tuple[Path, Path, Files, Files], name: str) -> Path:
    """Return a copy of the edited site with the output of the one before."""
    old, new, _, _ = editions
    site = tmp_path / name
    shutil.copytree(new, site, ignore=shutil.ignore_patterns("output", ".dateline"))
    shutil.copytree(old / "output", site / "output")
    return site


def assert_mended(site: Path, editions: tuple[Path, Path, Files, Files], what: object) -> None:
    _, _, before, after = editions
    output = site / "output"
    found = {path: data for path, data in files_in(output).items() if not path.startswith(INCOMING)}
    assert [path for path, data in found.items() if data not in (before.get(path), after.get(path))] == [], what
    build_at(site)
    assert files_in(output) == after, what
    assert build_at(site).written == 0, what


@pytest.mark.parametrize("at", [0, 2, 20, 40, 64])
def test_a_build_that_fails_says_where_and_is_mended_by_the_next(
    tmp_path: Path, editions: tuple[Path, Path, Files, Files], at: int
) -> None:
    site = half_done(tmp_path, editions, "site")
    with pytest.MonkeyPatch.context() as patch:
        Broken(site / "output", at, patch)
        try:
            build_at(site)
        except BuildFailed as failed:
            (problem,) = failed.problems
            assert str(site / "output") in problem.message
            assert "could not be written" in problem.message
            assert problem.message.endswith("what was there is whole; mend the cause and build again")
    assert_mended(site, editions, at)


KILLED = """
import os, sys
from pathlib import Path
from tests.sites import build_at
left, replace = int(sys.argv[2]), os.replace
def replace_or_die(source, target):
    global left
    if left == 0:
        os._exit(9)
    left -= 1
    replace(source, target)
os.replace = replace_or_die
build_at(Path(sys.argv[1]))
"""


@pytest.mark.parametrize("at", [0, 9])
def test_a_build_that_is_killed_is_mended_by_the_next(
    tmp_path: Path, editions: tuple[Path, Path, Files, Files], at: int
) -> None:
    site = half_done(tmp_path, editions, "site")
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, site, str(at)],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT), "SOURCE_DATE_EPOCH": EPOCH},
        check=False,
    )
    assert killed.returncode == 9, "there are fewer files to put in their places than thought"
    assert (site / "output" / INCOMING).is_dir()
    assert_mended(site, editions, at)
