"""The whole preview: real files, a real build, a real import, a real socket."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from generator.build import BuildOptions, build
from generator.problems import DatelineError
from generator.serve import ServeOptions, say_on_terminal, serve
from tests.serve.running import Preview
from tests.serve.small_site import WIRE_TEXT, write_release

SCRIPT = b'<script type="module" src="/_dateline/reload.js"'


def read(url: str) -> bytes:
    """Return what is at an address, whatever its status."""
    try:
        with urlopen(url, timeout=10) as answer:
            return answer.read()
    except HTTPError as error:
        with error:
            return error.read()


def test_it_shows_byte_for_byte_what_build_writes_apart_from_the_script(site: Path, tmp_path: Path) -> None:
    with Preview(site) as preview:
        options = BuildOptions(output=tmp_path / "built", base_url=preview.url, drafts=True, preview=True)
        build(site, options)
        files = [file for file in (tmp_path / "built").rglob("*") if file.is_file() and not file.name.startswith(".")]
        for file in files:
            shown = read(preview.url + file.relative_to(tmp_path / "built").as_posix())
            lines = [line for line in shown.splitlines(keepends=True) if not line.startswith(SCRIPT)]
            assert b"".join(lines) == file.read_bytes(), file
        assert len(files) > 10


def test_it_says_what_it_serves_and_where(site: Path) -> None:
    with Preview(site) as preview:
        assert preview.said[0] == f"previewing {site} at {preview.url} (Ctrl-C ends it)"
        assert preview.said[1].startswith("built in ")


def test_it_warns_when_others_can_read_the_drafts(site: Path) -> None:
    with Preview(site, host="0.0.0.0") as preview:
        assert preview.said[1] == "--host 0.0.0.0: everybody who reaches this port can read it, drafts included"


def test_an_edit_is_built_by_itself_and_never_into_the_output(site: Path) -> None:
    with Preview(site) as preview:
        write_release(site, "night-boat", title="The night boat is late")
        preview.wait_for(lambda: b"The night boat is late" in read(preview.url))
        assert preview.said[-1].endswith("removed") or "written" in preview.said[-1]
    assert not (site / "output").exists()


def test_a_site_that_cannot_be_built_is_served_with_the_reason_and_appears_once_mended(site: Path) -> None:
    broken = write_release(site, "night-boat", title="[unclosed")
    with Preview(site) as preview:
        assert b"There is no page to show yet" in read(preview.url)
        assert f"{broken.relative_to(site).as_posix()}:".encode() in read(preview.url)
        write_release(site, "night-boat", title="Mended")
        preview.wait_for(lambda: b"Mended" in read(preview.url))


def test_pages_of_an_earlier_preview_are_there_at_once_even_if_the_build_fails(site: Path) -> None:
    with Preview(site):
        pass
    write_release(site, "night-boat", title="[unclosed")
    with Preview(site) as preview:
        assert b"The night boat returns" in read(preview.url)


def test_what_waits_in_the_inbox_is_announced_and_imported_as_a_draft(site: Path) -> None:
    (site / "content/inbox/boat.txt").write_text(WIRE_TEXT)
    (site / "content/inbox/.boat.txt.swp").write_text("")
    with Preview(site) as preview:
        assert preview.said[1] == "1 file in content/inbox/ will be imported as drafts in a moment"
        preview.wait_for(lambda: b"orders an electric boat" in read(preview.url))
        (imported,) = (site / "content/releases").rglob("*electric-boat*.md")
        assert "status: draft" in imported.read_text()
        assert [file.name for file in (site / "content/inbox").iterdir()] == [".boat.txt.swp"]


def test_drafts_can_be_left_out(site: Path) -> None:
    draft = write_release(site, "secret", title="Not yet")
    draft.write_text(draft.read_text().replace("published", "draft"))
    with Preview(site, drafts=False) as preview:
        assert b"Not yet" not in read(preview.url)
    with Preview(site) as preview:
        assert b"Not yet" in read(preview.url)


def test_the_browser_is_opened_when_asked_to(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    with Preview(site, open_browser=True) as preview:
        preview.wait_for(lambda: opened)
        assert opened == [preview.url]


def test_a_port_that_is_taken_ends_it_before_anything_is_done(site: Path) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken, pytest.raises(DatelineError, match="--port"):
        serve(site, ServeOptions(port=taken.getsockname()[1]))
    assert not (site / ".dateline").exists()


def test_no_control_character_reaches_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    say_on_terminal("content/\x1b[2Ja.md:1: error: \u200cخبر\x07\nnext")
    assert capsys.readouterr().err == "content/�[2Ja.md:1: error: \u200cخبر�\nnext\n"


def test_a_folder_without_a_site_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    with pytest.raises(DatelineError, match=r"there is no config\.yaml here"):
        serve(tmp_path, ServeOptions(port=0))
    assert list(tmp_path.iterdir()) == []


@contextmanager
def command(site: Path, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """Run `dateline serve` as a program of its own."""
    program = subprocess.Popen(
        [sys.executable, "-m", "generator", "serve", "--site", str(site), "--port", "0", *arguments],
        stderr=subprocess.PIPE,
        text=True,
        # A test run in the background ignores Ctrl-C, and what it starts would too.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    with program:
        yield program


def end(program: subprocess.Popen[str], number: signal.Signals) -> tuple[int, float]:
    """Send a signal and return the exit code and the seconds it took."""
    started = time.monotonic()
    program.send_signal(number)
    return program.wait(10), time.monotonic() - started


not_on_windows = pytest.mark.skipif(os.name == "nt", reason="Windows sends no such signals to one process")


@not_on_windows
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 0)])
def test_a_signal_ends_it_within_a_second_with_pages_open(site: Path, number: signal.Signals, code: int) -> None:
    with command(site) as program:
        assert program.stderr is not None
        url = program.stderr.readline().split(" at ")[1].split(" ")[0]
        assert program.stderr.readline().startswith("built in")
        with urlopen(f"{url}_dateline/events", timeout=10) as events:
            assert events.readline() == b"retry: 500\n"
            ended, seconds = end(program, number)
        assert (ended, program.stderr.read().strip()) == (code, "")
        assert seconds < 1


@not_on_windows
def test_a_signal_ends_it_in_the_middle_of_a_build_and_the_next_one_repairs_the_rest(site: Path) -> None:
    for number in range(150):
        write_release(site, f"boat-{number}", title=f"Boat {number}")
    with command(site) as program:
        assert program.stderr is not None
        program.stderr.readline()
        time.sleep(0.5)
        ended, seconds = end(program, signal.SIGINT)
        assert ended == 130
        assert seconds < 1
    with Preview(site) as preview:
        assert all(b"The ferry sails" in read(f"{preview.url}2024/03/boat-{number}/") for number in range(150))


@not_on_windows
def test_a_port_that_is_taken_is_one_clear_line(site: Path) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
        with command(site, "--port", str(port)) as program:
            assert program.stderr is not None
            assert program.stderr.read() == (
                f"error: port {port} is already in use, perhaps by another preview: "
                f"choose another one with --port {port + 1}\n"
            )
            assert program.wait(10) == 1
