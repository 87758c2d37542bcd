"""What a group of a rich text inherits from the one around it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class State:
    """What a group inherits and its end restores."""

    destination: str = ""
    """Empty where the text of the release is."""
    starred: bool = False
    hidden: bool = False
    deleted: bool = False
    bold: bool = False
    italic: bool = False
    font: int | None = None
    """None for the document's own."""
    skip: int = 1
    """How many characters stand for a Unicode one, for readers that know none."""
    link: str = ""
    box: int = 0
    """How many text boxes are around it."""
