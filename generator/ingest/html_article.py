"""Where on a page its release is: trafilatura tells which words belong to it, the page's own markup is kept.

So tables, nested lists and the paragraphs that trafilatura passes over survive, and navigation does not.
"""

import re
from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import takewhile

from generator.ingest.assets import Assets
from generator.ingest.html_columns import drop_columns
from generator.ingest.html_documents import read_documents
from generator.ingest.html_edges import drop_edges, is_page_line
from generator.ingest.html_furniture import drop_furniture, is_in_furniture
from generator.ingest.html_media import find_players, take_pictures
from generator.ingest.html_page import HEADINGS, Element, ShownBlock, is_hidden, text_of
from generator.ingest.html_passages import count_words, find_passages, squeeze
from generator.model import Medium

_MOST_LEFT_OUT = 0.1
"""The share of the article's words that may lie outside the element that is taken for it: they are joined to it."""
_FEWEST_WORDS_BELOW = 10
"""What stands below the article is part of it only as a sentence: names of departments and topics are labels."""
_FEWEST_WORDS_OF_TEXT = 40
"""Of a release with its headline."""
_WORDS = frozenset({"b", "strong", "i", "em", "font", "span", "u", "br", "hr"})
"""Elements within a line, whose other words would stay."""
_CONTACT = re.compile(r"\S@\S+\.\w|\bcontacts?\s*:|\bfor\s+(?:immediate\s+)?release\b|\bembargo", re.IGNORECASE)
_COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright\b).{0,200}", re.IGNORECASE)
_FEATURED = re.compile(
    r"(?:^|[\s_-])(?:featured|hero|lead|wp-post-image|(?:post|main|article|entry)-?(?:image|img|thumb\w*))", re.I
)
"""What templates call the picture above a text."""
_MOST_PICTURES_ABOVE = 3
_MOST_ABOVE = 6
"""Blocks between the headline and the article: subhead, day, byline."""


@dataclass(frozen=True, slots=True)
class Article:
    """The part of a page that is the release."""

    markup: str
    media: tuple[Medium, ...]
    """Pictures, taken out of the markup, and documents offered beside it."""
    left_beside: tuple[str, ...]
    """Addresses of pictures that lie beside the page; only their captions are in the markup."""
    players: tuple[str, ...]
    """Addresses of recordings that a player of another site would play."""


def find_article(
    root: Element, blocks: Sequence[ShownBlock], title: Element | None, base: str | None, assets: Assets
) -> Article:
    """Return the release on a page; `title` is the element that holds its headline, if one does.

    `base` is the address of the page. The tree is changed. Raises ImportRefused when trafilatura is not installed.
    """
    from lxml import html

    hits = find_passages(html.tostring(root, encoding="unicode"), blocks, title)
    hits = _below_headline(blocks, hits, title) or hits
    weights = _weigh(root, hits)
    container = _container(root, weights)
    inside = set(container.iter())
    index = next((number for number, block in enumerate(blocks) if block.element is title), 0)
    first = next((number for number, block in enumerate(blocks) if block.element in inside), len(blocks))
    above = [block for block in blocks[index + 1 : first] if block.element is not title]
    leading = [
        block
        for block in above
        if (block in hits or (len(above) <= _MOST_ABOVE and _is_subhead(block)))
        and not is_page_line(block.element, block.text)
    ]
    trailing = [
        block
        for block in hits
        if block.element not in inside
        and block not in blocks[:first]
        and count_words(block.text) >= _FEWEST_WORDS_BELOW
        and not is_in_furniture(block.element)
    ]
    above_text = _pictures_above(container, title)
    if title is not None and title in inside:
        _drop_above(container, title, {block.element for block in hits})
    drop_columns(container, title, weights)
    players = find_players(container)
    drop_furniture(container, weights)
    documents = read_documents(container, base, assets)
    first_pictures, first_beside = take_pictures(above_text, base, assets)
    pictures, beside = take_pictures(container, base, assets)
    shown = {medium.file or medium.url: medium for medium in reversed((*first_pictures, *pictures))}
    _drop_empty_links(container)
    _drop_copyright(container)
    drop_edges(container, title)
    parts = (*map(_paragraph, leading), html.tostring(container, encoding="unicode", with_tail=False))
    return Article(
        markup="\n".join((*parts, *map(_paragraph, trailing))),
        media=(*reversed(shown.values()), *documents),
        left_beside=(*first_beside, *beside),
        players=players,
    )


