"""Compound files, in which Word up to 2003 and Outlook keep streams in scattered sectors (MS-CFB): each in one piece.

And what Outlook packs in them: text as compressed RTF (MS-OXRTFCP).
"""

import struct
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LAST_SECTOR = 0xFFFFFFFA
"""Numbers from here on are marks and no sectors."""
_IN_HEADER = 109
"""Sectors of the table that the header itself names."""
_STREAM, _ROOT = 2, 5
_PACKED_RTF = b"LZFu"
_WINDOW, _BEGINS_AT = 4096, 207
_KNOWN_RTF = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor MS Sans Serif"
    b"SymbolArialTimes New Roman"
    b"Courier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)
"""What the window of compressed RTF holds before the first byte."""


def streams_of(data: bytes) -> Iterator[bytes]:
    """Yield every stream of a compound file; of one that is damaged, those that can be read."""
    try:
        yield from (_unpacked(stream) for stream in _File(data).streams())
    except (IndexError, ValueError, OverflowError):
        return


class _File:
    """A compound file, read as far as it goes."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._size = 1 << min(int.from_bytes(data[30:32], "little"), 16)
        self._cutoff = int.from_bytes(data[56:60], "little")
        self._table = self._numbers(self._table_sectors())
        self._small_table = self._numbers(self._chain(self._number(60)))

    def streams(self) -> Iterator[bytes]:
        """Yield the streams; small ones lie in that of the root."""
        directory = b"".join(map(self._sector, self._chain(self._number(48))))
        entries = [directory[at : at + 128] for at in range(0, len(directory), 128)]
        root = next((entry for entry in entries if entry[66:67] == bytes([_ROOT])), b"")
        small = b"".join(map(self._sector, self._chain(int.from_bytes(root[116:120], "little"))))
        for entry in entries:
            if entry[66:67] != bytes([_STREAM]):
                continue
            start, size = int.from_bytes(entry[116:120], "little"), int.from_bytes(entry[120:124], "little")
            if size < self._cutoff:
                places = _follow(self._small_table, start)
                yield b"".join(small[64 * place : 64 * place + 64] for place in places)[:size]
            else:
                yield b"".join(map(self._sector, self._chain(start)))[:size]

    def _number(self, at: int) -> int:
        return int.from_bytes(self._data[at : at + 4], "little")

    def _sector(self, number: int) -> bytes:
        return self._data[(number + 1) * self._size : (number + 2) * self._size]

    def _numbers(self, sectors: Iterable[int]) -> tuple[int, ...]:
        data = b"".join(map(self._sector, sectors))
        return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])

    def _table_sectors(self) -> Iterator[int]:
        """Yield the sectors of the table, named by the header and by sectors that it leads to."""
        named = [self._number(76 + 4 * place) for place in range(_IN_HEADER)]
        more = self._number(68)
        for _ in range(len(self._data) // self._size):
            if more >= _LAST_SECTOR:
                break
            numbers = self._numbers([more])
            named += numbers[:-1]
            more = numbers[-1]
        return (sector for sector in named if sector < _LAST_SECTOR)

    def _chain(self, start: int) -> Iterator[int]:
        return _follow(self._table, start)


def _follow(table: Sequence[int], start: int) -> Iterator[int]:
    """Yield the sectors of a chain, which may be a circle in a file that is damaged."""

    def steps() -> Iterator[int]:
        place = start
        while place < len(table):
            yield place
            place = table[place]

    return islice(steps(), len(table))


def _unpacked(stream: bytes) -> bytes:
    """Return a stream, unpacked if it is compressed RTF."""
    if stream[8:12] != _PACKED_RTF:
        return stream
    window = bytearray(_KNOWN_RTF.ljust(_WINDOW, b"\0"))
    write, found = _BEGINS_AT, bytearray()
    rest = iter(stream[16:])
    for kinds in rest:
        for bit in range(8):
            if not kinds >> bit & 1:
                piece = bytes(islice(rest, 1))
            elif len(pair := bytes(islice(rest, 2))) < 2 or (start := pair[0] << 4 | pair[1] >> 4) == write:
                return bytes(found)
            else:
                piece = _repeated(window, start, write, (pair[1] & 15) + 2)
            for byte in piece:
                window[write] = byte
                write = (write + 1) % _WINDOW
            found += piece
    return bytes(found)


def _repeated(window: bytearray, start: int, write: int, length: int) -> bytes:
    """Return what stands in the window from `start` on, over and over where that reaches the end of what is written."""
    known = min(length, (write - start) % _WINDOW)
    piece = bytes(window[(start + step) % _WINDOW] for step in range(known))
    return (piece * length)[:length]
