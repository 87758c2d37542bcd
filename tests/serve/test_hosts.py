"""For which host names the preview answers."""

import socket

import pytest

from generator.serve.hosts import is_answered, is_of_this_machine, url_of


@pytest.mark.parametrize(
    ("header", "bound", "answered"),
    [
        ("localhost", "127.0.0.1", True),
        ("LOCALHOST:8000", "127.0.0.1", True),
        ("127.0.0.1:8000", "127.0.0.1", True),
        ("127.0.0.1:9", "127.0.0.1", True),
        ("[::1]:8000", "::1", True),
        ("desk.example:8000", "desk.example", True),
        ("192.168.1.5:8000", "192.168.1.5", True),
        ("192.168.1.5:8000", "0.0.0.0", True),
        ("[fe80::1]:8000", "::", True),
        (socket.gethostname(), "0.0.0.0", True),
        ("", "127.0.0.1", False),
        ("evil.example", "127.0.0.1", False),
        ("evil.example:8000", "0.0.0.0", False),
        ("localhost.evil.example", "127.0.0.1", False),
        ("127.0.0.1.evil.example", "127.0.0.1", False),
        ("192.168.1.5:8000", "127.0.0.1", False),
        ("localhost:8000:8000", "127.0.0.1", False),
        ("localhost@evil.example", "127.0.0.1", False),
        ("evil.example/localhost", "127.0.0.1", False),
        ("localhost, evil.example", "127.0.0.1", False),
        ("[::1", "::1", False),
        ("[localhost]", "127.0.0.1", False),
    ],
)
def test_only_names_that_nobody_else_can_own_are_answered(header: str, bound: str, *, answered: bool) -> None:
    assert is_answered(header, bound) is answered


@pytest.mark.parametrize(
    ("bound", "url"),
    [
        ("127.0.0.1", "http://127.0.0.1:8000/"),
        ("localhost", "http://localhost:8000/"),
        ("0.0.0.0", "http://127.0.0.1:8000/"),
        ("::1", "http://[::1]:8000/"),
        ("::", "http://127.0.0.1:8000/"),
    ],
)
def test_the_address_shown_is_one_a_browser_can_open(bound: str, url: str) -> None:
    assert url_of(bound, 8000) == url


@pytest.mark.parametrize(
    ("bound", "own"), [("127.0.0.1", True), ("localhost", True), ("127.0.0.9", True), ("::1", True), ("0.0.0.0", False)]
)
def test_whether_others_can_reach_it_is_known(bound: str, *, own: bool) -> None:
    assert is_of_this_machine(bound) is own
