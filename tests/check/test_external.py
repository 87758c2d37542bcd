"""Links to other sites: a real server on this machine is asked politely, and what it says is remembered."""

import threading
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from generator.check.external import MEMORY
from tests.check.planting import found
from tests.sites import AS_OF, CONFIG, build_at, release, write_site


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    asked: list[str] = []
    at_once = 0
    most_at_once = 0
    lock = threading.Lock()

    def do_HEAD(self) -> None:
        self.answer()

    def do_GET(self) -> None:
        self.answer()

    def answer(self) -> None:
        with self.lock:
            Handler.at_once += 1
            Handler.most_at_once = max(Handler.at_once, Handler.most_at_once)
            self.asked.append(f"{self.command} {self.path}")
        is_head = self.command == "HEAD"
        status = {"/no-head": 405 if is_head else 200, "/lies": 404 if is_head else 200, "/moved": 301}.get(self.path)
        number = self.path[1:]
        status = status or (int(number) if number.isdigit() else 200)
        with self.lock:
            Handler.at_once -= 1
        self.send_response(status)
        if self.path == "/moved":
            self.send_header("Location", "/alive")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[str]:
    """The other site."""
    Handler.asked, Handler.at_once, Handler.most_at_once = [], 0, 0
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def site_with(folder: Path, *links: str, **front: object) -> Path:
    body = "\n\n".join(f"[x]({link})" for link in links)
    config = CONFIG + "import: {private_hosts: [127.0.0.1]}\n"
    site = write_site(folder / "site", {"config.yaml": config, "content/releases/a.md": release("A", body, **front)})
    build_at(site)
    return site


def ask(site: Path, **options: object) -> list[str]:
    return found(site, "links", external=True, pause=0.0, **options)


def test_a_dead_link_is_named_with_file_line_and_a_copy_of_its_day(server: str, tmp_path: Path) -> None:
    site = site_with(tmp_path, f"{server}/alive", f"{server}/404#part")
    said = f"the link to {server}/404 leads nowhere: the server answered 404 Not Found"
    copy = f"a copy may be at https://web.archive.org/web/20240111/{server}/404"
    assert ask(site) == [f"content/releases/a.md:8: warning: {said}; {copy}"]


def test_nobody_is_asked_unless_somebody_wants_it(server: str, tmp_path: Path) -> None:
    assert found(site_with(tmp_path, f"{server}/404"), "links") == []
    assert Handler.asked == []


@pytest.mark.parametrize("path", ["alive", "moved", "no-head", "lies", "401", "403", "429", "999"])
def test_what_leads_somewhere_or_is_only_refused_is_not_dead(path: str, server: str, tmp_path: Path) -> None:
    assert ask(site_with(tmp_path, f"{server}/{path}")) == []


@pytest.mark.parametrize("status", ["404", "410", "500", "503"])
def test_what_a_server_says_is_gone_is_dead(status: str, server: str, tmp_path: Path) -> None:
    (line,) = ask(site_with(tmp_path, f"{server}/{status}"))
    assert f"leads nowhere: the server answered {status} " in line


def test_a_server_that_is_not_there_is_asked_twice_and_no_more(tmp_path: Path) -> None:
    nobody = "http://127.0.0.1:9"
    lines = ask(site_with(tmp_path, *(f"{nobody}/{number}" for number in range(5))))
    assert len(lines) == 5
    assert all("leads nowhere: the server did not answer as a web server does" in line for line in lines)


def test_a_private_address_is_not_asked_unless_it_is_allowed(server: str, tmp_path: Path) -> None:
    site = site_with(tmp_path, f"{server}/alive")
    (site / "config.yaml").write_text(CONFIG)
    (line,) = ask(site)
    assert "is not on the public internet" in line
    assert Handler.asked == []


def test_head_comes_first_and_get_only_when_that_failed(server: str, tmp_path: Path) -> None:
    ask(site_with(tmp_path, f"{server}/alive", f"{server}/lies"))
    assert Handler.asked == ["HEAD /alive", "HEAD /lies", "GET /lies"]


def test_a_host_is_asked_one_address_at_a_time_and_each_once(server: str, tmp_path: Path) -> None:
    links = [f"{server}/{name}" for name in "abcdefgh"]
    ask(site_with(tmp_path, *links, *links, f"{server}/a#part"))
    assert Handler.asked == [f"HEAD /{name}" for name in "abcdefgh"]
    assert Handler.most_at_once == 1


def test_an_answer_counts_for_a_week(server: str, tmp_path: Path) -> None:
    site = site_with(tmp_path, f"{server}/404")
    first = ask(site)
    assert ask(site, now=AS_OF + timedelta(days=6)) == first
    assert len(Handler.asked) == 2
    ask(site, now=AS_OF + timedelta(days=8))
    assert len(Handler.asked) == 4


@pytest.mark.parametrize("memory", ["", "[]", '{"a": 1}', "\xff"])
def test_a_memory_that_cannot_be_read_is_none(memory: str, server: str, tmp_path: Path) -> None:
    site = site_with(tmp_path, f"{server}/404")
    (site / MEMORY).write_text(memory, "latin-1")
    assert len(ask(site)) == 1


def test_every_kind_of_link_is_asked_and_what_is_hidden_is_not(server: str, tmp_path: Path) -> None:
    body = (
        f"[a]({server}/a_(b) 'title'), <{server}/c>, [d]: no, <a href='{server}/e'>e</a>\n\n[f]: {server}/f\n\n"
        f"In the text {server}/not-a-link, and [own](https://example.org/archive/2024/)"
    )
    fields = {
        "source_url": f"{server}/g",
        "contacts": f"[{{name: X, url: '{server}/h'}}]",
        "aliases": f"\n  - /old/\n  - {server}/alias",
    }
    draft = release("Secret", f"[x]({server}/secret)", status="draft", slug="s")
    withdrawn = release("Gone", f"[x]({server}/gone)", withdrawn="{date: 2025, reason: x}", slug="g")
    site = write_site(
        tmp_path / "site",
        {
            "config.yaml": CONFIG + "import: {private_hosts: [127.0.0.1]}\n",
            "content/releases/a.md": release("A", body, **fields),
            "content/releases/b.md": draft,
            "content/releases/c.md": withdrawn,
            "content/pages/p.md": f"---\ntitle: P\n---\n[i]({server}/i)\n",
        },
    )
    build_at(site)
    assert ask(site) == []
    assert Handler.asked == [f"HEAD /{path}" for path in ["a_(b)", "c", "e", "f", "g", "h", "i"]]
