"""What programs read of the golden site is what they were promised, checked in the built bytes by their own readers."""

import html
import re

import bibtexparser
import pytest
import rispy

from tests.sites import build_at, copy_golden_site, files_in


@pytest.fixture(scope="session")
def output(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Every file of the golden site's output."""
    folder = copy_golden_site(tmp_path_factory.mktemp("machines") / "site")
    build_at(folder)
    return files_in(folder / "output")


RELEASES = (
    "2009/charter",
    "2011/09/harvest-show",
    "2012/03/first-lantern-night",
    "2012/03/first-lantern-night-northwire",
    "2012/03/telegram-from-boston",
    "2014/06/new-roof",
    "2014/06/toit-neuf",
    "2016/11/shab-e-fanus",
    "2018/01/clock-tower",
    "2018/02/cellar",
    "2019/05/season-ticket",
    "2020/02/note-to-editors",
    "2021/03/lantern-night-moves",
    "2024/02/visitor-count",
    "2026/07/summer-season",
)

# Citations

STYLES = ("AP", "APA", "Chicago", "MLA")
FORMATS = ("Wikipedia", "BibTeX", "RIS", "CSL-JSON")
DISCLOSED = "This material is distributed by Slate & Sons on behalf of the Province of Westmark."


def citations_on(page: bytes) -> dict[str, str]:
    """Return the text of each citation, by its name, as a reader copies it."""
    found = re.findall(r"<dt>([^<]*)</dt>\n<dd>(.*?)</dd>", page.decode(), re.DOTALL)
    return {name: html.unescape(re.sub(r"<[^>]*>", "", text)) for name, text in found if name in (*STYLES, *FORMATS)}


@pytest.mark.parametrize("release", RELEASES)
def test_every_release_says_how_it_is_cited(release: str, output: dict[str, bytes]) -> None:
    found = citations_on(output[f"{release}/index.html"])
    assert tuple(found) == (*STYLES, *FORMATS)
    url = f"https://example.org/archive/{release}/"
    assert [name for name, text in found.items() if url not in text] == []
    assert bibtexparser.parse_string(found["BibTeX"]).failed_blocks == []
    assert [entry["urls"] for entry in rispy.loads(found["RIS"])] == [[url]]


def test_a_disclosure_is_part_of_every_citation(output: dict[str, bytes]) -> None:
    found = citations_on(output["2014/06/new-roof/index.html"])
    assert [name for name, text in found.items() if DISCLOSED not in text.replace("\\&", "&")] == []


def test_a_citation_says_what_was_inferred_and_withdrawn(output: dict[str, bytes]) -> None:
    inferred = citations_on(output["2024/02/visitor-count/index.html"])
    assert inferred["APA"].startswith(
        "[Aldercombe Museum]. ([2024, February 29]). Visitors counted twice [Press release]."
    )
    withdrawn = citations_on(output["2018/02/cellar/index.html"])
    assert [name for name, text in withdrawn.items() if "Withdrawn March 1, 2018." not in text] == []


def test_a_citation_needs_no_script(output: dict[str, bytes]) -> None:
    page = output["2014/06/new-roof/index.html"].decode()
    section = page[page.index('<section class="cite"') : page.index("</section>", page.index('<section class="cite"'))]
    assert "<details>" in section
    assert "<summary>" in section
    assert "<button" not in section
