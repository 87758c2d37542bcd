"""Writes compound files (MS-CFB) with what MS-OXMSG puts into them: Outlook messages to read in tests."""

import struct
from datetime import UTC, datetime

_SECTOR, _MINI = 512, 64
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_TEXT, _BINARY, _TIME, _INTEGER = 0x001F, 0x0102, 0x0040, 0x0003

Properties = dict[int, str | bytes | int | datetime]
Tree = dict[str, "bytes | Tree"]


def write_message(properties: Properties, attachments: list[Properties]) -> bytes:
    """Return an .msg file; properties go by their number, such as 0x0037 for the subject."""
    tree = _storage(properties, struct.pack("<8x4I8x", 0, len(attachments), 0, len(attachments)))
    for number, attachment in enumerate(attachments):
        tree[f"__attach_version1.0_#{number:08X}"] = _storage(attachment, bytes(8))
    return write_compound_file(tree)


def _storage(properties: Properties, header: bytes) -> Tree:
    tree: Tree = {}
    table = header
    for number, value in sorted(properties.items()):
        if isinstance(value, datetime):
            ticks = int((value - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds()) * 10_000_000
            table += struct.pack("<HHIQ", _TIME, number, 6, ticks)
        elif isinstance(value, int):
            table += struct.pack("<HHIIi", _INTEGER, number, 6, value, 0)
        else:
            kind, data = (_TEXT, value.encode("utf-16-le")) if isinstance(value, str) else (_BINARY, value)
            table += struct.pack("<HHIII", kind, number, 6, len(data), 0)
            tree[f"__substg1.0_{number:04X}{kind:04X}"] = data
    tree["__properties_version1.0"] = table
    return tree


def write_compound_file(tree: Tree) -> bytes:
    """Return the bytes of a compound file of version 3 that holds these storages and streams."""
    sectors: list[bytes] = []
    fat: list[int] = []
    mini, mini_fat = b"", list[int]()
    entries: list[list[object]] = [["Root Entry", 5, _FREE, _FREE, _END, 0]]

    def chain(data: bytes) -> int:
        first = len(sectors)
        parts = [data[at : at + _SECTOR].ljust(_SECTOR, b"\0") for at in range(0, len(data), _SECTOR)]
        sectors.extend(parts)
        fat.extend([*range(first + 1, first + len(parts)), _END] if parts else [])
        return first if parts else _END

    def add(name: str, content: "bytes | Tree") -> int:
        nonlocal mini
        at = len(entries)
        entries.append([name, 1, _FREE, _FREE, _END, 0])
        if isinstance(content, dict):
            entries[at][1:4] = [1, _FREE, add_all(content)]
        elif len(content) >= 4096:
            entries[at][1], entries[at][4:] = 2, [chain(content), len(content)]
        else:
            count = -(-len(content) // _MINI)
            start = len(mini_fat)
            entries[at][1], entries[at][4:] = 2, [start if count else _END, len(content)]
            mini_fat.extend([*range(start + 1, start + count), _END] if count else [])
            mini += content.ljust(count * _MINI, b"\0")
        return at

    def add_all(children: Tree) -> int:
        numbers = [add(name, children[name]) for name in sorted(children, key=lambda name: (len(name), name.upper()))]
        for left, right in zip(numbers, numbers[1:], strict=False):  # noqa: RUF007 - a tree that leans to one side
            entries[left][2] = right
        return numbers[0] if numbers else _FREE

    entries[0][3] = add_all(tree)
    entries[0][4:] = [chain(mini), len(mini)]
    mini_start = chain(b"".join(struct.pack("<I", number) for number in mini_fat).ljust(_SECTOR, b"\xff"))
    directory = chain(b"".join(_entry(*entry) for entry in entries))  # type: ignore[arg-type]
    count = 1
    while (len(fat) + count) * 4 > count * _SECTOR:
        count += 1
    fat_sectors = list(range(len(sectors), len(sectors) + count))
    table = [*fat, *[_FAT] * count]
    written = b"".join(struct.pack("<I", number) for number in table).ljust(count * _SECTOR, b"\xff")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    mini_count = -(-max(len(mini_fat), 1) * 4 // _SECTOR)
    header += struct.pack("<IIIIIIIII", 0, count, directory, 0, 4096, mini_start, mini_count, _END, 0)
    header += b"".join(struct.pack("<I", number) for number in fat_sectors).ljust(436, b"\xff")
    return header + b"".join(sectors) + written


def _entry(name: str, kind: int, right: int, child: int, start: int, size: int) -> bytes:
    encoded = name.encode("utf-16-le")
    return (
        encoded.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(encoded) + 2, kind, 1, _FREE, right, child)
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )
