"""The words of a text, as the build and the script in the browser make them: a table, and thousands compared."""

import itertools
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.search_words import distinct_words, search_words
from tests.sites import GOLDEN, ROOT
from tests.web import serve_below

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

WORDS = [
    ("The Cities' naïve Straße, Œuvre — İstanbul", "the cities naive strasse oeuvre istanbul"),
    ("don't a b 7 Phase-3 x²", "don phase 7 3 x2"),
    ("Łódź Đurđevac Ørsted Þór ΣΊΣΥΦΟΣ Ёлка", "lodz durdevac orsted thor σισυφοσ елка"),
    ("ﬁne ＡＢＣ ½ №5", "fine abc 1 2 no5"),
    ("أحمد إلى كِتَابٌ مؤتمر مدرسة كتـــاب", "احمد الي كتاب موتمر مدرسه كتاب"),
    ("می‌شود کتاب‌ها ۱۳۹۵ سيّد", "مي شود ميشود كتاب ها كتابها 1395 سيد"),
    ("שָׁלוֹם ספרים ירושלים", "שלומ ספרימ ירושלימ"),
    ("東京タワー 館", "東京 京タ タワ ワー ー 館"),
    ("안녕하세요 세계", "안녕 녕하 하세 세요 요 세계 계"),
    ("हिन्दी में", "हिन्दी में"),
    ("𠮷野家", "\uf7b7野 野家 家"),
    ("soft\u00adware zero\u200bwidth \u202bbidi\u202c", "software zerowidth bidi"),
    ("x" * 50, "x" * 40),
]
"""Text → its words in order, each once in a row."""


@pytest.mark.parametrize(("text", "words"), WORDS)
def test_a_text_is_found_by_its_folded_words(text: str, words: str) -> None:
    assert sorted({*search_words(text)}) == sorted({*words.split()})


LETTERS = st.characters(exclude_categories=["Cs"])
TEXTS = st.lists(
    st.one_of(
        st.sampled_from([text for text, _ in WORDS] + [*"’“”–—‘\u00a0…•®©™\u0301\u200c\u200d aZ9"]), st.text(LETTERS)
    ),
    max_size=12,
).map("".join)


@given(TEXTS)
def test_the_distinct_words_of_a_text_are_those_it_has(text: str) -> None:
    assert distinct_words(text) == {*search_words(text)}


def test_a_sign_between_words_is_one_beside_any_letter() -> None:
    letters = [chr(code) for code in itertools.chain(range(0xD800), range(0xE000, 0x10000))]
    changing = [letter for letter in letters if unicodedata.combining(letter) or unicodedata.decomposition(letter)]
    for letter in changing:
        text = " ".join(f"a{sign}{letter}b{letter}{sign}" for sign in "’\u00a0…®")
        assert distinct_words(text) == {*search_words(text)}, repr(letter)


@pytest.fixture(scope="module")
def page(chromium: "Browser", tmp_path_factory: pytest.TempPathFactory) -> "Iterator[Page]":
    """A page that has nothing but the script."""
    folder = tmp_path_factory.mktemp("script")
    (folder / "index.html").write_text(
        '<!doctype html><meta charset="utf-8"><script src="search.js"></script>', encoding="utf-8"
    )
    (folder / "404.html").write_bytes(b"")
    (folder / "search.js").write_bytes((ROOT / "layouts/assets/search.js").read_bytes())
    with serve_below("/", folder) as origin:
        page = chromium.new_page()
        page.goto(origin)
        yield page
        page.close()


@pytest.mark.browser
def test_the_script_makes_the_same_words_of_every_letter(page: "Page") -> None:
    letters = [
        chr(code) for code in itertools.chain(range(32, 0xD800), range(0xF900, 0x11000), range(0x20000, 0x20100))
    ]
    known = [letter for letter in letters if unicodedata.category(letter) not in {"Cn", "Co"}]
    texts = [f"a{letter}b {letter}{letter} {letter}x" for letter in known]
    assert len(texts) > 50_000
    there = page.evaluate("(texts) => texts.map((text) => words(text))", texts)
    differing = {
        text: (words, found)
        for text, found in zip(texts, there, strict=True)
        if (words := [*search_words(text)]) != found
    }
    assert differing == {}


@pytest.mark.browser
def test_the_script_makes_the_same_words_of_texts(page: "Page") -> None:
    files = [
        *(ROOT / "docs").rglob("*.md"),
        *GOLDEN.joinpath("site").rglob("*.md"),
        *(ROOT / "tests/ingest").glob("*.py"),
    ]
    texts = [text for text, _ in WORDS] + [Path(file).read_text(encoding="utf-8") for file in sorted(files)]
    there = page.evaluate("(texts) => texts.map((text) => words(text))", texts)
    assert sum(len({*words}) for words in there) > 10_000
    for text, found in zip(texts, there, strict=True):
        assert [*search_words(text)] == found


PLURALS = {
    "en": "release/releases city/cities box/boxes church/churches wife/wives leaf/leaves crisis/crises "
    "analysis/analyses woman/women child/children bus/buses campus/campuses process/processes day/days person/people",
    "fr": "communique/communiques journal/journaux travail/travaux bateau/bateaux jeu/jeux elu/elus "
    "bijou/bijoux parti/partis",
    "de": "haus/hauser frau/frauen tag/tage auto/autos zeitung/zeitungen lehrerin/lehrerinnen museum/museen name/namen "
    "ergebnis/ergebnisse bild/bilder",
    "es": "ciudad/ciudades mujer/mujeres luz/luces cancion/canciones examen/examenes casa/casas mes/meses",
}
"""Language → singular and plural, folded."""


@pytest.mark.browser
@pytest.mark.parametrize("language", PLURALS)
def test_a_query_asks_for_singular_and_plural(page: "Page", language: str) -> None:
    for pair in PLURALS[language].split():
        one, many = pair.split("/")
        found = page.evaluate(
            "([words, language]) => words.map((word) => forms(word, [language]))", [[one, many], language]
        )
        assert many in found[0], pair
        assert one in found[1], pair


@pytest.mark.browser
def test_a_query_asks_for_no_forms_of_languages_the_archive_lacks(page: "Page") -> None:
    assert page.evaluate("forms('haus', ['fa'])") == ["haus"]
    assert "hauser" not in page.evaluate("forms('haus', ['en'])")
