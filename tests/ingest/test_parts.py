"""The parts of a release, each on texts of its own."""

from dataclasses import asdict

import pytest

from generator.ingest.blocks import split_text
from generator.ingest.language import detect_language
from generator.ingest.parts.contacts import take_contacts
from generator.ingest.parts.disclosures import find_forward_looking, take_disclosures
from generator.ingest.parts.embargo import read_embargo, take_embargo
from generator.ingest.parts.end_marks import drop_end_marks
from generator.ingest.parts.issuers import find_stated_issuers
from generator.ingest.parts.people_names import bare_name, is_person_name, split_office
from generator.ingest.parts.pull_quotes import read_pull_quote
from generator.ingest.parts.quotations import find_quotations
from generator.ingest.parts.release_marks import take_release_marks
from generator.ingest.parts.sections import mark_sections
from generator.ingest.parts.source_links import find_source_url
from generator.ingest.parts.tickers import find_tickers
from generator.model import Contact, Disclosure

PARAGRAPH = "The Harbour Trust opened the old lighthouse to its visitors today, after nine years of repairs."

END_MARKS = ["###", "# # #", "#####", "-30-", "– 30 –", "ENDS", "End", "-ends-", "– ENDS –", "(END)", "*** END ***"]


@pytest.mark.parametrize("mark", [*END_MARKS[:6], *END_MARKS[7:10]])
def test_end_marks_are_dropped(mark: str) -> None:
    assert [block.text for block in drop_end_marks(split_text(f"One\n\n{mark}\n\nTwo"))] == ["One", "Two"]


@pytest.mark.parametrize("words", ["The end", "30", "No. 30", "Week ends", "# 1", "End of summer sale"])
def test_words_that_look_like_end_marks_stay(words: str) -> None:
    assert [block.text for block in drop_end_marks(split_text(f"One\n\n{words}"))] == ["One", words]


def test_an_end_mark_at_the_end_of_a_block_is_dropped_alone() -> None:
    assert [block.text for block in drop_end_marks(split_text("Short line\nENDS"))] == ["Short line"]


MORE = "Additional information"
FARA = "is on file with the Department of Justice, Washington, D.C."
REGISTRANTS = {
    "who distributes": (
        f"These materials are being distributed by the Friends of Port Ellen-U.S. Office (FPE-US ). {MORE} {FARA}",
        ("Friends of Port Ellen-U.S. Office", None),
    ),
    "and on whose behalf": (
        f"This material is distributed by Quay Communications, LLC on behalf of the Government of Islay. {MORE} {FARA}",
        ("Quay Communications, LLC", "Government of Islay"),
    ),
    "as an agent": (
        f"This content was disseminated by Quay Inc., as a registered foreign agent of the Islay Board. {MORE} {FARA}",
        ("Quay Inc.", "Islay Board"),
    ),
}


@pytest.mark.parametrize(("text", "names"), REGISTRANTS.values(), ids=REGISTRANTS)
def test_a_statement_under_fara_names_registrant_and_principal(text: str, names: tuple[str, str | None]) -> None:
    (disclosure,), kept = take_disclosures(split_text(f"{PARAGRAPH}\n\n-----\n\n{text}\n"))
    assert (disclosure.kind, disclosure.text) == ("fara", text)
    assert (disclosure.registrant, disclosure.principal) == names
    assert [block.text for block in kept] == [PARAGRAPH], "the rule that set it apart goes with it"


def test_a_statement_inside_a_paragraph_is_recorded_and_stays() -> None:
    statement = f"These materials are distributed by Quay Inc. Additional information {FARA}"
    (disclosure,), kept = take_disclosures(split_text(f"{PARAGRAPH} {statement}"))
    assert (disclosure.text, disclosure.registrant) == (statement, "Quay Inc")
    assert kept[0].text.endswith(statement)


PAID = [
    "Paid advertisement",
    "SPONSORED CONTENT",
    "This is a paid press release. Contact the distributor with any questions.",
    "Disclaimer: This content is sponsored by Quay Inc.",
    "This post contains sponsored content.",
]


@pytest.mark.parametrize("text", PAID)
def test_paid_content_is_declared(text: str) -> None:
    disclosures, kept = take_disclosures(split_text(f"{PARAGRAPH}\n\n{text}"))
    assert disclosures == (Disclosure(kind="paid", text=text),)
    assert [block.text for block in kept] == [PARAGRAPH]


