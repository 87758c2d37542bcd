"""Terms are suggested where the text shows them, and nowhere else."""

import pytest

from generator.ingest.blocks import split_text
from generator.ingest.terms import suggest_terms
from generator.ingest.terms.organizations import suggest_organizations
from generator.ingest.terms.people import suggest_people
from generator.ingest.terms.tags import MOST_TAGS, suggest_tags
from generator.model import Quote

PEOPLE = {
    "a title": ("It was built by Mrs. Mary O’Neill.", ("Mary O’Neill",)),
    "a role before": ("It was built by the engineer Mary O’Neill.", ("Mary O’Neill",)),
    "a role behind": ("Yesterday Mary O’Neill, head of the trust, came.", ("Mary O’Neill",)),
    "an office": ("Thanks to Harbour CEO Mary O’Neill it stands.", ("Mary O’Neill",)),
    "speech": ("It stands, said Mary O’Neill. Jo Ray said so too.", ("Mary O’Neill", "Jo Ray")),
    "a possessive": ("It follows Dr. Jo Ray's plan.", ("Jo Ray",)),
    "capitals alone": ("The Harbour Walk leads to Port Ellen and Quay Street.", ()),
    "an organisation that speaks": ("It stands, said Harbour Council Group.", ()),
    "a country": ("It stands, said New Zealand.", ()),
    "a surname alone": ("It stands, said O’Neill.", ()),
    "a list of places": ("Signals at Stennick, Hollin Head, Grey Quill, Orrisey and the Teeth stay.", ()),
    "a sound of the sea": ("It stands, said the people of President Grey Sound.", ()),
    "a team": ("It was won by champion New Orleans Saints.", ()),
    "a series": ("The founder Education Series began.", ()),
    "an office with a comma": ("Our Managing Director, Mary O’Neill, came.", ("Mary O’Neill",)),
}


@pytest.mark.parametrize(("text", "people"), PEOPLE.values(), ids=PEOPLE)
def test_people_need_evidence(text: str, people: tuple[str, ...]) -> None:
    assert suggest_people(text, ()) == people


def test_speakers_of_quotations_are_people() -> None:
    quotes = (Quote(text="x", speaker="Dr. Jo Ray, M.D."), Quote(text="y", speaker="Ray"))
    assert suggest_people("Words.", quotes) == ("Jo Ray",)


ORGANIZATIONS = {
    "a legal form": ("They are made by Acme Lamps, Inc. in town.", ("Acme Lamps, Inc.",)),
    "a public body": ("The Port Ellen Harbour Council met.", ("Port Ellen Harbour Council",)),
    "of a place": ("The University of Port Ellen opened.", ("University of Port Ellen",)),
    "an acronym": ("The Islay Lamp Group (ILG ) met.", ("Islay Lamp Group",)),
    "a possessive before": ("Canada's Department of Lamps met.", ("Department of Lamps",)),
    "a possessive behind": ("The Harbour Council’s lamp burns.", ("Harbour Council",)),
    "whose people are named": ("Jo Ray of the Lamp Institute came.", ("Lamp Institute",)),
    "an officer": ("Harbour Council Director Jo Ray came.", ("Harbour Council",)),
    "a weak word named once": ("The Quay Center opened.", ()),
    "a weak word named twice": ("The Quay Center opened. It is the Quay Center.", ("Quay Center",)),
    "a common noun": ("The Company and Our Council met.", ()),
    "a rank behind": ("The United States Marine Corps Colonel came.", ("United States Marine Corps",)),
    "a month behind": ("The Port Ellen Airport Authority on February 3 met.", ("Port Ellen Airport Authority",)),
    "an award": ("The Women of Port Ellen Association Award is old.", ()),
    "an end of a longer name": (
        "The Canadian RV Association met. The RV Association met.",
        ("Canadian RV Association",),
    ),
    "two lines made one": ("Jo Ray Jo Ray Communications Inc. met.", ("Jo Ray Communications Inc.",)),
    "a ticker": ("SkyTeam Lumen (NASDAQ: SKY) grew. SkyTeam Lumen is open.", ("SkyTeam Lumen",)),
    "what it is": ("LumenWorks is a leading provider of lamps. LumenWorks grows.", ("LumenWorks",)),
    "an officer of it": ("He is the CEO of LumenWorks. LumenWorks grows.", ("LumenWorks",)),
    "a word that begins a sentence": ("Leveraging, a tool of the company. Leveraging is old.", ()),
}


