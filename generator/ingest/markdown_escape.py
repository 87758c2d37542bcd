"""Plain text → Markdown that renders to exactly the same words, in Python-Markdown and in CommonMark.

Only what either of them would take for syntax is escaped, so that the text stays readable in an editor. HTML character
references are syntax of the text itself and stay as they are.
"""

import re
from collections.abc import Iterable, Sequence

_INLINE = re.compile(
    r"""
      (?P<address>https?://[^\s<>\[\]`\\"“”]+[^\s<>\[\]`\\"“”.,;:!?'’)*_~])
    | (?P<backslash>\\(?=[!-/:-@\[-`{-~]|$))
    | (?P<mark>[`*]|\{(?=:))
    | (?P<underscore>_+)
    | (?P<bracket>\[)
    | (?P<entity><(?=[A-Za-z/!?])|~(?=~))
    """,
    re.VERBOSE,
)
_INLINE_SIGNS = ("\\", "`", "*", "{", "_", "[", "<", "~", "://")
"""One of these is in every text that `_INLINE` finds something in."""
_BLOCK_MARK = re.compile(r"#|>|[+-](?=\s|$)|!!!|(?P<digits>\d{1,9})[.)](?=\s|$)")
_DRAWN = re.compile(r"[-=|:\s]+|(?::|~)\s.*")
_ENTITIES = {"=": "&#61;", "~": "&#126;", ":": "&#58;", "|": "&#124;", "<": "&lt;"}
_LINKS = ("](", "]:", "[^", "[TOC")
"""What a bracket needs near it to be a link, a definition, a footnote or a table of contents."""
_BULLET = re.compile(r"(?P<mark>[•●▪◦‣·∙■*+-]|(?P<number>\d{1,3})[.)])[ \t\xa0]+")
_SURE_BULLETS = "•●▪◦‣∙■"


def escape_paragraph(lines: Iterable[str]) -> str:
    """Return a paragraph of Markdown; every line but the last ends with a hard line break."""
    return "  \n".join(escape_line(line) for line in lines)


def escape_heading(text: str) -> str:
    """Return a heading of the second level."""
    escaped = escape_line(text)
    # A heading may end in marks that are no words of it, so a last one that is must not look like them.
    return f"## {escaped.removesuffix('#').removesuffix(chr(92))}&#35;" if escaped.endswith("#") else f"## {escaped}"


def escape_list(lines: Sequence[str]) -> str:
    """Return a list of Markdown, or a paragraph when it may be none; lines without a bullet continue the item above."""
    if not _is_list(lines):
        return escape_paragraph(lines)
    written: list[str] = []
    for line in lines:
        bullet = _BULLET.match(line)
        if bullet:
            mark = f"{bullet['number']}." if bullet["number"] else "-"
            written.append(f"{mark} {escape_line(line[bullet.end() :])}")
        else:
            written[-1] += "  "
            written.append(f"    {escape_line(line)}")
    return "\n".join(written)


def escape_line(line: str) -> str:
    """Return one line of Markdown that renders to the words of `line`; web addresses become links to themselves."""
    line = line.strip()
    if not any(sign in line for sign in _INLINE_SIGNS):
        return _escape_start(line)
    linking = any(sign in line for sign in _LINKS)

    def escape(found: re.Match[str]) -> str:
        kind, mark = found.lastgroup, found[0]
        if kind == "address":
            return f"<{mark}>"
        if kind == "entity":
            return _ENTITIES[mark]
        if kind == "bracket" and not linking:
            return mark
        if kind == "underscore" and _is_within_word(found):
            return mark
        return "".join(f"\\{character}" for character in mark)

    return _escape_start(_INLINE.sub(escape, line))


def _escape_start(line: str) -> str:
    """Escape what only the beginning of a line gives a meaning."""
    if _DRAWN.fullmatch(line):
        return _ENTITIES.get(line[0], f"\\{line[0]}") + line[1:]
    mark = _BLOCK_MARK.match(line)
    if mark is None:
        return line
    digits = len(mark["digits"] or "")
    return f"{line[:digits]}\\{line[digits:]}"


def _is_within_word(found: re.Match[str]) -> bool:
    before, after = found.string[max(found.start() - 1, 0) : found.start()], found.string[found.end() : found.end() + 1]
    return before.isalnum() and after.isalnum()


def _is_list(lines: Sequence[str]) -> bool:
    """Tell a list from a footnote's asterisk, a lone dash, and numbers that Markdown would count anew."""
    bullets = [bullet for bullet in map(_BULLET.match, lines) if bullet]
    if not bullets or not _BULLET.match(lines[0]):
        return False
    numbers = [int(bullet["number"]) for bullet in bullets if bullet["number"]]
    if numbers:
        return len(numbers) == len(bullets) > 1 and numbers == list(range(1, len(numbers) + 1))
    return len(bullets) > 1 or bullets[0]["mark"] in _SURE_BULLETS
