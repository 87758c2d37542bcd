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