@pytest.mark.parametrize(("text", "names"), ORGANIZATIONS.values(), ids=ORGANIZATIONS)
def test_organisations_need_a_word_of_their_own(text: str, names: tuple[str, ...]) -> None:
    assert suggest_organizations(text) == names


def test_places_that_recur_are_tags_and_their_people_are_not() -> None:
    text = "They went to France and saw Lyon. In France the French love Lyon, and to France they came, by way of Lyon."
    assert suggest_tags(text, title="", taken=()) == ("France", "Lyon")


@pytest.mark.parametrize("word", ["January", "Monday", "The", "CEO", "Company", "Statement"])
def test_common_words_are_no_tags(word: str) -> None:
    assert suggest_tags(f"They saw {word} and {word} and the {word} of {word}.", title=word, taken=()) == ()


BODIES = {
    "a web site": "See www.corranhydro.com.",
    "a mail address": "Write to us@corran-hydro.com.",
    "a section about it": "\nAbout Corran Hydro\nIt is old.",
    "a legal form": "It is Corran Hydro Ltd.",
    "a ticker": "It is Corran Hydro (NYSE: COR).",
    "an officer": "It is by Corran Hydro's CEO.",
    "speech": "It is old, said Corran Hydro.",
    "news": "Then Corran Hydro today announced it.",
}


@pytest.mark.parametrize("evidence", BODIES.values(), ids=BODIES)
def test_what_is_a_company_or_speaks_is_no_tag(evidence: str) -> None:
    text = "They see Corran Hydro and the Corran Hydro, and by Corran Hydro it is."
    assert suggest_tags(text, title="", taken=()) == ("Corran Hydro",)
    assert suggest_tags(f"{text} {evidence}", title="", taken=()) == ()


def test_who_does_something_in_the_headline_is_no_tag() -> None:
    text = "They see Corran Hydro and the Corran Hydro, and by Corran Hydro it is."
    assert suggest_tags(text, title="Corran Hydro Marine Launches a Map", taken=()) == ()
    assert suggest_tags(text, title="A Map of Corran Hydro Launches", taken=()) == ("Corran Hydro",)


@pytest.mark.parametrize(
    "word", ["Featured", "Phase", "IW", "Governor Kemp", "East Quay Street", "BioMedWire", "Lamps’"]
)
def test_furniture_is_no_tag(word: str) -> None:
    assert suggest_tags(f"They saw {word} and {word} and the {word} of {word}.", title="", taken=()) == ()


def test_a_symbol_of_an_exchange_and_the_acronym_of_a_brand_are_no_tags() -> None:
    text = "It is (NASDAQ: LMPS). We see LMPS, and LMPS, and LMPS. It is AINewsWire (“AINW”), and AINW and AINW."
    assert suggest_tags(text, title="", taken=()) == ()


def test_what_is_suggested_already_is_no_tag() -> None:
    text = "They met the Harbour Council (HC). It was the Harbour Council, they say, the HC, and the HC, and HC."
    assert suggest_tags(text, title="", taken=("Harbour Council",)) == ()


def test_keywords_of_the_text_itself_come_first() -> None:
    text = "They went to France and saw France.\nKeywords: lamps, sea; towers\nMore #Islay"
    assert suggest_tags(text, title="", taken=()) == ("lamps", "sea", "towers", "Islay", "France")


def test_there_are_never_too_many_tags() -> None:
    text = "Keywords: aaa, bbb, ccc, ddd, eee, fff"
    assert len(suggest_tags(text, title="", taken=())) == MOST_TAGS


def test_suggestions_do_not_depend_on_the_title_alone() -> None:
    terms = suggest_terms("Acme Inc. Opens Lamp Center In France", "", split_text("It is open."), ())
    assert (terms.tags, terms.people, terms.organizations) == ((), (), ())
