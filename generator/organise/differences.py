"""What changed between two texts of an announcement, as pages show it."""

from generator.contexts import ChangedParagraph, ChangedRun
from generator.model import Release
from generator.organise.frame import Frame
from generator.word_difference import Paragraph, compare_texts

Difference = tuple[ChangedParagraph, tuple[ChangedParagraph, ...]]
"""Of the headline, and of each paragraph."""


def find_difference(frame: Frame, older: Release, newer: Release) -> Difference:
    """Return the headlines and texts of two releases as one each, with what was taken out and put in."""
    compared = compare_texts(_text(frame, older), _text(frame, newer))
    headline = compare_texts(older.front.title, newer.front.title)[0]
    return _paragraph(headline), tuple(map(_paragraph, compared))


def changed_only(difference: Difference) -> Difference:
    """Return what changed without the paragraphs that stayed; a headline that stayed is empty."""
    headline, paragraphs = difference
    return (headline if _has_changed(headline) else ChangedParagraph(runs=())), tuple(filter(_has_changed, paragraphs))


def _has_changed(paragraph: ChangedParagraph) -> bool:
    return any(run.kind != "same" for run in paragraph.runs)


def _text(frame: Frame, release: Release) -> str:
    subtitle = release.front.subtitle
    body = frame.read_body(release.body.key).text
    return f"{subtitle}\n{body}" if subtitle else body


def _paragraph(paragraph: Paragraph) -> ChangedParagraph:
    return ChangedParagraph(runs=tuple(ChangedRun(kind=run.kind, text=run.text) for run in paragraph))
