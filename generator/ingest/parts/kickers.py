"""What stands in the head of a release and is no headline: marks, dates of the page, bylines, captions, letterheads.

They stay in the body, word for word; here is only said which lines they are.
"""

import re

from generator.ingest.blocks import Block
from generator.ingest.date_phrases import match_date
from generator.ingest.dateline import find_dateline, find_release_line
from generator.ingest.parts.people_names import names_organization
from generator.ingest.parts.release_marks import is_release_mark
from generator.ingest.place_phrases import match_places
from generator.ingest.release_lines import match_embargo

_LONGEST_HEADLINE = 400
_BYLINE = re.compile(r"(?:By|BY)\s+[A-ZÀ-Þ][^.!?]{2,70}")
_KICKER = re.compile(
    r"(?:\W*\b(?:(?:for\s+)?immediate\s+release|(?:press|news|media)\s+(?:release|statement|information|advisory|alert)|communiqué(?:\s+de\s+presse)?"
    r"|pressemitteilung|medienmitteilung|nota\s+de\s+prensa|comunicado(?:\s+de\s+(?:prensa|imprensa))?|comunicato\s+stampa|persbericht|siaran\s+pers"
    r"|пресс-релиз|بيان\s+صحفي|הודעה\s+לעיתונות|新闻稿|新聞稿|プレスリリース|보도자료|embargoed\b.*"
    r"|for\s+release\W*(?:(?:on|at|after|upon|until)\s+)?(?:\d{1,2}[:/.]\d|\d{1,2}\s*[ap]\.?m\b|\w+day\b"
    r"|(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?\s\d|on\s+receipt|$).*)\b)+\W*",
    re.IGNORECASE,
)
_ASIDES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?:(?:no|nr|ref)\b\.?|n°|№)\s*:?\s*[\w/-]*\d[\w/.-]*",
        r"(?-i:[A-Z]{2,12})[/-]\d{2,4}[/-]\d+",
        r"(?:RNS\s+Number|TIDM)\s*:?\s*\w+|EX-\d.*|exhibit\s+\d+(?:\.\d+)?|page\s+\d+(?:\s+of\s+\d+)?|\W*more\W*",
        r"(?:(?-i:[A-Z][A-Za-z .-]{1,20}):\s*(?-i:[A-Z0-9.]{1,6})(?:\s+|$))+",
        r"[^.!?:]{2,60}\s[–—|-]\s(?:press|news|media)\s+release",
        r"(?:pressrelease|pressmeddelande|pressemelding|pressemeddelelse|lehdistötiedote|basın\s+bülteni|komunikat\s+prasowy)\s*(?:\([^()]{1,30}\))?",
    )
)
"""Marks of offices, exchanges and pages: IP/19/1234, RNS Number : 2327D, Exhibit 99.1, TSX: ABC."""
_CRUMBS = re.compile(r"[^.!?>»›]{2,40}(?:\s[>»›]\s[^.!?>»›]{2,60})+")
_PAGE_DATE = re.compile(
    r"(?:last\s+)?(?:updated|modified|revised|posted|published|dated?|sent|created|stand|aktualisiert|mis\s+à\s+jour|actualizado)"
    r"(?:\s+(?:on|at|le|el|am))?\s*:?\s*",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:who|what|when|where|why|how|time|location|place|venue|date|from|to|cc|subject|sent)\s*:\s*\S", re.IGNORECASE
)
_CAPTION = re.compile(
    r"[\W_]*(?:photos?|images?|pictures?|pictured|captions?|videos?|logos?|infographics?|foto|bild|imagen|légende)"
    r"(?:\s+(?:credit|caption|courtesy(?:\s+of)?|by))?\s*(?:[:–—-]|\()\s*\S",
    re.IGNORECASE,
)
_POSTAL = re.compile(
    r"\b\d{5}(?:-\d{4})?$|\b[A-Z]\d[A-Z]\s?\d[A-Z]\d$|\bP\.?\s?O\.?\s+Box\b|\bwww\.|@|\(?\b\d{3}\)?[ .-]\d{3}[ .-]\d{4}"
    r"|^\d{1,5}\s+\S.*\b(?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Drive|Dr|Lane|Ln|Square)\b"
)
_REACHED = re.compile(r"\S@\S+\.\w|\(?\b\d{3}\)?[ .-]\d{3}[ .-]\d{4}\b")
_SHORT_LINE = 60
_NAME_WORDS = 5
_LEAD = 300
"""Characters at the beginning of a paragraph in which its issuer is named."""


def is_kicker(text: str) -> bool:
    """Tell a line such as PRESS RELEASE, FOR IMMEDIATE RELEASE, a byline or a release line from a headline."""
    if len(text) <= _LONGEST_HEADLINE and match_embargo(text):
        return True
    alone = _KICKER.fullmatch(text) or _BYLINE.fullmatch(text) or is_release_mark(text)
    return bool(alone) or find_release_line(text) is not None


def is_aside(text: str) -> bool:
    """Tell what is no headline in a text that marks none: kickers, crumbs, dates of the page, labelled lines."""
    if is_kicker(text) or _CRUMBS.fullmatch(text) or _LABEL.match(text):
        return True
    if len(text) <= _SHORT_LINE and text.endswith((":", "：")):
        return True
    if len(text) <= 2 * _SHORT_LINE and (_REACHED.search(text) or any(pattern.fullmatch(text) for pattern in _ASIDES)):
        return True
    return _is_page_date(text) or _is_wire_alone(text) or _is_place_alone(text)


def is_caption(text: str) -> bool:
    """Tell the words below a picture, which are no subhead."""
    return bool(_CAPTION.match(text))


def is_letterhead(block: Block, headline: str, lead: str) -> bool:
    """Tell the name or address of who speaks from the headline, which is then the one that follows, above the lead."""
    if block.kind == "heading":
        return False
    if len(block.words) > 1 and any(_POSTAL.search(line.strip()) for line in block.words):
        return True
    name = block.words[0].strip()
    size = len(name.split())
    if size > _NAME_WORDS or len(headline.split()) < max(4, size + 1):
        return False
    is_name = size == 1 or names_organization(name.title() if name.isupper() else name)
    return is_name and name.casefold() in lead[:_LEAD].casefold()


def _is_page_date(text: str) -> bool:
    """Tell "Last updated: March 9, 2019" and the header lines of an e-mail."""
    found = _PAGE_DATE.match(text)
    return bool(found and match_date(text, found.end()))


def _is_wire_alone(text: str) -> bool:
    """Tell a line that names the wire and nothing else: --News Direct--."""
    found = find_dateline(text) if len(text) <= _SHORT_LINE else None
    return bool(found and found.source and not found.place and found.end == len(text))


def _is_place_alone(text: str) -> bool:
    """Tell a line that is a place and where it lies: Port Ellen, Maine."""
    found = match_places(text, 0) if "," in text and len(text.split()) <= _NAME_WORDS else None
    return bool(found and found.known and found.end == len(text.rstrip()))
