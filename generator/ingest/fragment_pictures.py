"""Pictures in the HTML that a document or e-mail became: taken out of the text, with the captions they have there."""

import html
from dataclasses import replace

from generator.ingest.assets import Assets
from generator.ingest.html_copy import missing_extra
from generator.ingest.html_media import split_credit
from generator.ingest.html_page import Element, text_of
from generator.model import Medium

CAPTION = "caption"
"""The class of a paragraph that the document calls a caption."""

_MARK = "asset:"
_BLOCKS = ("p", "div", "h1", "h2", "h3", "h4", "h5", "h6")


def write_picture(medium: Medium, alt: str = "") -> str:
    """Return the HTML that stands for an asset at its place in the text."""
    return f'<img src="{source_of(medium)}" alt="{html.escape(alt)}">'


def source_of(medium: Medium) -> str:
    """Return the address that such HTML has for an asset."""
    return f"{_MARK}{medium.file}"


def take_fragment_pictures(markup: str, assets: Assets) -> tuple[str, tuple[Medium, ...]]:
    """Return the HTML without such pictures, and the pictures with alternative words, caption and credit, each once.

    Raises ImportRefused when lxml is not installed.
    """
    if _MARK not in markup:
        return markup, ()
    try:
        from lxml import html as lxml_html  # slow to import
    except ImportError as error:
        raise missing_extra("lxml") from error
    parser = lxml_html.HTMLParser(huge_tree=True)
    root = lxml_html.fragment_fromstring(markup, create_parent="div", parser=parser)
    media: dict[str, Medium] = {}
    for picture in list(root.iter("img")):
        source = picture.get("src") or ""
        if not source.startswith(_MARK):
            continue
        medium = assets.medium_of(source.removeprefix(_MARK))
        around = _paragraph(picture, root)
        alt = " ".join((picture.get("alt") or "").split())
        picture.drop_tree()
        caption, credit = split_credit(_take_caption(around))
        if medium and medium.file:
            described = replace(medium, alt=alt or None, caption=caption or None, credit=credit or None)
            media.setdefault(medium.file, described)
    inner = lxml_html.tostring(root, encoding="unicode")
    return inner.removeprefix("<div>").removesuffix("</div>"), tuple(media.values())


def _paragraph(picture: Element, root: Element) -> Element | None:
    return next((element for element in picture.iterancestors(*_BLOCKS) if element is not root), None)


def _take_caption(around: Element | None) -> str:
    """Take out and return the caption of a picture that stood in a paragraph: in it, else below it, else above it."""
    if around is None:
        return ""
    words, is_caption = text_of(around), around.get("class") == CAPTION
    if words and not is_caption:
        return ""
    below, above = around.getnext(), around.getprevious()
    if not words and around.find(".//img") is None:
        around.drop_tree()
    for beside in (around,) if words else (below, above):
        if beside is not None and beside.get("class") == CAPTION and (caption := text_of(beside)):
            if beside.find(".//img") is None:
                beside.drop_tree()
            return caption
    return ""
