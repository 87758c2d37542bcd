"""Who said what: a quotation with a name has its place, its date and its paragraph, and nothing hidden is quoted."""

import re
from pathlib import Path

import pytest

from generator.parse.anchors import add_anchors, find_quoted
from tests.sites import build_at, files_in, problems_of, release, write_site

SAID = "[{text: 'We lit one lantern on the river.', speaker: Ann Otter, role: Director}]"
BODY = "The night began.\n\n“We lit one lantern on the river,” said Ann Otter."


def quotes_of(folder: Path, releases: dict[str, str], config: str = "") -> dict[str, str]:
    """Return the pages below `/quotes/` of a site, by address."""
    head = f"title: The Archive\nbase_url: https://example.org/\n{config}"
    build_at(
        write_site(
            folder, {"config.yaml": head} | {f"content/releases/{name}.md": text for name, text in releases.items()}
        )
    )
    output = files_in(folder / "output")
    found = [path for path in output if path.startswith("quotes/")]
    return {path.removesuffix("index.html"): output[path].decode() for path in found}


def test_a_quotation_leads_to_its_paragraph(tmp_path: Path) -> None:
    pages = quotes_of(tmp_path, {"a": release("Lanterns", BODY, quotes=SAID)})
    assert pages.keys() == {"quotes/", "quotes/ann-otter/"}
    page = pages["quotes/ann-otter/"]
    (link,) = re.findall(r'<a href="\.\./\.\./2024/01/a/(#p-[0-9a-f]{6})">', page)
    there = (tmp_path / "output/2024/01/a/index.html").read_text(encoding="utf-8")
    assert f'<p id="{link[1:]}">' in there
    assert "We lit one lantern" in there.partition(f'<p id="{link[1:]}">')[2][:200]
    assert '<span class="role"><bdi>Director</bdi></span>' in page
    assert '<time datetime="2024-01-11">January 11, 2024</time>' in page


def test_a_pull_quote_leads_to_its_release(tmp_path: Path) -> None:
    pages = quotes_of(tmp_path, {"a": release("Lanterns", quotes=SAID)})
    assert '<a href="../../2024/01/a/">' in pages["quotes/ann-otter/"]


def test_names_that_are_one_have_one_page_and_a_quotation_stands_there_once(tmp_path: Path) -> None:
    twice = "[{text: Yes and no., speaker: Ann Otter, pull: true}, {text: '“Yes and no.”', speaker: ANN OTTER}]"
    first = release("A", "“Yes and no,” she said.", quotes=twice)
    second = release("B", date="2024-02-01", quotes="[{text: Perhaps., speaker: Annie}]")
    (tmp_path / "vocabulary.yaml").write_text("people: [{name: Ann Otter, also: [Annie]}]\n")
    pages = quotes_of(tmp_path, {"a": first, "b": second})
    assert pages.keys() == {"quotes/", "quotes/ann-otter/"}
    words = re.findall(r"<blockquote[^>]*><p>(.*?)</p>", pages["quotes/ann-otter/"])
    assert words == ["Perhaps.", "Yes and no."], "the newest first"


HIDDEN = {
    "a draft": {"status": "draft"},
    "under embargo": {"embargo": "2027-01-01"},
    "withdrawn": {"withdrawn": "{date: 2024-02-01, reason: Wrong}"},
    "withdrawn, its text kept": {"withdrawn": "{date: 2024-02-01, reason: Wrong, text: kept}"},
    "expired": {"expires": "2025-01-01"},
    "unlisted": {"listed": "false"},
    "a variant": {"variant_of": "main.md"},
}


@pytest.mark.parametrize("front", HIDDEN.values(), ids=HIDDEN)
def test_what_lists_leave_out_is_not_quoted(tmp_path: Path, front: dict[str, str]) -> None:
    assert quotes_of(tmp_path, {"a": release("A", quotes=SAID, **front), "main": release("Main")}) == {}


