"""Which of the old encodings bytes are in, where the likeliest one gives words that nobody writes.

Windows-1252 takes nearly any bytes: letters of Central Europe, Turkey and DOS come out of it as signs within words.
"""

import codecs
import re
import unicodedata

_SIGN_IN_WORD = re.compile(
    r"(?<=[^\W\d_])[\x80-\xa0¡¢£¤¥¦§¨©ª«¬®¯°±²³´µ¶¸¹»¼½¾¿×÷‚„†‡ˆ‰‹›˜\u2500-\u25ff](?=[^\W\d_])|(?<=[^\W\d_])[±³¶](?!\w)"
)
_FEWEST = 2
"""One may be a slip of the writer."""
_TURKISH, _NORDIC = re.compile("[ýþðÝÞÐ]"), re.compile("[áíúæÁÍÚÆ]")
"""Letters of Icelandic that stand where Turkish has its own, and those that no Icelandic text is without."""
_CANDIDATES = ("iso8859_2", "cp1250", "cp850")
_SAMPLE = 1 << 14
_BLANKS = re.compile(r"[ \n\r\t\u3000]")
_ODD = frozenset({"Cc", "Cn", "Co", "Cs"})
_MOST_ODD = 0.01


def find_western_encoding(data: bytes) -> tuple[str, bool] | None:
    """Return the encoding of a text that is mostly in Latin letters, and whether it is a guess; None if in none."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    if len(_TURKISH.findall(text)) >= _FEWEST and not _NORDIC.search(text) and _is_in(data, "cp1254"):
        return "cp1254", True
    odd = _count(text)
    if odd < _FEWEST:
        return "cp1252", False
    others = {encoding: _count(data.decode(encoding)) for encoding in _CANDIDATES if _is_in(data, encoding)}
    best = min(others, key=lambda encoding: others[encoding])  # every byte is something in two of them
    return (best if others[best] * 4 <= odd else "cp1252"), True


def find_wide_encoding(data: bytes) -> str | None:
    """Return the UTF-16 that a text without a mark is in, by its blanks and line ends; None when it is no text."""
    sample = data[:_SAMPLE]
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = codecs.getincrementaldecoder(encoding)().decode(sample)  # the sample may end within a character
        except UnicodeDecodeError:
            continue
        odd = sum(unicodedata.category(character) in _ODD for character in _BLANKS.sub("", text))
        if _BLANKS.search(text) and odd <= len(text) * _MOST_ODD:
            return encoding
    return None


def _is_in(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _count(text: str) -> int:
    return len(_SIGN_IN_WORD.findall(text))
