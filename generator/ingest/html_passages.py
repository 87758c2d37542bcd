"""Which of the blocks a page shows are text of its release: trafilatura tells most, the page's own pattern the rest.

Where a text is broken up by advertisements or sections, trafilatura may stop at the first part; the other parts stand
in elements with the same names inside each other.
"""

import re
from collections.abc import Sequence

from generator.ingest.html_copy import missing_extra
from generator.ingest.html_furniture import is_in_furniture
from generator.ingest.html_page import Element, ShownBlock

_FEWEST_WORDS = 4
_FEWEST_WORDS_ALIKE = 10
_PARAGRAPH = 20
"""Words of a block whose place in the page is a pattern."""
_LINKED = 0.5
_UNREAD = re.compile(r"<(script|style|svg)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
"""What has no words of the text but takes time to read."""
_MISLED = 4
"""How much more than what trafilatura tells stands in one place of the page when it has taken a list for the text."""
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
"""Letters of scripts that set no blanks between words."""


def find_passages(markup: str, blocks: Sequence[ShownBlock], title: Element | None) -> list[ShownBlock]:
    """Return the blocks that are text of the release, in their order; raises ImportRefused without trafilatura."""
    article = _words_of_article(markup)
    told = {
        number
        for number, block in enumerate(blocks)
        if block.element is not title and count_words(block.text) >= _FEWEST_WORDS and squeeze(block.text) in article
    }
    own = _paragraphs_of_text(blocks, title)
    if sum(len(blocks[number].text) for number in told) * _MISLED < sum(len(blocks[number].text) for number in own):
        told = own
    return [blocks[number] for number in sorted(told | _alike(blocks, told))]


def count_words(text: str) -> int:
    """Return how many words a text has; two letters make one where no blanks do."""
    spaced, unspaced = _UNSPACED.subn(" ", text)
    return len(spaced.split()) + unspaced // 2


def squeeze(text: str) -> str:
    """Return the letters and digits of a text."""
    return re.sub(r"[\W_]+", "", text)


def _words_of_article(markup: str) -> str:
    from html import unescape

    try:
        from trafilatura import extract  # slow to import
    except ImportError as error:
        raise missing_extra("trafilatura") from error
    found = extract(
        _UNREAD.sub("", markup),
        output_format="html",
        favor_recall=True,
        include_comments=False,
        include_tables=True,
        include_links=True,
        include_images=True,
    )
    return squeeze(re.sub(r"<[^>]*>", " ", unescape(found or "")))


def _paragraphs_of_text(blocks: Sequence[ShownBlock], title: Element | None) -> set[int]:
    """Return the paragraphs below the headline that stand in the same place of the page as most of them do."""
    first = next((number for number, block in enumerate(blocks) if block.element is title), -1)
    by_place: dict[object, set[int]] = {}
    for number, block in enumerate(blocks[first + 1 :], first + 1):
        if count_words(block.text) >= _PARAGRAPH and not _is_linked(block.element):
            by_place.setdefault((_place(block.element), _article(block.element)), set()).add(number)
    by_place = {
        place: numbers for place, numbers in by_place.items() if not is_in_furniture(blocks[min(numbers)].element)
    }
    return max(by_place.values(), key=lambda numbers: sum(len(blocks[each].text) for each in numbers), default=set())


def _alike(blocks: Sequence[ShownBlock], told: set[int]) -> set[int]:
    """Return the blocks below the first passage that stand in the page as its paragraphs do."""
    paragraphs = [blocks[number].element for number in told if count_words(blocks[number].text) >= _PARAGRAPH]
    places = {_place(element) for element in paragraphs}
    articles = {_article(element) for element in paragraphs}
    return {
        number
        for number in range(min(told, default=len(blocks)), len(blocks))
        if number not in told
        and count_words(blocks[number].text) >= _FEWEST_WORDS_ALIKE
        and _place(blocks[number].element) in places
        and _article(blocks[number].element) in articles
        and not _is_linked(blocks[number].element)
    }


def _place(element: Element) -> tuple[tuple[str, str | None], ...]:
    """Return what the elements around a block are called, from within."""
    return tuple((each.tag, each.get("class")) for each in (element, *element.iterancestors()))


def _article(element: Element) -> Element | None:
    return next(element.iterancestors("article"), None)


def _is_linked(element: Element) -> bool:
    words = len(squeeze("".join(element.itertext())))
    return sum(len(squeeze("".join(link.itertext()))) for link in element.iter("a")) > _LINKED * words
