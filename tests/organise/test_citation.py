"""A release is cited as the manuals want it, and what programs read of it other programs read back unchanged."""

import json
import re
from dataclasses import replace

import bibtexparser
import pytest
import rispy
from hypothesis import given
from hypothesis import strategies as st

from generator.dates import StatedDate
from generator.organise.citation import CitedRelease, citation_records, citations

ROOF = CitedRelease(
    key="new-roof-2014",
    authors=("Aldercombe Museum",),
    authors_inferred=False,
    title="New roof keeps the lanterns dry",
    title_inferred=False,
    date=StatedDate.parse("2014-01-11T09:30"),
    date_inferred=False,
    wire="Northwire",
    city="Aldercombe",
    archive="Aldercombe Archive",
    url="https://example.org/2014/01/new-roof/",
    language="en",
    number="PR-14/06",
    doi="10.5555/roof",
    notes=(),
)
URL = ROOF.url
DISCLOSED = "Slate & Sons paid for this announcement"


def cited(**changes: object) -> dict[str, str]:
    """Return the sentences of each style; what is italic stands between asterisks."""
    return {
        citation.style: "".join(f"*{part.text}*" if part.italic else part.text for part in citation.parts)
        for citation in citations(replace(ROOF, **changes))
    }


def records(**changes: object) -> dict[str, str]:
    return {record.format: record.text for record in citation_records(replace(ROOF, **changes))}


def test_a_citation_is_complete_in_each_style() -> None:
    title = "New roof keeps the lanterns dry"
    assert cited() == {
        "AP": f"Aldercombe Museum, “{title},” news release, Jan. 11, 2014, via Northwire, {URL}",
        "APA": f"Aldercombe Museum. (2014, January 11). *{title}* [Press release]. Northwire. {URL}",
        "Chicago": f"Aldercombe Museum. “{title}.” Press release, January 11, 2014. Northwire. {URL}.",
        "MLA": f"Aldercombe Museum. “{title}.” *Northwire*, 11 Jan. 2014, {URL}. Press release.",
    }


@pytest.mark.parametrize(
    ("date", "ap", "apa", "chicago", "mla"),
    [
        ("2014-06-01", "June 1, 2014", "(2014, June 1)", "June 1, 2014.", "1 June 2014"),
        ("2011-09-30", "Sept. 30, 2011", "(2011, September 30)", "September 30, 2011.", "30 Sept. 2011"),
        ("2011-09", "September 2011", "(2011, September)", "September 2011.", "Sept. 2011"),
        ("2009", "2009", "(2009)", "2009.", "2009"),
    ],
)
def test_a_date_is_cited_as_finely_as_it_was_stated(date: str, ap: str, apa: str, chicago: str, mla: str) -> None:
    found = cited(date=StatedDate.parse(date))
    assert f"news release, {ap}, via" in found["AP"]
    assert f"Museum. {apa}. *New" in found["APA"]
    assert f"Press release, {chicago} Northwire" in found["Chicago"]
    assert f"*Northwire*, {mla}, https" in found["MLA"]


def test_what_the_archive_supplied_stands_in_brackets() -> None:
    found = cited(date_inferred=True, title_inferred=True, authors_inferred=True)
    assert found["APA"].startswith(
        "[Aldercombe Museum]. ([2014, January 11]). [New roof keeps the lanterns dry] [Press"
    )
    assert found["Chicago"].startswith(
        "[Aldercombe Museum]. [New roof keeps the lanterns dry]. Press release, [January"
    )
    assert found["AP"].startswith(
        "[Aldercombe Museum], [New roof keeps the lanterns dry], news release, [Jan. 11, 2014]"
    )
    assert found["MLA"].startswith(
        "[Aldercombe Museum]. [New roof keeps the lanterns dry]. *Northwire*, [11 Jan. 2014]"
    )
    programs = records(date_inferred=True, title_inferred=True, authors_inferred=True)
    assert "author = {{[Aldercombe Museum]}}" in programs["BibTeX"]
    assert "title = {{[New roof keeps the lanterns dry]}}" in programs["BibTeX"]
    assert "year = {[2014]}" in programs["BibTeX"]
    assert "|date=c. 11 January 2014 |" in programs["Wikipedia"]
    assert "N1  - The archive supplied the date.\nN1  - The archive supplied the author." in programs["RIS"]
    assert json.loads(programs["CSL-JSON"])[0]["issued"] == {"date-parts": [[2014, 1, 11]], "circa": True}


