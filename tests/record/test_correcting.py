"""`dateline correct`: what is kept, what is noted, and where it is refused."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from generator.manifest import read_manifest, sha256_of
from generator.problems import DatelineError
from generator.record.correcting import Corrected, correct_release
from tests.sites import CONFIG, dateline, release

NOW = datetime(2026, 7, 1, 12, 30, 5, tzinfo=UTC)
SECOND = "2026-07-01T13:30:05+01:00"
"""The same, as the site's clock shows it."""
R = "content/releases/"
A = R + "a.md"
V = "content/versions/a1/"
FILES: dict[str, str | bytes | None] = {
    "config.yaml": f"{CONFIG}timezone: Europe/Lisbon\n",
    A: "---\r\ntitle: A # c\r\ndate: 2024-01-11\r\nid: a1\r\n---\r\n\r\nIt is 7.\r\n",
}


@pytest.fixture
def site(make_site: Callable[..., Path]) -> Path:
    return make_site(FILES)


def correct(site: Path, name: str = A, note: str = "It is 8, not 7.", **more: bytes) -> Corrected:
    return correct_release(site, name, note, now=NOW, **more)


def test_the_file_as_it_was_is_kept_and_the_release_says_what_was_corrected(site: Path) -> None:
    before = (site / A).read_bytes()
    assert correct(site) == Corrected(path=A, version=V + "1.md")
    assert (site / (V + "1.md")).read_bytes() == before
    assert (site / A).read_bytes().decode() == before.decode().replace(
        "id: a1\r\n",
        f"id: a1\r\nupdated: {SECOND}\r\n"
        f"corrections:\r\n  - date: {SECOND}\r\n    note: It is 8, not 7.\r\n    previous: {V}1.md\r\n",
    )


def test_each_correction_adds_to_those_before(site: Path) -> None:
    correct(site)
    once = (site / A).read_bytes()
    assert correct(site, note="And: it is 9").version == V + "2.md"
    assert (site / (V + "2.md")).read_bytes() == once
    lines = (site / A).read_text().splitlines()
    assert lines[-8:-2] == [
        "    note: It is 8, not 7.",
        "    previous: content/versions/a1/1.md",
        "  - date: 2026-07-01T13:30:05+01:00",
        "    note: 'And: it is 9'",
        "    previous: content/versions/a1/2.md",
        "---",
    ]


@pytest.mark.parametrize(
    "written",
    ["corrections:  # c\n- date: 2024-02\n  note: N", "corrections: [ {date: 2024-02, note: N} ]", "corrections:"],
)
def test_however_the_list_is_written_it_gets_one_more(site: Path, written: str) -> None:
    (site / A).write_text(f"---\ntitle: A\ndate: 2024-01-11\nid: a1\n{written}\n# last\n---\nBody\n")
    correct(site)
    text = (site / A).read_text()
    assert "# last\n---\nBody\n" in text
    assert text.count("note: ") == (2 if "N" in written else 1)
    assert text.startswith(f"---\ntitle: A\ndate: 2024-01-11\nid: a1\nupdated: {SECOND}\ncorrections:")


def test_a_number_that_was_used_is_not_used_again(site: Path) -> None:
    correct(site)
    (site / (V + "1.md")).unlink()
    assert correct(site).version == V + "2.md"


def test_a_release_without_an_id_gets_one(site: Path) -> None:
    (site / A).write_text(release("A"))
    version = correct(site).version
    assert f"id: {version.split('/')[2]}" in (site / A).read_text().replace("'", "")


def test_a_file_that_was_edited_already_is_kept_as_it_was(site: Path) -> None:
    before = (site / A).read_bytes()
    (site / A).write_bytes(before.replace(b"7", b"8"))
    correct(site, previous=before)
    assert (site / (V + "1.md")).read_bytes() == before
    assert b"It is 8.\r\n" in (site / A).read_bytes()


def test_journal_and_manifest_know_of_it(site: Path) -> None:
    correct(site)
    (event,) = [json.loads(line) for line in (site / "content/log.jsonl").read_text().splitlines()]
    assert (event["event"], event["outcome"], event["id"]) == ("modification", "corrected", "a1")
    assert event["previous"] == V + "1.md"
    assert "It is" not in json.dumps(event)
    listed, _ = read_manifest(site)
    assert listed[V + "1.md"] == sha256_of((site / (V + "1.md")).read_bytes())
    assert listed[A] == sha256_of((site / A).read_bytes())


REFUSED = {
    "no note": ({}, {"note": "  "}, "error: a correction needs a note: what was wrong, and what is right"),
    "a draft": (
        {A: release("A", status="draft")},
        {},
        f"{A}: error: nobody has read it yet: edit the file. A correction is for what was published",
    ),
    "an embargo": (
        {A: release("A", embargo="2030-01-01")},
        {},
        f"{A}: error: nobody has read it yet: edit the file. A correction is for what was published",
    ),
    "withdrawn": (
        {A: release("A", withdrawn="{date: 2024, reason: r}")},
        {},
        f"{A}: error: it was withdrawn, so there is no text to correct; `dateline set PATH withdrawn=` brings it back",
    ),
    "an id that can be no folder": (
        {A: release("A", id="a/b")},
        {},
        f"{A}: error: the id 'a/b' can be no folder, which its versions need; they cannot be kept",
    ),
    "another release's earlier file": (
        {},
        {"previous": release("B", id="b1").encode()},
        "the earlier file: error: its id is 'b1', and that of the release 'a1'; name the earlier file of this one",
    ),
    "an earlier file that is none": (
        {},
        {"previous": b"words"},
        "the earlier file:1: error: there is no front matter; the first line must be '---', followed by 'title: …'",
    ),
}


@pytest.mark.parametrize(("files", "how", "said"), REFUSED.values(), ids=REFUSED)
def test_what_is_refused_changes_nothing(make_site: Callable[..., Path], files: dict, how: dict, said: str) -> None:
    site = make_site(FILES | files)
    before = (site / A).read_bytes()
    with pytest.raises(DatelineError) as error:
        correct(site, **how)
    assert [str(problem) for problem in error.value.problems] == [said]
    assert (site / A).read_bytes() == before
    assert not (site / "content/versions").exists()


def test_the_command_says_what_to_do_next(site: Path) -> None:
    done = dateline("correct", "a1", "--note", "It is 8.", "--site", str(site))
    assert (done.returncode, done.stderr) == (
        0,
        f"{V}1.md keeps the text as it was.\nNow correct the text in {A}, and run `dateline accept {A}`.\n",
    )
    assert dateline("correct", "a1", "--site", str(site)).returncode == 2
