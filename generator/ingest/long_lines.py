"""A line that no writer of a release has written: it would cost every later step, and become a page nobody can read."""

from collections.abc import Iterable

from generator.problems import ImportRefused, Problem

LONGEST_LINE = 1_000_000
"""Characters of one line, or of one paragraph where lines mean nothing: a book has about as many."""


def refuse_long_lines(lines: Iterable[str]) -> None:
    """Raise ImportRefused when a line, or what stands between two tags, is longer than any release."""
    longest = max(map(len, lines), default=0)
    if longest > LONGEST_LINE:
        message = (
            f"this is no press release: one line or paragraph of it has {longest} characters; import the text of the "
            "release by itself, an empty line between two paragraphs"
        )
        raise ImportRefused([Problem(message=message)])
