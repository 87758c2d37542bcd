"""What a process that builds again and again keeps in mind from one build to the next, as a preview does.

A single build has no use for it: it makes each value once.
"""

from collections.abc import Set
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from generator.last_time import LastTime
from generator.load import Scan, scan_again

if TYPE_CHECKING:
    from generator.organise import LastSite
    from generator.parse import ParsedRelease
    from generator.state import KnownSource, State


class Memory:
    """Of one site; for one build at a time."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.releases: LastTime[ParsedRelease] = LastTime()
        self._sources: dict[str, KnownSource] = {}
        self._edition: bytes | None = None
        self.found: Scan | None = None
        """What was found of the site last."""

    def find_changed(self, site: Path, changed: Set[str]) -> Scan | None:
        """Return what is to be found if no other file has changed; None when only a scan can tell."""
        found = scan_again(site, self.found, changed) if self.found and changed else None
        self.found = found or self.found
        return found

    @cached_property
    def site(self) -> "LastSite":
        """What organising remembers."""
        from generator.organise import LastSite  # a build with nothing to do must not wait for it

        return LastSite()

    def take_sources(self, state: "State") -> "dict[str, KnownSource]":
        """Hand over what the state knows of the sources, read from it only when others have changed it.

        Whoever takes them changes them as he changes the state, and gives them back once both are the same.
        """
        known, edition = self._sources, self._edition
        self._sources, self._edition = {}, None
        return known if edition and edition == state.edition else state.sources()

    def keep_sources(self, state: "State", known: "dict[str, KnownSource]") -> None:
        """Keep the sources as the state, which is committed, has them."""
        self._sources, self._edition = known, state.edition
