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
from generator.ingest.wires import match_wire

_LONGEST_HEADLINE = 400
_BYLINE = re.compile(r"(?:By|BY)\s+[A-ZÀ-Þ][^.!?]{2,70}")
_RELEASE = (
    r"(?:press|news|media)\s+(?:release|statement|information|advisory|alert|communiqué)|communiqué(?:\s+de\s+presse)?"
    r"|presse(?:mitteilung|information|meldung|aussendung|erklärung|notiz)|medien(?:mitteilung|information)"
    r"|(?:nota|boletín)\s+de\s+prensa|nota\s+[àa]\s+imprensa|comunicado(?:\s+(?:de|à)\s+(?:prensa|imprensa)|\s+oficial)?"
    r"|comunicato(?:\s+stampa)?|pers(?:bericht|mededeling)|nieuwsbericht|(?:siaran|rilis|keterangan)\s+(?:pers|media)"
    r"|пресс-релиз|(?:информационное\s+)?сообщение\s+для\s+(?:прессы|сми)|(?:بيان|خبر)\s+صحفي|(?:بیانیه|اطلاعیه)\s+مطبوعاتی"
    r"|הודעה\s+לעיתונות|新闻(?:稿|公报|发布)|新聞(?:稿|公報|發[佈布])|プレスリリース|ニュースリリース|報道(?:関係者)?各位|報道発表(?:資料)?|보도자료"
)
"""What issuers call a release, in their languages."""
_REGULATED = (
    r"regulat(?:ed|ory)\s+(?:information|news|announcement|release)|inside\s+information|stock\s+exchange\s+(?:release|announcement)"
    r"|gereglementeerde\s+informatie|voorwetenschap|information\s+(?:réglementée|privilégiée|permanente)|insiderinformation(?:en)?"
    r"|ad[\s-]?hoc(?:[\s-]+(?:mitteilung|meldung|release|announcement))?|informazion[ei]\s+(?:privilegiat|regolamentat)[ae]"
    r"|informaci[óo]n\s+(?:privilegiada|regulada)|informação\s+privilegiada|(?:company|corporate)\s+(?:announcement|news)"
)
"""What the law has issuers write above a release."""
_KICKER = re.compile(
    rf"(?:\W*\b(?:(?:for\s+)?immediate\s+release|{_RELEASE}|{_REGULATED}|embargoed\b.*"
    r"|for\s+release\W*(?:(?:on|at|after|upon|until)\s+)?(?:\d{1,2}[:/.]\d|\d{1,2}\s*[ap]\.?m\b|\w+day\b"
    r"|(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?\s\d|on\s+receipt|$).*)\b)+\W*",
    re.IGNORECASE,
)
_ASIDES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?:(?:no|nr|ref)\b\.?|n°|№)\s*:?\s*[\w/-]*\d[\w/.-]*",
        r"(?-i:[A-Z]{2,12})[/-]\d{2,4}[/-]\d+",
        r"(?:RNS\s+Number|TIDM)\s*:?\s*\w+|OTS\d{4}\b.*|\w+(?:/\w+){2,}|EX-\d.*|exhibit\s+\d+(?:\.\d+)?|page\s+\d+(?:\s+of\s+\d+)?|\W*more\W*",
        r"(?:(?-i:[A-Z][A-Za-z .-]{1,20}):\s*(?-i:[A-Z0-9.]{1,6})(?:\s+|$))+",
        r"[^.!?:]{2,60}\s[–—|-]\s(?:press|news|media)\s+release",
        r"(?:pressrelease|pressmeddelande|pressemelding|pressemeddelelse|lehdistötiedote|basın\s+bülteni|komunikat\s+prasowy)\s*(?:\([^()]{1,30}\))?",
    )
)
"""Marks of offices, exchanges and pages: IP/19/1234, RNS Number : 2327D, Exhibit 99.1, TSX: ABC."""
_RESTRICTED = re.compile(
    r"\W*(?:this\s+(?:announcement|(?:press\s+|news\s+)?release)\s+(?:contains\s+inside\s+information|is\s+not\s+for)"
    r"|(?:not|neither)\s+(?:intended\s+)?for\s+(?:immediate\s+)?(?:release|publication|distribution|dissemination))\b",
    re.IGNORECASE,
)
"""Where the law forbids a release to be read, above its headline."""
_LONGEST_RESTRICTION = 1000
_COMPANY = re.compile(
    r".{2,50}\b(?:plc|ltd|limited|inc|corp|corporation|ag|se|sa|nv|ab|asa|oyj|spa|llc)\.?", re.IGNORECASE
)
_COMPANY_WORDS = 4
_HONOURED = re.compile(r"(?:The\s+)?(?:Rt\.?\s+)?Hon\.?(?:ourable)?\s[^.!?]{3,60}")
_CRUMBS = re.compile(r"[^.!?>»›]{2,40}(?:\s[>»›]\s[^.!?>»›]{2,60})+")
_PAGE_DATE = re.compile(
    r"(?:last\s+)?(?:updated|modified|revised|posted|published|dated?|sent|created|stand|aktualisiert|mis\s+à\s+jour|actualizado)"
    r"(?:\s+(?:on|at|le|el|am))?\s*:?\s*",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:who|what|when|where|why|how|time|location|place|venue|date|from|to|cc|subject|sent|reference|attn|attention)\s*:\s*\S",
    re.IGNORECASE,
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
_OFFICE = re.compile(
    r"(?:the\s+)?(?:state|city|county|town|village|office|department|ministry|university|embassy|senate|house|government"
    r"|republic|commonwealth|kingdom|port|board|bureau|court|diocese|executive\s+chamber)(?:\s+of\b.{1,60})?"
    r"|.{2,60}\b(?:office|department|ministry|university|college|agency|authority|foundation|association|institute|council"
    r"|commission|committee|society|museum|embassy|inc\.?|llc|ltd\.?|corp\.?|corporation|company)",
    re.IGNORECASE,
)
_OFFICE_WORDS = 7
_HAN_COMPANY = re.compile(
    r"(?:(?:株式会社|有限会社|一般社団法人|公益財団法人)[^\s。、：]{1,20}|[^\s。、：]{1,20}(?:株式会社|有限公司|集团|集團|株式會社))"
)
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
    if len(text) <= _LONGEST_RESTRICTION and _RESTRICTED.match(text):
        return True
    return _is_page_date(text) or _is_wire_alone(text) or _is_place_alone(text)


