"""Text that was decoded with the wrong table once: `Dellâ€™s` for `Dell’s`.

Such damage is part of the text as it was issued, so it is only reported, and mended when the user asks for that.
"""

import re

_CONTINUATION = (
    "".join(
        re.escape(bytes([value]).decode("cp1252"))
        for value in range(0x80, 0xC0)
        if value not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)  # what cp1252 leaves undefined stays a control character
    )
    + "\x81\x8d\x8f\x90\x9d"
)
# UTF-8 of Western letters begins with Â or Ã, that of punctuation with â; other beginnings are real words too often.
_BEGINNINGS = "ÂÃâ"
_DAMAGED = re.compile(f"(?:[ÂÃ][{_CONTINUATION}]|â[€‚„†‡ˆ][{_CONTINUATION}])+")


def find_damage(text: str) -> list[str]:
    """Return every damaged piece of a text, in order."""
    if not any(beginning in text for beginning in _BEGINNINGS):
        return []
    return [found.group() for found in _DAMAGED.finditer(text) if _mended(found.group()) is not None]


def repair(text: str) -> str:
    """Return the text with its damaged pieces as they were before."""
    return _DAMAGED.sub(lambda found: _mended(found.group()) or found.group(), text)


def repair_bytes(data: bytes) -> bytes:
    """Repair a text in UTF-8; bytes that are no such text are returned as they are."""
    try:
        return repair(data.decode("utf-8")).encode()
    except UnicodeDecodeError:
        return data


def _mended(piece: str) -> str | None:
    try:
        return b"".join(map(_byte, piece)).decode("utf-8")
    except UnicodeError:
        return None


def _byte(character: str) -> bytes:
    return bytes([ord(character)]) if ord(character) < 0x100 else character.encode("cp1252")
