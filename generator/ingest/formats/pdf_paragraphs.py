"""The lines of a PDF's pages → paragraphs, headings and lists, by where the lines stand and how large they are.

No word is dropped; a hyphen at a line's end is, only where the joined word occurs elsewhere in the document.
"""

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator.ingest.formats.pdf_pages import Line, Page

_WORD = re.compile(r"\w+")
_BULLET = re.compile(r"(?:[•●▪◦‣·∙■○–-]|\uf0b7)\s+(?=\S)")
_SENTENCE_END = re.compile(r"[.!?:;。！？؟][\"”’»)\]]*$")
_BROKEN_WORD = re.compile(r"(\w+)-((?:</a>)?)$")
_WORD_AT_START = re.compile(r"((?:<a [^>]*>)?)(\w+)")
_UNSPACED = re.compile(r"[\u3000-\u30ff\u3400-\u9fff\uff00-\uff60]")
"""Characters of scripts that put no blanks between words."""
_COORDINATION = re.compile(r"(?:and|or|und|oder|et|ou|y|o|e)\b")
_TORN_LINK = re.compile(r'(<a href="[^"]*">)([^<]*)</a>( ?)\1')
_BANNER = re.compile(
    r"(?:for immediate release|embargoed.*|(?:press|news|media) (?:release|information|statement)|news|"
    r"communiqué(?: de presse)?|pressemitteilung|medienmitteilung|presseinformation|comunicado(?: de prensa)?|"
    r"comunicato stampa|persbericht|пресс-релиз)[\s:.!]*",
    re.IGNORECASE,
)
_LARGER = 1.12
_WIDE_GAP = 1.28
_LONGEST_HEADING = 250
_LONGEST_BOLD_HEADING = 90
_HEAD_PARAGRAPHS = 6
"""Bold lines among the first paragraphs may be contacts or a release line, so they are no headings."""
_MOST_COMPARED = 400
_FEWEST_BESIDE = 3
"""Lines that begin alike and have another beside them, which make a column."""
_SAME_LEFT = 3
"""Points by which the bullets of one list may differ."""
_WIDEST_STEP = 72
"""Points by which a list in a list is set in."""


@dataclass(slots=True)
class _Paragraph:
    lines: list[Line]
    breaks: list[bool]
    """Before each line but the first: whether the writer ended the line there."""

    @property
    def first(self) -> Line:
        return self.lines[0]

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)


def write_markup(pages: Sequence[Page]) -> str:
    """Return the HTML of the pages."""
    paragraphs = list(_paragraphs(pages))
    lines = [line for page in pages for line in page.lines]
    vocabulary = frozenset(word for line in lines for word in _WORD.findall(line.text.casefold()))
    body_size = _body_size(lines)
    sizes = sorted({paragraph.first.size for paragraph in paragraphs if paragraph.first.size > body_size * _LARGER})
    parts: list[str] = []
    items: list[tuple[float, str]] = []
    for number, paragraph in enumerate(paragraphs):
        inner = _join(paragraph, vocabulary)
        level = _heading_level(paragraph, number, sizes[::-1])
        bullet = _BULLET.match(inner)
        if bullet and not level:
            items.append((paragraph.first.box.left, inner[bullet.end() :]))
            continue
        parts.append(_write_list(items))
        items = []
        parts.append(f"<h{level}>{inner.replace('<br>', ' ')}</h{level}>" if level else f"<p>{inner}</p>")
    return "\n".join(filter(None, [*parts, _write_list(items)]))


def _write_list(items: Sequence[tuple[float, str]]) -> str:
    """Return items, each with where its line begins, as lists in each other; in another column it is another list."""
    parts: list[str] = []
    opened: list[float] = []
    for left, inner in items:
        while opened and (left < opened[-1] - _SAME_LEFT or left > opened[-1] + _WIDEST_STEP):
            parts.append("</li></ul>")
            opened.pop()
        if opened and left <= opened[-1] + _SAME_LEFT:
            parts.append("</li>")
        else:
            parts.append("<ul>")
            opened.append(left)
        parts.append(f"<li>{inner}")
    return "".join([*parts, *("</li></ul>" for _ in opened)])


def _paragraphs(pages: Sequence[Page]) -> Iterator[_Paragraph]:
    current: _Paragraph | None = None
    around: Sequence[Line] = ()
    beside: Sequence[tuple[float, float]] = ()
    usual_pitch = _usual_pitch([line for page in pages for line in page.lines])
    for page in pages:
        pitch = (_usual_pitch(page.lines) or usual_pitch) / (_body_size(page.lines) or 1)
        for line in page.lines:
            before = current.lines[-1] if current else None
            if current is None or before is None:
                current = _Paragraph([line], [])
                continue
            right = _column_right(around, beside, before)
            if around is not page.lines:  # only now: the line before the first stands on the page before
                around, beside = page.lines, _find_beside(page.lines)
            if _continues(current, before, line, pitch * before.size, right):
                current.lines.append(line)
                current.breaks.append(_ended_early(before, line, right) and not _is_wrapped_heading(before, line))
            else:
                yield current
                current = _Paragraph([line], [])
    if current:
        yield current


