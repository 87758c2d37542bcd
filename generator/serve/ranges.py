"""Parts of a file (RFC 9110 section 14), so that a recording can be heard from its middle."""

import re

RANGE = re.compile(r"bytes=\s*(?P<first>\d{0,18})-(?P<last>\d{0,18})\s*", re.IGNORECASE)


class Unsatisfiable(Exception):
    """The part asked for lies beyond the end."""


def find_range(header: str | None, size: int) -> range | None:
    """Return the positions asked for, or None for the whole file.

    Several ranges in one request, and what is not understood, are answered with the whole file, which is always right.
    """
    match = RANGE.fullmatch(header or "")
    if match is None or not (match["first"] or match["last"]):
        return None
    if not match["first"]:
        first, last = max(0, size - int(match["last"])), size - 1
        if match["last"].strip("0") == "":
            raise Unsatisfiable
    else:
        first = int(match["first"])
        last = min(int(match["last"] or size), size - 1)
        if match["last"] and int(match["last"]) < first:
            return None
    if first >= size:
        raise Unsatisfiable
    return range(first, last + 1)
