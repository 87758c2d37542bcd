"""What the server answers over a real socket."""

import http.client
import json
import socket
import threading
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from generator.problems import DatelineError, Problem
from generator.serve import server as server_module
from generator.serve.events import Hub
from generator.serve.injection import Shown, digests_of, script_tag
from generator.serve.panel import make_panel, section_of
from generator.serve.server import Server, running
from tests.serve.conftest import FILES


class Answer:
    """An answer that was read to its end."""

    def __init__(self, response: http.client.HTTPResponse) -> None:
        self.status, self.headers, self.body = response.status, response.headers, response.read()


def ask(server: Server, target: str, method: str = "GET", **headers: str) -> Answer:
    """Ask for one thing; a header's name is written with underscores."""
    connection = http.client.HTTPConnection("127.0.0.1", server.server_address[1], timeout=10)
    with closing(connection):
        connection.putrequest(method, target, skip_host="Host" in headers)
        for name, value in headers.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders()
        return Answer(connection.getresponse())


def say(server: Server, request: bytes) -> bytes:
    """Send bytes and return all that comes back until the server hangs up."""
    with socket.create_connection(("127.0.0.1", server.server_address[1]), timeout=10) as connection:
        connection.sendall(request)
        answer = b""
        while piece := connection.recv(65536):
            answer += piece
        return answer


@pytest.mark.parametrize(
    ("target", "status", "kind"),
    [
        ("/", 200, "text/html; charset=utf-8"),
        ("/2024/01/ferry/", 200, "text/html; charset=utf-8"),
        ("/assets/style.ab12cd34.css", 200, "text/css; charset=utf-8"),
        ("/media/horn.mp3", 200, "audio/mpeg"),
        ("/feed.xml", 200, "application/xml; charset=utf-8"),
        ("/empty/note.txt", 200, "text/plain; charset=utf-8"),
        ("/nothing/here/", 404, "text/html; charset=utf-8"),
        ("/../secret.txt", 404, "text/html; charset=utf-8"),
        ("/%2e%2e/secret.txt", 404, "text/html; charset=utf-8"),
        ("/_dateline/reload.js", 200, "text/javascript; charset=utf-8"),
        ("/_dateline/relay.js", 200, "text/javascript; charset=utf-8"),
        ("/_dateline/panel.js", 200, "text/javascript; charset=utf-8"),
        ("/_dateline/panel.css", 200, "text/css; charset=utf-8"),
        ("/_dateline/../handler.py", 404, "text/html; charset=utf-8"),
        ("/_dateline/handler.py", 404, "text/html; charset=utf-8"),
        ("/_dateline/", 404, "text/html; charset=utf-8"),
    ],
)
def test_every_answer_says_what_it_is_and_is_not_kept(server: Server, target: str, status: int, kind: str) -> None:
    whole, head = ask(server, target), ask(server, target, "HEAD")
    for answer in (whole, head):
        assert (answer.status, answer.headers["Content-Type"]) == (status, kind)
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert int(answer.headers["Content-Length"]) == len(whole.body)
    assert head.body == b""


def test_a_page_is_as_built_apart_from_the_script(server: Server) -> None:
    built = FILES["2024/01/ferry/index.html"]
    digest, unstyled = digests_of(built)
    script = script_tag(Shown(server.hub.run, 0, 0, "/2024/01/ferry/", digest, unstyled))
    answer = ask(server, "/2024/01/ferry/")
    assert answer.body.replace(script, b"") == built
    assert answer.headers["Dateline-Page"] == f"{digest} {unstyled}"
    assert answer.body.count(script) == 1
    assert b"default-src 'self'" in answer.headers["Content-Security-Policy"].encode()


@pytest.mark.parametrize("name", ["media/horn.mp3", "google123.html", "assets/style.ab12cd34.css"])
def test_what_is_no_page_is_served_as_built(server: Server, name: str) -> None:
    assert ask(server, f"/{name}").body == FILES[name]


def test_an_unknown_address_shows_the_pages_own_404(server: Server) -> None:
    assert b"Nothing here" in ask(server, "/nothing/").body


def test_a_folder_without_its_slash_moves(server: Server) -> None:
    answer = ask(server, "/2024/01/ferry?a=1")
    assert (answer.status, answer.headers["Location"]) == (301, "/2024/01/ferry/?a=1")


