"""The table of containers, tried from the top: files that hold releases and are none themselves.

A container is a module of `recognises(head, name)` and `open_items(file, name, shown)`, which yields the items one by
one and never holds all of them.
"""

import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from generator.ingest.containers import agency, feeds, mbox, tables, wordpress
from generator.ingest.containers import zip as zip_archive
from generator.ingest.reading import Item

HEAD = 8192
"""Bytes by which a container is recognised."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Container:
    """One row of the table."""

    name: str
    recognises: Callable[[bytes, str], bool]
    open_items: Callable[..., Iterator[Item]]
    """Raises ImportRefused when the container is damaged; what it yielded before is good."""
    risky: bool = True
    """Opened in a process of its own."""
    takes_columns: bool = False


CONTAINERS = (
    Container(name="zip", recognises=zip_archive.recognises, open_items=zip_archive.open_items),
    Container(name="mbox", recognises=mbox.recognises, open_items=mbox.open_items, risky=False),
    Container(name="wordpress", recognises=wordpress.recognises, open_items=wordpress.open_items),
    Container(name="feed", recognises=feeds.recognises, open_items=feeds.open_items),
    Container(name="agency", recognises=agency.recognises, open_items=agency.open_items),
    Container(
        name="table", recognises=tables.recognises, open_items=tables.open_items, risky=False, takes_columns=True
    ),
)


def find_container(head: bytes, name: str) -> Container | None:
    """Return the container that a file is, by its first bytes and its name; None when it is an item itself."""
    return next((row for row in CONTAINERS if row.recognises(head, name)), None)


def open_container(
    row_name: str, content: Path | bytes, name: str, shown: str, columns: Mapping[str, str]
) -> Iterator[Item]:
    """Yield the items of a container, a file or the bytes of an item; a module's function, for other processes."""
    row = next(row for row in CONTAINERS if row.name == row_name)
    file: BinaryIO
    with content.open("rb") if isinstance(content, Path) else io.BytesIO(content) as file:
        more = {"columns": columns} if row.takes_columns else {}
        yield from row.open_items(file, name, shown, **more)