def test_a_release_without_a_date_says_so_where_the_manual_has_words_for_it() -> None:
    found = cited(date=None)
    assert "(n.d.)." in found["APA"]
    assert "Press release, n.d. Northwire" in found["Chicago"]
    assert "news release, via Northwire" in found["AP"]
    assert f"*Northwire*, {URL}" in found["MLA"]


@pytest.mark.parametrize(
    ("authors", "ap", "apa", "chicago", "mla"),
    [
        (("A", "B"), "A and B, “", "A & B. (", "A and B. “", "A and B. “"),
        (("A", "B", "C"), "A, B and C, “", "A, B, & C. (", "A, B, and C. “", "A, et al. “"),
        (("Slate Inc.",), "Slate Inc., “", "Slate Inc. (", "Slate Inc. “", "Slate Inc. “"),
    ],
)
def test_several_issuers_are_joined_as_each_manual_joins_them(
    authors: tuple[str, ...], ap: str, apa: str, chicago: str, mla: str
) -> None:
    found = cited(authors=authors)
    starts = {"AP": ap, "APA": apa, "Chicago": chicago, "MLA": mla}
    assert {style: found[style][: len(start)] for style, start in starts.items()} == starts


def test_a_release_without_an_issuer_begins_with_its_title() -> None:
    found = cited(authors=(), wire="")
    assert found["AP"].startswith("“New roof")
    assert found["APA"] == (
        f"*New roof keeps the lanterns dry* [Press release]. (2014, January 11). Aldercombe Archive. {URL}"
    )
    assert found["Chicago"].startswith("“New roof")
    assert found["MLA"].startswith("“New roof keeps the lanterns dry.” *Aldercombe Archive*, 11")


def test_an_issuer_in_its_own_archive_is_named_once() -> None:
    found = cited(authors=("aldercombe  archive",), wire="")
    assert found["APA"].endswith(f"[Press release]. {URL}")
    assert found["MLA"].startswith("“New roof")


@pytest.mark.parametrize(
    ("title", "chicago", "ap"),
    [
        ('Roof is "slate"', "“Roof is ‘slate.’” Press", "“Roof is ‘slate,’” news"),
        ("Roof is “slate” now", "“Roof is ‘slate’ now.” Press", "“Roof is ‘slate’ now,” news"),
        ("Why slate?", "“Why slate?” Press", "“Why slate?” news"),
        ("Slate, Inc.", "“Slate, Inc.” Press", "“Slate, Inc.,” news"),
        ("屋根が新しくなりました。", "“屋根が新しくなりました。” Press", "“屋根が新しくなりました。” news"),
        ("سقف تازه؟", "“سقف تازه؟” Press", "“سقف تازه؟” news"),
    ],
)
def test_a_title_keeps_its_own_marks_inside_quotation_marks(title: str, chicago: str, ap: str) -> None:
    found = cited(title=title)
    assert chicago in found["Chicago"]
    assert ap in found["AP"]


def test_only_the_title_is_in_the_language_of_the_release() -> None:
    for citation in citations(replace(ROOF, title="سقف تازه", language="fa")):
        assert [part.text for part in citation.parts if part.title] == ["سقف تازه"]


def test_a_name_from_right_to_left_is_set_apart_from_the_figures_beside_it() -> None:
    changed = replace(ROOF, authors=("موزه",), wire="", archive="بایگانی")
    apart = {one.style: [part.text for part in one.parts if part.isolated] for one in citations(changed)}
    assert apart == {"AP": [], "APA": ["موزه."], "Chicago": [], "MLA": ["بایگانی"]}


def test_every_form_says_what_the_release_discloses() -> None:
    sentences, programs = cited(notes=(DISCLOSED,)), records(notes=(DISCLOSED,))
    assert {style: text[-41:] for style, text in sentences.items()} == dict.fromkeys(sentences, f" {DISCLOSED}.")
    assert sentences["AP"].endswith(f"{URL}. {DISCLOSED}.")
    assert programs["Wikipedia"].endswith("}} " + DISCLOSED)
    assert r"note = {Slate \& Sons paid for this announcement}" in programs["BibTeX"]
    assert f"N1  - {DISCLOSED}\n" in programs["RIS"]
    assert json.loads(programs["CSL-JSON"])[0]["note"] == DISCLOSED


# What programs read


