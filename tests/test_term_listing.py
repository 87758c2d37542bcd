"""What `dateline terms` lists, which names it thinks may be one, and that nothing stale is ever listed."""

import csv
import io
import json
import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from generator import archive_terms
from generator.archive_terms import CACHE, read_archive_terms
from generator.front_matter import read_front_matter, split_document
from generator.model import TERM_KINDS, TermKind
from generator.near_names import (
    FOLDED,
    INITIAL,
    LEGAL,
    NEARLY,
    ORDER,
    PLURAL,
    Near,
    Used,
    find_acronyms,
    find_near_names,
)
from generator.term_listing import TermRow, list_terms, write_csv
from tests.sites import GOLDEN, dateline, release

NOW = datetime(2024, 6, 1, tzinfo=UTC)
ORIGINAL = "{file: ab/x.txt, sha256: '00', inferred: [tags]}"
FILES: dict[str, str | bytes | None] = {
    "content/releases/a.md": release("A", date="2012", tags="[Iran, open data]", original=ORIGINAL),
    "content/releases/b.md": release("B", date="2016-05", tags="[iran, Persia, Open-Data]"),
    "content/releases/c.md": release("C", date=None, status="draft", tags="[Iran, Iran]"),
    "content/releases/d.md": release("D", embargo="2024-07-01", tags="[HRW, open data]"),
    "content/releases/e.md": release("E", "It is Human Rights Watch (“HRW”).", tags="[Human Rights Watch, Parsa]"),
}


def rows(site: Path, kind: TermKind = "tags") -> dict[str, TermRow]:
    return {row.name: row for row in list_terms(site, kind, now=NOW)[0]}


def test_terms_are_counted_with_hidden_releases_and_their_years(make_site: Callable[..., Path]) -> None:
    listed, problems = list_terms(make_site(FILES), "tags", now=NOW)
    assert problems == []
    assert [str(row) for row in listed] == [
        "    3  2012–2016  Iran  [also iran; 1 hidden]",
        "    2  2012–2024  open data  [1 hidden]",
        "    1  2024       HRW  [1 hidden]",
        "    1  2024       Human Rights Watch",
        "    1  2016       Open-Data",
        "    1  2024       Parsa",
        "    1  2016       Persia",
    ]
    assert listed[0].suggested == 1


def test_names_that_may_be_one_come_with_what_to_type(make_site: Callable[..., Path]) -> None:
    site = make_site(FILES)
    near = {name: (row.same_as, row.reason, row.command) for name, row in rows(site).items() if row.command}
    assert near == {
        "Open-Data": ("open data", FOLDED, "dateline terms tags merge Open-Data 'open data'"),
        "HRW": (
            "Human Rights Watch",
            "defined as its acronym in content/releases/e.md",
            "dateline terms tags merge HRW 'Human Rights Watch'",
        ),
    }


def test_the_vocabulary_joins_names_and_spells_them(make_site: Callable[..., Path]) -> None:
    vocabulary = "tags:\n  - name: IRAN\n    also: [Persia, Parsa]\n"
    row = rows(make_site(FILES | {"vocabulary.yaml": vocabulary}))["IRAN"]
    assert (row.releases, row.also) == (4, ("Persia", "Parsa", "Iran", "iran"))


def test_a_suggested_command_works_from_where_one_is(make_site: Callable[..., Path]) -> None:
    site = make_site(FILES)
    shown = dateline("terms", "tags", "--site", str(site)).stdout
    assert f"    dateline terms tags merge Open-Data 'open data' --site {site}\n" in shown
    parsed = [json.loads(line) for line in dateline("terms", "tags", "--json", "--site", str(site)).stdout.splitlines()]
    assert parsed[0]["name"] == "Iran"
    assert parsed[0]["also"] == ["iran"]


def test_a_table_has_a_line_for_each_term(make_site: Callable[..., Path]) -> None:
    listed, _ = list_terms(make_site(FILES), "tags", now=NOW)
    read = list(csv.DictReader(io.StringIO(write_csv(listed))))
    assert [line["name"] for line in read] == [row.name for row in listed]
    assert read[0]["also"] == "iran"


NEAR: dict[str, tuple[TermKind, str, str, str]] = {
    "accents and spaces": ("tags", "Tehran 2, Téhran 1, Teh ran 1", FOLDED, "Téhran = Tehran, Teh ran = Tehran"),
    "equally used": ("tags", "CAFE 1, Café 1", FOLDED, "CAFE = Café"),
    "plural": ("tags", "Strikes 3, Strike 1, City 1, Cities 2", PLURAL, "Strike = Strikes, City = Cities"),
    "no plural of people": ("people", "Jo Ray 2, Jo Rays 1", "", ""),
    "inverted": ("people", "Roya Kamyar 2, Kamyar Roya 1", ORDER, "Kamyar Roya = Roya Kamyar"),
    "an initial": ("people", "Roya M. Kamyar 1, Roya Kamyar 2", INITIAL, "Roya M. Kamyar = Roya Kamyar"),
    "a title": ("people", "Dr. Roya Kamyar 1, Roya Kamyar 2", INITIAL, "Dr. Roya Kamyar = Roya Kamyar"),
    "a legal form": ("organizations", "Acme Lamps Inc. 1, The Acme Lamps 3", LEGAL, "Acme Lamps Inc. = The Acme Lamps"),
    "a letter": ("people", "Maryam Rajavi 9, Maryam Rajawi 1", NEARLY, "Maryam Rajawi = Maryam Rajavi"),
    "two letters swapped": ("people", "Maryam Rajavi 9, Maryam Rjaavi 1", NEARLY, "Maryam Rjaavi = Maryam Rajavi"),
    "two letters of a long word": (
        "places",
        "Aldercombe Bay 2, Aldercoombbe Bay 1",
        NEARLY,
        "Aldercoombbe Bay = Aldercombe Bay",
    ),
    "figures": ("tags", "Conference 2023 2, Conference 2024 1", "", ""),
    "short words": ("tags", "Iran 2, Iraq 1, Austria 1, Australia 1", "", ""),
    "signs that matter": ("tags", "C 1, C++ 1, C# 1", "", ""),
    "dots": ("places", "U.S. 1, US 2", FOLDED, "U.S. = US"),
}


