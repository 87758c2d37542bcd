"""What a person's name looks like, and the words that tell a role or an organisation from one."""

import re

_UPPER = "A-ZÀ-ÖØ-ÞĀ-ſƀ-ɏΆ-ΫЀ-Я"
_LETTER = r"[^\W\d_]"
_LETTERS = rf"(?:{_LETTER}|['’](?={_LETTER})(?!s(?!{_LETTER}))|-(?={_LETTER})){{1,30}}+"
"""Of a word behind its capital; no name ends inside of one, so none is given back."""
WORD = rf"(?:[{_UPPER}]{_LETTERS})"
"""One capitalised word of a name: O’Callaghan, Al-Sayed, McCutcheon."""
_STOPS = rf"\.(?:[{_UPPER}]\.)?"
_INITIAL = rf"(?:[{_UPPER}]{_STOPS})"
_PARTICLE = r"(?:van der|van den|van|von der|von|de la|de|del|der|da|dos|di|du|bin|ibn|al|el|la|le|ten|ter|y)"
_TITLE_WORDS = (
    "Mr Mrs Ms Miss Mx Dr Prof Professor Sir Dame Lord Lady Rev Reverend Hon Senator Sen Representative Rep "
    "Congressman Congresswoman Governor Gov Mayor President Chancellor Minister Ambassador Judge Justice Sheriff "
    "Chief General Gen Colonel Col Major Maj Captain Capt Lieutenant Lt Sergeant Sgt Admiral Adm Commander Cmdr "
    "Ayatollah Imam Rabbi Sheikh Prince Princess King Queen Pope Cardinal Bishop Archbishop Father Sister Brother "
    "Coach Secretary Attorney Director Chairman Chairwoman Commissioner Councilman Councilwoman Councilmember "
    "Supervisor Founder Author Engr Eng"
)
TITLES = frozenset(_TITLE_WORDS.split())
_COURTESY = r"(?:(?:Mr|Mrs|Ms|Mx|Dr|Prof|Sir|Dame|Rev|Hon|Sen|Rep|Gov|Gen|Col|Maj|Capt|Lt|Sgt|Adm)\b\.?\s+)"
_LETTERS_BEHIND = (
    r"(?:,?\s(?:Jr|Sr)\.?|\s(?:II|III|IV)\b"
    r"|(?:,\s(?:Ph\.?\s?D|M\.?D|J\.?D|Esq|MBA|CPA|RN|DO|DDS|DVM|LCSW|CFA|PE|MPH)\.?)+(?=[,\s]|$))"
)
_BEHIND_FIRST_LETTER = (
    rf"(?:{_LETTERS}|{_STOPS})"
    rf"(?:[ \xa0](?:{_INITIAL}|[“\"(]{WORD}[”\")]|{_PARTICLE}(?=[ \xa0][{_UPPER}])|{WORD})){{0,5}}[ \xa0]{WORD}"
)
FULL_NAME = rf"[{_UPPER}]{_BEHIND_FIRST_LETTER}"
"""Two to seven words, an office before the name included."""
FULL_NAME_APART = rf"[{_UPPER}](?<![\w’'-][{_UPPER}]){_BEHIND_FIRST_LETTER}"
"""The same where it begins a word; to look for it in a text, which a capital must come first for."""
SPEAKER = rf"{_COURTESY}?(?:{FULL_NAME}|{WORD})(?:{_LETTERS_BEHIND})?"
"""A name as it stands beside a quotation: full, or a surname alone once the person was introduced."""

