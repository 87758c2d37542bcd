"""`dateline move`: the file, its address, and all that leads to either of them."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.problems import DatelineError
from generator.record.moving import Moved, move_release
from generator.record.references_edit import Renamed, rename_references
from tests.sites import build_at, dateline, differences, files_in, problems_of, release

NOW = datetime(2026, 7, 1, tzinfo=UTC)
R = "content/releases/"
GATE = R + "2024/2024-01-11-old-gate.md"
NEW = R + "2024/2024-01-11-new-gate.md"
FILES: dict[str, str | bytes | None] = {
    GATE: "---\r\ntitle: Gate # c\r\ndate: 2024-01-11\r\nid: gate1\r\n---\r\n\r\n"
    "See [again](2024-01-11-old-gate.md#p-1).\r\n",
    R + "2024/2024-02-01-later.md": release(
        "Later",
        "See [it](2024-01-11-old-gate.md), [it](<../2024/2024-01-11-old-gate.md#top>), [by it](/2024/01/old-gate/).\n\n"
        "[ref]: 2024/2024-01-11-old-gate.md 'T'\n\n"
        '<a href="2024-01-11-old-gate.md">x</a> old-gate.md [no](x/2024-01-11-old-gate.md)',
        id="later1",
        replaces="2024-01-11-old-gate  # c",
        related="[2024/2024-01-11-old-gate.md, 'content/releases/2024/2024-01-11-old-gate.md']",
        notices="[{text: a, url: 2024-01-11-old-gate.md}]",
        withdrawn="{date: 2024-03-01, reason: r, text: kept, alternative: 2024/2024-01-11-old-gate.md}",
    ),
    R + "2023/far.md": release(
        "Far", "[it](../2024/2024-01-11-old-gate.md)", variant_of="2024-01-11-old-gate.md", date="2023"
    ),
    "content/pages/about.md": "---\ntitle: About\n---\n[it](../releases/2024/2024-01-11-old-gate.md)\n",
    R + "other.md": release("Other", "Words.", slug="taken", id="other1"),
}


@pytest.fixture
def site(make_site: Callable[..., Path]) -> Path:
    return make_site(FILES)


def content(site: Path) -> dict[str, bytes]:
    return {path: data for path, data in files_in(site / "content").items() if path.startswith(("releases", "pages"))}


def move(site: Path, slug: str = "new-gate", *, name: str = GATE, dry_run: bool = False) -> Moved:
    return move_release(site, name, slug, now=NOW, dry_run=dry_run)


def test_the_file_and_every_reference_to_it_change_and_nothing_else(site: Path) -> None:
    before = content(site)
    moved = move(site)
    assert moved == Moved(
        path=NEW,
        old_address="/2024/01/old-gate/",
        new_address="/2024/01/new-gate/",
        kept=True,
        references=(R + "2023/far.md", R + "2024/2024-02-01-later.md", "content/pages/about.md"),
    )
    expected = {path: data.replace(b"2024-01-11-old-gate", b"2024-01-11-new-gate") for path, data in before.items()}
    later = "releases/2024/2024-02-01-later.md"
    expected[later] = expected[later].replace(b"x/2024-01-11-new-gate.md", b"x/2024-01-11-old-gate.md")
    far = "releases/2023/far.md"
    expected[far] = expected[far].replace(b"variant_of: 2024-01-11-new-gate.md", b"variant_of: 2024-01-11-old-gate.md")
    own = expected.pop("releases/2024/2024-01-11-old-gate.md")
    expected["releases/2024/2024-01-11-new-gate.md"] = own.replace(
        b"id: gate1\r\n", b"id: gate1\r\naliases:\r\n  - /2024/01/old-gate/\r\n"
    )
    assert list(differences(expected, content(site))) == []


def test_all_that_led_to_it_leads_to_it_and_its_id_is_the_same(site: Path) -> None:
    said = problems_of(site)
    build_at(site)
    before = files_in(site / "output")
    move(site)
    assert problems_of(site) == said
    build_at(site)
    after = files_in(site / "output")
    assert b"url=../new-gate/" in after["2024/01/old-gate/index.html"]
    assert b"url=../../2024/01/new-gate/" in after["id/gate1/index.html"]
    assert {path for path in before if path not in after} == set()
    entry = before["feed.xml"].split(b"<title>Gate")[0].rpartition(b"<id>")[2]
    assert entry == after["feed.xml"].split(b"<title>Gate")[0].rpartition(b"<id>")[2]
    assert b'href="../old-gate/' not in after["2024/01/later/index.html"]


def test_an_address_that_was_never_public_vanishes(make_site: Callable[..., Path]) -> None:
    site = make_site({GATE: FILES[GATE], "content/addresses.tsv": "/2024/01/elsewhere/\tx\n/2024/\t-\n"})
    assert not move(site).kept
    assert b"aliases" not in (site / NEW).read_bytes()


def test_one_that_the_ledger_has_is_kept(make_site: Callable[..., Path]) -> None:
    site = make_site({GATE: FILES[GATE], "content/addresses.tsv": "/2024/01/old-gate/\tgate1\n"})
    assert move(site).kept
    again = move(site, "old-gate", name="gate1")
    assert (again.path, again.kept) == (GATE, False)  # the second slug was never public
    assert problems_of(site) == []


def test_a_draft_leaves_no_alias(make_site: Callable[..., Path]) -> None:
    site = make_site({R + "2024-01-11-a.md": release("A", status="draft", id="a1")})
    assert not move(site, "b", name="a1").kept


def test_a_stated_slug_changes_and_the_file_only_if_it_is_named_after_it(site: Path) -> None:
    assert move(site, "free", name="other1").path == R + "other.md"
    assert b"slug: free\n" in (site / (R + "other.md")).read_bytes()


def test_a_release_without_an_id_keeps_its_file_by_which_it_is_known(make_site: Callable[..., Path]) -> None:
    site = make_site({R + "2024-01-11-a.md": "---\ntitle: A\ndate: 2024-01-11\n---\nB\n"})
    assert move(site, "b", name="2024-01-11-a").path == R + "2024-01-11-a.md"
    assert (site / R / "2024-01-11-a.md").read_text() == (
        "---\ntitle: A\nslug: b\ndate: 2024-01-11\naliases:\n  - /2024/01/a/\n---\nB\n"
    )


def test_a_slug_that_looks_like_a_date_is_stated(site: Path) -> None:
    moved = move(site, "2024-05-06-gate")
    assert moved.new_address == "/2024/01/2024-05-06-gate/"
    build_at(site)
    assert (site / "output/2024/01/2024-05-06-gate/index.html").exists()


def test_a_move_that_was_interrupted_is_finished(site: Path) -> None:
    move(site)
    done = content(site)
    (site / GATE).write_bytes(FILES[GATE].encode())  # type: ignore[union-attr] - it is a text
    (site / (R + "2023/far.md")).write_bytes(str(FILES[R + "2023/far.md"]).encode())
    with pytest.raises(DatelineError, match="is there already"):
        move(site)
    (site / NEW).unlink()
    move(site)
    assert content(site) == done


def test_a_dry_run_writes_nothing(site: Path) -> None:
    before = content(site)
    assert move(site, dry_run=True).path == NEW
    assert content(site) == before


def test_the_journal_tells_of_it(site: Path) -> None:
    move(site)
    events = [json.loads(line) for line in (site / "content/log.jsonl").read_text().splitlines()]
    assert [(event["event"], event["outcome"]) for event in events][-1] == ("modification", "moved")
    assert (events[-1]["file"], events[-1]["from"], events[-1]["id"]) == (NEW, GATE, "gate1")
    assert events[-1]["addresses"] == ["/2024/01/old-gate/", "/2024/01/new-gate/"]


REFUSED = {
    "a b": "error: 'a b' is no slug; write 'a-b'",
    "//": "error: '//' is no slug; write letters, digits and '-'",
    "old-gate": f"{GATE}: error: its address is /2024/01/old-gate/ already",
    "taken": f"{GATE}: error: content/releases/other.md stands at /2024/01/taken/ already; choose another slug",
}


@pytest.mark.parametrize(("slug", "said"), REFUSED.items(), ids=REFUSED)
def test_what_is_refused(site: Path, slug: str, said: str) -> None:
    before = content(site)
    with pytest.raises(DatelineError) as error:
        move(site, slug)
    assert [str(problem) for problem in error.value.problems] == [said]
    assert content(site) == before


def test_the_command_says_where_it_is_now(site: Path) -> None:
    done = dateline("move", "gate1", "--slug", "new-gate", "--site", str(site))
    assert done.returncode == 0
    assert done.stderr.splitlines()[:2] == [
        f"/2024/01/old-gate/ → /2024/01/new-gate/: {NEW}",
        "The old address is kept as an alias, for it leads to the new one.",
    ]
    mended = [f"{R}2023/far.md", f"{R}2024/2024-02-01-later.md", "content/pages/about.md"]
    assert done.stderr.splitlines()[2:] == [f"{path}: reference mended" for path in mended]
    assert dateline("move", "gate1", "--site", str(site)).returncode == 2


pieces = st.lists(
    st.sampled_from(
        [
            "[a](old.md)",
            "[a](old.md#x)",
            "old.md",
            "](other.md)",
            "\r\n",
            "[b]: old.md",
            "<a href='old.md'>",
            "é",
            "(",
            "](",
            " ",
        ]
    )
)


@given(pieces)
def test_whatever_a_text_is_only_its_links_change(parts: list[str]) -> None:
    body = "".join(parts).encode()
    data = b"---\r\ntitle: old.md # c\r\ndate: 2024\r\nrelated: [ old.md ]\r\n---\r\n" + body
    known = [R + "old.md", R + "other.md", R + "a.md"]
    after = rename_references(data, R + "a.md", Renamed(old=R + "old.md", new=R + "new.md", known=known))
    assert after.replace(b"new.md", b"old.md") == data
    assert after.startswith(b"---\r\ntitle: old.md # c\r\ndate: 2024\r\nrelated: [ new.md ]\r\n---\r\n")
