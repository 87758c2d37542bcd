"""The wires that carry releases: one canonical name for all the spellings a wire has had.

A wire's name counts only where a dateline has it; in running text it is a company like any other.
"""

import re

_SERVICE = r"(?:[-–/=＝][^\W\d_][\w .-]{0,30}?(?=\s*[/)\]】）]))?"
"""The service of a wire, named behind its own name: /PRNewswire-FirstCall/, (BUSINESS WIRE/AETOSWire)."""

WIRES: tuple[tuple[str, str], ...] = (
    (
        "PR Newswire",
        rf"(?:[\w.]+[/-]|Cision\s+)?PR\s*Newswire(?:\.com)?(?:\s+Asia)?{_SERVICE}|美通社(?:亚洲|亞洲)?|新华美通|بي\s+آر\s+نيوز\s*واير|PR\s*뉴스와이어|PR\s*ニュースワイヤー?",
    ),
    ("CNW", r"CNW(?:[\s-]+(?:Telbec|Group))?|Groupe\s+CNW|Canada\s+News\s*Wire"),
    (
        "Business Wire",
        rf"(?:[\w.]+/)?Business\s*Wire(?:\s+India)?{_SERVICE}|ビジネスワイヤ|美国商业资讯|美國商業資訊|비즈니스\s*와이어",
    ),
    ("GlobeNewswire", r"Globe\s*Newswire(?:\s+by\s+notified)?|グローブニュースワイヤ"),
    ("ACCESS Newswire", r"ACCESS\s*Newswire|ACCESS\s*WIRE"),
    ("EIN Presswire", r"EIN\s*Press\s*wire(?:\.com)?"),
    ("Newsfile", r"Newsfile(?:\s+Corp\.?)?"),
    ("Marketwired", r"Marketwired"),
    ("Market Wire", r"Market\s*Wire|CCNMatthews"),
    ("PRWeb", r"(?:[\w.]+/)?PR\s*Web(?:\s+UK)?"),
    ("Newswire.com", r"Newswire\.com|Newswire,?\s+LLC"),
    ("TheNewswire", r"The\s*Newswire(?:\.c(?:a|om))?"),
    ("24-7PressRelease", r"24-7\s*Press\s*Release(?:\.com)?"),
    ("NewMediaWire", r"New\s*Media\s*Wire"),
    ("News Direct", r"News\s*Direct"),
    ("ThriveNewsWire", r"Thrive\s*News\s*Wire"),
    ("Newsworthy.ai", r"(?:AI\s*)?Newsworthy(?:\.ai)?"),
    ("Media OutReach", r"Media\s*OutReach(?:\s*Newswire)?"),
    ("Noticias Newswire", r"Noticias\s*Newswire"),
    ("PRISM MediaWire", r"PRISM\s*Media\s*Wire"),
    ("PR Karma", r"PR\s*Karma"),
    ("NewsUSA", r"News\s*USA"),
    ("JCN Newswire", r"JCN(?:\s*Newswire|N)"),
    ("ACN Newswire", r"ACN\s*Newswire"),
    ("news aktuell", rf"ots(?:\.[\w-]+)?{_SERVICE}|news\s+aktuell"),
    ("EQS", r"(?:EQS|DGAP)(?:\s*Newswire|\s+Group|-(?:News|Ad-?hoc|PVR|Media|CMS|\w{2,12}))?"),
    ("Send2Press", r"Send2Press(?:\s*Newswire)?"),
    ("U.S. Newswire", r"U\.?S\.?\s*Newswire"),
    ("Hispanic PR Wire", r"Hispanic\s*PR\s*Wire"),
    ("AETOSWire", r"AETOS\s*Wire"),
    ("iCrowdNewswire", r"iCrowd\s*Newswire"),
    ("Chainwire", r"Chain\s*wire"),
    ("Cision", r"Cision"),
)
"""Canonical names and what their spellings match, letter case apart; the first that fits wins."""

AMERICAN_WIRES = frozenset({"Market Wire", "Marketwired", "Business Wire", "PR Newswire", "PRWeb", "U.S. Newswire"})
"""Wires that write 02/15/12 with the month first."""

_AGENT = re.compile(r"\)?\s+via\s+[\w. ]{2,30}?(?=\s*[-–—/)])", re.IGNORECASE)
"""Who passed a wire's text on: (PRNewswire via COMTEX)."""
_ANY_WIRE = re.compile(
    r"(?:(?<![^\W_])|(?<=[日일]))(?:"
    + "|".join(f"(?P<wire{number}>{spelling})" for number, (_, spelling) in enumerate(WIRES))
    + r")(?!\w)",
    re.IGNORECASE,
)
_WIRE_SET_APART = re.compile(r"[/(\[]\s*" + _ANY_WIRE.pattern, re.IGNORECASE)
_UNKNOWN_WIRE = re.compile(
    r"(?:[A-Z0-9][A-Za-z0-9.]* ){0,2}[A-Z0-9]?[A-Za-z0-9]*(?:[Nn]ews|NEWS|[Pp]ress|PRESS) ?(?:[Ww]ire|WIRE)"
    r"(?:\.\w+)?(?!\w)|뉴스와이어"
)


def match_wire(text: str, start: int) -> tuple[str | None, int] | None:
    """Return the canonical name of the wire spelled at `start`, and the offset behind it.

    The name is None for a wire that calls itself one but is not in the table.
    """
    if found := _ANY_WIRE.match(text, start):
        agent = _AGENT.match(text, found.end())
        return WIRES[int(str(found.lastgroup).removeprefix("wire"))][0], agent.end() if agent else found.end()
    if found := _UNKNOWN_WIRE.match(text, start):
        return None, found.end()
    return None


def sets_wire_apart(text: str) -> bool:
    """Tell whether a wire of the table stands in brackets or slashes anywhere in the text."""
    return _WIRE_SET_APART.search(text) is not None