@pytest.mark.parametrize(
    "text", ["The paid staff of the trust grew.", "This post was paid for its beauty in gold, they say, "]
)
def test_words_about_pay_are_no_statement(text: str) -> None:
    assert take_disclosures(split_text("The paid staff of the trust grew."))[0] == ()


def test_forward_looking_statements_are_recorded_whole_and_stay() -> None:
    text = (
        f"{PARAGRAPH}\n\nForward-Looking Statements\n\nThis may not come true.\n\nNor may this.\n\nAbout\n\n{PARAGRAPH}"
    )
    assert find_forward_looking(split_text(text)) == (
        Disclosure(kind="forward-looking", text="This may not come true.\n\nNor may this."),
    )


def test_a_paragraph_that_opens_as_forward_looking_is_recorded() -> None:
    statement = (
        "This press release contains forward-looking statements, which involve risks for all of us, and for the sea."
    )
    assert find_forward_looking(split_text(f"{PARAGRAPH}\n\n{statement}\n\n{PARAGRAPH}"))[0].text == statement


CONTACTS = {
    "lines under a label": (
        "Media Contact:\nJane Doe\nHarbour Trust\n+1 207 555 0142\njane@harbour.example\nhttps://harbour.example",
        Contact(
            name="Jane Doe",
            organization="Harbour Trust",
            phone="+1 207 555 0142",
            email="jane@harbour.example",
            url="https://harbour.example",
        ),
    ),
    "one line": (
        "Contact: Jane Doe, Director of Communications, Harbour Trust, +1 207 555 0142, jane@harbour.example",
        Contact(
            name="Jane Doe",
            organization="Harbour Trust",
            role="Director of Communications",
            phone="+1 207 555 0142",
            email="jane@harbour.example",
        ),
    ),
    "labelled fields": (
        "Press contact\n\nName: Jane Doe\n\nE-mail: jane@harbour.example\n\nPhone: (207) 555-0142",
        Contact(name="Jane Doe", phone="(207) 555-0142", email="jane@harbour.example"),
    ),
}


@pytest.mark.parametrize(("text", "contact"), CONTACTS.values(), ids=CONTACTS)
def test_a_contact_that_went_into_fields_leaves_the_body(text: str, contact: Contact) -> None:
    contacts, kept = take_contacts(split_text(f"{PARAGRAPH}\n\n{text}\n\n{PARAGRAPH}"))
    assert contacts == (contact,)
    assert [block.text for block in kept] == [PARAGRAPH, PARAGRAPH]


LYDIA = Contact(
    name="Lydia Ray-Moss", organization="Quay Hydrographic", role="Communications Manager", email="media@quay.example"
)
CALLUM = Contact(
    name="Callum Doe", organization="Harbour Trust", role="Head of Press", email="p@h.example", phone="+44 20 7946 0321"
)
SEVERAL = {
    "in blocks": (
        (
            "Contacts\n\nLydia Ray-Moss\nCommunications Manager, Quay Hydrographic\nmedia@quay.example\n\n"
            "Callum Doe\nHead of Press, Harbour Trust\np@h.example\n+44 20 7946 0321"
        ),
        (LYDIA, CALLUM),
    ),
    "one below the other": (
        (
            "Media Contact:\nLydia Ray-Moss\nCommunications Manager, Quay Hydrographic\nmedia@quay.example\n"
            "Callum Doe\nHead of Press, Harbour Trust\np@h.example\n+44 20 7946 0321"
        ),
        (LYDIA, CALLUM),
    ),
    "with a label each": (
        (
            "Media contact:\nCallum Doe\nHead of Press, Harbour Trust\np@h.example\n+44 20 7946 0321\n\n"
            "Contact: Lydia Ray-Moss, Communications Manager, Quay Hydrographic, media@quay.example"
        ),
        (CALLUM, LYDIA),
    ),
    "no label": (
        "Jane Doe\nHarbour Trust, Americas Office\n+1 202-555-0142\njane@harbour.example",
        (
            Contact(
                name="Jane Doe",
                organization="Harbour Trust, Americas Office",
                phone="+1 202-555-0142",
                email="jane@harbour.example",
            ),
        ),
    ),
    "a line run together": (
        "Contact: Jane Doe Acme PR jane@acme.example 207-555-0142",
        (Contact(name="Jane Doe", organization="Acme PR", email="jane@acme.example", phone="207-555-0142"),),
    ),
}


