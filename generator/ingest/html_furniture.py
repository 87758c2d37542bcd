"""What a page shows around its release: navigation, notices, buttons, lists of other news. Told by tag and by name."""

import re

from generator.ingest.html_page import Element, is_hidden, is_recording, text_of

_TAGS = frozenset({"nav", "aside", "footer", "form", "dialog", "menu"})
_ROLES = ("navigation", "complementary", "contentinfo", "search", "dialog")
_NAME = re.compile(
    r"(?:^|[\s_-])(?:share|sharing|social|addthis|addtoany|a2a|related|recommend\w*|breadcrumbs?|cookies?|consent|gdpr"
    r"|newsletter|subscri\w+|pagination|pager|comments?|skip-?link|advert\w*|popup|modal|read-?more|tags?-?list"
    r"|taglist|paywall\w*|metered)(?:$|[\s_-])",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"(?:^|[\s_-])(?:sidebar|menu|navbar|nav|navigation|toolbar|print|promo|banner|footer)(?:$|[\s_-])", re.IGNORECASE
)
"""Names of a place in the page, which templates give to what lies beside it as well: sidebar-grid__content."""
_HEADING = re.compile(
    r"(?:share|share this.*|related.*|read more|more news|more from.*|latest.*|recent.*|you may also.*|tags|follow us.*"
    r"|topics?)\W*",
    re.IGNORECASE,
)
_NEVER_NAMED = ("html", "body", "a", "p", "figure", "table")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_WEIGHTY = 0.3
"""An element that holds more of the article is part of it, whatever it is called."""
_TEXT = 0.5
"""So is one in a place of that name, if it holds little else."""
_LINKED = 0.8


def drop_furniture(container: Element, weights: dict[Element, int]) -> None:
    """Drop what is no part of the release from its element; `weights` tells how much of the article each part holds."""
    whole = weights.get(container, 0)
    for element in list(container.iter()):
        if element is container or element.getparent() is None:
            continue
        weight = weights.get(element, 0)
        named = is_furniture(element) and weight <= whole * _WEIGHTY and not _is_text(element, weight)
        if (is_hidden(element) and not is_recording(element)) or named or (not weight and _is_list_of_links(element)):
            _drop_with_heading(element)


def is_furniture(element: Element) -> bool:
    """Tell whether tag, role or name of an element say that it stands beside the text of a page."""
    if element.tag in _TAGS or element.get("role") in _ROLES:
        return True
    return element.tag not in _NEVER_NAMED and bool(_NAME.search(_names(element)) or _PLACE.search(_names(element)))


def is_in_furniture(element: Element) -> bool:
    """Tell whether an element, or one around it, stands beside the text of a page."""
    return any(is_furniture(each) for each in (element, *element.iterancestors()))


def _names(element: Element) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def _is_text(element: Element, weight: int) -> bool:
    if not weight or element.tag in _TAGS or element.get("role") in _ROLES or _NAME.search(_names(element)):
        return False
    return weight >= _TEXT * len(text_of(element))


def _drop_with_heading(element: Element) -> None:
    before = element.getprevious()
    if before is not None and before.tag in _HEADINGS and _HEADING.fullmatch(text_of(before)):
        before.drop_tree()
    element.drop_tree()


def _is_list_of_links(element: Element) -> bool:
    """Tell a list or a block of nothing but links, of which a release has none without a sentence around it."""
    if element.tag not in ("ul", "ol", "div", "section") or len(element.findall(".//a")) < 3:
        return False
    linked = sum(len(text_of(link)) for link in element.iter("a"))
    return linked >= _LINKED * max(len(text_of(element)), 1)
