"""The first real release: what import makes of it, line by line."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from generator.dates import StatedDate
from generator.front_matter import read_front_matter, split_document
from generator.ingest import ImportOptions, SourceResult, import_sources
from generator.model import FrontMatter, Place
from tests.samples_beside import SHARED

SEED = SHARED / "corpus" / "seed" / "000_54a151d68fb58ec0.txt"
NOW = datetime(2024, 2, 1, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("site")


@pytest.fixture(scope="module")
def result(site: Path, shared: Path) -> SourceResult:
    (only,) = import_sources(site, [SEED], ImportOptions(), now=NOW)
    return only


@pytest.fixture(scope="module")
def front(result: SourceResult) -> FrontMatter:
    assert result.status == "imported", result.problems
    assert result.front
    return result.front


def test_it_is_dated_and_placed_as_its_dateline_states(front: FrontMatter) -> None:
    assert front.date == StatedDate(2024, 1, 11)
    assert front.dateline == "WASHINGTON, DC, UNITED STATES, January 11, 2024 /EINPresswire / --"
    assert front.place == Place(city="Washington", region="DC", country="United States")
    assert front.source == "EIN Presswire"
    assert front.status == "published"


def test_its_title_is_the_beginning_of_the_first_paragraph_and_marked_as_inferred(front: FrontMatter) -> None:
    first_paragraph = SEED.read_text(encoding="utf-8").split("\n\n")[0]
    assert len(front.title) <= 120
    assert first_paragraph.startswith(f"{front.title} ")
    assert len(f"{front.title} {first_paragraph[len(front.title) :].split()[0]}") > 120
    assert front.subtitle == first_paragraph
    assert "title" in front.inferred


def test_it_has_one_pull_quote_with_speaker_and_role(front: FrontMatter) -> None:
    (quote,) = [quote for quote in front.quotes if quote.pull]
    assert quote.text == SEED.read_text(encoding="utf-8").split("\n\n")[1]
    assert quote.text.startswith("Iranians swiftly turned to social media to accuse")
    assert quote.speaker == "Alireza Jafarzadeh"
    assert quote.role == "Deputy Director of NCRI's Washington Office"


def test_its_legal_statement_is_kept_word_for_word_and_names_who_distributes(front: FrontMatter) -> None:
    disclosure = front.disclosures[0]
    assert disclosure.kind == "fara"
    assert disclosure.text == SEED.read_text(encoding="utf-8").strip().split("\n\n")[-1]
    assert disclosure.registrant == "National Council of Resistance of Iran-U.S. Representative Office"
    assert front.issuers == (disclosure.registrant,)
    assert "issuers" in front.inferred


def test_terms_are_suggested_and_marked_as_inferred(front: FrontMatter) -> None:
    assert {"Iran", "Kerman"} <= set(front.tags)
    assert len(front.tags) <= 5
    assert {"Maryam Rajavi", "Qassem Soleimani", "Ali Tavakoli"} <= set(front.people)
    assert {
        "National Council of Resistance of Iran",
        "People's Mojahedin Organization of Iran",
    } <= set(front.organizations)
    assert {"tags", "people", "organizations"} <= set(front.inferred)


def test_not_one_word_of_the_body_is_lost_changed_or_moved(result: SourceResult) -> None:
    paragraphs = SEED.read_text(encoding="utf-8").strip().split("\n\n")
    body = [paragraph for paragraph in paragraphs[3:-1] if not re.fullmatch("-+", paragraph)]
    body[0] = body[0].partition(" -- ")[2]
    assert result.body == "\n\n".join("## BACKGROUND" if line == "BACKGROUND" else line for line in body)
    assert "theshrine" in result.body


def test_the_release_file_holds_what_the_result_says(site: Path, result: SourceResult, front: FrontMatter) -> None:
    assert result.file
    assert result.file.startswith("content/releases/2024/2024-01-11-alireza-jafarzadeh-")
    document = split_document((site / result.file).read_bytes(), result.file)
    written, problems = read_front_matter(document, result.file)
    assert (written, problems) == (front, [])
    assert document.body == result.body


def test_its_raw_bytes_are_kept(site: Path, front: FrontMatter) -> None:
    assert front.original
    assert front.id == front.original.sha256[:16]
    assert front.original.file == f"{front.id[:2]}/{front.id}-000_54a151d68fb58ec0.txt"
    assert (site / "content/originals" / front.original.file).read_bytes() == SEED.read_bytes()
    assert front.original.importer == "text"
    assert front.original.imported == StatedDate.of(NOW)


def test_a_second_site_gets_the_same_bytes(site: Path, result: SourceResult, tmp_path: Path) -> None:
    (again,) = import_sources(tmp_path, [SEED], ImportOptions(), now=NOW)
    assert again.file == result.file
    assert (tmp_path / str(again.file)).read_bytes() == (site / str(result.file)).read_bytes()
