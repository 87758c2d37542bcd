"""Pictures and PDFs in Markdown: those that lie beside the file stay at their place, under their new address."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from generator.ingest.assets import ADDRESS, Assets
from generator.ingest.blocks import Block
from generator.ingest.reading import Reading
from generator.model import Medium

_INLINE = re.compile(
    r"!\[(?P<alt>(?:[^\[\]\\]|\\.|\[[^\[\]]{0,200}\]){0,1000})\]\(\s{0,4}"
    r"(?P<address><[^<>\n]{1,2000}>|(?:[^\s()<>\\]|\\.|\([^\s()]{0,200}\)){1,2000})"
    r"(?P<title>\s{1,4}(?:\"[^\"\n]{0,500}\"|'[^'\n]{0,500}'))?\s{0,4}\)"
)
_DEFINED = re.compile(r"(?m)^(?P<before> {0,3}\[[^\]\n]{1,200}\]:[ \t]{1,4})(?P<address><[^<>\n]{1,2000}>|\S{1,2000})")
_ELEMENT = re.compile(
    r"(?P<before><img\b(?:[^<>]{0,500}?\s)src\s{0,4}=\s{0,4}(?P<mark>[\"']))(?P<address>[^\"'<>\n]{1,2000})(?P=mark)",
    re.IGNORECASE,
)
_LINK = re.compile(
    r"(?P<before>\]\(\s{0,4})(?P<address><[^<>\n]{1,2000}>|(?:[^\s()<>\\]|\\.|\([^\s()]{0,200}\)){1,2000})"
)
"""The second half of a link, without its title."""
_CODE = re.compile(r"(?ms)^(?P<fence>`{3,}|~{3,})[^\n]*\n.*?(?:^(?P=fence)|\Z)|`[^`\n]{1,2000}`")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//|#", re.IGNORECASE)
_PICTURE = re.compile(rf"{_INLINE.pattern}|!\[[^\]\n]{{0,1000}}\]\[[^\]\n]{{0,200}}\]")
_FEWEST_WORDS = 15
"""A paragraph of so many is text: above it stand headline, subhead and dateline."""
_OWN = (ADDRESS, "../../media/")


def bring_pictures(reading: Reading, assets: Assets) -> Reading:
    """Return the reading with the pictures and linked PDFs of its body that were found, under their new addresses.

    They are listed among its media too. One that was not found stays as it is written, with a warning.
    """
    body = reading.body
    if "![" not in body and "<img" not in body.lower() and ".pdf" not in body.lower():
        return assets.attach(reading)
    media: dict[str, Medium] = {}

    def find(address: str, alt: str = "") -> str | None:
        plain = _ESCAPE.sub(r"\1", address.removeprefix("<").removesuffix(">"))
        medium = _find(plain, assets)
        if medium is None or medium.file is None:
            return None
        media.setdefault(medium.file, replace(medium, alt=" ".join(_ESCAPE.sub(r"\1", alt).split()) or None))
        return ADDRESS + medium.file

    def inline(found: re.Match[str]) -> str:
        address = find(found["address"], found["alt"])
        return f"![{found['alt']}]({address}{found['title'] or ''})" if address else found[0]

    def link(found: re.Match[str]) -> str:
        address = find(found["address"]) if _names_document(found["address"]) else None
        return found["before"] + address if address else found[0]

    def defined(found: re.Match[str]) -> str:
        names_medium = _names_picture(found["address"]) or _names_document(found["address"])
        address = find(found["address"]) if names_medium else None
        return found["before"] + address if address else found[0]

    def element(found: re.Match[str]) -> str:
        address = find(found["address"])
        return f"{found['before']}{address}{found['mark']}" if address else found[0]

    def all_of(text: str) -> str:
        text = _INLINE.sub(inline, text)
        if "]:" in text:
            text = _DEFINED.sub(defined, text)
        if "<" in text:
            text = _ELEMENT.sub(element, text)
        return _LINK.sub(link, text)

    written = _outside_code(body, all_of)
    if not media:
        return assets.attach(reading)
    front = replace(reading.front, media=(*reading.front.media, *media.values()))
    return assets.attach(replace(reading, body=written, front=front))


def lift_pictures(blocks: Sequence[Block]) -> tuple[list[Block], list[Block]]:
    """Return the pictures that stand above the text, and the other blocks: a picture is no headline and no subhead."""
    first = next((number for number, block in enumerate(blocks) if _is_text(block)), len(blocks))
    above = [part for block in blocks[:first] for part in _set_apart(block)]
    pictures = [block for block in above if _is_picture(block)]
    return pictures, [*(block for block in above if block not in pictures), *blocks[first:]]


def put_pictures(reading: Reading, pictures: Sequence[Block]) -> Reading:
    """Return the reading with such pictures at the beginning of its body."""
    if not pictures:
        return reading
    return replace(reading, body="\n\n".join((*(block.raw for block in pictures), reading.body)).rstrip())


def _set_apart(block: Block) -> Iterator[Block]:
    """Divide a headline from the picture on the line above it."""
    above = next((number for number, line in enumerate(block.lines) if not _is_picture_alone(line)), 0)
    if above and block.kind == "paragraph":
        yield replace(block, lines=block.lines[:above], words=block.words[:above])
        block = replace(block, lines=block.lines[above:], words=block.words[above:], line=block.line + above)
    yield block


def _is_picture(block: Block) -> bool:
    return block.kind == "paragraph" and _is_picture_alone(block.raw)


def _is_picture_alone(text: str) -> bool:
    return "![" in text and not _PICTURE.sub("", text).strip()


def _is_text(block: Block) -> bool:
    return len(block.text.split()) >= _FEWEST_WORDS and not _is_picture(block)


def _find(address: str, assets: Assets) -> Medium | None:
    if address.startswith(_OWN):
        return None
    found = assets.find(address)
    if isinstance(found, Medium):
        return found
    if found is not None and not _ELSEWHERE.match(address):
        assets.miss(found, address)
    return None


def _names_picture(address: str) -> bool:
    return address.strip("<>").partition("?")[0].lower().endswith((".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif"))


def _names_document(address: str) -> bool:
    return re.split("[?#]", address.strip("<>"), maxsplit=1)[0].lower().endswith(".pdf")


def _outside_code(text: str, write: Callable[[str], str]) -> str:
    parts: list[str] = []
    at = 0
    for code in _CODE.finditer(text) if "`" in text or "~~~" in text else ():
        parts += (write(text[at : code.start()]), code[0])
        at = code.end()
    return "".join((*parts, write(text[at:])))
