"""A Markdown file with front matter, Dateline's own or another generator's: it says about itself what it is."""

import codecs
from collections.abc import Sequence
from dataclasses import replace

from generator.front_matter import read_front_matter, split_document
from generator.ingest.assets import Assets
from generator.ingest.decode import decode
from generator.ingest.foreign_front_matter import begins_with_front_matter, split_foreign
from generator.ingest.foreign_keys import is_foreign, read_foreign
from generator.ingest.formats import markdown
from generator.ingest.long_lines import refuse_long_lines
from generator.ingest.markdown_pictures import bring_pictures
from generator.ingest.reading import Item, Reading
from generator.ingest.wire_copy import date_in_name
from generator.problems import ImportRefused, Problem

_SUFFIXES = (".md", ".markdown", ".mdown", ".mkd")
_MOST_HEAD = 8192
_MOST_LINES = 5000
"""Of front matter: each key of it may be an error with advice."""


def recognises(item: Item) -> bool:
    """Tell whether the item is called Markdown and begins with front matter."""
    if not item.name.lower().endswith(_SUFFIXES):
        return False
    is_wide = item.data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    head = item.data[:_MOST_HEAD].decode("utf-16" if is_wide else "utf-8-sig", "replace")
    return begins_with_front_matter(head.replace("\r\n", "\n").replace("\r", "\n"))


def read(item: Item) -> Reading:
    """Take the front matter as it is stated; raises ImportRefused, naming every error, when it cannot be read."""
    data, problems = _as_utf_8(item)
    refuse_long_lines(data.decode("utf-8", "replace").split("\n"))
    is_yaml = data.removeprefix(codecs.BOM_UTF8).split(b"\n", 1)[0].rstrip() == b"---"
    reading = (_read_yaml if is_yaml else _read_other)(replace(item, data=data))
    return bring_pictures(replace(reading, problems=(*problems, *reading.problems)), Assets(item))


def _as_utf_8(item: Item) -> tuple[bytes, Sequence[Problem]]:
    """Return the bytes, in another encoding decoded as those of any text; raises ImportRefused when they are none."""
    try:
        item.data.decode("utf-8-sig")
    except UnicodeDecodeError:
        decoded = decode(item.data, item.shown)
        if decoded.text is None:
            raise ImportRefused(decoded.problems) from None
        return decoded.text.encode(), decoded.problems
    return item.data, ()


def _read_other(item: Item) -> Reading:
    decoded = decode(item.data, item.shown)
    if decoded.text is None:
        raise ImportRefused(decoded.problems)
    document = split_foreign(decoded.text, item.shown)
    if document is None:
        message = "there is no front matter; begin the file with '---', or import it without --format"
        raise ImportRefused([Problem(message=message, path=item.shown, line=1)])
    return read_foreign(document, item)


def _read_yaml(item: Item) -> Reading:
    """Read Dateline's own keys, or those of another generator, which often leave the date to the file's name."""
    cut = split_document(item.data, item.shown)
    if cut.problems:
        raise ImportRefused(cut.problems)
    if cut.front.count("\n") > _MOST_LINES:
        message = f"the front matter has more than {_MOST_LINES:,} lines, which nobody writes; cut it, and import again"
        raise ImportRefused([Problem(message=message, path=item.shown)])
    if not cut.front.strip():  # two lines '---' tell Jekyll that it shall make a page of the text, and nothing else
        return markdown.read(replace(item, data=cut.body.encode()))
    front, problems = read_front_matter(cut, item.shown)
    document = split_foreign(f"---\n{cut.front}\n---\n{cut.body}", item.shown)
    if document:
        names_date = front is None and "date" not in document.values and date_in_name(item.name)
        if is_foreign(document) or names_date:
            return read_foreign(document, item)
    if front is None:
        raise ImportRefused(problems)
    if not cut.body.strip() and not front.title:
        raise ImportRefused([Problem(message="the file holds no text", path=item.shown)])
    return Reading(front=front, body=cut.body, problems=tuple(problems))