@pytest.mark.parametrize(("text", "several"), SEVERAL.values(), ids=SEVERAL)
def test_each_person_is_a_contact_with_nothing_of_another(text: str, several: tuple[Contact, ...]) -> None:
    contacts, kept = take_contacts(split_text(f"{PARAGRAPH}\n\n{text}"))
    assert contacts == several
    assert [block.text for block in kept] == [PARAGRAPH]


DOUBTFUL = {
    "two names and one number": ("Contact:\nJane Doe\nJo Ray\n+1 207 555 0142", ()),
    "a placeholder": ("Contact: Jane Doe, [email\xa0protected], 207-555-0142", ({"name", "phone"},)),
    "a name that cannot be parted": ("Contact: Jane Doe Quay PR jane@acme.example", ()),
    "words between two people": (
        "Contact: Jane Doe, jane@acme.example\nand in the evening somebody else\n207-555-0142",
        ({"name", "email"},),
    ),
    "a city behind a role": ("Contact: Jane Doe, Press Officer, London, a@b.example", ({"name", "role", "email"},)),
}


@pytest.mark.parametrize(("text", "known"), DOUBTFUL.values(), ids=DOUBTFUL)
def test_what_is_doubtful_is_not_recorded_and_all_of_it_stays(text: str, known: tuple[set[str], ...]) -> None:
    contacts, kept = take_contacts(split_text(f"{PARAGRAPH}\n\n{text}"))
    assert tuple({name for name, value in asdict(contact).items() if value} for contact in contacts) == known
    assert kept == split_text(f"{PARAGRAPH}\n\n{text}")


def test_a_contact_with_other_words_stays_and_is_recorded() -> None:
    text = "Contact: Jane Doe, 12 Quay Street, Port Ellen, jane@harbour.example"
    contacts, kept = take_contacts(split_text(f"{PARAGRAPH}\n\n{text}"))
    assert contacts == (Contact(name="Jane Doe", email="jane@harbour.example"),)
    assert kept[-1].text == text


@pytest.mark.parametrize(
    "text",
    [
        "Contact with the tower was lost in the storm.",
        "Contact:",
        "Media Contact:\n\nThe tower stands on a rock in the sea, where no one can be reached by telephone or by mail.",
        "Media Contact:Harbour Trust Inc.Janejane@harbour.example(207) 555-0142",
    ],
)
def test_what_is_no_contact_stays(text: str) -> None:
    blocks = split_text(f"{PARAGRAPH}\n\n{text}")
    assert [block.text for block in take_contacts(blocks)[1]] == [block.text for block in blocks]


QUOTATIONS = {
    "verb, name, role": (
        "“It is a gift to our children,” said Mary O’Neill, chair of the Harbour Trust, who led the repairs.",
        ("It is a gift to our children", "Mary O’Neill", "chair of the Harbour Trust"),
    ),
    "name, role, verb": (
        '"It is a gift to our children," Mary O\'Neill, the chair of the trust, said.',
        ("It is a gift to our children", "Mary O'Neill", "the chair of the trust"),
    ),
    "name before": (
        "Mary O’Neill, chair of the Harbour Trust, said: “It is a gift to our children.”",
        ("It is a gift to our children.", "Mary O’Neill", "chair of the Harbour Trust"),
    ),
    "office before the name": (
        "“It is a gift to our children,” said Harbour Trust Chair Mary O’Neill.",
        ("It is a gift to our children", "Mary O’Neill", "Harbour Trust Chair"),
    ),
    "courtesy and surname": (
        "“It is a gift to our children,” Mrs. O’Neill added.",
        ("It is a gift to our children", "Mrs. O’Neill", None),
    ),
    "a company with a full stop": (
        "“It is a gift to our children,” said Jo Ray, CEO of Acme, Inc. The tower is old.",
        ("It is a gift to our children", "Jo Ray", "CEO of Acme, Inc."),
    ),
    "no role": (
        "“It is a gift to our children,” said Mary O’Neill in a speech at the quay.",
        ("It is a gift to our children", "Mary O’Neill", None),
    ),
}


@pytest.mark.parametrize(("text", "quotation"), QUOTATIONS.values(), ids=QUOTATIONS)
def test_a_quotation_has_the_speaker_beside_it(text: str, quotation: tuple[str, str, str | None]) -> None:
    (quote,) = find_quotations(split_text(text))
    assert (quote.text, quote.speaker, quote.role, quote.pull) == (*quotation, False)


