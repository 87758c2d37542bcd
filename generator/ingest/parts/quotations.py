"""Quotations in the body, with who said them.

A speaker is only ever one whom the text names beside the quotation; the quotation stays in the body.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from generator.ingest.blocks import Block
from generator.ingest.parts.people_names import NOT_NAMES, SPEAKER, has_role_word, split_office
from generator.model import Quote

_VERBS = (
    "said|says|stated|states|commented|comments|added|adds|explained|explains|noted|notes|remarked|remarks|concluded"
    "|concludes|continued|continues|shared|shares|emphasized|emphasised|stressed|declared|affirmed|observed|wrote|told"
    "|expressed|argued|warned|recalled|replied|insisted"
    # French, German, Dutch, Swedish
    "|(?:a\\s+)?(?:déclar|affirm|expliqu|ajout|précis|soulign|comment|indiqu|not|rappel)(?:é|e)|se\\s+(?:félicite|réjouit)|dit"
    "|sagte?|erklärte?|betonte?|ergänzte?|meinte?|kommentierte?|erläuterte?|so|zegt|aldus|stelt|vertelt|säger"
    # Spanish, Portuguese, Italian, Indonesian
    "|(?:ha\\s+)?(?:afirm|señal|explic|destac|declar|coment|asegur|agreg|manifest)(?:ó|a|ado)|dijo|ha\\s+dicho"
    "|afirmou|disse|diz|explicou|destacou|comentou|declarou|ressaltou"
    "|(?:ha\\s+)?(?:dichiara|afferma|commenta|spiega|sottolinea|aggiunge|aggiunto)(?:to)?"
    "|kata|ujar|ungkap|tutur|jelas"
)
_QUOTED = re.compile(
    r"“([^“”]{25,3000})”|\"([^\"]{25,3000})\"|«([^«»]{25,3000})»|„([^„“”]{25,3000})[“”]|「([^「」]{25,3000})」"
)
_OPENING = '“"«„'
_VERB_NAME = re.compile(rf"[,\s]*(?:{_VERBS})\s+(?P<name>{SPEAKER})(?P<rest>.{{0,250}})", re.DOTALL)
_NAME_VERB = re.compile(rf"[,\s]*(?P<name>{SPEAKER})(?:,\s(?P<role>[^“”\".;:]{{3,150}}),|,)?\s(?:{_VERBS})\b")
_NAME_VERB_BEFORE = re.compile(
    rf"(?:^|[.!?”\"]\s+|\s)(?P<name>{SPEAKER})(?:,\s(?P<role>[^“”\".;:]{{3,150}}),|,)?\s(?:{_VERBS})(?:\s[^“”\".]{{0,30}})?[,:]\s*$"
)
_CLAUSE_END = re.compile(
    r"[;:“”\"\n]|\.(?=\s+[^a-z&]|\s*$)|,\s+(?:who|whom|which|whose|where|when|while|as|in|at|on|during|after|before|adding"
    r"|noting|referring|following|and|but)\b|\s+(?:in|during|at|on|to|following)\s+(?:a|an|the|his|her|its|their|this)\b"
)
_ROLE_ELSEWHERE = re.compile(
    r"\b(?:président|directeur|directrice|maire|ministre|responsable|fondat(?:eur|rice)|gérante?|porte-parole|chercheu(?:r|se)"
    r"|geschäftsführer|vorsitzende|vorstand|leiter|präsident|sprecher|bürgermeister|inhaber|gründer"
    r"|direct(?:or|eur)|diret(?:or|tore|trice)|president|gerente|alcalde|alcaldesa|ministr|fundador|portavoz|consejer|jef[ea]|prefeit"
    r"|secretári|amministrat|sindac|responsabile|fondat|voorzitter|wethouder|woordvoerder|oprichter|burgemeester"
    r"|ketua|direktur|kepala|menteri|gubernur|manajer|ordförande|vd\b)",
    re.IGNORECASE,
)
_COMPANY = re.compile(r"\b(?:Inc|Corp|Ltd|Co)$")
_ABBREVIATED = re.compile(r"\b(?:U\.S|U\.K|Jr|Sr|Dr|St|No|Ph\.D|M\.D|[A-Z])$")
_NEAR = 250
_FEWEST_WORDS = 5
_LONGEST_PARAGRAPH = 20_000


class _Said(NamedTuple):
    speaker: str
    role: str | None


def find_quotations(blocks: Sequence[Block]) -> tuple[Quote, ...]:
    """Return the quotations of the body that somebody is named for, in order."""
    return tuple(
        quote
        for number, block in enumerate(blocks)
        if block.kind in ("paragraph", "list") and len(block.text) <= _LONGEST_PARAGRAPH
        for quote in _find_in(block.text, blocks[number - 1].text if number else "")
    )


def _find_in(text: str, above: str) -> Iterator[Quote]:
    """Yield the quotations of a paragraph; the one `above` may end with who speaks: "Jane Doe, the chair, said:"."""
    for found in _QUOTED.finditer(text):
        words = next(filter(None, found.groups()))
        if len(words.split()) < _FEWEST_WORDS:
            continue
        said = _read_behind(text[found.end() : found.end() + _NEAR]) or _read_before(
            text[max(found.start() - _NEAR, 0) : found.start()]
        )
        if not said and found.start() == 0 and above.endswith(":") and text[:1] in _OPENING:
            said = _read_before(above[-_NEAR:])
        if said:
            yield Quote(text=words.strip().removesuffix(","), speaker=said.speaker, role=said.role)


def _read_behind(after: str) -> _Said | None:
    if found := _VERB_NAME.match(after):
        return _said(found["name"], _role_in(found["rest"]))
    if found := _NAME_VERB.match(after):
        return _said(found["name"], found["role"])
    return None


def _read_before(before: str) -> _Said | None:
    leads_to_quote = before.rstrip().endswith((",", ":"))
    found = _NAME_VERB_BEFORE.search(before) if leads_to_quote else None
    return _said(found["name"], found["role"]) if found else None


def _said(name: str, role: str | None) -> _Said | None:
    office, speaker = split_office(name)
    if not speaker or speaker.split()[0] in NOT_NAMES:
        return None
    role = role.strip() if role and _reads_like_role(role) else None
    return _Said(speaker, role or office)


def _role_in(rest: str) -> str | None:
    """Return the role in ", Managing Director of Acme, who led the sale.\""""
    if not rest.startswith(","):
        return None
    position = 1
    while end := _CLAUSE_END.search(rest, position):
        if end[0] == "." and _COMPANY.search(rest, 0, end.start()):
            return rest[1 : end.end()].strip(" ,")
        if not (end[0] == "." and _ABBREVIATED.search(rest, 0, end.start())):
            return rest[1 : end.start()].strip(" ,")
        position = end.end()
    return rest[1:].strip(" ,") if len(rest) < _NEAR else None


def _reads_like_role(text: str) -> bool:
    if re.match(r"\s*(?:who|which|whose|when|where|as)\b", text):
        return False
    return (
        has_role_word(text)
        or bool(_ROLE_ELSEWHERE.search(text))
        or bool(re.match(r"\s*(?:an?|the|of)\s", text))
        or " of " in text
    )
