"""A release as plain text: to be copied into a message or read by a program, with paragraphs of one line."""

from collections.abc import Iterator

from generator.date_text import date_text
from generator.organise.frame import Frame
from generator.organise.standing_words import attribution, correction_lines, status_lines
from generator.organise.twins.twin import Twin


def plain_twin(frame: Frame, twin: Twin) -> str:
    """Return the text, disclosures first; what the archive supplied stands in brackets."""
    return "\n\n".join(filter(None, _paragraphs(frame, twin))) + "\n"


def _paragraphs(frame: Frame, twin: Twin) -> Iterator[str]:
    front, inferred = twin.front, twin.entry.release.front.inferred
    yield from (one.text for one in twin.foremost())
    yield from status_lines(frame, front)
    yield f"[{front.title}]" if "title" in inferred else front.title
    yield front.subtitle or ""
    date = date_text(front.date, twin.language(frame)) if front.date else ""
    yield " · ".join(filter(None, (f"[{date}]" if date and "date" in inferred else date, front.source)))
    yield front.dateline or ""
    for quote in front.quotes:
        if quote.pull:
            yield "\n".join(filter(None, (f"“{quote.text}”", attribution(quote))))
    yield from twin.text(frame).split("\n")
    yield from (one.text for one in twin.statements())
    yield from correction_lines(frame, front)
    yield "\n".join(_origin(frame, twin))


def _origin(frame: Frame, twin: Twin) -> Iterator[str]:
    front = twin.front
    if front.issuers:
        names = "; ".join(front.issuers)
        written = f"[{names}]" if "issuers" in twin.entry.release.front.inferred else names
        yield f"{frame.gettext('Issued by')}: {written}"
    if front.source_url:
        yield f"{frame.gettext('Published at')}: {front.source_url}"
    yield frame.url(twin.entry.address)
