"""Whatever the archive says is there in every language it comes with, and a site can say it in words of its own."""

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from generator.problems import BuildFailed
from generator.render import read_layouts, shipped_layouts
from generator.wording import wording_of
from tests.interface_messages import interface_messages
from tests.sites import build_at, files_in, release, write_site
from tests.update_translations import CATALOGUES

LANGUAGES = ("ar", "de", "es", "fa", "fr")
SHIPPED = read_layouts([shipped_layouts()])


def catalogue_of(language: str) -> Catalog:
    text = (CATALOGUES / f"{language}.po").read_text(encoding="utf-8")
    return read_po(text.splitlines(keepends=True), locale=language, abort_invalid=True)


def said(messages: Catalog) -> list[Message]:
    return [message for message in messages if message.id]


def test_the_catalogues_are_those_of_the_languages_dateline_speaks() -> None:
    assert sorted(path.stem for path in CATALOGUES.iterdir()) == sorted(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_translated_and_none_is_left_over(language: str) -> None:
    catalogue = catalogue_of(language)
    used = {(message.context, str(message.id)) for message in said(interface_messages())}
    there = {(message.context, str(message.id)) for message in said(catalogue)}
    missing, left_over = sorted(map(str, used - there)), sorted(map(str, there - used))
    assert (missing, left_over) == ([], []), "run `python -m tests.update_translations`, then translate"
    for message in said(catalogue):
        forms = message.string if isinstance(message.string, tuple) else (message.string,)
        assert all(forms), f"{language}: {message.id!r} has no translation"
        assert not message.fuzzy, f"{language}: {message.id!r} is marked as fuzzy"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_fills_only_the_places_its_message_has(language: str) -> None:
    def places(text: str) -> set[str]:
        return set(re.findall(r"%\((\w+)\)s", text))

    for message in said(catalogue_of(language)):
        if isinstance(message.id, tuple):
            allowed = places(message.id[0]) | places(message.id[1])
            assert all(places(form) <= allowed for form in message.string), message.id
        else:
            assert places(message.string) == places(message.id), message.id


def test_a_language_takes_the_words_of_its_nearest_parent() -> None:
    assert wording_of(SHIPPED, "fr-CA").gettext("Timeline") == "Chronologie"
    assert wording_of(SHIPPED, "ja").gettext("Timeline") == "Timeline"


@pytest.mark.parametrize(("count", "words"), [(1, "بيان واحد"), (2, "بيانان"), (7, "7 بيانات"), (40, "40 بيانًا")])
def test_a_count_takes_the_plural_of_its_language(count: int, words: str) -> None:
    form = wording_of(SHIPPED, "ar").ngettext("%(count)s release", "%(count)s releases", count)
    assert form % {"count": count} == words


def test_a_site_in_persian_speaks_persian_everywhere(tmp_path: Path) -> None:
    files = {
        "config.yaml": "title: بایگانی\nbase_url: https://example.org/\nlanguage: fa\n",
        "content/releases/a.md": release("Lanterns", language="en", tags="[light]"),
    }
    build_at(write_site(tmp_path, files))
    output = files_in(tmp_path / "output")
    assert "همهٔ اعلامیه‌ها" in output["all/index.html"].decode()
    assert "<title>گاه‌شمار · بایگانی</title>" in output["timeline/index.html"].decode()
    page = output["2024/01/a/index.html"].decode()
    assert '<h2 id="origin">منشأ آن</h2>' in page
    assert "۲۰۲۴" in page


def test_a_disclosure_is_named_in_the_language_of_its_release(tmp_path: Path) -> None:
    disclosures = "[{kind: paid, text: Gesponsert.}]"
    files = {"content/releases/a.md": release("Laternen", language="de", disclosures=disclosures)}
    build_at(write_site(tmp_path, files))
    page = (tmp_path / "output/2024/01/a/index.html").read_text(encoding="utf-8")
    assert '<p class="notice-kind">Offenlegung: bezahlter Inhalt</p>' in page


def test_a_site_rewords_one_message_and_keeps_the_others(tmp_path: Path) -> None:
    own = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "Timeline"\nmsgstr "Zeitstrahl"\n'
    config = "title: Archiv\nbase_url: https://example.org/\nlanguage: de\n"
    site = write_site(tmp_path, {"config.yaml": config, "content/releases/a.md": release("Laternen")})
    build_at(site)
    before = files_in(site / "output")
    write_site(site, {"config.yaml": config, "layouts/translations/de.po": own})
    report = build_at(site)
    after = files_in(site / "output")
    assert "Zeitleiste" in before["timeline/index.html"].decode()
    assert "<h1>Zeitstrahl</h1>" in after["timeline/index.html"].decode()
    assert "Alle Mitteilungen" in after["timeline/index.html"].decode()
    assert report.rendered == report.pages
    build_at(site, clean=True)
    assert files_in(site / "output") == after


def test_a_catalogue_that_cannot_be_read_is_named_with_its_line(tmp_path: Path) -> None:
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n'
    own = head + '\nmsgid "%(count)s x"\nmsgstr "%(number)d y"\n'
    config = "title: Archiv\nbase_url: https://example.org/\nlanguage: nl\n"
    site = write_site(tmp_path, {"config.yaml": config, "layouts/translations/nl.po": own})
    with pytest.raises(BuildFailed) as failed:
        build_at(site)
    why = "this translation cannot be used (unknown named placeholder 'number')"
    advice = "write it as gettext's tools do, with the same %(name)s as in the message"
    said = [str(problem) for problem in failed.value.problems]
    assert said == [f"layouts/translations/nl.po:4: error: {why}; {advice}"]