@pytest.mark.parametrize(
    "text",
    [
        "“It is a gift to our children,” she said.",
        "The “best lighthouse on the whole coast” opened. Mary O’Neill was there.",
        "They called it “old” said Mary O’Neill.",
    ],
)
def test_nobody_is_made_a_speaker(text: str) -> None:
    assert find_quotations(split_text(text)) == ()


@pytest.mark.parametrize(
    "label",
    [
        "Media Contact:",
        "For further information:",
        "Pressekontakt:",
        "Rückfragen:",
        "Renseignements :",
        "Contact presse:",
        "Contacto de prensa:",
        "Ufficio stampa:",
        "Contato para a imprensa:",
        "Perscontact:",
    ],
)
def test_contacts_are_announced_in_many_languages(label: str) -> None:
    contacts, kept = take_contacts(split_text(f"{PARAGRAPH}\n\n{label} Maria Muster, Tel. : +49 40 5550100"))
    assert [(each.name, each.phone) for each in contacts] == [("Maria Muster", "+49 40 5550100")]
    assert [block.text for block in kept] == [PARAGRAPH]


SECTIONS = {
    "BACKGROUND": True,
    "About the Harbour Trust": True,
    "About Harbour Trust, Inc.": True,
    "Notes to editors:": True,
    "Forward-Looking Statements": True,
    "THE TOWER AND ITS LAMP": True,
    "SOURCE Harbour Trust": False,
    "FOR IMMEDIATE RELEASE": False,
    "A short sentence.": False,
    "Mary O’Neill": False,
}


@pytest.mark.parametrize(("line", "is_section"), SECTIONS.items(), ids=SECTIONS)
def test_a_line_alone_can_name_a_section(line: str, is_section: bool) -> None:
    kinds = [block.kind for block in mark_sections(split_text(f"{PARAGRAPH}\n\n{line}\n\n{PARAGRAPH}"))]
    assert kinds == ["paragraph", "heading" if is_section else "paragraph", "paragraph"]


EMBARGOES = {
    "EMBARGOED UNTIL MARCH 5, 2019": "2019-03-05",
    "EMBARGOED UNTIL 6:00 AM MARCH 5, 2019": "2019-03-05T06:00",
    "Embargoed until March 5, 2019, 12:01 a.m. ET": "2019-03-05T00:01-05:00",
    "Embargoed until 5 July 2019 at 14.30 BST": "2019-07-05T14:30+01:00",
    "EMBARGO: 5 March 2019, noon GMT": "2019-03-05T12:00Z",
    "Sperrfrist: 5. Juli 2019, 10 Uhr MESZ": "2019-07-05T10:00+02:00",
    "Embargoed until 9 p.m. Pacific Time on July 5, 2019": "2019-07-05T21:00-07:00",
    "Embargo: 2030-05-03T09:00+01:00": "2030-05-03T09:00+01:00",
    "Embargo: 2030-05-03T09:00Z": "2030-05-03T09:00Z",
    "UNDER EMBARGO UNTIL 3 MAY 2030, 18:00 (UTC+2)": "2030-05-03T18:00+02:00",
    "Strictly embargoed until 0001hrs BST Tuesday 3 June 2025": "2025-06-03T00:01+01:00",
    "USDL 16-567 RELEASE IS EMBARGOED UNTIL 8:30 A.M. (EDT), THURSDAY March 17, 2016": "2016-03-17T08:30-04:00",
    "Embargoed until 4 a.m. CT / 5 a.m. ET Thursday, November 14, 2024": "2024-11-14T04:00-06:00",
    "Not for publication before 9:00 CET on 3 December 2030": "2030-12-03T09:00+01:00",
    "NOT FOR RELEASE BEFORE 9 a.m. ET, June 3, 2025": "2025-06-03T09:00-04:00",
    "NOT\u00a0FOR \t RELEASE BEFORE 9 a.m. ET, June 3, 2025": "2025-06-03T09:00-04:00",
    "Embargoed until July 5, 2030, 9 a.m. EST": "2030-07-05T09:00-05:00",
    "Sous embargo jusqu’au 3 mai 2030 à 9h30": "2030-05-03T09:30",
    "Embargoed until 3 May 2030, 9 a.m. Europe/Paris": "2030-05-03T09:00+02:00",
    "Embargoed until 3 May 2030. Journalists may ask for pictures.": "2030-05-03",
}


@pytest.mark.parametrize(("line", "end"), EMBARGOES.items(), ids=EMBARGOES)
def test_an_embargo_ends_at_the_hour_it_states(line: str, end: str) -> None:
    embargo = read_embargo(line)
    assert embargo
    assert (str(embargo.until), embargo.fault) == (end, None)


