"""Mailboxes of the mbox family: one file, one message after the other, read as a stream.

A message's bytes are those it had before it was put into the mailbox: the line `From …` before it and the quoting of
such lines inside it are taken away, so they equal those of the same message saved as a file.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO

from generator.ingest.reading import Item
from generator.problems import ImportRefused, Problem

_LARGEST_MESSAGE = 256 << 20
_LONGEST_READ = 1 << 20
"""Bytes: a line longer than this is read in parts."""

_BEGINNING = re.compile(rb"(?:\r?\n)*From [^\r\n]*\r?\n(?:[!-9;-~]+:|>From )")
_POSTMARK = re.compile(rb"From .{0,300}?\d\d?:\d\d(?::\d\d)?\b.{0,40}\b\d{4}\b|From .{0,300}?\b\d{4} \d\d?:\d\d")
"""A line that begins a message names a sender, an hour and a year: a sentence that begins with "From" does not."""
_QUOTED = re.compile(rb">+From ")


def recognises(head: bytes, name: str) -> bool:  # noqa: ARG001 - every container is asked with a name
    """Tell whether the first lines are those of a mailbox: a postmark, and the header of a message below it."""
    return bool(_BEGINNING.match(head))


def open_items(file: BinaryIO, name: str, shown: str) -> Iterator[Item]:  # noqa: ARG001 - every container takes a name
    """Yield the messages as items `#1`, `#2` …; raises ImportRefused at the end for messages too large to read."""
    refused = []
    for number, data in enumerate(_messages(file), 1):
        if data is None:
            refused.append(number)
        else:
            item = f"#{number}"
            yield Item(name=f"message-{number}.eml", shown=f"{shown}{item}", item=item, format="eml", data=data)
    if refused:
        numbers = ", ".join(map(str, refused))
        message = f"message {numbers} is larger than {_LARGEST_MESSAGE >> 20} MiB; save its text, and import that"
        raise ImportRefused([Problem(message=message)])


def _messages(file: BinaryIO) -> Iterator[bytes | None]:
    """Yield the bytes of each message, None for one that is too large."""
    lines: list[bytes] = []
    size, begun, at_line_start, after_blank = 0, False, True, True
    while line := file.readline(_LONGEST_READ):
        if at_line_start and line.startswith(b"From ") and (not begun or (after_blank and _POSTMARK.match(line))):
            if begun:
                yield _joined(lines, size)
            lines, size, begun = [], 0, True
        elif begun:
            size += len(line)
            if size <= _LARGEST_MESSAGE:
                lines.append(line[1:] if at_line_start and _QUOTED.match(line) else line)
        after_blank = at_line_start and not line.strip(b"\r\n")
        at_line_start = line.endswith(b"\n")
    if begun:
        yield _joined(lines, size)


def _joined(lines: list[bytes], size: int) -> bytes | None:
    if size > _LARGEST_MESSAGE:
        return None
    if len(lines) > 1 and not lines[-1].strip(b"\r\n"):
        lines = lines[:-1]  # the empty line that ends a message in a mailbox
    return b"".join(lines)
