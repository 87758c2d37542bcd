"""WordPress exports (WXR 1.0 to 1.2): every post and page is an item, with the addresses of the files attached to it.

Two passes over the file: attachments stand before or after the post they belong to. Comments, the names of users and
what plugins noted are not part of an item: they belong to others, and change from one export to the next.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO

from generator.ingest.reading import Item
from generator.ingest.xml_stream import Element, first_tag, stream_elements, write_element
from generator.problems import ImportRefused, Problem

FORMAT = "wordpress_post"

_EXPORT = re.compile(rb"https?://wordpress\.org/export/1\.\d/|WordPress eXtended RSS")
_OTHER_TYPES = re.compile(
    r"attachment|revision|nav_menu_item|custom_css|customize_changeset|oembed_cache|user_request|wp_\w+|acf-[\w-]+|"
    r"elementor_\w+|e-landing-page|wpcf7_\w+|wpforms\w*|nf_sub|flamingo_\w+|feedback|scheduled-action|shop_\w+|"
    r"product\w*|amp_\w+|jp_\w+|et_\w+|vc_\w+|popup\w*|tablepress_table|ngg_\w+|mc4wp-form|redirect_rule|guest-author"
)
"""Types of WordPress itself and of plugins that are no texts to be read; a site's own types are."""
_UNREAD_STATUSES = frozenset({"trash", "auto-draft", "inherit"})
_READ = frozenset(
    "title link encoded post_id post_date post_date_gmt post_modified post_modified_gmt post_name status post_parent "
    "post_type post_password category".split()
)
_SUBTITLE_KEYS = frozenset({"subtitle", "_subtitle", "secondary_title", "_secondary_title", "wps_subtitle"})
_FEATURED_KEY = "_thumbnail_id"
_MOST_ATTACHED = 50


def recognises(head: bytes, name: str) -> bool:  # noqa: ARG001 - every container is asked with a name
    """Tell whether the first bytes are those of a WordPress export."""
    return first_tag(head).startswith(b"<rss") and bool(_EXPORT.search(head))


def open_items(file: BinaryIO, name: str, shown: str) -> Iterator[Item]:  # noqa: ARG001 - every container takes a name
    """Yield the posts and pages as items `#` and the post's number; raises ImportRefused where the export is damaged.

    The bytes of an item are an `<item>` of what is read here, and an `<attachment>` for each file that belongs to it.
    """
    attached, problem = _attachments(file)
    file.seek(0)
    position = 0
    for position, element in enumerate(stream_elements(file, _is_item), 1):
        if not _is_text(element):
            continue
        number = child_text(element, "post_id") or f"item-{position}"
        item = f"#{number}"
        data = write_element(_reduced(element, attached))
        yield Item(name=_name(element, number), shown=f"{shown}{item}", item=item, format=FORMAT, data=data)
    if problem:
        raise problem
    if not position:
        message = "the WordPress export holds no posts; choose 'All content' under Tools, Export, and import that file"
        raise ImportRefused([Problem(message=message)])


def child_text(element: Element, name: str) -> str:
    """Return the text of the first child of that name, whatever its namespace; "" if there is none."""
    return next(((child.text or "").strip() for child in element if local_name(child) == name), "")


def local_name(element: Element) -> str:
    """Return the name without its namespace, which differs from version to version of the export."""
    return element.tag.rpartition("}")[2]


def _is_item(tag: str) -> bool:
    return tag == "item"


def _is_text(element: Element) -> bool:
    if child_text(element, "status") in _UNREAD_STATUSES:
        return False
    return not _OTHER_TYPES.fullmatch(child_text(element, "post_type") or "post")


def _attachments(file: BinaryIO) -> tuple[dict[str, list[dict[str, str]]], ImportRefused | None]:
    """Return the attachments by the number of the post they were uploaded to, and by their own after a `#`.

    Damage ends the reading: it is returned, for the posts before it are good.
    """
    attached: dict[str, list[dict[str, str]]] = {}
    try:
        for element in stream_elements(file, _is_item):
            if child_text(element, "post_type") != "attachment" or child_text(element, "status") == "trash":
                continue
            medium = {
                "url": child_text(element, "attachment_url") or child_text(element, "guid"),
                "alt": _meta(element).get("_wp_attachment_image_alt", ""),
                "caption": _excerpt(element),
            }
            if not medium["url"]:
                continue
            attached[f"#{child_text(element, 'post_id')}"] = [medium]
            parent = child_text(element, "post_parent")
            if parent not in ("", "0"):
                attached.setdefault(parent, []).append(medium)
    except ImportRefused as refusal:
        return attached, refusal
    return attached, None


def _excerpt(element: Element) -> str:
    return next(((child.text or "").strip() for child in element if child.tag.endswith("/excerpt/}encoded")), "")


def _meta(element: Element) -> dict[str, str]:
    metas = (child for child in element if local_name(child) == "postmeta")
    return {child_text(meta, "meta_key"): child_text(meta, "meta_value") for meta in metas}


def _reduced(element: Element, attached: dict[str, list[dict[str, str]]]) -> Element:
    """Return the item with nothing but what is read of it, and with its attachments."""
    reduced = Element("item")
    reduced.text = "\n"
    meta = _meta(element)
    subtitle = next((meta[key] for key in sorted(_SUBTITLE_KEYS & meta.keys()) if meta[key]), "")
    media = attached.get(f"#{meta.get(_FEATURED_KEY, '')}", []) + attached.get(child_text(element, "post_id"), [])
    for child in (
        *(child for child in element if local_name(child) in _READ),
        *([_element("subtitle", subtitle)] if subtitle else []),
        *(_element("attachment", "", medium) for medium in _each_once(media)[:_MOST_ATTACHED]),
    ):
        child.tail = "\n"
        reduced.append(child)
    return reduced


def _each_once(media: list[dict[str, str]]) -> list[dict[str, str]]:
    return list({medium["url"]: medium for medium in reversed(media)}.values())[::-1]


def _element(tag: str, text: str, attributes: dict[str, str] | None = None) -> Element:
    element = Element(tag, attributes or {})
    element.text = text
    return element


def _name(element: Element, number: str) -> str:
    slug = re.sub(r"[^\w-]+", "-", child_text(element, "post_name"))[:80].strip("-")
    return f"{slug or f'post-{number}'}.xml"