UNREADABLE = {
    "Embargoed until further notice": "has words that cannot be read as a day and an hour",
    "EMBARGO: next Tuesday": "has words that cannot be read as a day and an hour",
    "EMBARGO: 5 May, 9 a.m.": "names no day with its year",
    "EMBARGOED UNTIL 9 A.M. ET": "names no day with its year",
    "Not for publication before the minister has spoken": "has words that cannot be read as a day and an hour",
    "Embargoed until 5 May 2030, close of business": "has words that cannot be read as a day and an hour",
    "Embargoed until midnight, 5 May 2030": "names midnight, which may be that before the day or that after it",
    "Embargoed until 05/06/2030": "names no day with its year",
    "Embargoed until May 2030": "names no day with its year",
    "Embargoed until 9 a.m. GMT / 9 a.m. ET, 5 May 2030": "names hours that differ",
    "STRICT EMBARGO": "names no day with its year",
    "EMBARGOED COPY": "names no day with its year",
}


@pytest.mark.parametrize(("line", "fault"), UNREADABLE.items(), ids=UNREADABLE)
def test_an_embargo_that_is_not_read_whole_has_no_end(line: str, fault: str) -> None:
    for place in (f"{line}\n\n{PARAGRAPH}", f"{PARAGRAPH}\n\n{PARAGRAPH}\n\n{line}"):
        embargo, (problem,), kept = take_embargo(split_text(place))
        assert embargo
        assert (embargo.until, embargo.fault) == (None, fault)
        assert problem.message == (
            f"the embargo {fault}, so the release is a draft: '{line}';"
            " write its end into 'embargo', and set 'status: published'"
        )
        assert kept == split_text(place)


def test_a_time_zone_that_cannot_be_told_is_the_one_of_the_site_and_said() -> None:
    embargo, (problem,), kept = take_embargo(split_text(f"EMBARGO: 5 May 2030, 9:00 XYT\n\n{PARAGRAPH}"))
    assert embargo
    assert str(embargo.until) == "2030-05-05T09:00"
    assert problem.message == (
        "the embargo names a time zone that cannot be told (XYT), so the site's own is taken:"
        " 'EMBARGO: 5 May 2030, 9:00 XYT'; correct 'embargo' if it is not"
    )
    assert [block.text for block in kept] == [PARAGRAPH]


NO_EMBARGOES = [
    "The embargo on timber ended in 1998, and the harbour filled with ships again.",
    "Embargo on timber ends after nine years",
    "The island was under embargo until the war ended, the trust says.",
    "Ships broke the embargo: nine of them sank.",
    "It is not for use in the United States.",
    "They lived under the embargo for years.",
    "Trade embargo until 2030, minister says",
]


@pytest.mark.parametrize("line", NO_EMBARGOES)
def test_an_embargo_on_trade_is_none_on_the_text(line: str) -> None:
    blocks = split_text(f"{line}\n\n{PARAGRAPH}")
    assert take_embargo(blocks) == (None, (), blocks)


def test_tickers_stand_in_brackets_with_their_exchange() -> None:
    text = "Acme (NYSE: ACM), Quay (Nasdaq: QUAY; TSX.V: QY) and Isle (NYSE American:ISL) rose; ratio: 3, (note: ABC)."
    assert find_tickers(text) == ("NYSE:ACM", "NASDAQ:QUAY", "TSX.V:QY", "NYSE American:ISL")


SOURCE_URLS = {
    "a Markdown link": "[Original/Source Press Release](https://wire.example/a-(b))",
    "Business Wire's line": "View source version on wire.example: https://wire.example/a-(b)",
    "PR Newswire's line": "View original content to download multimedia: https://wire.example/a-(b)",
}


@pytest.mark.parametrize("line", SOURCE_URLS.values(), ids=SOURCE_URLS)
def test_the_original_is_linked(line: str) -> None:
    blocks = split_text(f"See https://other.example/x.\n\n{line}\n\n[Elsewhere](https://other.example)")
    assert find_source_url(blocks) == "https://wire.example/a-(b)"


