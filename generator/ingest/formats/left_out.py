"""What a document holds beside the text of a release: counted while it is dropped, then told as warnings.

Comments, deletions and hidden text may be secrets: of them only the number is told, never a word.
"""

import re
from dataclasses import dataclass, field, replace

from generator.ingest.reading import Item, Reading
from generator.problems import Problem

_NO_TITLE = re.compile(
    r"(?:microsoft (?:office )?word|word document|untitled|document|dokument|sans titre|unbenannt|layout|slide|"
    r"(?:press|news|media) release|pressemitteilung|communiqu. de presse|template|fax|letter)\b.{0,12}"
    r"|.*\.(?:docx?|odt|rtf|pdf|indd|qxd|pages|pub|html?|tmp)|\S*",
    re.IGNORECASE,
)
_MOST_SHOWN = 160


@dataclass(slots=True)
class LeftOut:
    """The counts of one document."""

    comments: int = 0
    deletions: int = 0
    """Passages that a tracked change deleted or moved away."""
    hidden: int = 0
    """Passages formatted so that no reader sees them."""
    pictures: int = 0
    """Pictures at another address, and in kinds that no browser shows."""
    cropped: int = 0
    """Pictures of which the document shows a part: the rest may be a secret."""
    embedded: int = 0
    """Charts, diagrams and files of other programs."""
    margins: list[str] = field(default_factory=list)
    """The words of page headers and footers."""

    def problems(self, item: Item) -> tuple[Problem, ...]:
        """Return the warnings."""
        return tuple(warn(message, item) for message in (self._secrets(), self._pictures(), self._margins()) if message)

    def _secrets(self) -> str | None:
        counts = ((self.comments, "comment"), (self.deletions, "tracked deletion"), (self.hidden, "hidden passage"))
        told = [count_of(number, noun) for number, noun in counts if number]
        if not told:
            return None
        return f"not part of the release and left out: {', '.join(told)}; the original keeps what was left out"

    def _pictures(self) -> str | None:
        counts = ((self.pictures, "picture"), (self.cropped, "cropped picture"), (self.embedded, "embedded object"))
        told = ", ".join(count_of(number, noun) for number, noun in counts if number)
        if not told:
            return None
        return f"left in the original: {told}; save what the release needs under content/media/ and name it in 'media'"

    def _margins(self) -> str | None:
        words = " / ".join(dict.fromkeys(self.margins))
        if not any(map(str.isalpha, words)):
            return None
        shown = words if len(words) <= _MOST_SHOWN else f"{words[:_MOST_SHOWN].rstrip()} …"
        return f"page headers and footers were left out: '{shown}'; add what the release needs of them"


def warn(message: str, item: Item) -> Problem:
    """Return a warning about the item."""
    return Problem(message=message, path=item.shown, severity="warning")


def count_of(number: int, noun: str) -> str:
    """Return `1 comment`, `2 comments`."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def call_by_property(reading: Reading, title: str | None) -> Reading:
    """Return the reading with the title of the file's properties, if its text has none; it stays inferred."""
    words = " ".join((title or "").split())
    if "title" not in reading.inferred or _NO_TITLE.fullmatch(words):
        return reading
    return replace(reading, front=replace(reading.front, title=words))
