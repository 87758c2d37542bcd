"""The permanent addresses of paragraphs: ids that come from their words, and so survive a change anywhere else.

A paragraph, heading, list item, table or other block that has words of its own gets one. What has an id keeps it.
"""

import hashlib
import html
import re
import unicodedata
from collections.abc import Iterator

# Sanitised HTML has attributes in double quotes and no '<' that begins no tag.
_BLOCK = re.compile(
    r"<(/?)(p|h[2-6]|pre|table|li|dt|dd|div|blockquote|figcaption|figure|ul|ol|dl|hr|details|summary)"
    r'((?:\s(?:[^>"]|"[^"]*")*)?)>'
)
_OWN_WORDS = frozenset("p h2 h3 h4 h5 h6 pre table li dt dd div blockquote figcaption summary".split())
_TAG = re.compile(r'<(?:[^>"]|"[^"]*")*>')
_ID = re.compile(r'\sid="([^"]*)"')
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
    """Return the words without marks, spaces and case, which corrections of a comma leave as they are."""
    text = html.unescape(_TAG.sub(" ", inner))
    return " ".join(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))
