"""The archive's own words as they stand in layouts and in `organise`, found as gettext's tools find them."""

from collections.abc import Iterator
from typing import BinaryIO

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from jinja2.ext import babel_extract

from tests.sites import ROOT

_LAYOUTS = (".html", ".xml", ".txt", ".json")


def interface_messages() -> Catalog:
    """Return every message with where it is said."""
    catalogue = Catalog()
    layouts = (path for path in sorted((ROOT / "layouts").iterdir()) if path.suffix in _LAYOUTS)
    code = sorted((ROOT / "generator" / "organise").rglob("*.py"))
    for path in (*layouts, *code):
        method = "python" if path.suffix == ".py" else _layout_messages
        with path.open("rb") as file:
            for line, message, comments, context in extract(method, file, keywords=DEFAULT_KEYWORDS):
                catalogue.add(message, None, [(path.name, line)], auto_comments=comments, context=context)
    return catalogue


def _layout_messages(
    file: BinaryIO, keywords: dict[str, object], comment_tags: list[str], options: dict[str, str]
) -> Iterator[tuple[int, str, object, list[str]]]:
    settings = {"trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"} | dict(options)
    return babel_extract(file, list(keywords), comment_tags, settings)