@pytest.mark.parametrize("target", ["/", "/media/horn.mp3", "/_dateline/reload.js"])
def test_what_a_browser_already_holds_is_not_sent_again(server: Server, target: str) -> None:
    tag = ask(server, target).headers["ETag"]
    for known in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        answer = ask(server, target, If_None_Match=known)
        assert (answer.status, answer.body, answer.headers["ETag"]) == (304, b"", tag)
    assert ask(server, target, If_None_Match='"other"').status == 200


def test_a_page_is_sent_again_after_the_next_build_though_its_bytes_are_the_same(server: Server) -> None:
    tag = ask(server, "/").headers["ETag"]
    server.hub.built([])
    assert ask(server, "/", If_None_Match=tag).status == 200  # or it would go on telling the old build's number


def test_parts_of_a_recording_can_be_asked_for(server: Server) -> None:
    data = FILES["media/horn.mp3"]
    answer = ask(server, "/media/horn.mp3", Range="bytes=1000-1999")
    assert (answer.status, answer.body) == (206, data[1000:2000])
    assert answer.headers["Content-Range"] == f"bytes 1000-1999/{len(data)}"
    tag = answer.headers["ETag"]
    assert ask(server, "/media/horn.mp3", Range="bytes=-5", If_Range=tag).body == data[-5:]
    assert ask(server, "/media/horn.mp3", Range="bytes=-5", If_Range='"older"').body == data
    assert ask(server, "/media/horn.mp3", Range="bytes=0-1,4-5").body == data
    refused = ask(server, "/media/horn.mp3", Range="bytes=999999-")
    assert (refused.status, refused.headers["Content-Range"]) == (416, f"bytes */{len(data)}")


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
def test_nothing_can_be_changed(server: Server, method: str) -> None:
    answer = ask(server, "/", method)
    assert (answer.status, answer.headers["Allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize("target", ["/", "/_dateline/events", "/media/horn.mp3"])
def test_a_name_that_somebody_else_can_own_is_refused(server: Server, target: str) -> None:
    answer = ask(server, target, Host="rebound.evil.example")
    assert answer.status == 403
    assert b"does not answer for that host name" in answer.body


@pytest.mark.parametrize(
    ("request_head", "status"),
    [
        (b"GET / HTTP/1.1\r\n\r\n", b"403"),
        (b"GET / HTTP/1.0\r\n\r\n", b"403"),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n", b"403"),
        (b"GET / HTTP/1.0\r\nHost: localhost\r\n\r\n", b"200"),
        (b"GET http://localhost/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", b"404"),
        (b"GET /" + b"a" * 70000 + b" HTTP/1.1\r\n\r\n", b"414"),
        (b"NONSENSE\r\n\r\n", b"400"),
        (b"BREW / HTTP/1.1\r\nHost: localhost\r\n\r\n", b"501"),
        (b"GET / HTTP/3.0\r\n\r\n", b"505"),
        (b"GET / HTTP/1.1\r\n" + b"A: b\r\n" * 200 + b"\r\n", b"431"),
    ],
)
def test_odd_requests_are_answered_and_not_followed(server: Server, request_head: bytes, status: bytes) -> None:
    assert status in say(server, request_head).split(b"\r\n")[0]


def test_a_body_is_not_taken_for_the_next_request(server: Server) -> None:
    smuggled = b"GET /media/horn.mp3 HTTP/1.1\r\nHost: localhost\r\n\r\n"
    head = b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n" % len(smuggled)
    assert say(server, head + smuggled).count(b"HTTP/1.1 ") == 1


def test_one_connection_serves_many_requests_without_delay(server: Server) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_address[1], timeout=10)
    with closing(connection):
        connection.connect()
        used, started = connection.sock, time.monotonic()
        for _ in range(50):
            connection.request("GET", "/2024/01/ferry/")
            assert connection.getresponse().read()
        assert connection.sock is used
    assert time.monotonic() - started < 1.5  # with Nagle's algorithm each would take 40 ms


def test_a_file_that_is_replaced_while_it_is_sent_stays_whole(server: Server, folder: Path) -> None:
    big = folder / "media/film.mp4"
    big.write_bytes(b"a" * 30_000_000)
    with socket.create_connection(("127.0.0.1", server.server_address[1]), timeout=10) as connection:
        connection.sendall(b"GET /media/film.mp4 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        received = connection.recv(1000)
        (folder / "new").write_bytes(b"b")
        (folder / "new").replace(big)
        while piece := connection.recv(1 << 20):
            received += piece
    assert received.count(b"a" * 1000) == 30_000


def test_before_the_first_build_every_address_waits_for_it(tmp_path: Path) -> None:
    server = Server("127.0.0.1", 0, folder=tmp_path / "not-yet", hub=Hub())
    with running(server):
        for target in ("/", "/2024/01/ferry/"):
            answer = ask(server, target)
            assert (answer.status, answer.headers["Content-Type"]) == (503, "text/html; charset=utf-8")
            assert b"Building the site" in answer.body
            assert b'data-dateline-page="*"' in answer.body
        problem = Problem(path="config.yaml", line=2, message="'title' is missing")
        server.hub.show(make_panel([section_of(tmp_path, [problem], title="Not built", hint="")]))
        assert b"There is no page to show yet" in ask(server, "/").body


class Stream:
    """Reads events from the server as a browser would."""

    def __init__(self, server: Server) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", server.server_address[1], timeout=10)
        self.connection.request("GET", "/_dateline/events")
        self.response = self.connection.getresponse()

    def next(self) -> tuple[str, dict[str, object]]:
        """Return the name and the data of the next event."""
        name = ""
        while line := self.response.readline().decode().rstrip("\n"):
            if line.startswith("event: "):
                name = line.removeprefix("event: ")
            if line.startswith("data: "):
                data = json.loads(line.removeprefix("data: "))
        return name, data

    def close(self) -> None:
        self.response.close()
        self.connection.close()


def test_an_open_page_is_told_of_builds_problems_and_pages_to_open(server: Server) -> None:
    with closing(Stream(server)) as stream:
        assert stream.response.headers["Content-Type"] == "text/event-stream"
        assert "Access-Control-Allow-Origin" not in stream.response.headers
        assert stream.next() == ("state", {"run": server.hub.run, "plan": 0, "build": 0, "history": [], "panel": None})
        server.hub.built(["/2024/01/ferry/", "/media/ferry.jpg"])
        assert stream.next()[1]["history"] == [[1, ["/media/ferry.jpg"]]]
        server.hub.built([], visit="/2024/01/ferry/")
        assert stream.next() == ("visit", {"address": "/2024/01/ferry/"})
        assert stream.next()[1]["build"] == 2


def test_asking_only_for_the_head_of_the_events_ends(server: Server) -> None:
    assert ask(server, "/_dateline/events", "HEAD").status == 200


def test_many_silent_and_slow_connections_hold_up_nobody(server: Server) -> None:
    address = ("127.0.0.1", server.server_address[1])
    idle = [socket.create_connection(address, timeout=10) for _ in range(server_module.CONNECTIONS + 60)]
    for number, connection in enumerate(idle):
        if number % 3 == 0:
            connection.sendall(b"GET / HTTP/1.1\r\nHost: loc")  # and never the rest
    try:
        with closing(Stream(server)) as stream:
            stream.next()
            started = time.monotonic()
            server.hub.built(["/"])
            assert stream.next()[1]["build"] == 1
            assert ask(server, "/").status == 200
            assert time.monotonic() - started < 1
    finally:
        for connection in idle:
            connection.close()


def test_listeners_that_went_away_are_forgotten(
    server: Server, monkeypatch: pytest.MonkeyPatch, eventually: Callable[[Callable[[], object]], None]
) -> None:
    for _ in range(5):
        stream = Stream(server)
        stream.next()
        stream.close()
    eventually(lambda: server.hub.built([]) or not server.hub.listeners)


def test_the_end_comes_within_a_second_whoever_is_connected(folder: Path) -> None:
    server = Server("127.0.0.1", 0, folder=folder, hub=Hub())
    before = threading.active_count()
    with running(server):
        streams = [Stream(server) for _ in range(5)]
        waiting = [socket.create_connection(("127.0.0.1", server.server_address[1])) for _ in range(5)]
        started = time.monotonic()
    assert time.monotonic() - started < 0.5
    for connection in (*streams, *waiting):
        connection.close()
    deadline = time.monotonic() + 5
    while threading.active_count() > before and time.monotonic() < deadline:
        time.sleep(0.01)
    assert threading.active_count() == before


def test_a_port_that_is_taken_is_said_with_the_way_out(server: Server, folder: Path) -> None:
    port = server.server_address[1]
    with pytest.raises(DatelineError) as caught:
        Server("127.0.0.1", port, folder=folder, hub=Hub())
    assert str(caught.value) == (
        f"error: port {port} is already in use, perhaps by another preview: choose another one with --port {port + 1}"
    )


def test_a_host_that_is_not_ours_is_said_with_the_way_out(folder: Path) -> None:
    with pytest.raises(DatelineError, match=r"--host 192\.0\.2\.1 is no address of this machine"):
        Server("192.0.2.1", 0, folder=folder, hub=Hub())
