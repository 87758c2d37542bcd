"""HTML without its tags, in one pass: an end that is not there is looked for once, however often something begins."""

import re

_OPENS = re.compile(r"<(?:(?P<comment>!--)|(?P<unshown>(?:style|script|head|title)\b))?", re.IGNORECASE)
_UNSHOWN_END = re.compile(r"</(?:style|script|head|title)\s*>", re.IGNORECASE)


def strip_tags(markup: str) -> str:
    """Return the text with a blank for each tag, each comment, and each part that no browser shows."""
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
