"""Contacts: whom the press was asked to turn to.

Each block is a contact of its own, and so is each line that names another person. Blocks leave the body only when every
word of them went into fields, the label above them apart; otherwise they stay, and what is beyond doubt is recorded.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from generator.ingest.blocks import Block
from generator.ingest.parts.people_names import has_role_word, is_person_name, names_organization
from generator.ingest.place_names import is_known_place
from generator.model import Contact

_LABEL = re.compile(
    r"(?:(?:(?:for\s+)?(?:(?:more|further|additional)\s+information|media|press|news|investor|public|general|company|corporate|editorial)"
    r"(?:\s*(?:/|&|and|or)\s*(?:media|press|investor|analyst)s?)?\s+)?(?:(?:relations|inquir(?:y|ies)|enquir(?:y|ies)|queries)\s*)?"
    r"(?:,?\s*please\s+)?contacts?(?:\s+(?:details|information|info|person))?\s*(?::|-(?=\s)|–|$)"
    r"|for\s+further\s+information\s*:"
    r"|(?:(?:presse|medien)?kontakt|(?:presse|medien)stelle|ansprechpartner(?:in)?|(?:presse)?rückfragen|renseignements"
    r"|contacts?\s+(?:presse|médias?|stampa)|contactos?(?:\s+(?:de|para)\s+(?:la\s+)?(?:prensa|medios))?|contatt[oi](?:\s+stampa)?"
    r"|ufficio\s+stampa|contatos?(?:\s+(?:de|para(?:\s+a)?)\s+imprensa)?|perscontact|媒体联系人?|媒體聯絡人?"
    r"|contactos?\s+para\s+(?:a|la)\s+(?:imprensa|prensa)|kontak\s+(?:media|pers)|narahubung|контакты?(?:\s+для\s+(?:прессы|сми))?"
    r"|пресс-служба|(?:per|para)\s+(?:ulteriori|mayor|más|mais)\s+informa[czç]\w+|pour\s+(?:plus|davantage)\s+d['’]informations?"
    r"|voor\s+meer\s+informatie|weitere\s+informationen|för\s+(?:mer|ytterligare)\s+information(?:,?\s+kontakta)?"
    r"|للتواصل(?:\s+الإعلامي)?|لمزيد\s+من\s+المعلومات|للاستفسارات(?:\s+الإعلامية)?|תماس|ליצירת\s+קשר)\s*(?:[:：]|$))\s*",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"(?!(?:Inc|Corp|Ltd|Co|LLC)\.)[\w.+%-]+@[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,24}(?![\w@])")
_URL = re.compile(r"(?:https?://|www\.)[^\s,;<>()]+[^\s,;<>().:]")
_PHONE = re.compile(r"(?:\+|\(?\d)[\d\s().\-–/]{6,20}\d(?:\s?(?:ext|x)\.?\s?\d{1,6})?", re.IGNORECASE)
_FIELD_LABEL = re.compile(
    r"(?:e-?mail|courriel|correo(?:\s+electrónico)?|البريد\s+الإلكتروني|هاتف|тел(?:ефон)?|эл\.?\s*почта|telp(?:on)?|surel|telefoon|tel(?:e(?:phone|fon|fono|fone))?|tél(?:éphone)?|teléfono|phone|mobile|mobil|cell|office|direct|web(?:site)?|url|name|full\s+name|contact\s+(?:name|person|email)|company(?:\s+name)?"
    r"|organi[sz]ation|title)\.?\s*[:\-–]\s*",
    re.IGNORECASE,
)
_GLUED = re.compile(r"[@:/\[\]]|\d{3}|www\.|\.[a-z]|[a-z)][A-Z][a-z]+ [A-Z]|[A-Za-z)][a-z][A-Z][a-z]+$")
"""What a name, a role or an organisation never holds: lines that were run together have it, and placeholders."""
_SMALL_WORD = re.compile(r"(?:^|\s)(?!(?:and|of|the|for|de|la|le|und|et|y|in|at|on|to|du|des|der|di|da|e|&)\s)[a-zß-ÿ]")
_OFFICE_ADDRESSES = frozenset("info press media pr contact hello news office mail communications".split())
_DIVIDER = re.compile(
    r"\s*(?:,(?!\s+(?:Inc|LLC|Ltd|Corp|L\.?P|PLC|S\.A|Jr|Sr|Ph\.?D|M\.?D|J\.?D|Esq|MBA|CPA)\b)|[|;•])\s+|\s{3,}|\s+[–—]\s+"
)
_AGENCY = re.compile(r"\S (?:&|PR|for|Communications) \S|\bPR$")
_SPACED_OUT = 1
"""Lines of a block of which a contact may take several: some texts have an empty line after every line."""
_MOST_BLOCKS = 7
_MOST_LINES = 8
_LAST_BLOCKS = 10
"""How far from the end a contact may stand that no label announces."""
_LONGEST_PART = 90


@dataclass(slots=True)
class _Draft:
    """A contact as its lines are read."""

    values: dict[str, str] = field(default_factory=dict)
    complete: bool = True
    """Every word went into a field."""
    doubtful: bool = False
    """It cannot be told whose the lines that follow are."""

    @property
    def reachable(self) -> bool:
        return "email" in self.values or "phone" in self.values

    def put(self, kind: str, value: str) -> None:
        if kind in self.values or (not self.complete and self.reachable):
            self.complete = False  # behind words that say something else it may be somebody else's
        else:
            self.values[kind] = value


def take_contacts(blocks: Sequence[Block]) -> tuple[tuple[Contact, ...], list[Block]]:
    """Return the contacts, and the blocks without those that hold nothing else."""
    contacts: list[Contact] = []
    kept: list[Block] = []
    number = 0
    while number < len(blocks):
        taken, drafts = _read_labelled(blocks, number) or _read_unlabelled(blocks, number) or (1, [])
        contacts.extend(Contact(**draft.values) for draft in drafts if draft.values and not draft.doubtful)
        if not drafts or not all(draft.complete and not draft.doubtful for draft in drafts):
            kept.extend(blocks[number : number + taken])
        number += taken
    return tuple(dict.fromkeys(contacts)), kept


def _read_labelled(blocks: Sequence[Block], start: int) -> tuple[int, list[_Draft]] | None:
    """Return how many blocks the contacts under the label at `start` take, and the contacts; None without a label."""
    block = blocks[start]
    label = _LABEL.match(block.words[0].strip()) if block.kind in ("paragraph", "heading") and block.words else None
    if not label:
        return None
    lines = [line for line in (block.words[0].strip()[label.end() :], *block.words[1:]) if line.strip()]
    groups, taken = ([lines], 1) if lines else _groups_below(blocks, start)
    if not any(_is_reachable(part) for lines in groups for line in lines for part in _split_line(line)):
        return None
    return taken, _read_groups(groups)


def _groups_below(blocks: Sequence[Block], start: int) -> tuple[list[list[str]], int]:
    """Gather the blocks of short lines under a label that stands alone."""
    groups: list[list[str]] = []
    for block in blocks[start + 1 : start + 1 + _MOST_BLOCKS]:
        if block.kind != "paragraph" or any(len(line) > _LONGEST_PART * 2 for line in block.words):
            break
        if _LABEL.match(block.words[0].strip()) or not _holds_parts_alone(block):
            break
        groups.append(list(block.words))
    return groups, len(groups) + 1


def _holds_parts_alone(block: Block) -> bool:
    draft = _Draft()
    for line in block.words:
        for kind, value in _read_line(line, draft):
            if kind is None:
                return False
            draft.values.setdefault(kind, value)
    return True


def _read_unlabelled(blocks: Sequence[Block], start: int) -> tuple[int, list[_Draft]] | None:
    """Read a block near the end that holds a name and how to reach it, line by line, and nothing else."""
    block = blocks[start]
    if start < max(len(blocks) - _LAST_BLOCKS, 1) or block.kind != "paragraph":
        return None
    if not 2 <= len(block.words) <= _MOST_LINES or not is_person_name(block.words[0].split(",")[0].strip()):
        return None
    drafts = _read_groups([list(block.words)])
    sure = all(draft.complete and draft.reachable and not draft.doubtful for draft in drafts)
    return (1, drafts) if sure else None


def _read_groups(groups: Sequence[Sequence[str]]) -> list[_Draft]:
    """Read the lines of blocks as contacts."""
    drafts: list[_Draft] = []
    for number, lines in enumerate(groups):
        spaced_out = len(lines) == _SPACED_OUT and (number == 0 or len(groups[number - 1]) == _SPACED_OUT)
        labelled = len(lines) == _SPACED_OUT and _FIELD_LABEL.match(lines[0])
        if not drafts or not (spaced_out or labelled):
            drafts.append(_Draft())
        for line in lines:
            _read_into(drafts, line)
    return drafts


def _read_into(drafts: list[_Draft], line: str) -> None:
    """Fill the last contact from a line; a name opens another when it has one."""
    named_here = False
    for kind, value in list(_read_line(line, drafts[-1])):
        draft = drafts[-1]
        if kind is None or (kind == "name" and named_here and not draft.complete):
            draft.complete = False  # in an address, the name of a town looks like a person's
        elif kind == "name" and "name" in draft.values:
            drafts.append(_Draft(values={kind: value}))
            # Of two names in a row either may be an organisation, or both people share what follows.
            draft.doubtful = drafts[-1].doubtful = draft.doubtful or not draft.reachable
        else:
            draft.put(kind, value)
        named_here = named_here or kind == "name"


def _read_line(line: str, draft: _Draft) -> Iterator[tuple[str | None, str]]:
    """Yield the parts of a line with the fields they fill; what follows a role is whose role it is."""
    pairs = [pair for part in _split_line(line) for pair in _unglue(part)]
    kinds, parts = [kind for kind, _ in pairs], [part for _, part in pairs]
    for number, (part, kind) in enumerate(zip(parts, kinds, strict=True)):
        value = _FIELD_LABEL.sub("", part, count=1).strip()
        behind = kinds[number + 1] if number + 1 < len(parts) else "end"
        role_before = number > 0 and kinds[number - 1] == "role"
        named = "name" in draft.values or "name" in kinds[:number]
        if kind is None and named and len(parts) == 1 and _serves(value) and not draft.reachable:
            kinds[number] = kind = "organization"
        if role_before and named and kind in (None, "name") and behind in ("end", "email", "phone", "url"):
            kinds[number] = kind = "organization" if _may_be_organization(value) else kind
        if kind == "organization" and behind == "organization" and f"{part}, {parts[number + 1]}" in line:
            parts[number + 1] = f"{value}, {parts[number + 1]}"  # "Harbour Trust, Americas Office"
        else:
            yield kind, value


def _serves(words: str) -> bool:
    """Tell who speaks for somebody else: "Parks & Daughters PR for Berrybox"."""
    return bool(_AGENCY.search(words)) and _may_be_organization(words)


def _split_line(line: str) -> list[str]:
    """Cut a line at commas, bars and semicolons; a role keeps the organisation it belongs to."""
    return [part.strip() for part in _DIVIDER.split(line.strip().rstrip(",")) if part.strip()]


def _unglue(part: str) -> list[tuple[str | None, str]]:
    """Cut "Jane Doe Acme PR jane@acme.example 555-0100" where the address tells how; leave every other part whole."""
    email = _EMAIL.search(part)
    whole = [(_kind_of(part), part)]
    if not email or whole[0][0]:
        return whole
    before, behind = part[: email.start()].strip(" -–—:("), part[email.end() :].strip(" -–—:)")
    tail: list[tuple[str | None, str]] = [("email", email[0]), *([(_kind_of(behind), behind)] if behind else [])]
    if tail[-1][0] not in ("email", "phone", "url"):
        return whole
    if parted := _part_name_from_address(before, email[0]):
        return [("name", parted[0]), ("email", parted[1]), *tail[1:]]
    words = before.split()
    domain = re.split(r"[@.]", email[0])[1].casefold()
    for number in range(2, len(words)):
        name, organization = " ".join(words[:number]), " ".join(words[number:])
        if words[number].casefold() == domain and is_person_name(name) and not _GLUED.search(organization):
            return [("name", name), ("organization", organization), *tail]
    if not words:
        return tail
    return [("name", before), *tail] if len(words) == 2 and is_person_name(before) else whole


def _part_name_from_address(before: str, address: str) -> tuple[str, str] | None:
    """Part "Jane Doejane@acme.example", where the address itself is made from the name or is an office's."""
    local, _, domain = address.partition("@")
    given = before.split()[0].casefold() if before else ""
    if not given or not local[:1].isupper() or len(local) > _LONGEST_PART:
        return None
    for size in range(2, len(local) - 1):
        family, rest = local[:size].casefold(), local[size:].casefold()
        made = {given, family, f"{given}.{family}", f"{given}{family}", f"{given[0]}{family}", f"{given}{family[0]}"}
        if rest in made | _OFFICE_ADDRESSES and is_person_name(f"{before} {local[:size]}"):
            return f"{before} {local[:size]}", f"{local[size:]}@{domain}"
    return None


def _is_reachable(part: str) -> bool:
    return bool(_EMAIL.search(part) or _PHONE.search(part))


def _kind_of(part: str) -> str | None:
    """Return which field a part fills, or None for what is no part of a contact."""
    words = _FIELD_LABEL.sub("", part, count=1).strip()
    for kind, pattern in (("email", _EMAIL), ("url", _URL), ("phone", _PHONE)):
        if pattern.fullmatch(words):
            return kind
    if len(words) > _LONGEST_PART or _GLUED.search(words):
        return None
    if is_person_name(words):
        return "name"
    if _SMALL_WORD.search(words) and not (has_role_word(words) and len(words.split()) <= 6):
        return None
    if has_role_word(words):
        return "role"
    return "organization" if names_organization(words) else None


def _may_be_organization(words: str) -> bool:
    if any(map(str.isdigit, words)) or len(words.split()) < 2 or _GLUED.search(words) or _SMALL_WORD.search(words):
        return False
    return not is_known_place(words)
