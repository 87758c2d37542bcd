"""The tags of HTML, read in one pass: hostile markup has them by the hundred thousand."""

import re

from generator.problems import ImportRefused, Problem

_OPENS = re.compile(r"<(?:(?P<comment>!--)|(?P<unshown>(?:style|script|head|title)\b))?", re.IGNORECASE)
_UNSHOWN_END = re.compile(r"</(?:style|script|head|title)\s*>", re.IGNORECASE)

_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-z][a-z0-9]*)", re.IGNORECASE)
_WITHOUT_END = frozenset(
    "area base br col dd dt hr img input li link meta option p param source tbody td tfoot th tr wbr thead".split()
)
"""Elements that end by themselves, or may be left open in any number."""
_DEEPEST = 5000
"""Elements within each other: the time of reading them grows with the square of that."""


def refuse_deep(markup: str) -> None:
    """Raise ImportRefused for markup nested deeper than any text is."""
    depth = 0
    for tag in _TAG.finditer(markup):
        if tag["name"].lower() in _WITHOUT_END:
            continue
        depth = max(depth - 1, 0) if tag["end"] else depth + 1
        if depth > _DEEPEST:
            message = f"its markup is nested deeper than {_DEEPEST} elements; save it anew from where it came"
            raise ImportRefused([Problem(message=message)])


def strip_tags(markup: str) -> str:
    """Return the text with a blank for each tag, each comment, and each part that no browser shows.

    An end that is not there is looked for once, however often something begins.
    """
    kept: list[str] = []
    at = 0
    has_comment_end = has_unshown_end = True
    while found := _OPENS.search(markup, at):
        end = -1
        if found["comment"] and has_comment_end:
            end = markup.find("-->", found.end())
            has_comment_end = end >= 0
            end += 3 if has_comment_end else 0
        elif found["unshown"] and has_unshown_end:
            closing = _UNSHOWN_END.search(markup, found.end())
            has_unshown_end = closing is not None
            end = closing.end() if closing else -1
        if end < 0:
            end = markup.find(">", found.end()) + 1
        if not end:  # nor is any tag behind this one closed
            break
        kept += markup[at : found.start()], " "
        at = end
    return "".join(kept) + markup[at:]
