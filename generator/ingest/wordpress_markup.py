"""The content of a WordPress post → the HTML that WordPress makes of it, as far as it is text."""

import html
import re
from typing import NamedTuple

_BLOCKS = (
    "table|thead|tfoot|caption|col|colgroup|tbody|tr|td|th|div|dl|dd|dt|ul|ol|li|pre|form|blockquote|address|p|h[1-6]|"
    "hr|fieldset|legend|section|article|aside|header|footer|nav|figure|figcaption|details|summary"
)
_BLOCK_START = re.compile(rf"(<(?:{_BLOCKS})\b[^>]*>)", re.IGNORECASE)
_BLOCK_END = re.compile(rf"(</(?:{_BLOCKS})\s*>)", re.IGNORECASE)
_BEGINS_WITH_BLOCK = re.compile(rf"</?(?:{_BLOCKS})\b", re.IGNORECASE)
_VERBATIM = re.compile(r"(<(pre|script|style)\b.*?</\2\s*>)", re.IGNORECASE | re.DOTALL)
_GUTENBERG = re.compile(r"<!--\s*/?wp:[^>]*?-->", re.DOTALL)
_MADE_BLOCK = re.compile(r"<!--\s*wp:([a-z][a-z0-9-]*(?:/[a-z][a-z0-9-]*)?)\s(?:[^>]{0,5000}?\s)?/-->")
"""A block without a content of its own: a reusable one, the latest posts."""
_EMPTY_BLOCKS = frozenset("more nextpage separator spacer post-title post-date post-content".split())
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_CAPTION = re.compile(r"\[(?:wp_)?caption\b([^\]]*)\](.*?)\[/(?:wp_)?caption\]", re.DOTALL)
_CAPTION_ATTRIBUTE = re.compile(r"\bcaption=([\"'])(.*?)\1", re.DOTALL)
_PICTURE = re.compile(r"\s*((?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?)", re.IGNORECASE)
_SHORTCODE = re.compile(r"\[/?([A-Za-z][\w-]{1,40})((?:\s[^\[\]<>]{0,2000}|\s[^\[\]]{0,300})?)/?\]")
_KNOWN = frozenset("gallery embed audio video playlist caption wp_caption contact-form contact-form-7 youtube".split())
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")


class Content(NamedTuple):
    """The HTML of a post, and what is left in it that a reader should not see."""

    markup: str
    warnings: tuple[str, ...]


def render_content(content: str) -> Content:
    """Return the content with paragraphs where it has empty lines, without the marks of the block editor."""
    content = content.replace("\r\n", "\n").replace("\r", "\n")
    has_blocks = bool(_GUTENBERG.search(content))
    markup = _CAPTION.sub(_figure, _COMMENT.sub("", content))
    names = _shortcodes(markup)
    warnings = []
    if names:
        listed = ", ".join(f"[{name}]" for name in names)
        warnings.append(f"the text has shortcodes of WordPress in it ({listed}); replace them by what they stood for")
    if blocks := sorted(set(_MADE_BLOCK.findall(content)) - _EMPTY_BLOCKS):
        listed = ", ".join(blocks)
        warnings.append(f"WordPress filled some blocks of the text itself ({listed}); write into it what it showed")
    return Content(markup if has_blocks else _with_paragraphs(markup), tuple(warnings))


def plain_title(text: str) -> str:
    """Return a title or an excerpt as one line without tags and references."""
    return " ".join(html.unescape(_TAG.sub("", text)).split())


def _figure(caption: re.Match[str]) -> str:
    """Return a [caption] as a figure: old ones have their words in an attribute, newer ones behind the picture."""
    picture = _PICTURE.match(caption[2])
    if not picture:
        return caption[2]
    attribute = _CAPTION_ATTRIBUTE.search(caption[1])
    words = caption[2][picture.end() :].strip() or (attribute[2] if attribute else "")
    return f"\n\n<figure>{picture[1]}<figcaption>{words}</figcaption></figure>\n\n"


def _shortcodes(markup: str) -> list[str]:
    """Return the names of the shortcodes; words in brackets are none unless they have attributes or an end."""
    closed = set(re.findall(r"\[/([A-Za-z][\w-]{1,40})\]", markup))
    names = (
        found[1]
        for found in _SHORTCODE.finditer(markup)
        if found[1] in closed or found[1] in _KNOWN or re.search(r"\s[\w-]+=", found[2])
    )
    return sorted(set(names))


def _with_paragraphs(markup: str) -> str:
    """Do what WordPress does to a text of its classic editor: empty lines divide paragraphs, others break lines."""
    parts = _VERBATIM.split(markup)
    # The pattern has two groups: text, verbatim part, its tag, text …
    return "\n".join(
        part if number % 3 == 1 else _paragraphs(part) for number, part in enumerate(parts) if number % 3 != 2
    )


def _paragraphs(text: str) -> str:
    text = _BLOCK_END.sub(r"\1\n\n", _BLOCK_START.sub(r"\n\n\1", text))
    chunks = (chunk.strip() for chunk in re.split(r"\n[ \t\xa0]*\n", text))
    return "\n".join(
        chunk if _BEGINS_WITH_BLOCK.match(chunk) else f"<p>{_with_breaks(chunk)}</p>" for chunk in chunks if chunk
    )


def _with_breaks(chunk: str) -> str:
    return re.sub(r"(?<!<br />)(?<!<br>)(?<!<br/>)\n", "<br />\n", chunk)