def _pictures_above(container: Element, title: Element | None) -> Element:
    """Return copies of the pictures that the page's article shows before its text, around the headline."""
    found = container.makeelement("div")
    inwards = [container, *container.iterancestors()]
    until = title if title is not None and container in set(title.iterancestors()) else container
    around = next((each for each in inwards if each.tag in ("article", "main")), None)
    if around is None and title is not None:
        around = next((each for each in inwards if each in set(title.iterancestors())), None)
    for element in around.iter() if around is not None and around.tag not in ("body", "html") else ():
        if element is until or len(found) >= _MOST_PICTURES_ABOVE:
            break
        is_picture = element.tag == "figure" or (element.tag in ("img", "video") and _is_featured(element))
        nested = any(each.tag == "figure" for each in element.iterancestors())
        if (
            is_picture
            and not nested
            and not is_in_furniture(element)
            and not any(map(is_hidden, element.iterancestors()))
        ):
            copied = deepcopy(element)
            copied.tail = None
            found.append(copied)
    return found


def _is_featured(picture: Element) -> bool:
    parent = picture.getparent()
    names = (each.get("class") or "" for each in (picture, parent) if each is not None)
    return bool(_FEATURED.search(" ".join(names)))


def _below_headline(
    blocks: Sequence[ShownBlock], hits: Sequence[ShownBlock], title: Element | None
) -> list[ShownBlock]:
    """Return the text around the headline where all that was taken for the article stands above it, in a menu."""
    index = next((number for number, block in enumerate(blocks) if block.element is title), None)
    if title is None or index is None or not hits or any(block in hits for block in blocks[index:]):
        return []
    around = (title, *title.iterancestors("td", "div", "section", "article", "main"))
    whole = next((each for each in around if count_words(text_of(each)) >= _FEWEST_WORDS_OF_TEXT), None)
    inside = set() if whole is None else set(whole.iter())
    return [block for block in blocks[index:] if block.element in inside]


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
        if element in around or element.getparent() not in around or hits.intersection(element.iter()):
            continue
        if not _says_whom_to_ask(element):
            element.drop_tree()


def _drop_empty_links(container: Element) -> None:
    """Drop the links around pictures that have been taken out."""
    for link in list(container.iter("a")):
        if link is not container and not text_of(link) and link.find(".//img") is None and not link.get("name"):
            link.drop_tree()


def _drop_copyright(container: Element) -> None:
    """Drop the line of the site's rights at the end, which pages laid out by tables have in the text's own cell."""
    last = next((each for each in reversed(list(container.iter())) if text_of(each)), container)
    around = takewhile(lambda each: each is not container, (last, *last.iterancestors()))
    line = next((each for each in around if _COPYRIGHT.fullmatch(text_of(each))), None)
    if line is not None and not (line.tail or "").strip():
        line.drop_tree()


def _says_whom_to_ask(element: Element) -> bool:
    """Tell the contacts and marks that may stand above a headline from what a page has there."""
    if element.find(".//nav") is not None or element.tag in ("nav", "header"):
        return False
    return element.tag in _WORDS or bool(_CONTACT.search(text_of(element)))


def _is_subhead(block: ShownBlock) -> bool:
    """Tell whether words between headline and text are a sentence rather than a label or a picture's caption."""
    around = {each.tag for each in (block.element, *block.element.iterancestors())}
    return (
        count_words(block.text) >= _FEWEST_WORDS_BELOW
        and not around & {"figure", "figcaption"}
        and not is_in_furniture(block.element)
    )


def _paragraph(block: ShownBlock) -> str:
    """Return the markup of a block that stands by itself: its element's, if that holds nothing else."""
    from html import escape

    from lxml import html

    if squeeze(text_of(block.element)) == squeeze(block.text):
        return str(html.tostring(block.element, encoding="unicode", with_tail=False))
    tag = block.element.tag if block.element.tag in HEADINGS else "p"
    return f"<{tag}>{escape(block.text)}</{tag}>"
