"""What a build left in its output folder: the next one finds every change of it, and soon finds that there is none."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator import looking
from generator.leaving import update_shards
from generator.output_folder import count_in, find_output, found_in, holds, stands
from tests.sites import build_at, files_in, release, write_site

WORDS = {f"content/releases/{name}.md": release(name, tags="[a, b]") for name in ("one", "two", "three")}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    write_site(tmp_path, WORDS)
    build_at(tmp_path)
    return tmp_path


def look_nowhere(_: Path) -> Any:
    raise AssertionError("every folder was looked into")


def test_a_build_looks_into_no_folder_that_is_as_it_was_left(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking, "find_output", look_nowhere)
    assert build_at(site).written == 0
    write_site(site, {"content/releases/four.md": release("four")})
    assert build_at(site).written > 0
    (site / "content/releases/four.md").unlink()
    assert build_at(site).removed > 0
    assert build_at(site).written == 0


STRAYS: dict[str, Callable[[Path], object]] = {
    "a file": lambda output: (output / "tags" / "stray.html").write_bytes(b"x"),
    "a file at the top": lambda output: (output / "stray.html").write_bytes(b"x"),
    "an empty folder": lambda output: (output / "tags" / "stray").mkdir(),
    "an edited file": lambda output: (output / "index.html").write_bytes(b"x" * (output / "index.html").stat().st_size),
    "a file gone": lambda output: (output / "tags" / "a" / "index.html").unlink(),
    "a link": lambda output: (output / "tags" / "stray").symlink_to("a"),
    "a file in place of another": lambda output: (output / "404.html").replace(output / "index.html"),
}


CASES = [*((stray, True) for stray in STRAYS), ("a file", False)]
"""What is done, and whether it shows in the times of the folder."""


@pytest.mark.parametrize(("stray", "tell"), CASES)
def test_whatever_somebody_does_to_the_output_is_mended(
    site: Path, stray: str, monkeypatch: pytest.MonkeyPatch, *, tell: bool
) -> None:
    monkeypatch.setattr("generator.changed_files.folders_tell", lambda _: tell)
    write_site(site, {"content/releases/four.md": release("four")})
    build_at(site)
    whole = files_in(site / "output")
    STRAYS[stray](site / "output")
    build_at(site)
    assert files_in(site / "output") == whole
    assert not (site / "output" / "tags" / "stray").exists()


def test_what_is_put_beside_files_while_a_build_writes_them_is_found_by_the_next(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_site(site, {"content/releases/four.md": release("four", tags="[a, c]")})
    real, output = os.replace, site / "output"
    strays = [output / place / "stray.html" for place in ("", "tags", "tags/a", "2024/01", "2024/01/one")]

    def replace(*arguments: Any) -> None:
        for stray in strays:
            stray.write_bytes(b"x")
        real(*arguments)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", replace)
        build_at(site)
    assert all(stray.exists() for stray in strays)
    build_at(site)
    assert not any(stray.exists() for stray in strays)
    assert build_at(site).removed == 0


def test_a_folder_that_was_only_touched_is_looked_into_and_nothing_is_made(site: Path) -> None:
    (site / "output" / "tags" / "x").mkdir()
    (site / "output" / "tags" / "x").rmdir()
    done = build_at(site)
    assert (done.rendered, done.written, done.removed) == (0, 0, 0)
    assert done.pages > 0


def test_shards_follow_what_comes_and_goes(tmp_path: Path) -> None:
    def write(*paths: str) -> None:
        for path in paths:
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_bytes(b"x")

    write("a.html", "tags/a/index.html", "tags/b/index.html", "2024/01/x/index.html")
    shards = update_shards(tmp_path, {}, find_output(tmp_path).files, ())
    assert stands(tmp_path, shards.values())
    assert found_in(shards.values()) == find_output(tmp_path)
    assert count_in(shards.values()) == 1 + len([*tmp_path.rglob("*")])
    write("tags/c/index.html", "2025/02/y/index.html")
    for path in ("2024/01/x/index.html", "a.html"):
        (tmp_path / path).unlink()
    for folder in ("2024/01/x", "2024/01", "2024"):
        (tmp_path / folder).rmdir()
    now = find_output(tmp_path)
    assert not stands(tmp_path, shards.values())
    new = {path: stat for path, stat in now.files.items() if path not in found_in(shards.values()).files}
    shards |= update_shards(tmp_path, shards, new, ("2024/01/x/index.html", "a.html"))
    assert stands(tmp_path, shards.values())
    assert found_in(shards.values()) == now
    assert count_in(shards.values()) == 1 + len([*tmp_path.rglob("*")])


def test_a_folder_with_more_in_it_than_is_known_is_believed_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"x")
    (tmp_path / "stray.html").write_bytes(b"x")
    found = find_output(tmp_path)
    shards = update_shards(tmp_path, {}, {"a.html": found.files["a.html"]}, ())
    assert not stands(tmp_path, shards.values())
    (tmp_path / "stray.html").unlink()
    assert not stands(tmp_path, shards.values())
    assert holds(find_output(tmp_path), shards.values())
