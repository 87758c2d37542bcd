"""What the archive itself says in the plain forms of a release."""

from collections.abc import Iterator

from generator.model import FrontMatter, Quote
from generator.organise.frame import Frame


def status_lines(frame: Frame, front: FrontMatter) -> Iterator[str]:
    """Yield what has become of a release: withdrawn, what the archive has to say of it."""
    kinds = {
        "editor": frame.gettext("Note from the editor"),
        "reply": frame.gettext("Reply"),
        "court": frame.gettext("Court order"),
        "rights": frame.gettext("Notice of rights"),
    }
    if front.withdrawn:
        yield f"{frame.gettext('Withdrawn')}, {frame.period(front.withdrawn.date)}: {front.withdrawn.reason}"
    for notice in front.notices:
        when = f", {frame.period(notice.date)}" if notice.date else ""
        yield " ".join(filter(None, (f"{kinds[notice.kind]}{when}: {notice.text}", notice.url)))


def correction_lines(frame: Frame, front: FrontMatter) -> Iterator[str]:
    """Yield what was corrected, oldest first."""
    for one in front.corrections:
        yield f"{frame.gettext('Corrected')}, {frame.period(one.date)}: {one.note}"


def attribution(quote: Quote) -> str:
    """Return who said something, as far as the release states it."""
    return ", ".join(filter(None, (quote.speaker, quote.role)))
