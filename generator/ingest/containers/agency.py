"""Messages of agencies that hold several items: `newsMessage` of NewsML-G2, and NewsML 1.

A message of one item is that item, with the bytes of the file; of several, each item's bytes are its element.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO

from generator.ingest.reading import Item
from generator.ingest.xml_reading import descendants, parse_xml, write_xml
from generator.problems import ImportRefused, Problem

_ROOT = re.compile(rb"<(?:[\w.-]+:)?(?P<name>newsMessage|NewsML)[\s>]")
_LARGEST = 256 << 20


def recognises(head: bytes, name: str) -> bool:  # noqa: ARG001 - every container is asked with a name
    """Tell whether the outermost element is that of a message."""
    text = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return text.startswith(b"<") and bool(_ROOT.search(text))


def open_items(file: BinaryIO, name: str, shown: str) -> Iterator[Item]:
    """Yield the items as `#1`, `#2` …; raises ImportRefused when the message is damaged or holds none.

    A message is read whole: agencies send small ones.
    """
    data = file.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise ImportRefused([Problem(message=f"the message is larger than {_LARGEST >> 20} MiB; divide it")])
    root = parse_xml(data)
    found = _ROOT.search(data[:16384].replace(b"\0", b""))
    is_old = found is not None and found["name"] == b"NewsML"
    items = list(descendants(root, "NewsItem" if is_old else "newsItem"))
    for number, element in enumerate(items, 1):
        yield Item(
            name=name if len(items) == 1 else f"item-{number}.xml",
            shown=f"{shown}#{number}",
            item=f"#{number}",
            format="newsml1" if is_old else "newsml_g2",
            data=data if len(items) == 1 else write_xml(element),
        )
    if not items:
        raise ImportRefused([Problem(message="the message holds no news items; export the items themselves")])
