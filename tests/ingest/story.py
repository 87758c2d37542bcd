"""One invented release, long enough for several pages, with everything in it that releases have.

`make_documents` writes it down as programs do; what is read of it must be the same, whatever the format.
"""

from typing import NamedTuple


class Part(NamedTuple):
    """A part of the text: a heading, a paragraph, a list in which lists lie, or a table whose first row is its head."""

    kind: str
    text: str = ""
    items: tuple[tuple[str, tuple[str, ...]], ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def p(text: str) -> Part:
    """A paragraph; `[words](address)` in it is a link."""
    return Part("paragraph", text)


def h(text: str) -> Part:
    """A heading between paragraphs."""
    return Part("heading", text)


TITLE = "Saltmere Trust Opens Two Centuries of Tide Readings to Everybody"
SUBTITLE = "Eleven million measurements from 41 stations can be read, copied and corrected from today"
DATELINE = "HALIFAX, Nova Scotia, March 4, 2025"
DATE = "2025-03-04"
LEAD = (
    "The Saltmere Trust today opened the Tide Archive, in which eleven million readings of the sea’s height can be "
    "read by everybody and without a fee. The oldest sheet was written in 1827 by the keeper of the gauge at Halden "
    "Quay; the newest readings arrive every ten minutes."
)
NOTE = "The sheet bears two dates; the earlier one is in the keeper’s own hand."
INSERTED = "Admission to the reading room is free as well."
ALT = "The tide gauge at Halden Quay, a slate pillar with figures"
PICTURE = "https://saltmere.example/media/halden-gauge.png"
LINK = "https://tides.saltmere.example/handbook"
SECRETS = ("SECRETREMARK", "SECRETPRICE", "SECRETHIDDEN")
"""What a comment, a deletion and a hidden passage hold."""
HEADER = "Saltmere Trust, Office of the Press"
EMAIL = "press@saltmere.example"
PHONE = "+1 902-555-0117"
SPEAKER = "Roya Kamyar"
FRENCH = (
    "« Nous avons retrouvé des relevés que personne n’avait ouverts depuis l’hiver 1871 », a déclaré Émile Gaudreau, "
    "archiviste à Moncton. « L’encre est pâle, mais elle se lit. »"
)
PERSIAN = "بایگانی جزر و مد از امروز برای همه باز است."
DISCLAIMER = (
    "This release contains forward-looking statements about the pace of transcription and the cost of storage. Actual "
    "results may differ materially from those statements because of weather, funding and the state of the paper."
)

BODY = (
    p(LEAD),
    p(
        "“A tide table tells you what the sea ought to do,” said Roya Kamyar, Chief Scientist of the Saltmere Trust. "
        "“These sheets tell you what it did, on a Tuesday, in the rain, with somebody watching.”"
    ),
    h("What can be read from today"),
    p(
        "Volunteers typed up the sheets in five winters. Each figure was read by two people who did not know of each "
        "other, and where they disagreed a third one looked at the sheet. The work went on in kitchens, in two prisons "
        "and aboard a ferry, and it was finished eleven weeks before the day that had been set for it."
    ),
    Part(
        "list",
        items=(
            ("Readings of 41 stations", ("hourly since 1911", "twice a day before that year")),
            ("Logbooks of the keepers", ("photographed in colour", "with an index of 2,300 storms")),
            ("Drawings of the instruments", ()),
        ),
    ),
    p("The longest series come from three harbours that have kept their gauges at one place:"),
    Part(
        "table",
        rows=(
            ("Station", "First reading", "Readings"),
            ("Halden Quay", "1827", "1,904,211"),
            ("Port Sabel", "1849", "1,388,940"),
            ("Île aux Phoques", "1866", "1,102,653"),
        ),
    ),
    p(
        "Errors remain. A gauge that stood askew from 1903 to 1907 has been left as it was read, with a remark beside "
        "it, since a correction would be an opinion. The [handbook](https://tides.saltmere.example/handbook) tells how "
        "to send one’s own."
    ),
    h("In three languages"),
    p(FRENCH),
    p(PERSIAN),
    p(
        "Descriptions are in English, French and Mi’kmaw. A group of mariners in Bushehr is translating the handbook "
        "into Persian, because the archive also holds eleven years of readings from the Gulf, taken by a survey ship "
        "that wintered there."
    ),
    h("What comes next"),
    p(
        "From April the archive takes in the readings of 26 stations in Brittany, which a partner in Brest has kept in "
        "boxes that were thought to be lost. They will be photographed in Halifax, where a climate-controlled room was "
        "made of a former ice house, and go back to Brest before the summer. Transcription is planned to end in 2027."
    ),
    p(
        "“We asked for eight volunteers and got three hundred and forty,” said Owen Marchetti, Keeper of the Archive. "
        "“The difficult part was to find enough pencils.”"
    ),
    p(
        "The archive was paid for by a bequest of 1.2 million dollars and by a great many small gifts. It is kept in "
        "three places, two of them above the reach of any tide in it, and every file carries a checksum that anybody "
        "can compare. Nothing in it will be taken away: where a reading is found to be wrong, the right one is put "
        "beside it, with a name and a day."
    ),
    h("Forward-Looking Statements"),
    p(DISCLAIMER),
    h("About the Saltmere Trust"),
    p(
        "The Saltmere Trust is an independent organisation, founded in 2009, that looks after working coasts: the "
        "marshes that soften the sea, the lights that mark it and the records that measure it."
    ),
)
CONTACT = ("Media contact:", "Denise Halloran", "Saltmere Trust", PHONE, EMAIL)
END_MARK = "###"


def words_of(part: Part) -> str:
    """Return the words of a part in the order in which they are read, links as their words."""
    import re

    if part.kind == "list":
        return " ".join(word for text, inner in part.items for word in (text, *inner))
    if part.kind == "table":
        return " ".join(cell for row in part.rows for cell in row)
    return re.sub(r"\[([^\]]+)\]\([^)]+\)", r"\1", part.text)
