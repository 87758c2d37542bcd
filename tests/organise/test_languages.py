"""A site in several languages: a home, lists and feeds for each, and no announcement counted twice."""

import re
from pathlib import Path

import pytest

from generator.organise.sections import speaks
from tests.sites import build_at, files_in, problems_of, release, write_site
from tests.web import read_page

CONFIG = """title: The Archive
base_url: https://example.org/archive/
description: In English.
languages:
  fa:
    title: بایگانی
    menu:
      - title: خانه
        address: /fa/
  fr: {}
"""
FILES = {
    "config.yaml": CONFIG,
    "vocabulary.yaml": "tags:\n  - name: Light\n    labels: {fa: نور}\n",
    "content/releases/lanterns.md": release("Lanterns", language="en", tags="[Light]"),
    "content/releases/fanus.md": release(
        "فانوس‌ها", language="fa", translation_of="lanterns.md", tags="[Light]", date="2024-01-12"
    ),
    "content/releases/lanternes.md": release(
        "Lanternes", language="fr-CA", translation_of="lanterns.md", date="2024-01-13"
    ),
    "content/releases/only.md": release("تنها", language="fa", date="2024-02-01", tags="[Night]"),
    "content/releases/laternen.md": release("Laternen", language="de", translation_of="lanterns.md", date="2024-03-01"),
    "content/pages/darbareh.md": "---\ntitle: درباره\nlanguage: fa\n---\n\nما.\n",
}


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    site = write_site(tmp_path_factory.mktemp("languages"), FILES)
    build_at(site)
    return files_in(site / "output")


def text(output: dict[str, bytes], path: str) -> str:
    return output[path].decode()


def test_each_language_has_its_home_lists_terms_and_feeds(output: dict[str, bytes]) -> None:
    below = {path.removeprefix("fa/") for path in output if path.startswith("fa/")}
    assert {
        "index.html",
        "timeline/index.html",
        "all/index.html",
        "2024/index.html",
        "2024/02/index.html",
        "tags/index.html",
        "tags/light/index.html",
        "feed.xml",
        "rss.xml",
        "feed/2024-02.xml",
    } <= below
    assert "Lanterns" not in text(output, "fa/index.html")
    assert "فانوس" in text(output, "fa/index.html")


def test_a_section_speaks_its_language_under_its_own_title(output: dict[str, bytes]) -> None:
    home = text(output, "fa/index.html")
    assert '<html lang="fa" dir="rtl">' in home
    assert "<title>بایگانی</title>" in home
    assert '<a href="./" aria-current="page">خانه</a>' in home
    assert "<title>The Archive</title>" in text(output, "fr/index.html")
    assert "<h1>Chronologie</h1>" in text(output, "fr/timeline/index.html")


def test_a_release_keeps_its_address_and_stands_in_the_frame_of_its_language(output: dict[str, bytes]) -> None:
    page = read_page(output["2024/01/fanus/index.html"])
    assert "../../../fa/2024/" in page.links
    assert "../../../fa/tags/light/" in page.links
    assert "منشأ آن" in page.text
    assert "../../../2024/" not in page.links
    assert read_page(output["darbareh/index.html"]).links.count("../fa/") >= 1


def test_an_announcement_counts_once_in_the_lists_of_the_site(output: dict[str, bytes]) -> None:
    everything = text(output, "all/index.html")
    assert "Lanterns" in everything
    assert "فانوس" not in everything
    assert "Lanternes" not in everything
    assert "تنها" in everything, "an original stands there in whatever language it is"
    assert "Laternen" in everything, "a translation without lists of its own language is not lost"
    assert "3 releases" in everything
    assert "1 release" in text(output, "tags/light/index.html")


def test_the_original_stands_in_the_site_s_lists_when_nobody_translated_it_into_its_language(tmp_path: Path) -> None:
    files = FILES | {"content/releases/lanterns.md": release("Lanternes", language="fr", tags="[Light]")}
    build_at(write_site(tmp_path, files))
    everything = files_in(tmp_path / "output")["all/index.html"].decode()
    assert "Lanternes" in everything
    assert "فانوس" not in everything


