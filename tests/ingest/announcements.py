"""One invented announcement as different wires, formats and hands bring it, and texts that only look like it."""

LEAD = (
    "Aldercombe Museum today opened a reading room for the letters of the river pilots, which had lain in a boathouse "
    "at Corran since 1911. The room has 24 seats and is open on four days a week. Visitors may read 3,200 letters, "
    "of which 180 are shown for the first time."
)
QUOTE = (
    '"Nobody had counted on so many of them being legible," said Ines Farrow, keeper of the collection. '
    '"We found weather reports, recipes and one quarrel about a dog that went on for nine years - it\'s all there."'
)
MIDDLE = (
    "The letters were dried, flattened and photographed over two winters by volunteers from both banks of the river. "
    "A grant of $45,000 from the Lantern Trust paid for shelves and for the machine that keeps the air dry. "
    "Copies can be ordered for $4 a page, and teachers may borrow a case of 12 of them for their classes."
)
LATER = (
    "In spring the museum will ask readers to help with transcribing what has not been read yet. Evenings for "
    "newcomers are planned for every second Tuesday, beginning in March, in the hall behind the ferry office."
)
ABOUT = (
    "About Aldercombe Museum\n\nAldercombe Museum keeps what the valley has written, built and thrown away since the "
    "first bridge. It is run by 14 people and a cat, and is free to enter for everyone who lives along the river."
)
CAUTION = (
    "Forward-looking statements\n\nThis release speaks of plans. Plans depend on the weather, on the water and on "
    "people, and may turn out differently from what is written here; the museum does not promise to say so."
)
TITLE = "Aldercombe Museum opens a reading room for the river pilots"
PARTS = (LEAD, QUOTE, MIDDLE, LATER)


def wire(*parts: str, title: str = TITLE, dateline: str = "ALDERCOMBE, Feb. 3, 2021 /PRNewswire/ -- ") -> str:
    """Return a release as a wire carries it."""
    return f"{title}\n\n{dateline}" + "\n\n".join(parts) + "\n"


FULL = wire(*PARTS, ABOUT, CAUTION)
TRIMMED = wire(*PARTS, dateline="ALDERCOMBE--(BUSINESS WIRE)--February 3, 2021--", title="Reading room opens")
WITHOUT_DATE = wire(*PARTS, ABOUT, dateline="")
TYPOGRAPHIC = (
    wire(*PARTS, ABOUT, dateline="Aldercombe, 4 February 2021 – ")
    .replace(' "', " “")
    .replace('" ', "” ")
    .replace("'", "’")
    .replace(" - ", " — ")
)
MARKDOWN = (
    "---\ntitle: The pilots' letters\ndate: 2021-02-04\n---\n\n"
    + "\n\n".join((LEAD, QUOTE, MIDDLE, LATER, ABOUT))
    .replace("Lantern Trust", "[Lantern Trust](https://www.example.org/trust?id=77)")
    .replace("today opened", "**today** opened")
    + "\n"
)
WEB_PAGE = (
    f"<html><head><title>{TITLE}</title><meta property='article:published_time' content='2021-02-03'></head><body>"
    "<nav><a href='/'>Home</a> <a href='/news'>News</a> <a href='/visit'>Visit</a></nav>"
    f"<article><h1>{TITLE}</h1>" + "".join(f"<p>{part}</p>" for part in PARTS) + "</article>"
    "<footer><p>We use cookies. Privacy policy. All rights reserved.</p></footer></body></html>"
)

OTHER_FIGURES = FULL.replace("3,200", "3,450").replace("Feb. 3", "Feb. 4")
OTHER_QUARTER = OTHER_FIGURES.replace("Feb. 4, 2021", "May 4, 2021")
OTHER_NAMES = wire(
    *(part.replace("Aldercombe", "Corran").replace("Ines Farrow", "Tom Okafor").replace("Lantern Trust", "Weir Fund")
      .replace("river pilots", "lock keepers").replace("letters", "diaries") for part in PARTS),
    ABOUT, CAUTION,
)  # fmt: skip
SAME_BOILERPLATE = wire(
    "The ferry will not run on Sunday. A new rope is being fitted, and the ferryman is to be married on the same day.",
    ABOUT,
    CAUTION,
)
DIGEST = wire(
    "This week in the valley: the weir was painted, two barges met in the fog and nobody was hurt, and the choir is "
    "looking for a bass. The council voted on the bench by the lock; it stays where it is, as it has since the flood. "
    * 5,
    *PARTS,
    "The bakery is closed for repairs until the second week of the month, and sells from the boat in the meantime. "
    "School begins one hour later on the day of the regatta, and the bus takes the road along the upper bank. " * 5,
    title="This week in the valley",
)
TRANSLATION = wire(
    "Das Museum Aldercombe hat heute einen Lesesaal für die Briefe der Flusslotsen eröffnet, die seit 1911 in einem "
    "Bootshaus in Corran lagen. Der Saal hat 24 Plätze und ist an vier Tagen der Woche offen. Besucher können 3.200 "
    "Briefe lesen, von denen 180 zum ersten Mal gezeigt werden.",
    dateline="ALDERCOMBE, 3. Februar 2021 /PRNewswire/ -- ",
)
