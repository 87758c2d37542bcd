"""`dateline withdraw`: what is written, who is named, and what is refused."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from generator.problems import DatelineError
from generator.record.withdrawing import Withdrawn, withdraw_release
from tests.sites import dateline, files_in, release

NOW = datetime(2026, 7, 1, 12, 30, 5, tzinfo=UTC)
R = "content/releases/"
A = R + "a.md"
FILES: dict[str, str | bytes | None] = {
    A: "---\r\ntitle: A # c\r\ndate: 2024-01-11\r\nid: a1\r\noriginal: {file: x, sha256: '0'}\r\n---\r\n\r\nIt.\r\n",
    R + "2024/b.md": release("B", variant_of="a.md", id="b1"),
    R + "c.md": release("C", translation_of="a", id="c1"),
    R + "d.md": release("D", replaces="a.md", id="d1"),
    R + "e.md": release("E", "See [it](a.md).", related="[a.md]", id="e1"),
}


@pytest.fixture
def site(make_site: Callable[..., Path]) -> Path:
    return make_site(FILES)


def withdraw(site: Path, name: str = A, reason: str = "It was false.", **how: object) -> Withdrawn:
    return withdraw_release(site, name, reason, now=NOW, **how)  # type: ignore[arg-type]  # a test's shorthand


def test_the_release_says_when_and_why(site: Path) -> None:
    before = files_in(site / "content/releases")
    assert withdraw(site) == Withdrawn(path=A, variants=(R + "2024/b.md",), others=(R + "c.md", R + "d.md"))
    after = files_in(site / "content/releases")
    written = (
        "withdrawn:\r\n  date: 2026-07-01T12:30:05Z\r\n  reason: It was false.\r\n  text: removed\r\noriginal: {file: x"
    )
    assert after["a.md"] == before["a.md"].replace(b"original: {file: x", written.encode())
    assert {path for path in before if before[path] != after[path]} == {"a.md"}


def test_text_and_alternative_are_said(site: Path) -> None:
    withdraw(site, alternative="d1", keep_text=True)
    assert b"  alternative: d.md\r\n  text: kept\r\n" in (site / A).read_bytes()
    withdraw(site, alternative="/2024/02/other/")
    text = (site / A).read_bytes()
    assert b"  alternative: /2024/02/other/\r\n  text: removed\r\n" in text
    assert text.count(b"withdrawn:") == 1


def test_it_is_taken_back_by_taking_the_key_out(site: Path) -> None:
    before = (site / A).read_bytes()
    withdraw(site)
    assert dateline("set", "a1", "withdrawn=", "--site", str(site)).returncode == 0
    assert (site / A).read_bytes() == before


def test_the_journal_has_the_event_and_not_the_words(site: Path) -> None:
    withdraw(site, keep_text=True)
    (line,) = (site / "content/log.jsonl").read_text().splitlines()
    event = json.loads(line)
    assert (event["event"], event["outcome"], event["id"]) == ("withdrawal", "withdrawn, text kept", "a1")
    assert "false." not in line


REFUSED = {
    "no reason": ({}, {"reason": " "}, "error: a withdrawal needs a reason; readers see it"),
    "a draft": (
        {A: release("A", status="draft")},
        {},
        f"{A}: error: nobody has read it yet; `dateline set PATH status=draft` keeps it from being published",
    ),
    "nobody": (
        {},
        {"alternative": "x1"},
        "error: no release has the file, id, number or identifier 'x1'; `dateline list` names those that are there",
    ),
}


@pytest.mark.parametrize(("files", "how", "said"), REFUSED.values(), ids=REFUSED)
def test_what_is_refused_changes_nothing(make_site: Callable[..., Path], files: dict, how: dict, said: str) -> None:
    site = make_site(FILES | files)
    before = (site / A).read_bytes()
    with pytest.raises(DatelineError) as error:
        withdraw(site, **how)
    assert [str(problem) for problem in error.value.problems] == [said]
    assert (site / A).read_bytes() == before


def test_the_command_says_what_goes_and_what_stays(site: Path) -> None:
    done = dateline("withdraw", "a1", "--reason", "It was false.", "--site", str(site))
    assert (done.returncode, done.stderr.splitlines()) == (
        0,
        [
            f"{A} is withdrawn; its text is shown no more.",
            f"With it goes its variant {R}2024/b.md.",
            f"Look at {R}c.md: it is near to this release and stays. Withdraw it as well if it says the same.",
            f"Look at {R}d.md: it is near to this release and stays. Withdraw it as well if it says the same.",
            "What readers see changes when the site is built and deployed next.",
        ],
    )
    assert dateline("withdraw", "a1", "--site", str(site)).returncode == 2