def _continues(paragraph: _Paragraph, before: Line, line: Line, pitch: float, right: float) -> bool:
    """Tell whether a line goes on with the paragraph of the line before."""
    if not _look_alike(before, line) or _BULLET.match(line.text):
        return False
    step = before.box.bottom - line.box.bottom
    if step < 0 or step > before.size * 4:  # another column, another page
        return not _SENTENCE_END.search(before.text) and (
            line.text[0].islower() or not _ended_early(before, line, right)
        )
    if step > max(pitch, before.size) * _WIDE_GAP:
        return False
    if _is_wrapped_heading(before, line):
        return True
    in_item = bool(_BULLET.match(paragraph.first.text))
    if not in_item and line.box.left - before.box.left > line.size * 0.8 and len(paragraph.lines) > 1:
        return False  # an indented first line
    return not (_ended_early(before, line, right) and _SENTENCE_END.search(before.text))


def _look_alike(before: Line, line: Line) -> bool:
    larger, smaller = max(before.size, line.size), min(before.size, line.size)
    return larger <= smaller * _LARGER and before.bold == line.bold


def _is_wrapped_heading(before: Line, line: Line) -> bool:
    return before.bold and line.bold and not _SENTENCE_END.search(before.text) and len(before.text) > 30


def _ended_early(before: Line, line: Line, right: float) -> bool:
    """Tell whether the first word of a line would have had room on the line before."""
    if before.text.endswith("-"):
        return False
    width = (before.box.right - before.box.left) / max(len(before.text), 1)
    return before.box.right + width * (len(line.text.split(maxsplit=1)[0]) + 1.5) < right


def _column_right(lines: Sequence[Line], beside: Sequence[tuple[float, float]], line: Line) -> float:
    """Return how far to the right the lines above and below a line reach, as far as they stand in its column."""
    limits = [limit for left, limit in beside if abs(left - line.box.left) <= _SAME_LEFT]
    limit = min(limits) if len(limits) >= _FEWEST_BESIDE else math.inf
    if line.box.right > limit:
        limit = math.inf
    rights = (
        other.box.right
        for other in lines[:_MOST_COMPARED]
        if other.box.left < line.box.right and line.box.left < other.box.right <= limit
    )
    return max(rights, default=line.box.right)


def _find_beside(lines: Sequence[Line]) -> list[tuple[float, float]]:
    """Return the lines that another stands beside: where each begins, and where the one to its right does."""
    near = lines[:_MOST_COMPARED]
    found = []
    for line in near:
        middle = (line.box.bottom + line.box.top) / 2
        lefts = [
            other.box.left
            for other in near
            if other.box.left >= line.box.right and other.box.bottom < middle < other.box.top
        ]
        if lefts:
            found.append((line.box.left, min(lefts)))
    return found


def _usual_pitch(lines: Sequence[Line]) -> float:
    """Return the distance of two lines of a paragraph, in points: the least that is frequent; 0 if there is none."""
    steps = Counter(
        round((before.box.bottom - line.box.bottom) * 2) / 2
        for before, line in pairwise(lines)
        if before.size * 0.7 < before.box.bottom - line.box.bottom < before.size * 2.2
    )
    if not steps:
        return 0
    most = max(steps.values())
    return min(step for step, count in steps.items() if count * 5 >= most)


def _body_size(lines: Sequence[Line]) -> float:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0


def _heading_level(paragraph: _Paragraph, number: int, sizes: Sequence[float]) -> int:
    """Return 1 to 4 for a heading, 0 for other text; the sizes are those above the body's, from the largest."""
    text = paragraph.text
    if _BANNER.fullmatch(text) or not any(map(str.isalpha, text)) or len(text) > _LONGEST_HEADING:
        return 0
    if paragraph.first.size in sizes:
        return min(sizes.index(paragraph.first.size) + 1, 4)
    bold_heading = paragraph.first.bold and len(text) <= _LONGEST_BOLD_HEADING and not _SENTENCE_END.search(text)
    return min(len(sizes) + 1, 4) if bold_heading and number >= _HEAD_PARAGRAPHS else 0


def _join(paragraph: _Paragraph, vocabulary: frozenset[str]) -> str:
    parts = [paragraph.first.markup]
    for (before, line), ended in zip(pairwise(paragraph.lines), paragraph.breaks, strict=True):
        broken, start = _BROKEN_WORD.search(parts[-1]), _WORD_AT_START.match(line.markup)
        if broken and start and not _COORDINATION.match(line.text):
            whole = f"{broken[1]}{start[2]}".casefold() in vocabulary
            head = parts[-1][: broken.end(1)] + ("" if whole else "-") + broken[2]
            parts[-1:] = [head, line.markup]
        else:
            unspaced = _UNSPACED.match(before.text[-1]) and _UNSPACED.match(line.text[0])
            parts += ["<br>" if ended else "" if unspaced else " ", line.markup]
    joined = "".join(parts)
    while (mended := _TORN_LINK.sub(r"\1\2\3", joined)) != joined:
        joined = mended
    return joined
