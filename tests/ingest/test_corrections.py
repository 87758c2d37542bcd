"""Which titles say that a release takes the place of another, and which release that is."""

import itertools
from datetime import UTC, datetime
from pathlib import Path

import pytest

from generator.ingest import ImportOptions, SourceResult, import_sources
from generator.ingest.corrections import is_correction, without_correction
from tests.ingest import announcements as said
from tests.ingest.test_variants import drop, fronts

NOW = datetime(2024, 2, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("title", "rest"),
    [
        ("CORRECTING and REPLACING Museum Opens", "Museum Opens"),
        ("CORRECTING AND REPLACING PHOTO Museum Opens", "Museum Opens"),
        ("MULTIMEDIA CORRECTION: Museum Opens", "Museum Opens"),
        ("CORRECTION: Museum Opens", "Museum Opens"),
        ("Correction - Museum Opens", "Museum Opens"),
        ("CORRECTION – Museum Opens", "Museum Opens"),
        ("CORRECTION FROM SOURCE: Museum Opens", "Museum Opens"),
        ("CORRECTION - FROM SOURCE/Museum Opens", "Museum Opens"),
        ("/C O R R E C T I O N -- Aldercombe Museum/", "Aldercombe Museum"),
        ("/R E P E A T -- Aldercombe Museum/", "Aldercombe Museum"),
        ("UPDATE: Museum Opens", "Museum Opens"),
        ("UPDATE/Museum Opens", "Museum Opens"),
        ("UPDATE 2 - Museum Opens", "Museum Opens"),
        ("REPEAT/Museum Opens", "Museum Opens"),
        ("UPDATE -- CORRECTION: Museum Opens", "Museum Opens"),
        ("Replacement: Museum Opens", "Museum Opens"),
        ("RETRANSMISSION: Museum Opens", "Museum Opens"),
        ("[Updated] Museum Opens", "Museum Opens"),
        ("Museum Opens (Corrected)", "Museum Opens"),
        ("Museum Opens - CORRECTED VERSION", "Museum Opens"),
        ("Korrektur: Museum eröffnet", "Museum eröffnet"),
        ("EQS-News: Korrektur: Museum eröffnet", "Museum eröffnet"),
        ("RECTIFICATIF – Le musée ouvre", "Le musée ouvre"),
        ("Mise à jour : Le musée ouvre", "Le musée ouvre"),
        ("CORRECCIÓN: El museo abre", "El museo abre"),
        ("CORRIGE y REEMPLAZA: El museo abre", "El museo abre"),
        ("CORREÇÃO: O museu abre", "O museu abre"),
        ("RETTIFICA: Il museo apre", "Il museo apre"),
        ("RECTIFICATIE: Museum open", "Museum open"),
        ("RALAT: Museum dibuka", "Museum dibuka"),
        ("ИСПРАВЛЕНИЕ: Музей открыт", "Музей открыт"),
        ("تصحيح: المتحف", "المتحف"),
        ("اصلاحیه: موزه", "موزه"),
        ("תיקון: המוזיאון", "המוזיאון"),
        ("更正：博物馆开放", "博物馆开放"),
        ("【訂正】博物館開館のお知らせ", "博物館開館のお知らせ"),
        ("[정정] 박물관 개관", "박물관 개관"),
    ],
)
def test_a_title_that_calls_a_release_a_correction(title: str, rest: str) -> None:
    assert without_correction(title) == rest
    assert is_correction(title, "")


@pytest.mark.parametrize(
    "title",
    [
        "Corrections Department Announces Hires",
        "Correcting the Record: Museum Responds",
        "Museum Issues Correction",
        "Update on the Reading Room",
        "UPDATED GUIDANCE: Museum",
        "Museum Provides Update (Video)",
        "Updates to the Board - New Members",
        "Repeat Offender Sentenced to 10 Years",
        "Replacing Old Pipes Saves Money",
        "Revised Rules: What to Know",
        "A B C D Holdings Reports",
        "Reprise des cours",
        "修正案が可決",
    ],
)
def test_a_title_that_only_has_such_a_word(title: str) -> None:
    assert without_correction(title) == title
    assert not is_correction(title, "")


def test_a_text_can_say_so_where_the_title_does_not() -> None:
    assert is_correction(said.TITLE, "Please replace the release of February 3 with the following corrected version.")
    assert is_correction(said.TITLE, "In paragraph two the number should read 3,450.\n\nThe updated release reads:\n")
    assert not is_correction(said.TITLE, said.FULL)


