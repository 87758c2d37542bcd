"""Tags: what a release keeps coming back to, places above all, and what it calls its keywords itself."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from generator.ingest.calendar_words import MONTHS, WEEKDAYS
from generator.ingest.parts.people_names import NOT_NAMES, ORGANIZATION_ENDINGS, ROLE_WORDS, TITLES
from generator.ingest.place_names import COUNTRIES, is_known_place, place_key
from generator.ingest.terms.companies import is_body_or_speaker
from generator.names import name_key

MOST_TAGS = 5

_FEWEST_MENTIONS = 3
_FEWEST_OF_A_PLACE = 2
_PLACE_BONUS = 3
_TITLE_BONUS = 2
_PHRASE = re.compile(r"[A-Z](?<![\w’'.@/#$&-][A-Z])[\w’-]*(?:[ \xa0][A-Z][\w’-]*){0,2}(?![\w@])")
"""Like all that are run over every text, it begins with what the engine looks for first, and only then looks back."""
_POSSESSIVE = re.compile(r"’s\b")
_BEGINS_SENTENCE = re.compile(r"(?:^|[.!?:;•*”\"“\n(|>-]\s*|[.!?]\s*[”\"']\s*)$")
_NAME_BEFORE = re.compile(r"[A-Z](?<!\w[A-Z])\w+(?=[ \xa0]$)")
_BOUNDARY = re.compile(r"\b")
_LONGEST_BEFORE = 100
_KEYWORDS = re.compile(
    r"^[^\w\n]{0,8}(?:keywords|key words|tags|topics)\s*:\s*(?P<list>[^\n]{3,300})$", re.IGNORECASE | re.MULTILINE
)
_DEFINED = re.compile(r"\(\s?[“\"]?(?P<acronym>[A-Z][A-Z0-9&-]{1,9})[”\"]?\s?\)")
_BRAND = re.compile(r"\b[A-Z]+[a-z]+[A-Z]\w*$")
_TICKERS = re.compile(r"(?:NYSE|NASDAQ|Nasdaq|TSX|OTC|CSE|LSE|ASX|AMEX|FSE)[^:\n]{0,12}:[ ]?(?P<symbol>[A-Z][A-Z.]*)")
_HASHTAG = re.compile(r"#(?<![\w&/#]#)(?P<tag>[^\W\d_]\w{2,30})")
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_JOINED_SMALL = re.compile(r"-[a-z]")
_DEMONYM = re.compile(r"(?:ians?|ans?|ese|ish|is?|ns?)$")
_ADJECTIVES_OF_PLACES = frozenset(
    "american americans european europeans british french german dutch spanish swiss".split()
)
_JUNK = frozenset(
    "ceo cfo coo cto us usa uk eu pr llc inc faq qa nyse nasdaq otc otcqb sec tel email e-mail fax www http https "
    "pdf pm am est pst et read more visit website click view original source press release about media contact "
    "company statement statements forward-looking information learn north south east west new act section form "
    "report annual year quarter note photo image video page street avenue road suite floor facebook twitter "
    "instagram linkedin youtube telegram discord reddit x tiktok medium newsramp blockchain-registration co- "
    "founder mr mrs ms dr st no vs via how why what well people business customers clients services products "
    "project projects featured powered million billion trillion phase risk factors kingdom capitol series season part "
    "chapter episode volume edition table figure photos images download subscribe follow us share contacts join "
    "shop discover explore meet celebrate public relations".split()
)
_CONTINENTS = frozenset("africa america antarctica asia europe oceania".split())
_TWO_LETTERS = frozenset("AI AR EV EU IP IT ML PR TV UK UN UV VR XR".split())
_ENDS_OF_NO_TAG = frozenset(
    "Street Avenue Road Boulevard Drive Lane Way Suite Wire Newswire Factors Statements".split()
)
_OFFICES_BEFORE_NAMES = TITLES - frozenset("General Gen Major Maj Prince Princess King Queen Father Justice".split())
_MOST_CANDIDATES = 60


def suggest_tags(text: str, *, title: str, taken: Sequence[str]) -> tuple[str, ...]:
    """Return at most five tags; names that are suggested as people or organisations already are left out."""
    stated = list(_stated(text))
    tags: dict[str, str] = {}
    for tag in (*stated, *_salient(text, title, taken)):
        tags.setdefault(name_key(tag), tag)
    return tuple(tags.values())[:MOST_TAGS]


def _stated(text: str) -> Iterator[str]:
    """Yield the keywords of a line that lists them."""
    for found in _KEYWORDS.finditer(text):
        yield from (word.strip(" .") for word in re.split(r"[,;|]", found["list"]) if 2 < len(word.strip(" .")) <= 40)
    for found in _HASHTAG.finditer(text):
        yield found["tag"]


def _salient(text: str, title: str, taken: Sequence[str]) -> list[str]:
    words = Counter(_WORD.findall(text))
    mentions = _count_within_sentences(text, words)
    names_taken = f" {' | '.join(map(name_key, taken))} ".replace(",", "").replace(".", "")
    acronyms = {found["acronym"] for found in _DEFINED.finditer(text) if _is_of_a_body(text, found.start(), taken)}
    acronyms |= {found["symbol"] for found in _TICKERS.finditer(text)}
    scores: dict[str, int] = {}
    repeated = Counter({phrase: inside for phrase, inside in mentions.items() if inside > 1})
    for phrase, _ in repeated.most_common(_MOST_CANDIDATES):
        count = text.count(phrase) if " " in phrase else words[phrase]
        place = _is_place(phrase)
        if count < (_FEWEST_OF_A_PLACE if place else _FEWEST_MENTIONS):
            continue
        if _is_junk(phrase) or phrase in acronyms or (not place and f" {name_key(phrase)} " in names_taken):
            continue
        if words[phrase.casefold()] * 4 > count:  # what is as well written small is no name
            continue
        scores[phrase] = count + place * _PLACE_BONUS + (phrase in title) * _TITLE_BONUS
    ranked = sorted(scores, key=lambda phrase: (-scores[phrase], text.find(phrase), phrase))
    ranked = [phrase for phrase in ranked if not _is_part_of_better(phrase, ranked, scores)]
    ranked = [phrase for phrase in ranked if " " in phrase or not _is_end_of_name(phrase, text, words[phrase])]
    lowered = text.lower()
    named = (
        phrase
        for phrase in ranked
        if _is_place(phrase) or not is_body_or_speaker(phrase, text=text, lowered=lowered, title=title)
    )
    return list(islice(named, MOST_TAGS))


def _is_of_a_body(text: str, end: int, taken: Sequence[str]) -> bool:
    """Tell whether what an acronym is defined for is a body: one that was suggested, or a brand like AINewsWire.

    `end` is where the bracket begins.
    """
    end -= text[end - 1 : end].isspace()
    return text.endswith(tuple(taken), 0, end) or bool(_BRAND.search(text, max(0, end - 40), end))


def _count_within_sentences(text: str, words: Counter[str]) -> Counter[str]:
    """Count capitalised phrases where the capital is not that of a sentence's first word."""
    mentions: list[str] = []
    for found in _PHRASE.finditer(text):
        phrase = found[0]
        parts = (_POSSESSIVE.split(phrase)[0] if "’s" in phrase else phrase).split()
        begins = _BEGINS_SENTENCE.search(text[max(found.start() - 4, 0) : found.start()])
        if begins and (len(parts) == 1 or words[parts[0].casefold()] or parts[0] in NOT_NAMES):
            parts = parts[1:]
        if len(parts) > 1:
            mentions += dict.fromkeys((" ".join(parts), *parts))
        else:
            mentions += parts
    return Counter(mentions)


