"""The bar of what takes long: on a terminal, and nothing of it in a pipe."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from generator.commands.progress import bar_of, place_of
from tests.sites import release, write_site

TEXT = "The {} opens\n\nPORT ELLEN, Maine, March 4, 2019 -- The Harbour Trust opened the {} to visitors today.\n"


@pytest.mark.parametrize(
    ("done", "total", "bar"),
    [
        (0, 3, f"[{'-' * 30}] 0 of 3 sources"),
        (1, 3, f"[{'#' * 10}{'-' * 20}] 1 of 3 sources"),
        (3, 3, f"[{'#' * 30}] 3 of 3 sources"),
        (1200, 1000, f"[{'#' * 30}] 1,000 of 1,000 sources"),
        (1200, 0, "1,200 sources"),
    ],
)
def test_a_bar_shows_how_much_is_done(done: int, total: int, bar: str) -> None:
    assert bar_of(done, total, "sources") == bar


@pytest.mark.parametrize(
    ("source", "place"),
    [
        ("in/a.txt", 1),
        ("in/b.zip", 2),
        ("in/b.zip!/x/c.txt", 2),
        ("in/b.zip!/d.mbox#3", 2),
        ("in/e.mbox#17", 3),
        ("x", 0),
    ],
)
def test_an_item_is_as_far_as_its_container(source: str, place: int) -> None:
    assert place_of(source, {"in/a.txt": 1, "in/b.zip": 2, "in/e.mbox": 3}) == place


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return write_site(
        tmp_path / "site",
        {
            "content/releases/a.md": release("A"),
            **{f"content/inbox/{name}.txt": TEXT.format(name, name) for name in ("lamp", "pier", "quay")},
        },
    )


def on_terminal(site: Path, command: str) -> str:
    """Run Dateline in a site with a terminal for standard error, and return all that it wrote there."""
    near, far = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "generator", command], cwd=site, stdout=subprocess.DEVNULL, stderr=far
    )
    os.close(far)
    written = b""
    while True:
        try:
            piece = os.read(near, 4096)
        except OSError:  # Linux says so when the other end is closed
            break
        if not piece:
            break
        written += piece
    os.close(near)
    assert process.wait() == 0
    return written.decode()


def shown_at_the_end(written: str) -> list[str]:
    """Return the lines that a terminal shows, each as the last that was written over it."""
    lines = written.replace("\r\n", "\n").split("\n")
    shown = []
    for line in lines:
        cells: list[str] = []
        for part in line.split("\r"):
            cells[: len(part)] = list(part)
        shown.append("".join(cells).rstrip())
    return [line for line in shown if line]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
@pytest.mark.parametrize(("command", "what"), [("import", "of 3 sources"), ("build", "pages")])
def test_a_terminal_shows_a_bar_which_is_gone_at_the_end(site: Path, command: str, what: str) -> None:
    written = on_terminal(site, command)
    assert "[###" in written
    assert what in written
    assert not any(line.startswith("[") for line in shown_at_the_end(written))
    assert not any("[#" in line for line in shown_at_the_end(written)), "no bar stands beside a line of the result"


@pytest.mark.parametrize("command", ["import", "build"])
def test_a_pipe_sees_nothing_of_it(site: Path, command: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "generator", command],
        cwd=site,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "\r" not in done.stderr
    assert "[#" not in done.stderr
