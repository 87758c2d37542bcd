"""The vocabulary: which names are one, what their page is called, and that the addresses of the others lead to it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.sites import build_at, files_in, release

VOCABULARY = "tags:\n  - name: Iran\n    also: [Persia, 'I.R. Iran']\npeople:\n  - name: Roya Kamyar\n"
ORIGINAL = "{file: ab/x.txt, sha256: '00', inferred: [people]}"
FILES = {
    "vocabulary.yaml": VOCABULARY,
    "content/releases/a.md": release("A", date="2012-05-01", tags="[PERSIA, iran, Lamps]"),
    "content/releases/b.md": release("B", date="2014-05-01", tags="[Iran]"),
    "content/releases/c.md": release("C", people="[Roya Kamyar, Jo Ray]", original=ORIGINAL),
    "content/releases/d.md": release("D", status="draft", people="[Jo Ray]", tags="[Hidden]"),
}


def built(site: Path) -> dict[str, str]:
    build_at(site)
    return {path: data.decode() for path, data in files_in(site / "output").items() if path.endswith(".html")}


def test_names_that_the_vocabulary_joins_share_a_page(make_site: Callable[..., Path]) -> None:
    pages = built(make_site(FILES))
    assert "<h1><bdi>Iran</bdi></h1>" in pages["tags/iran/index.html"]
    assert {"tags/iran/2012/index.html", "tags/iran/2014/index.html"} <= set(pages)
    assert "2012/05/a/" in pages["tags/iran/index.html"]
    assert ">PERSIA</a>" in pages["2012/05/a/index.html"]
    assert ">iran</a>" not in pages["2012/05/a/index.html"]


def test_the_addresses_of_other_names_lead_to_the_term(make_site: Callable[..., Path]) -> None:
    pages = built(make_site(FILES))
    assert 'content="0; url=../iran/"' in pages["tags/persia/index.html"]
    assert "tags/i-r-iran/index.html" in pages


def test_what_was_public_below_an_old_name_leads_to_the_same_year(make_site: Callable[..., Path]) -> None:
    ledger = "/tags/persia/\ttags:persia\n/tags/persia/2012/\t-\n/tags/persia/2009/\t-\n/tags/parsa/\ttags:persia\n"
    site = make_site(FILES | {"content/addresses.tsv": ledger})
    pages = built(site)
    assert 'url=../../iran/2012/"' in pages["tags/persia/2012/index.html"]
    assert 'url=../../iran/"' in pages["tags/persia/2009/index.html"]
    assert 'url=../iran/"' in pages["tags/parsa/index.html"]


def test_a_page_that_stands_at_the_address_of_another_name_wins(make_site: Callable[..., Path]) -> None:
    vocabulary = "tags:\n  - name: Iran\n    also: [Lämps]\n"
    pages = built(make_site(FILES | {"vocabulary.yaml": vocabulary}))
    assert "<h1><bdi>Lamps</bdi></h1>" in pages["tags/lamps/index.html"]


@pytest.mark.parametrize("name", ["Hidden", "Nobody"])
def test_a_name_of_which_nothing_is_visible_leaves_no_trace(make_site: Callable[..., Path], name: str) -> None:
    site = make_site(FILES | {"vocabulary.yaml": f"tags:\n  - name: {name}\n    also: [Whisper]\n"})
    assert not [path for path, text in built(site).items() if "hisper" in path + text or name in text]


def test_a_suggested_name_that_the_vocabulary_has_is_confirmed(make_site: Callable[..., Path]) -> None:
    pages = built(make_site(FILES))
    assert {path for path in pages if path.startswith("people/")} == {
        "people/index.html",
        "people/roya-kamyar/index.html",
        "people/roya-kamyar/2024/index.html",
    }
    assert "Jo Ray" not in pages["2024/01/c/index.html"]


def test_the_vocabulary_may_lie_elsewhere(make_site: Callable[..., Path]) -> None:
    config = "title: A\nbase_url: https://example.org/\nvocabulary: content/words.yml\n"
    files = FILES | {"config.yaml": config, "vocabulary.yaml": None, "content/words.yml": VOCABULARY}
    assert "tags/persia/index.html" in built(make_site(files))
