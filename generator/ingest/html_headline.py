"""Which words of a page are its headline: the heading that the page's name repeats, else the first one of the text.

The names of sites and sections stand in headings and in `<title>` as well; they are told by where they stand.
"""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

from generator.ingest.html_page import Element, ShownBlock, nearest_heading, text_of
from generator.ingest.html_passages import count_words
from generator.names import name_key

_SEPARATOR = re.compile(r"\s+(?:[|»«·•¦‹›~—–-]|::|//|>)\s+|\s*[|｜_]\s*|\s+(?:<|&lt;)\s+")
_HARD = ("|", "｜", "»", "::")
_FONT_SIZE = re.compile(r"(?P<sign>\+?)(?P<step>[1-7])")
_MIDDLE = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)
_WORDS_OF_PARAGRAPH = 20
_ABOVE = 8
_LEADING = re.compile(r"^(?:[:|–—-]\s*)+")
"""What remains of a kicker that stands in another element."""
_COLON = re.compile(r":\s+")
_GENERIC = re.compile(
    r"\W*(?:(?:\w+ )?news(?:room| releases?| room)?"
    r"|(?:press|media)[ -]?(?:releases?|cent(?:er|re)|room|statements?|information)|press|media"
    r"|home(?:page)?|welcome|blog|search|menu|navigation|untitled(?: document)?|(?:new )?document"
    r"|(?:news|press) (?:&|and) (?:events|media|updates)|statements?(?: and releases)?|for immediate release"
    r"|share(?: this)?|related.*"
    r"|presse(?:mitteilung(?:en)?|meldung(?:en)?|information(?:en)?)?|medienmitteilung(?:en)?|aktuelles"
    r"|communiqu[ée]s?(?: de presse)?|actualit[ée]s?|salle de presse"
    r"|notas? de prensa|comunicados?(?: de (?:prensa|imprensa))?|noticias|sala de prensa|notícias"
    r"|comunicat[oi] stampa|nyheter|pressmeddelanden?|persberichten?|nieuws"
    r"|ニュース(?:リリース|ルーム)?|プレスリリース|お知らせ|新聞稿|新闻(?:稿|中心)?|보도자료|뉴스"
    r"|пресс-релизы?|новости|اخبار|أخبار|بيان صحفي)\W*",
    re.IGNORECASE,
)
_BANNER = re.compile(
    r"(?:^|[\s_-])(?:logo|site-?(?:title|name|header|branding)|brand(?:ing)?|masthead|blog-?title|cookies?|consent|modal|popup|menu|nav\w*|"
    r"sidebar|widget|related|footer|newsletter|goog-gt-tt|translate\w*)(?:$|[\s_-])",
    re.IGNORECASE,
)
_BANNER_TAGS = ("nav", "aside", "footer", "form", "dialog")
_LIKE = 0.85
"""How alike two spellings of one headline are: quotation marks, a word more."""
_FEWEST_WORDS = 3
_LONGEST = 300
_PARAGRAPH = 150


class _Heading(NamedTuple):
    text: str
    element: Element
    level: int
    is_banner: bool
    """It stands where a page has the name of its site, or what it offers besides."""


def find_title(
    root: Element, blocks: Sequence[ShownBlock], stated: str | None, site: str | None
) -> tuple[str | None, Element | None]:
    """Return the headline, and the element of the page that shows it, if one does.

    `stated` is the title of the metadata, `site` the name of the site; None if nothing on the page is a headline.
    """
    headings = list(_headings(root, blocks))
    named = " ".join(next((title.text or "" for title in root.iter("title")), "").split())
    if stated and (_is_generic(stated) or (site and _key(stated) == _key(site))):
        stated = None
    shown = _named_by(headings, stated, site) or _named_by(headings, named, site)
    if shown:
        return shown.text, shown.element
    if stated:
        return _without_site(stated, site), None
    if block := _block_named(blocks, named, site):
        return block.text, block.element
    own = [each for each in headings if not each.is_banner and not _is_generic(each.text)]
    if first := next((each for each in own if each.level == 1), None):
        return first.text, first.element
    if block := _standing_out(blocks):
        return block.text, block.element
    rest = _without_last_part(named, site)
    if len(rest.split()) >= _FEWEST_WORDS and not _is_generic(rest):
        return rest, None
    if leading := _leading(own, blocks):
        return leading.text, leading.element
    return rest if rest and not _is_generic(rest) else None, None