def is_office_mark(line: str) -> bool:
    """Tell a line that an office or an exchange numbers its releases by: RNS Number : 2327D."""
    return len(line) <= _SHORT_LINE and any(pattern.fullmatch(line) for pattern in _ASIDES)


def is_caption(text: str) -> bool:
    """Tell the words below a picture, which are no subhead."""
    return bool(_CAPTION.match(text))


def is_office(block: Block) -> bool:
    """Tell the lines of an office above FOR IMMEDIATE RELEASE, each short and the first named like one."""
    if block.kind == "heading" or any(len(line.split()) > _OFFICE_WORDS for line in block.words):
        return False
    name = block.words[0].strip()
    alone = len(block.words) == 1
    return (bool(_OFFICE.fullmatch(name)) and not (alone and len(name.split()) > _NAME_WORDS)) or (
        not alone and names_organization(name.title() if name.isupper() else name)
    )


def is_letterhead(block: Block, headline: str, lead: str) -> bool:
    """Tell the name or address of who speaks from the headline, which is then the one that follows, above the lead."""
    if block.kind == "heading":
        return False
    if _is_company_in_han(block, headline, lead) or _HONOURED.fullmatch(block.words[0].strip()):
        return True
    if len(block.words) > 1 and any(_POSTAL.search(line.strip()) for line in block.words):
        return True
    name = block.words[0].strip()
    size = len(name.split())
    named_in_lead = name.casefold() in lead[:_LEAD].casefold()
    if len(block.words) == 1 and size <= _COMPANY_WORDS and _COMPANY.fullmatch(name) and named_in_lead:
        return True
    if size > _NAME_WORDS or len(headline.split()) < max(4, size + 1):
        return False
    is_name = size == 1 or names_organization(name.title() if name.isupper() else name)
    return is_name and named_in_lead


def _is_company_in_han(block: Block, headline: str, lead: str) -> bool:
    """Tell 株式会社青葉文具 above a longer headline; no blanks part the words that `is_letterhead` counts."""
    name = block.text.strip()
    return len(block.words) == 1 and bool(_HAN_COMPANY.fullmatch(name)) and len(headline) > len(name) and name in lead


def _is_page_date(text: str) -> bool:
    """Tell "Last updated: March 9, 2019" and the header lines of an e-mail."""
    found = _PAGE_DATE.match(text)
    return bool(found and match_date(text, found.end()))


def _is_wire_alone(text: str) -> bool:
    """Tell a line that names the wire and nothing else: --News Direct--."""
    if len(text) > _SHORT_LINE:
        return False
    wire = match_wire(text, 0)
    if wire and wire[0] and wire[1] == len(text):
        return True
    found = find_dateline(text)
    return bool(found and found.source and not found.place and found.end == len(text))


def _is_place_alone(text: str) -> bool:
    """Tell a line that is a place and where it lies: Port Ellen, Maine."""
    found = match_places(text, 0) if "," in text and len(text.split()) <= _NAME_WORDS else None
    return bool(found and found.known and found.end == len(text.rstrip()))
