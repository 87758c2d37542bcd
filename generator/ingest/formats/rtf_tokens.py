"""Rich Text Format (specification 1.9.1) → tokens: groups, control words, and characters in their code pages.

Every byte of the file is read once, and no token is longer than the file: size is the only cost.
"""

import codecs
import re
from collections.abc import Iterator
from typing import NamedTuple

_TOKEN = re.compile(
    rb"\\(?:(?P<word>[a-zA-Z]{1,40})(?P<number>-?\d{1,10})? ?|'(?P<hex>[0-9a-fA-F]{2})|(?P<sign>[^a-zA-Z]))"
    rb"|(?P<brace>[{}])|(?P<text>[^\\{}\r\n]+)|[\r\n]+|\\",
    re.DOTALL,
)
_CHARSETS = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gbk", 136: "big5", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
    254: "cp437", 255: "cp850",
}  # fmt: skip
_CODE_PAGES = {"10000": "mac_roman", "65001": "utf-8", "0": "cp1252", "1361": "johab"}


class Token(NamedTuple):
    """One piece of the file."""

    kind: str
    """`{`, `}`, `word`, `sign`, `text` or `binary`; of the last two, the bytes as Latin-1."""
    value: str
    number: int | None = None


def tokens(data: bytes) -> Iterator[Token]:
    """Yield the tokens; what follows `\\bin` is one, whatever is in it."""
    at = 0
    while at < len(data):
        found = _TOKEN.match(data, at)
        if not found:  # cannot be: the pattern takes any byte
            return
        at = found.end()
        if word := found["word"]:
            number = int(found["number"]) if found["number"] else None
            if word == b"bin":
                until = at + max(number or 0, 0)
                yield Token("binary", data[at:until].decode("latin-1"))
                at = until
            else:
                yield Token("word", word.decode("ascii"), number)
        elif found["hex"]:
            yield Token("text", chr(int(found["hex"], 16)), 1)
        elif found["sign"]:
            yield Token("sign", found["sign"].decode("latin-1"))
        elif found["brace"]:
            yield Token(found["brace"].decode("ascii"), "")
        elif found["text"]:
            yield Token("text", found["text"].decode("latin-1"))


def charset_name(number: int | None) -> str | None:
    """Return the encoding of a font's character set, None for that of the document."""
    return _CHARSETS.get(number or 0)


def code_page_name(number: int | None) -> str:
    """Return the encoding of a code page; an unknown one is Windows Western."""
    name = _CODE_PAGES.get(str(number), f"cp{number}")
    try:
        codecs.lookup(name)
    except LookupError:
        return "cp1252"
    return name


class CharacterDecoder:
    """Bytes in changing code pages → characters; of one character's two bytes the second may come as plain text."""

    def __init__(self) -> None:
        """Begin outside any character."""
        self._decoder: codecs.IncrementalDecoder | None = None
        self._name = ""

    def decode(self, characters: str, encoding: str) -> str:
        """Return the characters of bytes given as Latin-1."""
        if characters.isascii() and not self._is_inside():
            return characters
        if encoding != self._name or self._decoder is None:
            before = self.finish()
            self._name, self._decoder = encoding, codecs.getincrementaldecoder(encoding)("replace")
            return before + self._decoder.decode(characters.encode("latin-1"))
        return self._decoder.decode(characters.encode("latin-1"))

    def finish(self) -> str:
        """Return what half a character is: a replacement character, or nothing."""
        if self._decoder is None or not self._is_inside():
            return ""
        rest = self._decoder.decode(b"", final=True)
        self._decoder.reset()
        return rest

    def _is_inside(self) -> bool:
        return self._decoder is not None and bool(self._decoder.getstate()[0])
