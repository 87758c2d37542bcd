"""Suggestions are spelled as the archive spells them, and what it knows is found where a text names it."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.archive_terms import ArchiveTerms, ReleaseTerms
from generator.ingest.reading import Reading
from generator.ingest.terms.known import know_terms, prefer_known
from generator.model import FrontMatter, SourceFile
from generator.vocabulary import read_vocabulary
from tests.sites import dateline, release

VOCABULARY, _ = read_vocabulary(
    SourceFile(
        "vocabulary.yaml",
        b"tags:\n- {name: Iran, also: [Persia, I.R. Iran]}\n- name: open data\n- name: energy\n"
        b"organizations:\n- {name: Human Rights Watch, also: [HRW]}\n- name: Corran Hydrographic\n"
        b"places:\n- name: Grey Sound\n- name: Halifax\npeople:\n- name: Jo O'Neill\n",
    )
)
STATED = ArchiveTerms(
    (
        ReleaseTerms(path="a.md", tags=("Lamps", "Sea"), people=("Roya Kamyar",), places=("Bath",)),
        ReleaseTerms(path="b.md", tags=("Lamps", "iran"), people=("Guess Work",), inferred=("people",)),
    )
)
KNOWN = know_terms(VOCABULARY, STATED)


def reading(
    body: str, *, title: str = "News", inferred: tuple[str, ...] = ("tags", "people"), **fields: tuple[str, ...]
) -> Reading:
    return Reading(front=FrontMatter(title=title, **fields), body=body, inferred=inferred)  # type: ignore[arg-type]


NAMED = {
    "another name": ("Persia is old. In Persia, persia is.", {"tags": ("Iran",)}),
    "a name with dots": ("The I.R. Iran and I.R. Iran.", {"tags": ("Iran",)}),
    "a tag mentioned once": ("Persia is old.", {}),
    "a tag of small letters": ("Open data, and open data.", {"tags": ("open data",)}),
    "a common word": ("The energy of it, an energy.", {}),
    "a common word that recurs": ("Energy, energy, and energy.", {"tags": ("energy",)}),
    "an acronym": ("It is HRW that says so.", {"organizations": ("Human Rights Watch",)}),
    "a part of a word": ("HRWs and THRW", {}),
    "a typographic apostrophe": ("Then Jo O’Neill came.", {"people": ("Jo O'Neill",)}),
    "a name that goes on": ("Then Jo O'Neill Smith came to Halifax Street.", {}),
    "a place": ("They live in Halifax.", {"places": ("Halifax",)}),
    "a tag that two releases state": ("Lamps burn, and Lamps.", {"tags": ("Lamps",)}),
    "a tag that one release states": ("The Sea, and the Sea.", {}),
    "a person whom a release states": ("There is Roya\nKamyar too.", {"people": ("Roya Kamyar",)}),
    "a person whom a release suggests": ("There is Guess Work too.", {}),
    "a place of one word that one release states": ("Bath is warm.", {}),
}


@pytest.mark.parametrize(("body", "terms"), NAMED.values(), ids=NAMED)
def test_known_terms_are_found_where_a_text_names_them(body: str, terms: dict[str, tuple[str, ...]]) -> None:
    found = prefer_known(reading(body, inferred=()), KNOWN)
    kinds = ("tags", "people", "organizations", "places")
    assert {kind: getattr(found.front, kind) for kind in kinds if getattr(found.front, kind)} == terms
    assert found.inferred == tuple(terms)


def test_suggestions_take_the_spelling_of_the_archive() -> None:
    found = prefer_known(reading("x", tags=("IRAN", "Open-Data", "Other"), people=("Jo O’Neill",)), KNOWN)
    assert found.front.tags == ("Iran", "open data", "Other")
    assert found.front.people == ("Jo O'Neill",)
    assert found.inferred == ("tags", "people")


def test_known_tags_come_first_for_there_is_room_for_five() -> None:
    found = prefer_known(reading("Persia, Persia", tags=("a", "b", "Lamps", "c", "d")), KNOWN)
    assert found.front.tags == ("Iran", "Lamps", "a", "b", "c")


def test_what_is_known_as_something_else_is_not_suggested() -> None:
    found = prefer_known(
        reading("x", tags=("Corran Hydrographic", "Grey Sound"), people=("Grey Sound", "Jo Ray")), KNOWN
    )
    assert found.front.tags == ("Grey Sound",)
    assert found.front.people == ("Jo Ray",)


def test_what_is_stated_is_left_alone() -> None:
    stated = reading(
        "Persia, Persia, Jo O'Neill", inferred=(), tags=("IRAN",), people=("x",), organizations=("HRW",), places=("y",)
    )
    assert prefer_known(stated, KNOWN) is stated


def test_an_archive_that_knows_nothing_changes_nothing() -> None:
    read = reading("Persia", tags=("a",))
    assert prefer_known(read, know_terms(read_vocabulary(None)[0], ArchiveTerms())) is read


def test_an_import_knows_the_vocabulary_and_the_archive(make_site: Callable[..., Path], tmp_path: Path) -> None:
    site = make_site(
        {
            "config.yaml": "title: A\nbase_url: https://example.org/\nvocabulary: words.yaml\n",
            "words.yaml": "tags:\n  - name: Iran\n    also: [Persia]\n",
            "content/releases/a.md": release("A", people="[Roya Kamyar]"),
        }
    )
    wire = tmp_path / "wire.txt"
    wire.write_text("News of Persia\n\nLONDON, May 3, 2024 -- In Persia it rains, and Roya Kamyar knows.\n")
    lines = dateline("import", str(wire), "--dry-run", "--json", "--site", str(site)).stdout.splitlines()
    found = json.loads(lines[0])["release"]
    assert (found["tags"], found["people"]) == (["Iran"], ["Roya Kamyar"])
    assert {"tags", "people"} <= set(found["original"]["inferred"])
    assert not (site / ".dateline").exists()