def _headings(root: Element, blocks: Sequence[ShownBlock]) -> Iterator[_Heading]:
    """Yield each heading of the three highest levels whole, and its first and last line if it has more than one."""
    inside = {each: heading for heading in root.iter("h1", "h2", "h3") for each in heading.iter()}
    lines: dict[Element, list[str]] = {}
    for block in blocks:
        heading = inside.get(block.element)
        if heading is not None:
            lines.setdefault(heading, []).append(block.text)
    for element, parts in lines.items():
        level, is_banner = int(element.tag[1]), _is_banner(element)
        whole = _without_day(element, " ".join(parts))
        for text in dict.fromkeys(_LEADING.sub("", each) for each in (whole, parts[0], parts[-1])):
            if len(_key(text)) > 1:
                yield _Heading(text, element, level, is_banner)


def _without_day(heading: Element, text: str) -> str:
    """Return a headline without the day that its element states as well."""
    for time in heading.iter("time"):
        text = " ".join(text.replace(text_of(time), "", 1).split())
    return text


def _named_by(headings: Sequence[_Heading], name: str | None, site: str | None) -> _Heading | None:
    """Return the heading that a name of the page repeats: whole, or the longest that a part of it repeats."""
    if not name:
        return None
    own = [each for each in headings if not _is_generic(each.text)]
    heads = [_key(name[: cut.start()]) for cut in _SEPARATOR.finditer(name) if cut[0].strip() in _HARD]
    for key in (*reversed(heads), _key(name)):  # a heading for screen readers may repeat the site's name too
        if whole := next((each for each in own if _key(each.text) == key and key not in _names_of_site(name)), None):
            return whole
    after_colon = {_key(name[cut.end() :]) for cut in _COLON.finditer(name)}
    parts = ({_key(part) for part in _pieces(name)} | after_colon) - {_key(site or ""), *_names_of_site(name)}
    found = [each for each in own if _key(each.text) in parts]
    if found:
        return max(found, key=lambda each: (not each.is_banner, len(each.text)))
    return next((each for each in own if not each.is_banner and each.level < 3 and _is_like(each.text, name)), None)


def _is_like(text: str, name: str) -> bool:
    """Tell whether a page's name is a headline cut short, or spelled a little otherwise."""
    shown = _key(text)
    for part in (name, *_pieces(name)):
        key = _key(part)
        cut = part.rstrip().endswith(("…", "..."))
        if len(part.split()) < _FEWEST_WORDS and len(key) < 20:
            continue
        if (cut and shown.startswith(key)) or SequenceMatcher(None, shown, key, autojunk=False).ratio() >= _LIKE:
            return True
    return False


def _block_named(blocks: Sequence[ShownBlock], name: str, site: str | None) -> ShownBlock | None:
    """Return the block that is no heading and repeats the page's name or the longest part of it."""
    after_colon = {_key(name[cut.end() :]) for cut in _COLON.finditer(name)}
    parts = ({_key(part) for part in (name, *_pieces(name))} | after_colon) - {_key(site or ""), *_names_of_site(name)}
    found = [
        block
        for block in blocks
        if len(block.text) <= _LONGEST
        and _key(block.text) in parts
        and _is_long(block.text)
        and not _is_banner(block.element)
    ]
    return max(found, key=lambda block: len(block.text), default=None)


def _standing_out(blocks: Sequence[ShownBlock]) -> ShownBlock | None:
    """Return the line above the first paragraph that is set in the largest letters, as pages without headings do."""
    first = next((number for number, block in enumerate(blocks) if _is_paragraph(block)), 0)
    found = [
        block
        for block in blocks[max(first - _ABOVE, 0) : first]
        if _is_long(block.text) and not _is_generic(block.text) and not block.text.endswith(":")
    ]
    best = max(found, key=lambda block: (_size(block.element), len(block.text)), default=None)
    return best if best and _size(best.element) > 0 else None