@pytest.mark.parametrize(
    ("line", "issuers"),
    [
        ("SOURCE Harbour Trust", ("Harbour Trust",)),
        ("SOURCE: Acme, Inc.", ("Acme, Inc.",)),
        ("FUENTE Fundación del Puerto", ("Fundación del Puerto",)),
        ("消息来源：海港信托基金会", ("海港信托基金会",)),
        ("Port Ellen\nSOURCE Harbour Trust", ("Harbour Trust",)),
        ("Lamps by year\nSource: Harbour Trust", ()),
        ("Source: https://harbour.example", ()),
        ("The source of the river", ()),
    ],
)
def test_the_source_line_names_who_speaks(line: str, issuers: tuple[str, ...]) -> None:
    assert find_stated_issuers(split_text(f"{PARAGRAPH}\n\n{line}")) == issuers


MARKS = {
    "FOR IMMEDIATE RELEASE": (None, True),
    "*** For Immediate Release ***": (None, True),
    "Release No. 2024-17": ("2024-17", True),
    "News Release #2024/05": ("2024/05", True),
    "Release Number: 16-567-NAT": ("16-567-NAT", True),
    "FOR IMMEDIATE RELEASE | Release No. 2024-17": ("2024-17", True),
    "USDL 16-567-NAT": ("USDL 16-567-NAT", True),
    "USDL 16-567-NAT, issued in Port Ellen": ("USDL 16-567-NAT", False),
    "FOR IMMEDIATE RELEASE Contact: Jane Doe": (None, False),
    "Press release": (None, False),
    "The release of 12 seals": (None, False),
}


@pytest.mark.parametrize(("line", "read"), MARKS.items(), ids=MARKS)
def test_marks_above_a_release_are_taken_when_they_are_all_of_a_line(line: str, read: tuple[str | None, bool]) -> None:
    number, kept = take_release_marks(split_text(f"{line}\n\n{PARAGRAPH}"))
    assert (number, [block.text for block in kept]) == (read[0], [PARAGRAPH] if read[1] else [line, PARAGRAPH])


PULLED = {
    '"It is a gift."': "It is a gift.",
    "“It is a gift.”": "It is a gift.",
    "«\xa0It is a gift.\xa0»": "It is a gift.",
    "„It is a gift.“": "It is a gift.",
    "It is a gift.": "It is a gift.",
    '"It is" and "a gift"': '"It is" and "a gift"',
    "It is a “gift”": "It is a “gift”",
}


@pytest.mark.parametrize(("text", "words"), PULLED.items(), ids=PULLED)
def test_marks_around_a_whole_pull_quote_are_dropped(text: str, words: str) -> None:
    pull = read_pull_quote(split_text(f"{text}\n\n— Mary O’Neill, Chair"), 0)
    assert pull
    assert (pull.quote.text, pull.quote.speaker) == (words, "Mary O’Neill")


LANGUAGES = {
    "the Harbour Trust opened the lighthouse": None,
    "بنیاد بندر امروز فانوس دریایی را گشود": "fa",
    "افتتحت مؤسسة الميناء المنارة القديمة اليوم": "ar",
    "קרן הנמל פתחה היום את המגדלור": "he",
    "Фонд открыл сегодня старый маяк": "ru",
    "Фонд відкрив сьогодні старий маяк і музей": "uk",
    "港口基金会今天开放了古老的灯塔": "zh",
    "港湾財団は本日、古い灯台を開放しました": "ja",
    "항만 재단은 오늘 옛 등대를 열었다": "ko",
    "Το ίδρυμα άνοιξε τον φάρο": "el",
    "The Harbour Trust (بندر) opened the lighthouse today": None,
}


@pytest.mark.parametrize(("text", "language"), LANGUAGES.items(), ids=LANGUAGES)
def test_a_script_tells_the_language_or_nothing_does(text: str, language: str | None) -> None:
    assert detect_language(text) == language


@pytest.mark.parametrize(
    "name", ["Mary O’Neill", "Ludwig van der Rohe", "John F. Smith Jr.", "Jean-Luc Ménard", "Dr. Jo Ray"]
)
def test_names_of_people_are_told(name: str) -> None:
    assert is_person_name(name)


@pytest.mark.parametrize("name", ["Harbour Trust", "Mary", "The Tower", "Acme Corp", "Media Contact", "Vice President"])
def test_other_names_are_told_from_them(name: str) -> None:
    assert not is_person_name(name)


def test_offices_and_courtesies_are_cut_from_names() -> None:
    assert split_office("Acme CEO Jo Ray") == ("Acme CEO", "Jo Ray")
    assert split_office("Jo Ray Chief Officer") == ("Chief Officer", "Jo Ray")
    assert split_office("Dr. Jo Ray") == (None, "Dr. Jo Ray")
    assert bare_name("Dr. Jo Ray, Ph.D.") == "Jo Ray"
