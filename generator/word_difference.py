"""What changed between two texts, word by word: which words were taken out, put in, or stayed.

The paragraphs that stayed are found first, so that only the words around a change are compared.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

Kind = Literal["same", "removed", "added"]

_JOINED = "⺀-鿿豈-﫿가-힣"
_TOKEN = re.compile(rf"\n|[{_JOINED}][^\S\n]*|[^\s{_JOINED}]+[^\S\n]*")
"""A paragraph's end, a character of a script without blanks between words, or a word; with the blank behind it."""
_NO_BLANK = re.compile(rf"[\s{_JOINED}]$")
_MOST_PAIRS = 1_000_000
"""Of equal words on both sides: what is dearer to compare is shown as taken out and put in."""
_PASSES = 8


class Run(NamedTuple):
    """Neighbouring words with one fate."""

    kind: Kind
    text: str


Paragraph = tuple[Run, ...]
_Piece = tuple[Kind, list[str]]
_Part = tuple[Literal["same", "changed"], list[str], list[str]]


def compare_texts(before: str, after: str) -> tuple[Paragraph, ...]:
    """Return the paragraphs of both texts, a line each, with the words that were taken out, put in, or stayed."""
    old, new = before.splitlines(), after.splitlines()
    pieces: list[_Piece] = []
    for kind, old_lines, new_lines in _compare(old, new):
        if kind == "same":
            pieces.append(("same", _tokens(new_lines)))
        else:
            pieces += _changed(_tokens(old_lines), _tokens(new_lines))
    return tuple(_paragraphs(pieces))


def _tokens(lines: Sequence[str]) -> list[str]:
    return [token for line in lines for token in _TOKEN.findall(line + "\n")]


def _changed(old: list[str], new: list[str]) -> Iterator[_Piece]:
    """Yield the fates of the words around a change."""
    parts = list(_compare(old, new))
    for _ in range(_PASSES):
        joined = _join(parts)
        if len(joined) == len(parts):
            break
        parts = joined
    for kind, old_tokens, new_tokens in parts:
        if kind == "same":
            yield "same", new_tokens
        else:
            yield from (("removed", old_tokens), ("added", new_tokens))


def _join(parts: Sequence[_Part]) -> list[_Part]:
    """Return the parts without what stayed between changes as long as itself: nobody reads words in tatters."""
    joined: list[_Part] = []
    for number, part in enumerate(parts):
        kind, old, new = part
        if joined and joined[-1][0] == "changed" and kind == "changed":
            joined[-1] = ("changed", joined[-1][1] + old, joined[-1][2] + new)
            continue
        between = kind == "same" and joined and number + 1 < len(parts) and "\n" not in new
        if between and len(new) <= min(_length(joined[-1]), _length(parts[number + 1])):
            joined[-1] = ("changed", joined[-1][1] + old, joined[-1][2] + new)
        else:
            joined.append(part)
    return joined


def _length(part: _Part) -> int:
    return max(len(part[1]), len(part[2]))


def _compare(old: list[str], new: list[str]) -> Iterator[_Part]:
    """Yield the parts of two sequences in their order; no two neighbouring parts are of one kind."""
    counts = Counter(map(str.rstrip, new))
    keys = [token.rstrip(" ") for token in old], [token.rstrip(" ") for token in new]
    if sum(counts[token.rstrip()] for token in old) > _MOST_PAIRS:
        yield "changed", old, new
        return
    for name, start, end, new_start, new_end in SequenceMatcher(None, *keys, autojunk=False).get_opcodes():
        yield "same" if name == "equal" else "changed", old[start:end], new[new_start:new_end]


def _paragraphs(pieces: Sequence[_Piece]) -> Iterator[Paragraph]:
    """Yield paragraphs: one ends where it ends in either text."""
    runs: list[Run] = []
    for kind, tokens in pieces:
        words = ""
        for word in tokens:
            if word != "\n":
                words += word
                continue
            runs += [Run(kind, words)] if words else []
            words = ""
            if runs:
                yield _joined(runs)
            runs = []
        runs += [Run(kind, words)] if words else []
    if runs:
        yield _joined(runs)


def _joined(runs: list[Run]) -> Paragraph:
    """Return the runs of a paragraph, neighbours of one kind as one, with a blank between words of different fates."""
    joined: list[Run] = []
    for run in runs:
        if joined and joined[-1].kind == run.kind:
            joined[-1] = Run(run.kind, joined[-1].text + run.text)
            continue
        if joined and not _NO_BLANK.search(joined[-1].text):
            joined[-1] = joined[-1]._replace(text=f"{joined[-1].text} ")
        joined.append(run)
    return (*joined[:-1], joined[-1]._replace(text=joined[-1].text.rstrip()))
