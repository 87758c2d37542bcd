"""What a process that builds again and again keeps in mind from one build to the next, as a preview does.

A single build has no use for it: it makes each value once.
"""

from typing import TYPE_CHECKING

from generator.last_time import LastTime

if TYPE_CHECKING:
    from generator.organise.organise import Placed
    from generator.parse import ParsedRelease


class Memory:
    """Of one site; for one build at a time."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.releases: LastTime[ParsedRelease] = LastTime()
        self.places: LastTime[Placed] = LastTime()