ROLE_WORDS = (
    "CEO CFO COO CTO CIO CMO CPO CSO CRO CHRO Chief Chair Chairman Chairwoman Chairperson President Vice Director "
    "Manager Managing Founder Co-Founder Cofounder Owner Partner Principal Head Secretary Treasurer Spokesman "
    "Spokeswoman Spokesperson Officer Executive Editor Publisher Professor Minister Ambassador Mayor Governor "
    "Senator Congressman Congresswoman Representative Commissioner Analyst Coordinator Superintendent Dean "
    "Attorney Counsel Coach Curator Producer Author Engineer Scientist Researcher Physician Surgeon Specialist "
    "Administrator Lead Leader Member Deputy Commander General Captain EVP SVP VP AVP Chancellor Provost Trustee "
    "Judge Sheriff Consultant Advisor Adviser Strategist Architect Designer Artist Host Reporter Liaison Resident "
    "Economist Investor Actor Singer Guitarist Chef"
)
_OFFICES = (TITLES | frozenset(ROLE_WORDS.split())) - frozenset(
    "Mr Mrs Ms Miss Mx Dr Prof Sir Dame Lord Lady Rev".split()
)
_ROLES = frozenset(word.casefold() + plural for word in ROLE_WORDS.split() for plural in ("", "s"))
_RUN_TOGETHER = re.compile(rf"[a-z](?=[A-Z])(?:{'|'.join(ROLE_WORDS.split())}|Senior|Email|Phone|Contact)\b")
ORGANIZATION_ENDINGS = (
    "Inc Incorporated Corp Corporation LLC LLP LP Ltd Limited PLC GmbH AG SA SE NV BV KGaA AB AS Oy SpA Pty Co "
    "Company Companies Group Holdings Holding Foundation University College Institute Association Society Council "
    "Committee Ministry Department Agency Authority Commission Bureau Office Bank Fund Trust Union League "
    "Federation Alliance Coalition Organization Organisation Academy School Hospital Clinic Museum Center Centre "
    "Church Partners Technologies Technology Systems Solutions Services Laboratories Labs Pharmaceuticals "
    "Therapeutics Biosciences Energy Capital Ventures Resources Mining Industries Enterprises International "
    "Network Networks Media Communications Newswire Club Board Court Parliament Congress Senate Army Navy Police "
    "Guard Guards Corps Airlines Airport Motors Automotive Realty Insurance Studios "
    "Agency Restaurant Hotel"
)
_ORGANIZATIONS = frozenset(ORGANIZATION_ENDINGS.split())
_WORD = re.compile(r"\w+")
_SPEAKER = re.compile(SPEAKER)
_DEGREE = re.compile(r"[A-Z]{2,3}")
_AROUND_NAME = re.compile(rf"^{_COURTESY}|(?:{_LETTERS_BEHIND})$")
NOT_NAMES = frozenset(
    "He She They It We I You The This That These Those A An In On At For From By With As But And Or Our Their His "
    "Her Its My Your When Where While After Before If Since Both All Each Some Many Most More Other Others One "
    "Two Today Now Here There January February March April May June July August September October November "
    "December Monday Tuesday Wednesday Thursday Friday Saturday Sunday Read Click Learn Visit Contact About Media "
    "Press News Release Company Chief Who What Which Not No Yes So Also Only Even Just Such Any Every Yesterday "
    "Tomorrow Following Meanwhile Recently Earlier Later Last Next Under Over Through During Participants "
    "Attendees Officials Experts Analysts Researchers".split()
)
"""Capitalised words that no name begins with."""


def is_person_name(text: str) -> bool:
    """Tell whether a text is a full name of a person, as far as its looks tell."""
    words = text.replace("\xa0", " ").split()
    if not 2 <= len(words) <= 6 or not NOT_NAMES.isdisjoint(words) or not _SPEAKER.fullmatch(text):
        return False
    if _DEGREE.fullmatch(words[-1]) or _RUN_TOGETHER.search(text):  # a degree, or two lines made one
        return False
    return not names_organization(text.title() if text.isupper() else text) and not has_role_word(text)


def has_role_word(text: str) -> bool:
    """Tell whether a text names an office or a profession."""
    return not _ROLES.isdisjoint(_WORD.findall(text.casefold()))


def names_organization(text: str) -> bool:
    """Tell whether a text has a word that only organisations have in their names."""
    return not _ORGANIZATIONS.isdisjoint(_WORD.findall(text))


def split_office(name: str) -> tuple[str | None, str]:
    """Cut "Acme CEO Jane Doe" or "Jane Doe Chief Executive" into office and name; a courtesy stays with the name."""
    words = name.split()
    if _OFFICES.isdisjoint(words):
        return None, name
    offices = [number for number, word in enumerate(words) if word in _OFFICES]
    if len(words) - 1 > offices[-1]:
        return " ".join(words[: offices[-1] + 1]), " ".join(words[offices[-1] + 1 :])
    return " ".join(words[offices[0] :]), " ".join(words[: offices[0]])


def bare_name(name: str) -> str:
    """Return a name without the courtesy before it and the letters behind it."""
    return _AROUND_NAME.sub("", name)
