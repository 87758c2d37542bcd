"""`dateline set`: what becomes of files and journal, and what is refused."""

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from generator.problems import DatelineError
from generator.record.setting import Assignment, Change, give_ids, join_list, read_assignment, set_values, split_list
from tests.sites import dateline, files_in, release

NOW = datetime(2026, 7, 1, tzinfo=UTC)
A, B = "content/releases/a.md", "content/releases/b.md"
ORIGINAL = "{file: ab/x.txt, sha256: '00', inferred: [title, tags, date]}"
FILES: dict[str, str | bytes | None] = {
    A: release("A", id="a1", tags="[Lamps]  # c", original=ORIGINAL),
    B: "---\r\ntitle: B # c\r\ndate: 2024\r\n---\r\n\r\nBody\r\n",
}


@pytest.fixture
def site(make_site: Callable[..., Path]) -> Path:
    return make_site(FILES)


def assign(site: Path, names: list[str], *texts: str, dry_run: bool = False) -> list[Change]:
    assignments = [assignment for text in texts if (assignment := read_assignment(text))]
    assert len(assignments) == len(texts)
    return set_values(site, names, assignments, now=NOW, dry_run=dry_run)


ARGUMENTS = {
    "title=A = b": Assignment("title", "=", "A = b"),
    "tags+= Lamps ": Assignment("tags", "+=", "Lamps"),
    "tags-=Lamps": Assignment("tags", "-=", "Lamps"),
    "place.city=": Assignment("place.city", "=", ""),
    "content/releases/a.md": None,
    "/2024/a=b/": None,
    "2024=17": None,
    "doi:10.1=2": None,
}


@pytest.mark.parametrize(("text", "expected"), ARGUMENTS.items(), ids=ARGUMENTS)
def test_an_argument_is_an_assignment_or_names_a_release(text: str, expected: Assignment | None) -> None:
    assert read_assignment(text) == expected


@pytest.mark.parametrize("texts", [(), ("a",), ("a", "b c"), ("a|b", "c"), ("|",), ("a\\", "b")])
def test_a_list_on_a_line_is_read_back(texts: tuple[str, ...]) -> None:
    assert split_list(join_list(texts)) == texts or texts == ("a\\", "b")


def test_values_are_written_and_are_inferred_no_more(site: Path) -> None:
    before = files_in(site)
    changes = assign(site, [A, B], "tags+=Sea | Lamps", "date=2024-02", "subtitle=Of sea: and land")
    text = before[A].decode().replace("[Lamps]", "[Lamps, Sea]").replace("date: 2024-01-11", "date: 2024-02")
    text = text.replace("id: a1\n", "id: a1\nsubtitle: 'Of sea: and land'\n")
    assert (site / A).read_text() == text.replace("[title, tags, date]", "[title]")
    assert (site / B).read_bytes() == (
        b"---\r\ntitle: B # c\r\nsubtitle: 'Of sea: and land'\r\ndate: 2024-02\r\n"
        b"tags:\r\n  - Sea\r\n  - Lamps\r\n---\r\n\r\nBody\r\n"
    )
    assert changes[1] == Change(
        path=B,
        values={"subtitle": (None, "Of sea: and land"), "date": ("2024", "2024-02"), "tags": (None, ["Sea", "Lamps"])},
    )


def test_a_value_that_is_there_is_confirmed(site: Path) -> None:
    (change,) = assign(site, ["a1"], "title=A")
    assert change.values == {"original.inferred": (["title", "tags", "date"], ["tags", "date"])}


def test_what_a_list_holds_goes_one_by_one(site: Path) -> None:
    assign(site, [A], "tags=Sea | Lamps | Land", "tags-=Lamps | Ice")
    assert b"tags: [Sea, Land]  # c" in (site / A).read_bytes()
    assign(site, [A], "tags-=Sea", "tags-=Land")
    assert b"tags" not in (site / A).read_bytes().partition(b"original")[0]


def test_the_journal_says_which_keys_changed_and_none_of_their_words(site: Path) -> None:
    assign(site, [B], "title=Secret words")
    (line,) = (site / "content/log.jsonl").read_text().splitlines()
    event = json.loads(line)
    assert (event["event"], event["outcome"], event["file"], event["changed"]) == ("modification", "set", B, ["title"])
    assert "Secret" not in line


def test_nothing_to_change_writes_nothing(site: Path) -> None:
    before = files_in(site)
    assert assign(site, [B], "title=B", "tags-=x") == []
    assert assign(site, [B], "title=C", dry_run=True) == [Change(path=B, values={"title": ("B", "C")})]
    assert {path: data for path, data in files_in(site).items() if not path.startswith(".dateline")} == before


def test_when_one_file_cannot_be_changed_none_is(site: Path) -> None:
    (site / B).write_text("---\ntitle: &t B\nsubtitle: *t\ndate: 2024\n---\n")
    before = (site / A).read_bytes()
    with pytest.raises(DatelineError, match=r"b\.md: error: the anchor '&t' ties 'title' to another value"):
        assign(site, [A, B], "title=C")
    assert (site / A).read_bytes() == before


REFUSED = {
    "id=x": "error: 'id' is not set: an id never changes; `dateline set --ids` gives one to releases that have none",
    "slug=x": "error: 'slug' is not set: `dateline move PATH --slug SLUG` changes it, and keeps the old address",
    "original.file=x": "error: 'original' is not set: import writes it; it says what is kept below content/originals/",
    "title+=x": "error: 'title' holds one text, so it takes '=' and no '+='",
    "titel=x": "error: unknown key 'titel'; did you mean 'title'?",
    "status=late": "error: 'status' is 'late'; write published or draft",
    "quotes=x": "error: 'quotes' holds more than texts; change it in the file",
    "title=": "error: 'title' is required and cannot be taken out",
    "date=": f"{B}: error: 'date' is missing; write the day of issue like 2024-01-11, or 'status: draft'",
}


@pytest.mark.parametrize(("text", "said"), REFUSED.items(), ids=REFUSED)
def test_what_is_refused(site: Path, text: str, said: str) -> None:
    with pytest.raises(DatelineError) as error:
        assign(site, [B], text)
    assert [str(problem) for problem in error.value.problems] == [said]


def test_ids_are_given_to_releases_that_have_none(site: Path) -> None:
    (change,) = give_ids(site, now=NOW)
    assert change.path == B
    assert re.fullmatch(
        rb"---\r\ntitle: B # c\r\nid: '?[0-9a-f]{16}'?\r\ndate: 2024\r\n---\r\n\r\nBody\r\n", (site / B).read_bytes()
    )
    assert give_ids(site, now=NOW) == []


def test_the_command_says_what_it_did(site: Path) -> None:
    done = dateline("set", A, "people=Jo Ray | Al", "--site", str(site))
    assert (done.returncode, done.stdout, done.stderr) == (
        0,
        "",
        f"{A}\n    people: nothing → Jo Ray | Al\n1 release changed.\n",
    )
    for wrong in (["set", A], ["set", "title=x"], ["set"], ["set", "--ids", A]):
        assert dateline(*wrong, "--site", str(site)).returncode == 2
    assert dateline("set", "nobody", "title=x", "--site", str(site)).returncode == 1