@pytest.mark.parametrize(("kind", "used", "reason", "near"), NEAR.values(), ids=NEAR)
def test_names_that_may_be_one(kind: TermKind, used: str, reason: str, near: str) -> None:
    names = [Used(name, int(count)) for name, _, count in (one.rpartition(" ") for one in used.split(", "))]
    expected = [pair.split(" = ") for pair in near.split(", ") if pair]
    assert find_near_names(names, kind) == {name: Near(other, reason) for name, other in expected}


def test_a_name_turned_around_with_a_comma_is_the_same() -> None:
    names = [Used("Roya Kamyar", 2), Used("Kamyar, Roya", 1)]
    assert find_near_names(names, "people") == {"Kamyar, Roya": Near("Roya Kamyar", ORDER)}


def test_acronyms_are_initials_with_and_without_small_words() -> None:
    names = [Used(name, 1) for name in ("BOC", "UN", "U.N.", "United Nations", "Bank of Canada", "BC", "Nations")]
    assert set(find_acronyms(names)) == {
        ("BOC", "Bank of Canada"),
        ("BC", "Bank of Canada"),
        ("UN", "United Nations"),
        ("U.N.", "United Nations"),
    }


# The heads of releases, and what is kept of them


def test_heads_say_what_whole_front_matters_say() -> None:
    site = GOLDEN / "site"
    found = read_archive_terms(site, keep=False)
    assert found.problems == ()
    for terms in found.releases:
        front, _ = read_front_matter(split_document((site / terms.path).read_bytes(), terms.path), terms.path)
        assert front
        assert {kind: terms.of(kind) for kind in TERM_KINDS} == {kind: getattr(front, kind) for kind in TERM_KINDS}
        assert (terms.status, terms.inferred, terms.date or "") == (front.status, front.inferred, str(front.date or ""))


ODD_HEADS = {
    "a title that looks like a key": 'title: "x\ntags: [a]"\ntags: [b]\n',
    "a title in quotes that goes on": "title: 'x\ntags: [a]\n'\ntags: [b]\n",
    "braces": "{title: x, tags: [b]}\n",
    "a list that goes on": "title: x\nnote: [a,\ntags,\nb]\ntags: [b]\n",
    "an alias": "title: &a b\ntags: [*a]\n",
    "a key in quotes": 'title: x\n"tags": [b]\n',
    "another line end": "title: x\r\ntags:\r\n- b\r\n",
    "a block": "title: |\n  x\n  tags: [a]\ntags: b\n",
}


@pytest.mark.parametrize("front", ODD_HEADS.values(), ids=ODD_HEADS)
def test_an_odd_head_is_read_as_the_build_reads_it(make_site: Callable[..., Path], front: str) -> None:
    site = make_site(
        {"content/releases/a.md": f"---\ndate: 2024\n{front}---\n".replace("date: 2024\n{", "{date: 2024, ")}
    )
    (terms,) = read_archive_terms(site).releases
    assert terms.tags == ("b",)


def test_only_what_changed_is_read_again(make_site: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    site = make_site(FILES)
    for path in (site / "content/releases").iterdir():
        os.utime(path, (1_700_000_000, 1_700_000_000))
    read_archive_terms(site)
    read: list[str] = []
    whole = archive_terms._read_release
    monkeypatch.setattr(
        archive_terms, "_read_release", lambda site, path, found: (read.append(path), whole(site, path, found))[1]
    )
    before = read_archive_terms(site)
    assert read == []
    (site / "content/releases/e.md").write_text(release("E", tags="[New]"))
    (site / "content/releases/d.md").unlink()
    after = read_archive_terms(site)
    assert read == ["content/releases/e.md"]
    assert len(after.releases) == len(before.releases) - 1
    assert after.releases[-1].tags == ("New",)


def test_a_change_right_after_a_look_is_seen(make_site: Callable[..., Path]) -> None:
    site = make_site({"content/releases/a.md": release("A", tags="[one]")})
    read_archive_terms(site)
    file = site / "content/releases/a.md"
    stamp = file.stat().st_mtime_ns
    file.write_text(release("A", tags="[two]"))
    os.utime(file, ns=(stamp, stamp))
    assert read_archive_terms(site).releases[0].tags == ("two",)


@pytest.mark.parametrize("damage", [b"", b"\x00", b"not a cache"])
def test_what_is_kept_may_be_damaged(make_site: Callable[..., Path], damage: bytes) -> None:
    site = make_site(FILES)
    before = read_archive_terms(site)
    (site / CACHE).write_bytes(damage)
    assert read_archive_terms(site) == before


def test_a_release_that_cannot_be_read_is_named_and_the_rest_is_listed(make_site: Callable[..., Path]) -> None:
    site = make_site({"content/releases/a.md": release("A", tags="[x]"), "content/releases/b.md": "no front matter"})
    listed, problems = list_terms(site, "tags", now=NOW)
    assert [row.name for row in listed] == ["x"]
    assert [problem.path for problem in problems] == ["content/releases/b.md"]
