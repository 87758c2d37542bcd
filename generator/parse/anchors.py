"""The permanent addresses of paragraphs: ids that come from their words, and so survive a change anywhere else.

A paragraph, heading, list item, table or other block that has words of its own gets one. What has an id keeps it.
"""

import hashlib
import html
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

# Sanitised HTML has attributes in double quotes and no '<' that begins no tag.
_BLOCK = re.compile(
    r"<(/?)(p|h[2-6]|pre|table|li|dt|dd|div|blockquote|figcaption|figure|ul|ol|dl|hr|details|summary)"
    r'((?:\s(?:[^>"]|"[^"]*")*)?)>'
)
_OWN_WORDS = frozenset("p h2 h3 h4 h5 h6 pre table li dt dd div blockquote figcaption summary".split())
_TAG = re.compile(r'<(?:[^>"]|"[^"]*")*>')
_ID = re.compile(r'\sid="([^"]*)"')
_OUR_ID = re.compile(r'<\w+ id="(p-[0-9a-f]{6}(?:-\d+)?)"[^>]*>')
_BEGINNING = 6
"""Words by which an interrupted quotation is found."""
_WORD = re.compile(r"\w+")


def add_anchors(clean: str) -> str:
    """Return sanitised HTML whose blocks can be pointed to: `<p id="p-3f9a0c">`."""
    taken = set(_ID.findall(clean))
    parts, done = [], 0
    for name_end, words in _blocks(clean):
        digest = hashlib.blake2b(words.encode(), digest_size=3).hexdigest()
        anchor, number = f"p-{digest}", 1
        while anchor in taken:
            number += 1
            anchor = f"p-{digest}-{number}"
        taken.add(anchor)
        parts += [clean[done:name_end], f' id="{anchor}"']
        done = name_end
    return "".join((*parts, clean[done:]))


def find_quoted(anchored: str, quotations: Iterable[str]) -> tuple[str, ...]:
    """Return for each quotation the id of the block of anchored HTML that it begins in; empty when none has it.

    A quotation that the text interrupts ("…," she said, "…") is found by its beginning.
    """
    blocks = [(found[1], f" {_words(anchored[found.end() : end])} ") for found, end in _anchored(anchored)]
    return tuple(_find(f" {_key(quotation)} ", blocks) for quotation in quotations)


def _find(words: str, blocks: Sequence[tuple[str, str]]) -> str:
    beginning = " ".join(words.split()[:_BEGINNING])
    for part in (words, f" {beginning} " if len(words.split()) > _BEGINNING else words):
        for anchor, text in blocks:
            if part.strip() and part in text:
                return anchor
    return ""


def _anchored(anchored: str) -> Iterator[tuple[re.Match[str], int]]:
    """Yield the tag of each block that has an id of ours, and where its own words end."""
    tags = list(_BLOCK.finditer(anchored))
    for number, tag in enumerate(tags):
        found = _OUR_ID.match(anchored, tag.start())
        if found:
            yield found, tags[number + 1].start() if number + 1 < len(tags) else len(anchored)


def _blocks(clean: str) -> Iterator[tuple[int, str]]:
    """Yield where the tag's name ends, and the words, of each block that is to get an id."""
    tags = list(_BLOCK.finditer(clean))
    table_end = 0
    for number, tag in enumerate(tags):
        name = tag[2]
        if tag[1] or name not in _OWN_WORDS or tag.start() < table_end:
            continue
        if name == "table":
            end = table_end = clean.find("</table>", tag.end())
        else:
            end = tags[number + 1].start() if number + 1 < len(tags) else len(clean)
        words = _words(clean[tag.end() : end])
        if words and not _ID.search(tag[3]):
            yield tag.start() + 1 + len(name), words


def _words(inner: str) -> str:
    return _key(html.unescape(_TAG.sub(" ", inner) if "<" in inner else inner))


def _key(text: str) -> str:
    """Return the words without marks, spaces and case, which corrections of a comma leave as they are."""
    folded = text.lower() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()
    return " ".join(_WORD.findall(folded))
