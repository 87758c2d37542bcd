"""The table of formats, tried from the top.

A format is a module of `recognises(item)` and `read(item)`. What none can read is refused with what to do instead, or
is no release at all, like a picture.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from generator.ingest.formats import (
    doc,
    document,
    docx,
    eml,
    feed_entry,
    html,
    markdown,
    mht,
    msg,
    newsml1,
    newsml_g2,
    ninjs,
    nitf,
    odt,
    pdf,
    rtf,
    table_row,
    text,
    wordpress_post,
)
from generator.ingest.formats.foreign import refusal_of_foreign_kind
from generator.ingest.reading import Item, Reading
from generator.problems import ImportRefused, Problem

_OPEN = "application/vnd.oasis.opendocument.text"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One row of the table."""

    name: str
    """As `--format` takes it and `original.importer` records it."""
    media_type: str
    recognises: Callable[[Item], bool]
    read: Callable[[Item], Reading]
    """Raises ImportRefused when the item cannot be made into a release."""
    risky: bool = False
    """Read in a process of its own, for its bytes can cost a reader any time and memory."""
    attachments: Callable[[Item], Iterator[Item]] | None = None
    """Yields the documents that came with an item and may be releases of their own."""


RICH = (
    Format(name="docx", media_type=_WORD, recognises=docx.recognises, read=docx.read, risky=True),
    Format(name="doc", media_type="application/msword", recognises=doc.recognises, read=doc.read, risky=True),
    Format(name="odt", media_type=_OPEN, recognises=odt.recognises, read=odt.read, risky=True),
    Format(name="pdf", media_type="application/pdf", recognises=pdf.recognises, read=pdf.read, risky=True),
    Format(name="rtf", media_type="application/rtf", recognises=rtf.recognises, read=rtf.read, risky=True),
    Format(
        name="msg",
        media_type="application/vnd.ms-outlook",
        recognises=msg.recognises,
        read=msg.read,
        risky=True,
        attachments=msg.attachments,
    ),
    Format(name="mht", media_type="multipart/related", recognises=mht.recognises, read=mht.read, risky=True),
    Format(
        name="eml",
        media_type="message/rfc822",
        recognises=eml.recognises,
        read=eml.read,
        risky=True,
        attachments=eml.attachments,
    ),
    Format(name="ninjs", media_type="application/vnd.iptc.ninjs+json", recognises=ninjs.recognises, read=ninjs.read),
    Format(
        name="newsml_g2",
        media_type="application/vnd.iptc.g2.newsitem+xml",
        recognises=newsml_g2.recognises,
        read=newsml_g2.read,
        risky=True,
    ),
    Format(
        name="newsml1", media_type="text/vnd.IPTC.NewsML", recognises=newsml1.recognises, read=newsml1.read, risky=True
    ),
    Format(name="nitf", media_type="text/vnd.IPTC.NITF", recognises=nitf.recognises, read=nitf.read, risky=True),
    Format(name="html", media_type="text/html", recognises=html.recognises, read=html.read, risky=True),
)
"""Formats known by their bytes, whatever the file is called."""
PLAIN = (
    Format(name="document", media_type="text/markdown", recognises=document.recognises, read=document.read),
    Format(name="markdown", media_type="text/markdown", recognises=markdown.recognises, read=markdown.read),
    Format(name="text", media_type="text/plain", recognises=text.recognises, read=text.read),
)
"""Plain text: the last takes whatever is no file of another kind."""
INNER = (
    Format(name="table_row", media_type="application/json", recognises=table_row.recognises, read=table_row.read),
    Format(
        name="feed_entry",
        media_type="application/xml",
        recognises=feed_entry.recognises,
        read=feed_entry.read,
        risky=True,
    ),
    Format(
        name="wordpress_post",
        media_type="application/xml",
        recognises=wordpress_post.recognises,
        read=wordpress_post.read,
        risky=True,
    ),
)
"""Formats of items that only a container can hold; it names them."""
FORMATS = (*RICH, *PLAIN)


def find_format(item: Item, name: str | None) -> Format:
    """Return the format of an item, or the one the user named.

    Raises NotARelease for pictures and the like, ImportRefused for what could be a release in a format not read here.
    """
    if name is not None:
        return named_format(name)
    if not item.data.strip():
        raise ImportRefused([Problem(message="the file is empty; put the text of the release into it, or delete it")])
    for row in RICH:
        if row.recognises(item):
            return row
    if foreign := refusal_of_foreign_kind(item):
        raise foreign
    return next(row for row in PLAIN if row.recognises(item))


def named_format(name: str) -> Format:
    """Return the row of a name; raise ImportRefused when there is none."""
    for row in (*FORMATS, *INNER):
        if row.name == name:
            return row
    names = ", ".join(row.name for row in FORMATS)
    raise ImportRefused([Problem(message=f"there is no format '{name}'; write one of {names}")])