def _is_paragraph(block: ShownBlock) -> bool:
    return count_words(block.text) >= _WORDS_OF_PARAGRAPH and block.element.tag not in ("li", "h1", "h2", "h3")


def _size(element: Element) -> float:
    """Return how much larger than the text a line is set that is all in one: letters, then bold, then in the middle."""
    size, words = 0.0, text_of(element)
    for part in element.iter():
        if text_of(part) != words:
            continue
        number = _FONT_SIZE.fullmatch(part.get("size") or "") if part.tag == "font" else None
        larger = int(number["step"]) + (3 if number["sign"] == "+" else 0) - 3 if number else 0
        size = max(size, larger) + 0.2 * (part.tag in ("b", "strong", "big"))
        size += 0.1 * ((part.get("align") or "").lower() == "center" or bool(_MIDDLE.search(part.get("style") or "")))
    around = element.getparent()
    return size + 0.1 * (size > 0 and (element.tag == "center" or (around is not None and around.tag == "center")))


def _leading(headings: Sequence[_Heading], blocks: Sequence[ShownBlock]) -> _Heading | None:
    """Return the highest heading above the first paragraph."""
    paragraph = next((number for number, block in enumerate(blocks) if len(block.text) >= _PARAGRAPH), len(blocks))
    above = {nearest_heading(block.element) for block in blocks[:paragraph]}
    return min((each for each in headings if each.element in above), key=lambda each: each.level, default=None)


def _is_long(text: str) -> bool:
    return len(text.split()) >= _FEWEST_WORDS or len(_key(text)) >= 10


def _is_banner(element: Element) -> bool:
    for around in (element, *element.iterancestors()):
        if around.tag in ("article", "main", "body"):
            return False
        if around.tag in _BANNER_TAGS or _BANNER.search(f"{around.get('class') or ''} {around.get('id') or ''}"):
            return True
    return False


def _is_generic(text: str) -> bool:
    return bool(_GENERIC.fullmatch(text))


def _pieces(name: str) -> Iterator[str]:
    """Yield what remains of a page's name without parts at its end, then at its beginning, then between."""
    cuts = list(_SEPARATOR.finditer(name))
    yield from (name[: cut.start()] for cut in reversed(cuts))
    yield from (name[cut.end() :] for cut in cuts)
    yield from (name[one.end() : other.start()] for one, other in pairwise(cuts))


def _names_of_site(name: str) -> set[str]:
    """Return the last part of a page's name, and the first, if it is short beside the rest."""
    names: set[str] = set()
    for cut in _SEPARATOR.finditer(name):
        head, tail = name[: cut.start()], name[cut.end() :]
        for part, rest in ((tail, head), (head, tail)):
            if len(part.split()) <= _FEWEST_WORDS and len(_key(part)) * 2 <= len(_key(rest)):
                names.add(_key(part))
    return names


def _without_site(title: str, site: str | None) -> str:
    for cut in _SEPARATOR.finditer(title):
        if site and _key(title[cut.end() :]) == _key(site):
            return _LEADING.sub("", title[: cut.start()])
    return _LEADING.sub("", title)


def _without_last_part(name: str, site: str | None) -> str:
    """Return a page's name without the site's, which nothing else on the page tells from it."""
    name = _without_site(name, site)
    cuts = list(_SEPARATOR.finditer(name))
    if not cuts:
        return name
    head, tail = name[: cuts[-1].start()], name[cuts[-1].end() :]
    if _is_generic(head) or (site and _key(head) == _key(site)):
        return tail
    hard = cuts[-1][0].strip() not in ("-", "–", "—")
    return head if hard or len(tail.split()) <= 4 else name


def _key(text: str) -> str:
    """Return what is compared: the letters and digits."""
    return re.sub(r"[\W_]+", "", name_key(text))
