"""The whole preview: real files, a real build, a real import, a real socket."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from http.client import HTTPConnection
from pathlib import Path
from shutil import rmtree
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from generator.build import BuildOptions, build
from generator.on_request import Plans
from generator.problems import DatelineError
from generator.serve import ServeOptions, say_on_terminal, serve
from generator.serve.events import Hub
from generator.serve.injection import digests_of
from generator.serve.server import CONNECTIONS, Server, running
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
        preview.wait_for(lambda: "night-boat" in preview.said[-1])
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


def test_the_published_site_stands_in_where_there_was_no_preview_yet(site: Path) -> None:
    build(site, BuildOptions())
    write_release(site, "night-boat", title="[unclosed")  # so that nothing takes its place
    with Preview(site) as preview:
        assert preview.said[-1].startswith("not built")
        assert b"The night boat returns" in read(preview.url)
        write_release(site, "night-boat", title="Mended")
        preview.wait_for(lambda: b"Mended" in read(preview.url))
    assert b"The night boat returns" in (site / "output/index.html").read_bytes()


def test_what_is_published_and_no_longer_there_is_gone_once_the_preview_is_built(site: Path) -> None:
    gone = write_release(site, "gone", title="Gone tomorrow")
    build(site, BuildOptions())
    gone.unlink()
    with Preview(site) as preview:
        assert (site / "output/2024/03/gone/index.html").exists()
        assert b"Gone tomorrow" not in read(f"{preview.url}2024/03/gone/")


def test_the_published_site_does_not_stand_in_where_drafts_are_left_out(site: Path) -> None:
    draft = write_release(site, "secret", title="Not yet")
    draft.write_text(draft.read_text().replace("published", "draft"))
    build(site, BuildOptions(drafts=True))
    write_release(site, "night-boat", title="[unclosed")
    with Preview(site, drafts=False) as preview:
        preview.wait_for(lambda: b"There is no page to show yet" in read(preview.url))
        assert b"Not yet" not in read(f"{preview.url}2024/03/secret/")


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


def test_what_an_earlier_preview_left_is_not_shown_where_drafts_are_left_out(site: Path) -> None:
    draft = write_release(site, "secret", title="Not yet")
    draft.write_text(draft.read_text().replace("published", "draft"))
    with Preview(site) as preview:
        assert b"Not yet" in read(preview.url)
    write_release(site, "night-boat", title="[unclosed")  # so that nothing takes its place
    with Preview(site, drafts=False) as preview:
        preview.wait_for(lambda: b"There is no page to show yet" in read(preview.url))
        assert b"Not yet" not in read(f"{preview.url}2024/03/secret/")


def test_drafts_and_embargoed_releases_carry_a_ribbon_that_only_the_preview_has(site: Path) -> None:
    for name, line in (("secret", "status: draft"), ("later", "status: published\nembargo: 2999-01-01T09:00Z")):
        file = write_release(site, name, title=name.title())
        file.write_text(file.read_text().replace("status: published", line))
    with Preview(site) as preview:
        for name, words in (("secret", b"<strong>Draft</strong>"), ("later", b"<strong>Embargoed</strong>")):
            page = read(f"{preview.url}2024/03/{name}/")
            assert words in page
            assert b'<meta name="robots" content="noindex">' in page
        assert b'<meta name="robots" content="noindex">' in read(f"{preview.url}2024/03/night-boat/")
        assert b"ribbon" not in read(f"{preview.url}2024/03/night-boat/")
    build(site, BuildOptions())
    assert not (site / "output/2024/03/secret").exists()
    assert not (site / "output/2024/03/later").exists()


def test_pages_are_there_before_they_are_built_and_the_same(site: Path) -> None:
    for number in range(400):
        write_release(site, f"boat-{number}", title=f"Boat {number}")
    with Preview(site, wait=False) as preview:
        preview.wait_for(lambda: b"Boat 7" in read(f"{preview.url}2024/03/boat-7/"))
        page = read(f"{preview.url}2024/03/boat-7/")
        assert not any("built" in line for line in preview.said[1:])
        assert not (site / ".dateline/preview/2024/03/boat-7/index.html").exists()
        preview.wait_for(lambda: any("built" in line for line in preview.said[1:]), 120)
        digest = page.split(b'data-dateline-digest="')[1].split(b'"')[0].decode()
        assert digest == digests_of((site / ".dateline/preview/2024/03/boat-7/index.html").read_bytes())[0]
        assert read(f"{preview.url}2024/03/boat-7/").split(SCRIPT)[0] == page.split(SCRIPT)[0]


def test_an_edit_in_the_middle_of_a_long_build_does_not_wait_for_its_end(site: Path) -> None:
    for number in range(400):
        write_release(site, f"boat-{number}", title=f"Boat {number}")
    with Preview(site, wait=False) as preview:
        preview.wait_for(lambda: b"Boat 7" in read(f"{preview.url}2024/03/boat-7/"))
        write_release(site, "boat-7", title="Another name")
        preview.wait_for(lambda: b"Another name" in read(f"{preview.url}2024/03/boat-7/"))
        assert not any("built" in line for line in preview.said[1:])
        preview.wait_for(lambda: any("built" in line for line in preview.said[1:]), 120)
        assert "boat-7" in preview.said[1]
        assert b"Another name" in (site / ".dateline/preview/2024/03/boat-7/index.html").read_bytes()


def test_a_mistake_after_an_edit_in_the_middle_of_a_build_leaves_the_last_good_pages(site: Path) -> None:
    for number in range(400):
        write_release(site, f"boat-{number}", title=f"Boat {number}")
    with Preview(site, wait=False) as preview:
        preview.wait_for(lambda: b"Boat 7" in read(f"{preview.url}2024/03/boat-7/"))
        write_release(site, "boat-7", title="[unclosed")
        preview.wait_for(lambda: any("not built" in line for line in preview.said))
        assert b"Boat 7" in read(f"{preview.url}2024/03/boat-7/")
        assert b"Boat 300" in read(f"{preview.url}2024/03/boat-300/")
        write_release(site, "boat-7", title="Mended")
        preview.wait_for(lambda: any("built in" in line for line in preview.said[1:]), 120)
        assert b"Mended" in read(f"{preview.url}2024/03/boat-7/")


def test_many_slow_connections_do_not_hold_up_an_edit(site: Path) -> None:
    with Preview(site) as preview:
        host, port = preview.url.removeprefix("http://").rstrip("/").split(":")
        slow = [socket.create_connection((host, int(port)), timeout=10) for _ in range(CONNECTIONS + 60)]
        try:
            for number, connection in enumerate(slow):
                with suppress(OSError):  # hung up already, in favour of a newer one
                    connection.sendall((b"GET / HTTP/1.1\r\nHost: loc", b"G", b"")[number % 3])
            write_release(site, "night-boat", title="The night boat is late")
            preview.wait_for(lambda: b"The night boat is late" in read(preview.url))
        finally:
            for connection in slow:
                connection.close()


@pytest.mark.parametrize(
    ("target", "headers", "status"),
    [
        ("/../config.yaml", {}, 404),
        ("/%2e%2e/%2e%2e/config.yaml", {}, 404),
        ("/..%2f..%2fconfig.yaml", {}, 404),
        ("/%00", {}, 404),
        ("/con", {}, 404),
        ("/secret-link.txt", {}, 404),
        ("/", {"Host": "rebound.example"}, 403),
        ("/", {"Host": "rebound.example:80"}, 403),
        ("/2024/03/night-boat/", {}, 200),
    ],
)
@pytest.mark.parametrize("moment", ["on request", "built"])
def test_no_path_leaves_the_site_and_no_other_host_is_answered(
    site: Path, target: str, headers: dict[str, str], status: int, moment: str
) -> None:
    (site / "content/static").mkdir()
    (site / "content/static/secret-link.txt").symlink_to(site / "config.yaml")
    server = Server("127.0.0.1", 0, folder=site / ".dateline/preview", hub=Hub())

    def ask() -> int:
        connection = HTTPConnection("127.0.0.1", server.server_address[1], timeout=20)
        with closing(connection):
            connection.putrequest("GET", target, skip_host="Host" in headers)
            for name, value in headers.items():
                connection.putheader(name, value)
            connection.endheaders()
            return connection.getresponse().status

    got: list[int] = []

    def planned(plans: Plans) -> None:
        assert server.pages is not None
        server.pages.complete(plans)
        got.append(ask())

    with running(server):
        (site / "content/static/secret-link.txt").unlink()  # a build refuses it
        build(site, BuildOptions(drafts=True, organised=server.show, planned=planned))
        server.show(None)
        (site / ".dateline/preview/secret-link.txt").symlink_to(site / "config.yaml")
        assert (got if moment == "on request" else [ask()]) == [status]


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
def command(site: Path, *arguments: str, **environment: str) -> Iterator[subprocess.Popen[str]]:
    """Run `dateline serve` as a program of its own."""
    program = subprocess.Popen(
        [sys.executable, "-m", "generator", "serve", "--site", str(site), "--port", "0", *arguments],
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | environment,
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
    took = []
    while min(took, default=9.0) >= 1 and len(took) < 5:  # a machine may be busy with something else for a while
        with command(site) as program:
            assert program.stderr is not None
            url = program.stderr.readline().split(" at ")[1].split(" ")[0]
            assert program.stderr.readline().startswith("built in")
            with urlopen(f"{url}_dateline/events", timeout=10) as events:
                assert events.readline() == b"retry: 500\n"
                ended, seconds = end(program, number)
            assert (ended, program.stderr.read().strip()) == (code, "")
            took.append(seconds)
    assert min(took) < 1, took


@not_on_windows
def test_a_signal_ends_it_within_a_second_while_processes_build(site: Path) -> None:
    for number in range(1500):
        write_release(site, f"boat-{number}", title=f"Boat {number}")
    took = []
    while min(took, default=9.0) >= 1 and len(took) < 5:  # a machine may be busy with something else for a while
        with command(site) as program:
            assert program.stderr is not None
            url = program.stderr.readline().split(" at ")[1].split(" ")[0]
            while b"Boat 7" not in read(f"{url}2024/03/boat-7/"):
                time.sleep(0.01)
            time.sleep(0.3)
            ended, seconds = end(program, signal.SIGINT)
            assert (ended, program.stderr.read().strip()) == (130, "")
            took.append(seconds)
        rmtree(site / ".dateline/preview", ignore_errors=True)  # nothing is there if it came no further than planning
    assert min(took) < 1, took


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
def test_the_browser_is_opened_when_asked_to(site: Path, tmp_path: Path) -> None:
    browser, opened = tmp_path / "browser", tmp_path / "opened"
    browser.write_text(f'#!/bin/sh\necho "$1" > "{opened}.new" && mv "{opened}.new" "{opened}"\n')
    browser.chmod(0o755)
    with command(site, "--open", BROWSER=f"{browser} %s") as program:
        assert program.stderr is not None
        url = program.stderr.readline().split(" at ")[1].split(" ")[0]
        deadline = time.monotonic() + 60
        while not opened.exists():
            assert time.monotonic() < deadline
            time.sleep(0.01)
        end(program, signal.SIGTERM)
    assert opened.read_text() == f"{url}\n"


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
