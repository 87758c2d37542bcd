"""Sanitised HTML in which the words cannot be taken for Markdown, whatever writes Markdown from it.

What Markdown would read as syntax is exchanged for noncharacters, which no text holds and no converter knows, and those
are exchanged for escapes once the Markdown is written. Code is left alone: there nothing has to be escaped.
"""

import html
import re

_ESCAPES = {
    "\\": "\\\\", "`": "\\`", "*": "\\*", "_": "\\_", "[": "\\[", "]": "\\]", "#": "\\#", "+": "\\+", "-": "\\-",
    ".": "\\.", ")": "\\)", ">": "\\>", "{": "\\{", "!": "\\!", "<": "&lt;", "&": "&amp;", "~": "&#126;",
    "|": "&#124;", "=": "&#61;", ":": "&#58;",
}  # fmt: skip
_FIRST = 0xFDD0
_MARKS = {sign: chr(_FIRST + number) for number, sign in enumerate(_ESCAPES)}
_WRITTEN = {ord(_MARKS[sign]): escape for sign, escape in _ESCAPES.items()}
_NONCHARACTERS = re.compile("[\ufdd0-\ufdef]")

_TOKEN = re.compile(r"<(?P<end>/?)(?P<name>[a-z][a-z0-9]*)(?:[^>\"]|\"[^\"]*\")*>|<!--.*?-->", re.DOTALL)
_INLINE = frozenset(
    "a abbr b bdi bdo cite code del dfn em i img ins kbd mark q s samp small span strong sub sup time u var".split()
)
_VERBATIM = frozenset({"pre", "code", "kbd", "samp"})
_SIGN = re.compile(
    r"""
      \\(?=[!-/:-@\[-`{-~]|$)
    | [`*\[\]]
    | (?<![^\W_])_|_(?![^\W_])
    | <(?=[A-Za-z/!?])
    | &(?=\#?[A-Za-z0-9]+;)
    | ~(?=~)
    | \{(?=:)
    | \|
    """,
    re.VERBOSE,
)
_DRAWN = re.compile(r"[-=|:\s]+")
_BLOCK_START = re.compile(r"(?P<sign>[#>=:~|]|[+-](?=\s|-|$)|!(?=!!))|\d{1,9}(?P<after>[.)])(?=\s|$)")
_SPACES = re.compile(r"[ \t\n\f\r\xa0]+")


def protect_words(clean: str) -> str:
    """Return sanitised HTML (as nh3 writes it) with what Markdown would misread exchanged, white space joined."""
    parts: list[str] = []
    verbatim, at, begins_line = 0, 0, True
    clean = _NONCHARACTERS.sub("", clean)
    for token in _TOKEN.finditer(clean):
        if token.start() > at:
            text = clean[at : token.start()]
            parts.append(text if verbatim else _protect(text, begins_line=begins_line))
            begins_line = begins_line and not text.strip()
        name, at = token["name"], token.end()
        parts.append(token[0])
        if name in _VERBATIM:
            verbatim = max(verbatim + (-1 if token["end"] else 1), 0)
        begins_line = begins_line or (name is not None and name not in _INLINE)
    parts.append(_protect(clean[at:], begins_line=begins_line))
    return "".join(parts)


def restore_words(markdown: str) -> str:
    """Return Markdown with the exchanged signs escaped, so that they render to themselves."""
    return markdown.translate(_WRITTEN)


def _protect(text: str, *, begins_line: bool) -> str:
    words = _SPACES.sub(" ", html.unescape(text))
    protected = _SIGN.sub(lambda found: _MARKS[found[0]], words)
    if begins_line:
        protected = _protect_start(protected)
    return html.escape(protected, quote=False)


def _protect_start(text: str) -> str:
    """Exchange what only the beginning of a line gives a meaning."""
    lead = len(text) - len(text.lstrip())
    if text.strip() and _DRAWN.fullmatch(text) and text[lead] in _MARKS:
        return text[:lead] + _MARKS[text[lead]] + text[lead + 1 :]
    found = _BLOCK_START.match(text, lead)
    if not found:
        return text
    at = found.start("sign") if found["sign"] else found.start("after")
    return text[:at] + _MARKS[text[at]] + text[at + 1 :]
