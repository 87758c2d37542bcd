"""A text made ready for its release's page: sizes of pictures, links to paragraphs, what tells of the issuer."""

import html
import re
from collections.abc import Mapping

from generator.picture_sizes import Size

# Sanitised HTML has attributes in double quotes and no '<' that begins no tag.
_IMAGE = re.compile(r'<img((?:\s[a-z]+="[^"]*")*)>')
_SOURCE = re.compile(r'\ssrc="([^"]*)"')
FIRST_VIEW = 1200
"""Characters of the text, markup included, that a reader sees without scrolling."""
_HEADING = re.compile(
    r"<(?P<tag>h[2-6])(?:\s[^>]*)?>(?P<heading>.*?)</(?P=tag)>"
    r"|<p(?:\s[^>]*)?><strong>(?P<bold>[^<]*)</strong></p>",
    re.DOTALL,
)
_ANCHORED = re.compile(r'<(?:p|h[2-6]|li|dt|dd) id="(p-[0-9a-f]{6}(?:-\d+)?)"[^>]*>')
_TAG = re.compile(r'<(?:[^>"]|"[^"]*")*>')
_CONTAINER = re.compile(r"<(/?)(?:blockquote|ul|ol|li|table|div|dl|dd|details|figure)\b")
_ABOUT = re.compile(
    r"about\s|about$|background\W*$|boilerplate|notes? (?:to|for) (?:the )?editors?|editors?['’]?s? notes?"
    r"|à propos|contexte\W*$|über\s|hintergrund\W*$|hinweis(?:e)? (?:für|an) (?:die )?redaktion"
    r"|acerca de|sobre\s|antecedentes\W*$|informazioni su|o firmie|про\s"
    r"|درباره|دربارهٔ|پیشینه|حول\s|عن\s|نبذة|خلفية|关于|關於|について|소개",
    re.IGNORECASE,
)


def size_pictures(body: str, sizes: Mapping[str, Size]) -> str:
    """Return a body whose pictures have the sizes of their files, and wait for the reader below the first view."""

    def size(image: re.Match[str]) -> str:
        source = _SOURCE.search(image[1])
        known = sizes.get(html.unescape(source[1])) if source else None
        more = ' loading="lazy"' if image.start() > FIRST_VIEW else ""
        if known and " width=" not in image[1] and " height=" not in image[1]:
            more += f' width="{known[0]}" height="{known[1]}"'
        return f"<img{image[1]}{more}>"

    return _IMAGE.sub(size, body) if "<img" in body else body


def link_paragraphs(body: str, words: str) -> str:
    """Return a body in which each paragraph that has a permanent address begins with a link to it.

    The link holds no words, so that the text stays what it is; `words` name it to who cannot see it.
    """
    name = html.escape(words, quote=True)
    return _ANCHORED.sub(lambda tag: f'{tag[0]}<a class="anchor" href="#{tag[1]}" aria-label="{name}"></a>', body)


def part_about(body: str) -> tuple[str, str]:
    """Return a body without the sections at its end that tell of the issuer or the background, and those sections.

    Such a section begins with a heading like "About the trust" that stands in no list or quotation.
    """
    start = len(body)
    for heading in reversed(list(_HEADING.finditer(body))):
        words = html.unescape(_TAG.sub("", heading["heading"] or heading["bold"] or "")).strip()
        if not _ABOUT.match(words) or _depth(body, heading.start()):
            break
        start = heading.start()
    return body[:start].rstrip("\n"), body[start:]


def _depth(body: str, end: int) -> int:
    """Return how many containers are open at a place."""
    return sum(-1 if tag[1] else 1 for tag in _CONTAINER.finditer(body, 0, end))
