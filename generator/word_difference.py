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


class Run(NamedTuple):
    """Neighbouring words with one fate."""

    kind: Kind
    text: str


Paragraph = tuple[Run, ...]
_Piece = tuple[Kind, list[str]]


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
    """Yield the fates of words; one that stayed alone between changes changes with them, for easier reading."""
    parts = list(_compare(old, new))
    removed, added = list[str](), list[str]()
    for number, (kind, old_tokens, new_tokens) in enumerate(parts):
        is_alone = len(new_tokens) == 1 and new_tokens != ["\n"] and 0 < number < len(parts) - 1
        if kind == "same" and not is_alone:
            yield from (("removed", removed), ("added", added), ("same", new_tokens))
            removed, added = [], []
        else:
            removed, added = [*removed, *old_tokens], [*added, *new_tokens]
    yield from (("removed", removed), ("added", added))


def _compare(old: list[str], new: list[str]) -> Iterator[tuple[Literal["same", "changed"], list[str], list[str]]]:
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