CORRECTED = (
    said.OTHER_FIGURES.replace(said.TITLE, f"CORRECTING and REPLACING {said.TITLE}")
    .replace("24 seats", "28 seats")
    .replace(said.LEAD[:24], f"Please replace the release with the following corrected version.\n\n{said.LEAD[:24]}")
)
REPEATED = said.FULL.replace(said.TITLE, f"REPEAT/{said.TITLE}").replace("Feb. 3", "Feb. 5")
REWRITTEN = said.wire(
    said.LEAD.replace("on four days a week", "on three days a week, and closed in winter, as it turned out"),
    said.QUOTE,
    "The paragraphs about the grant were wrong in every particular and are withdrawn; there was no grant, the shelves "
    "were a present, and the machine that keeps the air dry has been lent by the brewery until the autumn.",
    said.ABOUT,
    title=f"CORRECTION: {said.TITLE}",
    dateline="ALDERCOMBE, Feb. 9, 2021 /PRNewswire/ -- ",
)
OTHER_MATTER = said.SAME_BOILERPLATE.replace(said.TITLE, "CORRECTION: The ferry")
EARLIER = CORRECTED.replace("Feb. 4", "Jan. 4")
MUCH_LATER = CORRECTED.replace("Feb. 4", "Sept. 4")


def run(site: Path, *paths: Path) -> list[SourceResult]:
    return list(import_sources(site, paths, ImportOptions(), now=NOW))


MEANT = "2021/2021-02-03-aldercombe-museum-opens-a-reading-room-for-the-river-pilots.md"


@pytest.mark.parametrize(
    ("text", "replaced"),
    [
        (CORRECTED, MEANT),
        (REPEATED, MEANT),
        (REWRITTEN, MEANT),
        (OTHER_MATTER, None),
        (EARLIER, None),
        (MUCH_LATER, None),
    ],
    ids=["corrected", "repeated", "rewritten", "other matter", "earlier", "much later"],
)
@pytest.mark.parametrize("way", ["one import", "the correction first", "two imports"])
def test_a_correction_replaces_the_release_it_means(tmp_path: Path, text: str, replaced: str | None, way: str) -> None:
    paths = [drop(tmp_path / "in", "a.txt", said.FULL), drop(tmp_path / "in", "b.txt", text)]
    if way == "two imports":
        for path in paths:
            run(tmp_path, path)
    else:
        run(tmp_path, *(paths if way == "one import" else reversed(paths)))
    found = fronts(tmp_path)
    assert found["b.txt"].replaces == replaced
    assert found["b.txt"].variant_of is None
    assert found["a.txt"].variant_of is None
    assert ("replaces" in found["b.txt"].inferred) == (replaced is not None)
    assert found["b.txt"].title == text.partition("\n")[0]


def test_two_copies_of_a_correction_are_one_and_replace_the_fullest_copy(tmp_path: Path) -> None:
    texts = {
        "a.txt": said.FULL,
        "b.txt": said.TYPOGRAPHIC,
        "c.txt": CORRECTED,
        "d.txt": CORRECTED.replace("/PRNewswire/", "/CNW/").replace(said.CAUTION, ""),
    }
    for number, order in enumerate(itertools.permutations(texts)):
        site = tmp_path / str(number)
        run(site, *(drop(site / "in", name, texts[name]) for name in order))
        found = fronts(site)
        assert found["c.txt"].variant_of is None
        assert found["d.txt"].variant_of
        assert found["b.txt"].variant_of
        assert found["c.txt"].replaces
        assert found["b.txt"].variant_of == found["c.txt"].replaces


def test_a_correction_that_was_there_before_is_left_alone_and_named(tmp_path: Path) -> None:
    run(tmp_path, drop(tmp_path / "in", "b.txt", CORRECTED))
    there = next((tmp_path / "content/releases").rglob("*.md"))
    before = there.read_bytes()
    (result,) = run(tmp_path, drop(tmp_path / "in", "a.txt", said.FULL))
    (problem,) = result.problems
    assert str(problem) == (
        f"{there.relative_to(tmp_path).as_posix()}: warning: it replaces {result.file}, as it says; write "
        f"'replaces: {MEANT}' into it"
    )
    assert there.read_bytes() == before