def _is_end_of_name(word: str, text: str, count: int) -> bool:
    """Tell whether a word hardly ever stands without the same capitalised word before it, as Jersey without New."""
    counts: Counter[str] = Counter()
    start, end = text.find(word), 0
    while start >= 0:
        before = _NAME_BEFORE.search(text, max(end, start - _LONGEST_BEFORE), start)
        if before and _BOUNDARY.match(text, start + len(word)):
            counts[before[0]] += 1
            end = start + len(word)
        start = text.find(word, start + 1)
    return bool(counts) and max(counts.values()) * 3 >= count * 2


def _is_part_of_better(phrase: str, ranked: Sequence[str], scores: dict[str, int]) -> bool:
    """Tell whether a longer phrase says the same nearly as often, or a shorter one says it more often."""
    words = set(phrase.split())
    for other in ranked:
        others = set(other.split())
        if words < others and scores[other] * 3 >= scores[phrase] * 2:
            return True
        if others < words and scores[phrase] * 3 < scores[other] * 2:
            return True
    return False


def _is_place(phrase: str) -> bool:
    key = place_key(phrase)
    return len(key) > 3 and (key in _CONTINENTS or is_known_place(phrase))


def _is_junk(phrase: str) -> bool:
    key = phrase.casefold()
    words = phrase.split()
    if len(phrase) < 2 or (phrase.isupper() and len(phrase) > 5) or not any(map(str.isalpha, phrase)):
        return True
    if phrase.isupper() and len(phrase) == 2 and phrase not in _TWO_LETTERS:
        return True
    if words[-1] in _ENDS_OF_NO_TAG or phrase.endswith(("’", "'", "Wire")) or words[0] in _OFFICES_BEFORE_NAMES:
        return True
    if key in _JUNK or any(word in NOT_NAMES for word in words) or key in _ADJECTIVES_OF_PLACES:
        return True
    if _JOINED_SMALL.search(phrase):
        return True
    if len(words) == 1 and (words[0] in _COMMON or _is_demonym(key)):
        return True
    return any(word.casefold() in MONTHS or word.casefold() in WEEKDAYS for word in words) or words[-1] in TITLES


_COMMON = frozenset(ORGANIZATION_ENDINGS.split()) | frozenset(ROLE_WORDS.split()) | TITLES


def _is_demonym(key: str) -> bool:
    """Tell "Iranian" and "Iranians" from "Iran"."""
    stem = _DEMONYM.sub("", key)
    return stem != key and len(stem) > 2 and key not in COUNTRIES and stem in _COUNTRY_STEMS


_COUNTRY_STEMS = frozenset(place[:length] for place in COUNTRIES for length in range(3, len(place) + 1))