def test_translations_name_each_other_for_readers_and_search_engines(output: dict[str, bytes]) -> None:
    page = text(output, "2024/01/fanus/index.html")
    for language, name in (("en", "lanterns"), ("fa", "fanus"), ("fr-CA", "lanternes"), ("x-default", "lanterns")):
        link = f'<link rel="alternate" hreflang="{language}" href="https://example.org/archive/2024/01/{name}/">'
        assert link in page
        assert link in text(output, "2024/01/lanterns/index.html")
    assert 'متن اصلی: <a href="../lanterns/">' in page
    assert "The original:" not in text(output, "2024/01/lanterns/index.html")


def test_every_page_leads_to_the_home_of_each_language(output: dict[str, bytes]) -> None:
    page = text(output, "timeline/index.html")
    assert '<a href="../fa/" hreflang="fa" lang="fa" dir="rtl">فارسی</a>' in page
    assert '<a href="../" hreflang="en" lang="en" dir="ltr" aria-current="true">English</a>' in page
    home = text(output, "fa/index.html")
    assert '<link rel="alternate" hreflang="fr" href="https://example.org/archive/fr/">' in home
    assert '<link rel="alternate" hreflang="x-default" href="https://example.org/archive/">' in home


def test_a_term_is_called_what_the_vocabulary_says_in_a_language(output: dict[str, bytes]) -> None:
    assert "<h1><bdi>نور</bdi></h1>" in text(output, "fa/tags/light/index.html")
    assert "<h1><bdi>Light</bdi></h1>" in text(output, "tags/light/index.html")


def test_a_hidden_translation_leaves_no_trace(tmp_path: Path) -> None:
    files = FILES | {
        "content/releases/only.md": None,
        "content/releases/fanus.md": release("فانوس‌ها", language="fa", status="draft", translation_of="lanterns.md"),
    }
    build_at(write_site(tmp_path, files))
    output = files_in(tmp_path / "output")
    assert not [path for path, data in output.items() if "فانوس".encode() in data or "fanus" in path]
    assert 'hreflang="fa" href="https://example.org/archive/2024' not in output["2024/01/lanterns/index.html"].decode()


def test_a_language_added_later_is_built_as_from_nothing(tmp_path: Path) -> None:
    site = write_site(tmp_path, FILES | {"config.yaml": CONFIG.partition("languages")[0]})
    build_at(site)
    write_site(site, {"config.yaml": CONFIG})
    build_at(site)
    later = files_in(site / "output")
    build_at(site, clean=True)
    assert files_in(site / "output") == later


@pytest.mark.parametrize(
    ("language", "wanted", "does"),
    [("fa", "fa", True), ("fr-CA", "fr", True), ("FR", "fr", True), ("fra", "fr", False), (None, "fr", False)],
)
def test_a_language_belongs_to_its_nearest_parent(language: str | None, wanted: str, does: bool) -> None:
    assert speaks(language, wanted) is does


def test_a_language_that_is_none_is_an_error_with_its_line(tmp_path: Path) -> None:
    site = write_site(tmp_path, {"config.yaml": "title: A\nbase_url: https://example.org/\nlanguages:\n  en: {}\n"})
    advice = "write a BCP 47 tag other than the site's own 'language', like fa or pt-BR"
    assert problems_of(site) == [f"config.yaml:4: error: 'languages' has 'en'; {advice}"]


def test_a_plain_page_stands_in_the_menu_of_its_language_alone(tmp_path: Path) -> None:
    config = CONFIG.replace("    menu:\n      - title: خانه\n        address: /fa/\n", "")
    build_at(write_site(tmp_path, FILES | {"config.yaml": config}))
    output = files_in(tmp_path / "output")
    assert ">درباره</a>" in text(output, "fa/index.html")
    assert ">درباره</a>" not in text(output, "index.html")
    assert ">درباره</a>" not in text(output, "fr/index.html")


def test_numbers_and_addresses_keep_their_direction_between_words_that_run_the_other_way(tmp_path: Path) -> None:
    contact = "[{name: Desk, phone: +33 1 23 45 67 89, email: press@example.org, url: https://example.org/press/}]"
    site = write_site(tmp_path, {"content/releases/a.md": release("فانوس", language="fa", contacts=contact)})
    build_at(site, as_of=None)
    page = (site / "output/2024/01/a/index.html").read_text(encoding="utf-8")
    for words in ("+33 1 23 45 67 89", "press@example.org", "https://example.org/press/"):
        assert re.search(rf'<bdi dir="ltr">(<a [^>]*>)?{re.escape(words)}(</a>)?</bdi>', page), words
