"""Bytes → text: byte order marks, UTF-8, UTF-16, ISO-2022-JP, cp1252; a guess only for what is left.

No word is changed: characters are decoded, line ends are normalised to one newline, and nothing else. Bytes that are no
text are refused; text is never made up from them.
"""

import codecs
import re
from typing import NamedTuple

from generator.ingest.legacy_encodings import find_western_encoding, find_wide_encoding
from generator.ingest.mojibake import find_damage
from generator.problems import Problem

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins like UTF-16, so it goes first
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LINE_ENDS = re.compile("\r\n|[\r\x85\u2028]")
_OTHER_LINE_ENDS = ("\r", "\x85", "\u2028")
_CONTROLS = bytes({*range(0x20), 0x7F} - {*b"\t\n\v\f\r\x1b"})
_HIGH = re.compile(rb"[\x80-\xff]")
_SAMPLE = 1 << 16


class Decoded(NamedTuple):
    """The text of a file, or the problem that keeps it from being one."""

    text: str | None
    problems: tuple[Problem, ...] = ()


def decode(data: bytes, path: str) -> Decoded:
    """Return the text of the bytes with `\\n` at line ends; `path` names the file in problems."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_marked(data[len(mark) :], encoding, path)
    if b"\0" in data[:_SAMPLE]:
        unmarked = _utf_16_order(data[:_SAMPLE]) or find_wide_encoding(data)
        return _decode_marked(data, unmarked, path) if unmarked else _refuse_binary(path)
    if b"\x1b$" in data and data.isascii():
        return _decode_marked(data, "iso2022_jp", path)
    try:
        return _checked(data.decode("utf-8"), path)
    except UnicodeDecodeError:
        return _decode_legacy(data, path)


def _decode_marked(data: bytes, encoding: str, path: str) -> Decoded:
    try:
        return _checked(data.decode(encoding), path)
    except UnicodeDecodeError as error:
        message = f"the file says that it is {encoding.upper()} but byte {error.start + 1} is not; save it as UTF-8"
        return Decoded(None, (Problem(message=message, path=path),))


def _decode_legacy(data: bytes, path: str) -> Decoded:
    high = len(_HIGH.findall(data[:_SAMPLE]))
    repaired = _decode_mixed(data, path)
    if repaired:
        return repaired
    # Of a Western text few letters are accented; of a Cyrillic, Arabic or Chinese one nearly all are.
    if high * 4 < len(data[:_SAMPLE]):
        found = find_western_encoding(data)
        if found:
            encoding, is_guess = found
            return (
                _guessed(data.decode(encoding), encoding, path) if is_guess else _checked(data.decode("cp1252"), path)
            )
    return _guess(data, path)


def _decode_mixed(data: bytes, path: str) -> Decoded | None:
    """Decode UTF-8 in which single bytes are cp1252, as pasting makes it; None unless UTF-8 prevails."""
    text = data.decode("utf-8", "surrogateescape")
    strays = re.findall("[\udc80-\udcff]", text)
    characters = sum(1 for character in text if character > "\x7f") - len(strays)
    if characters <= len(strays):
        return None
    line = text[: re.search("[\udc80-\udcff]", text).start()].count("\n") + 1  # type: ignore[union-attr]
    mended = re.sub("[\udc80-\udcff]", lambda stray: bytes([ord(stray[0]) - 0xDC00]).decode("cp1252", "replace"), text)
    if "\ufffd" in mended and "\ufffd" not in text:
        message = "some bytes are neither UTF-8 nor cp1252; save the file as UTF-8"
        return Decoded(None, (Problem(message=message, path=path, line=line),))
    message = (
        f"the file is UTF-8 save for {len(strays)} bytes, which were read as cp1252; compare them with the original"
    )
    warning = Problem(message=message, path=path, line=line, severity="warning")
    decoded = _checked(mended, path)
    return Decoded(decoded.text, (*decoded.problems, warning))


def _guess(data: bytes, path: str) -> Decoded:
    from charset_normalizer import from_bytes  # slow to import, and hardly ever needed

    best = from_bytes(data[:_SAMPLE]).best()
    encoding = best.encoding if best else None
    try:
        text = data.decode(encoding) if encoding else None
    except (UnicodeDecodeError, LookupError):
        text = None
    if text is None:
        return Decoded(None, (Problem(message="the file's encoding is not recognised; save it as UTF-8", path=path),))
    return _guessed(text, encoding, path)


def _guessed(text: str, encoding: str | None, path: str) -> Decoded:
    message = (
        f"the file was read as {encoding}, which is a guess; if letters are wrong, save it as UTF-8 and import again"
    )
    decoded = _checked(text, path)
    return Decoded(decoded.text, (*decoded.problems, Problem(message=message, path=path, severity="warning")))


def _utf_16_order(sample: bytes) -> str | None:
    """Return the UTF-16 whose NUL bytes these are, or None when the bytes are no text."""
    pairs = max(len(sample) // 2, 1)
    zeros = (sample[0::2].count(0) / pairs, sample[1::2].count(0) / pairs)
    if zeros[1] > 0.4 and zeros[0] < 0.05:
        return "utf-16-le"
    return "utf-16-be" if zeros[0] > 0.4 and zeros[1] < 0.05 else None


def _checked(text: str, path: str) -> Decoded:
    text = text.removesuffix("\x1a")  # the end mark of DOS
    sample = text[:_SAMPLE]
    if "\0" in text or _count_controls(sample) * 100 > len(sample):
        return _refuse_binary(path)
    if any(end in text for end in _OTHER_LINE_ENDS):
        text = _LINE_ENDS.sub("\n", text)
    text = text.replace("\u2029", "\n\n").removeprefix("\ufeff")
    return Decoded(text, _report_damage(text, path))


def _count_controls(sample: str) -> int:
    data = sample.encode("utf-8", "surrogatepass")
    return len(data) - len(data.translate(None, _CONTROLS))


def _report_damage(text: str, path: str) -> tuple[Problem, ...]:
    damage = find_damage(text)
    if not damage:
        return ()
    line = text[: text.index(damage[0])].count("\n") + 1
    what = f"{len(damage)} places hold damaged characters, the first is '{damage[0]}'"
    message = f"{what}; they are kept as they are unless you import with --repair-encoding"
    return (Problem(message=message, path=path, line=line, severity="warning"),)


def _refuse_binary(path: str) -> Decoded:
    message = "the file is not text (it holds NUL or control bytes); export it as plain text and import that"
    return Decoded(None, (Problem(message=message, path=path),))