def test_bibtex_is_read_by_a_parser() -> None:
    library = bibtexparser.parse_string(records(authors=("Slate & Sons", "Mill and Co"))["BibTeX"])
    assert library.failed_blocks == []
    (entry,) = library.entries
    assert (entry.entry_type, entry.key) == ("misc", "new-roof-2014")
    assert {field.key: field.value for field in entry.fields} == {
        "author": r"{Slate \& Sons} and {Mill and Co}",
        "title": "{New roof keeps the lanterns dry}",
        "howpublished": "Press release PR-14/06, Northwire",
        "year": "2014",
        "month": "jan",
        "day": "11",
        "url": URL,
        "doi": "10.5555/roof",
        "language": "en",
    }


def test_ris_is_read_by_a_parser() -> None:
    (entry,) = rispy.loads(records(authors=("Slate & Sons, Inc.", "The Mill"))["RIS"])
    assert entry == {
        "type_of_reference": "ELEC",
        "authors": ["Slate & Sons, Inc.", "The Mill"],
        "title": "New roof keeps the lanterns dry",
        "secondary_title": "Aldercombe Archive",
        "type_of_work": "Press release",
        "year": "2014",
        "date": "2014/01/11/",
        "publisher": "Northwire",
        "place_published": "Aldercombe",
        "issn": "PR-14/06",
        "doi": "10.5555/roof",
        "language": "en",
        "urls": [URL],
    }


def test_csl_json_is_an_item_of_the_citation_style_language() -> None:
    assert json.loads(records()["CSL-JSON"]) == [
        {
            "id": "new-roof-2014",
            "type": "webpage",
            "genre": "Press release",
            "author": [{"literal": "Aldercombe Museum"}],
            "title": "New roof keeps the lanterns dry",
            "container-title": "Aldercombe Archive",
            "issued": {"date-parts": [[2014, 1, 11]]},
            "publisher": "Northwire",
            "publisher-place": "Aldercombe",
            "number": "PR-14/06",
            "DOI": "10.5555/roof",
            "language": "en",
            "URL": URL,
        }
    ]


def test_wikipedia_gets_its_template() -> None:
    assert records()["Wikipedia"] == (
        "{{cite press release |title=New roof keeps the lanterns dry |url=https://example.org/2014/01/new-roof/ "
        "|date=11 January 2014 |location=Aldercombe |publisher=Aldercombe Museum |agency=Northwire "
        "|via=Aldercombe Archive |id=PR-14/06 |doi=10.5555/roof}}"
    )
    persian = records(title="سقف تازه", language="fa-IR")["Wikipedia"]
    assert "{{cite press release |script-title=fa:سقف تازه |url=" in persian
    assert "|language=fa-IR}}" in persian
    assert "|title=Toit neuf |" in records(title="Toit neuf", language="fr")["Wikipedia"]


one_line = st.text(st.characters(exclude_categories=["C", "Z"]) | st.just(" "), min_size=1).map(str.strip).filter(bool)
texts = st.one_of(one_line, st.text("{}[]|<>'~_&#%$^\\\"@= a", min_size=1).map(str.strip).filter(bool))


@given(title=texts, author=texts, note=texts)
def test_nothing_in_a_release_is_read_as_markup(title: str, author: str, note: str) -> None:
    title, author, note = (" ".join(text.split()) for text in (title, author, note))
    found = records(title=title, authors=(author,), notes=(note,))
    item = json.loads(found["CSL-JSON"])[0]
    assert (item["title"], item["author"], item["note"]) == (title, [{"literal": author}], note)
    (entry,) = rispy.loads(found["RIS"])
    assert (entry["title"], entry["authors"], entry["notes"]) == (title, [author], [note])
    assert _braces_balance(found["BibTeX"])
    library = bibtexparser.parse_string(found["BibTeX"])
    assert library.failed_blocks == []
    assert _unescaped(library.entries[0]["title"][1:-1]) == title
    assert _unescaped(library.entries[0]["note"]) == note
    template, _, rest = found["Wikipedia"].partition("}}")
    assert re.findall(r"\|(\S+?)=", template)[:3] == ["title", "url", "date"]
    assert "{{" not in template[2:] + rest
    assert "|" not in rest
    assert "''" not in found["Wikipedia"]


def _braces_balance(text: str) -> bool:
    depth = 0
    for character in text:
        depth += (character == "{") - (character == "}")
        if depth < 0:
            return False
    return depth == 0


def _unescaped(text: str) -> str:
    """Return what TeX would print."""
    commands = {"textbackslash": "\\", "textbraceleft": "{", "textbraceright": "}"}
    commands |= {"textasciitilde": "~", "textasciicircum": "^"}
    return re.sub(r"\\(?:([#$%&_])|(text[a-z]+)\{\})", lambda found: found[1] or commands[found[2]], text)