def test_a_speaker_quoted_often_has_a_page_for_each_year(tmp_path: Path) -> None:
    releases = {
        f"r{number}": release(
            f"R {number}", date=f"{2020 + number}-01-01", quotes=f"[{{text: Words {number}., speaker: Ann}}]"
        )
        for number in range(4)
    }
    pages = quotes_of(tmp_path, releases, "page_size: 2\n")
    assert pages.keys() == {"quotes/", "quotes/ann/", *(f"quotes/ann/{year}/" for year in range(2020, 2024))}
    assert re.findall(r"<p>(Words \d\.)</p>", pages["quotes/ann/"]) == ["Words 3.", "Words 2."]
    assert re.findall(r"<p>(Words \d\.)</p>", pages["quotes/ann/2021/"]) == ["Words 1."]
    assert 'rel="prev" href="../2020/"' in pages["quotes/ann/2021/"]


def test_speakers_that_meet_in_one_address_are_told_apart(tmp_path: Path) -> None:
    said = "[{text: One., speaker: Zoë Q}, {text: Two., speaker: Zoe Q}]"
    pages = quotes_of(tmp_path, {"a": release("A", quotes=said)})
    assert len([path for path in pages if path.startswith("quotes/zoe-q")]) == 2
    assert "the quotes 'Zoë Q' and 'Zoe Q' meet in /quotes/zoe-q/" in str(problems_of(tmp_path))


def test_the_index_has_speakers_by_name_and_by_count_and_the_sitemap_knows_them(tmp_path: Path) -> None:
    said = "[{text: One., speaker: Ann}, {text: Two., speaker: Zed}, {text: Three., speaker: Zed}]"
    pages = quotes_of(tmp_path, {"a": release("A", quotes=said)})
    assert re.findall(r'<a href="(?:ann|zed)/"><bdi>(\w+)</bdi>', pages["quotes/"]) == ["Ann", "Zed", "Zed", "Ann"]
    assert "3 quotations" in pages["quotes/"]
    sitemap = (tmp_path / "output/sitemap/quotes.xml").read_text()
    assert "<loc>https://example.org/quotes/</loc>" in sitemap
    assert "<loc>https://example.org/quotes/zed/</loc>" in sitemap


def test_a_person_and_what_that_person_said_lead_to_each_other(tmp_path: Path) -> None:
    pages = quotes_of(tmp_path, {"a": release("A", quotes=SAID, people="[Ann Otter]")})
    assert '<a href="../../people/ann-otter/">' in pages["quotes/ann-otter/"]
    person = (tmp_path / "output/people/ann-otter/index.html").read_text(encoding="utf-8")
    assert '<a href="../../quotes/ann-otter/">' in person


def test_a_site_can_do_without(tmp_path: Path) -> None:
    assert quotes_of(tmp_path, {"a": release("A", quotes=SAID)}, "quotes: {enabled: false}\n") == {}


@pytest.mark.parametrize(
    ("quotation", "paragraph"),
    [
        ("We lit one lantern on the river", "said Ann"),
        ("“We lit ONE lantern, on the river.”", "said Ann"),
        ("And the river did all of the rest & more", "interrupted"),
        ("It rained", "in a list"),
        ("Nobody said this", None),
        ("", None),
    ],
)
def test_a_quotation_is_found_where_it_stands(quotation: str, paragraph: str | None) -> None:
    body = add_anchors(
        "<p>“We lit one lantern on the river”, said Ann</p><ul><li>“It rained” in a list</li></ul>"
        "<p>“And the river did all of,” interrupted “the rest &amp; more”</p>"
    )
    (anchor,) = find_quoted(body, [quotation])
    if paragraph is None:
        assert anchor == ""
    else:
        assert paragraph in re.split(r"</\w+>", body.partition(f'id="{anchor}"')[2])[0]


def test_an_address_of_a_speaker_that_was_public_leads_to_the_present_one(tmp_path: Path) -> None:
    write_site(tmp_path, {"content/addresses.tsv": "/quotes/a-otter/\tquotes:ann otter\n"})
    pages = quotes_of(tmp_path, {"a": release("A", quotes=SAID)})
    assert 'href="../ann-otter/"' in pages["quotes/a-otter/"]
