"""Where on a page its release is: trafilatura tells which words belong to it, the page's own markup is kept.

So tables, nested lists and the paragraphs that trafilatura passes over survive, and navigation does not.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.ingest.assets import Assets
from generator.ingest.html_media import read_documents, take_pictures
from generator.ingest.html_page import HEADINGS, Element, ShownBlock, is_hidden, text_of
from generator.ingest.html_passages import count_words, find_passages, squeeze
from generator.model import Medium

_MOST_LEFT_OUT = 0.1
"""The share of the article's words that may lie outside the element that is taken for it: they are joined to it."""
_FEWEST_WORDS_BELOW = 10
"""What stands below the article is part of it only as a sentence: names of departments and topics are labels."""
_WEIGHTY = 0.3
"""An element that holds more of the article is part of it, whatever it is called."""
_FURNITURE_TAGS = frozenset({"nav", "aside", "footer", "form", "dialog", "menu"})
_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:share|sharing|social|addthis|addtoany|a2a|related|recommend\w*|breadcrumbs?|cookies?|consent|gdpr"
    r"|newsletter|subscri\w+|sidebar|menu|navbar|nav|navigation|pagination|pager|comments?|toolbar|skip-?link"
    r"|print|advert\w*|promo|banner|footer|popup|modal|read-?more|tags?-?list|taglist)(?:$|[\s_-])",
    re.IGNORECASE,
)
_FURNITURE_HEADING = re.compile(
    r"(?:share|share this.*|related.*|read more|more news|more from.*|latest.*|recent.*|you may also.*|tags|follow us.*"
    r"|topics?)\W*",
    re.IGNORECASE,
)
_LINKED = 0.8


@dataclass(frozen=True, slots=True)
class Article:
    """The part of a page that is the release."""

    markup: str
    media: tuple[Medium, ...]
    """Pictures, taken out of the markup, and documents offered beside it."""
    left_beside: tuple[str, ...]
    """Addresses of pictures that lie beside the page; only their captions are in the markup."""


def find_article(
    root: Element, blocks: Sequence[ShownBlock], title: Element | None, base: str | None, assets: Assets
) -> Article:
    """Return the release on a page; `title` is the element that holds its headline, if one does.

    `base` is the address of the page. The tree is changed. Raises ImportRefused when trafilatura is not installed.
    """
    from lxml import html

    hits = find_passages(html.tostring(root, encoding="unicode"), blocks, title)
    weights = _weigh(root, hits)
    container = _container(root, weights)
    inside = set(container.iter())
    index = next((number for number, block in enumerate(blocks) if block.element is title), 0)
    first = next((number for number, block in enumerate(blocks) if block.element in inside), len(blocks))
    above = [block for block in blocks[index + 1 : first] if block.element is not title]
    leading = [block for block in hits if block.element not in inside and block in above]
    trailing = [
        block
        for block in hits
        if block.element not in inside
        and block not in blocks[:first]
        and count_words(block.text) >= _FEWEST_WORDS_BELOW
        and not _in_furniture(block.element)
    ]
    if title is not None and title in inside:
        _drop_above(container, title, {block.element for block in hits})
    _drop_furniture(container, weights)
    documents = read_documents(container, base)
    pictures, beside = take_pictures(container, base, assets)
    parts = (*map(_paragraph, leading), html.tostring(container, encoding="unicode", with_tail=False))
    return Article(
        markup="\n".join((*parts, *map(_paragraph, trailing))),
        media=(*pictures, *documents),
        left_beside=beside,
    )


def _weigh(root: Element, hits: Iterable[ShownBlock]) -> dict[Element, int]:
    """Return how much of the article each element of the page holds, in characters."""
    weights: dict[Element, int] = dict.fromkeys(root.iter(), 0)
    for block in hits:
        weights[block.element] += len(block.text)
    for element in reversed(list(root.iter())):
        parent = element.getparent()
        if parent is not None:
            weights[parent] += weights[element]
    return weights


def _container(root: Element, weights: dict[Element, int]) -> Element:
    """Return the innermost element that holds nearly all of the article."""
    if not weights[root]:
        found = next((element for path in ("article", "main") for element in root.iter(path)), None)
        return found if found is not None else next(root.iter("body"), root)
    container = root
    while True:
        heaviest = max(container, key=lambda child: weights.get(child, 0), default=None)
        if heaviest is None or weights[heaviest] < weights[root] * (1 - _MOST_LEFT_OUT) or not len(heaviest):
            return container
        container = heaviest


def _drop_above(container: Element, title: Element, hits: set[Element]) -> None:
    """Drop what stands above the headline and is no part of the text: breadcrumbs, the site's name, buttons."""
    around = {title, *title.iterancestors()}
    for element in list(container.iter()):
        if element is title:
            return
        if element not in around and element.getparent() in around and not hits.intersection(element.iter()):
            element.drop_tree()


def _drop_furniture(container: Element, weights: dict[Element, int]) -> None:
    whole = weights.get(container, 0)
    for element in list(container.iter()):
        if element is container or element.getparent() is None:
            continue
        weight = weights.get(element, 0)
        named = _is_furniture(element) and weight <= whole * _WEIGHTY
        if is_hidden(element) or named or (not weight and _is_list_of_links(element)):
            _drop_with_heading(element)


def _drop_with_heading(element: Element) -> None:
    before = element.getprevious()
    if before is not None and before.tag in HEADINGS and _FURNITURE_HEADING.fullmatch(text_of(before)):
        before.drop_tree()
    element.drop_tree()


def _is_furniture(element: Element) -> bool:
    if element.tag in _FURNITURE_TAGS or element.get("role") in ("navigation", "complementary", "contentinfo"):
        return True
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return element.tag not in ("body", "a", "p", "figure", "table") and bool(_FURNITURE.search(names))


def _in_furniture(element: Element) -> bool:
    return any(_is_furniture(each) for each in (element, *element.iterancestors()))


def _is_list_of_links(element: Element) -> bool:
    """Tell a list or a block of nothing but links, of which a release has none without a sentence around it."""
    if element.tag not in ("ul", "ol", "div", "section") or len(element.findall(".//a")) < 3:
        return False
    linked = sum(len(text_of(link)) for link in element.iter("a"))
    return linked >= _LINKED * max(len(text_of(element)), 1)


def _paragraph(block: ShownBlock) -> str:
    """Return the markup of a block that stands by itself: its element's, if that holds nothing else."""
    from html import escape

    from lxml import html

    if squeeze(text_of(block.element)) == squeeze(block.text):
        return str(html.tostring(block.element, encoding="unicode", with_tail=False))
    tag = block.element.tag if block.element.tag in HEADINGS else "p"
    return f"<{tag}>{escape(block.text)}</{tag}>"
