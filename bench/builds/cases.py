"""What is done to an archive before it is built again: the same to everybody, and each time to other releases."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from bench.builds.contenders import Contender
from bench.builds.maker import LAST_DAY, Maker, Release, under_embargo

ROUNDS = 3
"""How often each case is measured."""
_TODAY = datetime(2023, 1, 2, 12, tzinfo=UTC)
"""The clock of all builds, two days after the last release, until the case that moves it."""
_TEN_YEARS_AGO = datetime(2012, 12, 20, 9, tzinfo=UTC)
_RENAMED = 200
"""The first tag that is renamed: about every 150th release carries it."""


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive as it is now, as far as the cases change it."""

    maker: Maker
    count: int
    changing: dict[str, Release]
    """The releases that some case changes, by slug."""

    def releases(self) -> Iterator[Release]:
        """Yield all releases as they are at first, and remember those that will change."""
        edited = {self.count * 2 // 3 + turn for turn in range(ROUNDS)}
        renamed = set(self.maker.tags[_RENAMED : _RENAMED + ROUNDS])
        for number, release in enumerate(self.maker.archive(self.count)):
            if number in edited or renamed & set(release.tags):
                self.changing[release.slug] = release
            yield release
        for turn in range(ROUNDS):
            yield under_embargo(self._added(3 * ROUNDS + turn, LAST_DAY), _embargo(turn))

    def edited(self, turn: int) -> list[Release]:
        """Return a release whose text says one thing more."""
        return self._change([f"release-{self.count * 2 // 3 + turn:06d}"], _with_another_paragraph)

    def renamed(self, turn: int) -> list[Release]:
        """Return the releases of a tag, which has another name."""
        old = self.maker.tags[_RENAMED + turn]
        slugs = [slug for slug, release in self.changing.items() if old in release.tags]
        return self._change(slugs, lambda release: _with_other_tag(release, old, f"Renamed {turn}"))

    def added(self, turn: int) -> list[Release]:
        """Return a release of today."""
        return [self._added(turn, _TODAY - timedelta(hours=3 - turn))]

    def added_long_ago(self, turn: int) -> list[Release]:
        """Return a release of ten years before that was found only now."""
        return [self._added(ROUNDS + turn, _TEN_YEARS_AGO + timedelta(days=turn))]

    def _added(self, number: int, date: datetime) -> Release:
        return self.maker.release(self.count + number, date)

    def _change(self, slugs: list[str], change: Callable[[Release], Release]) -> list[Release]:
        changed = [change(self.changing[slug]) for slug in slugs]
        self.changing.update({release.slug: release for release in changed})
        return changed


def _write_nothing(_: Archive, __: int) -> list[Release]:
    return []


def _do_nothing(_: Contender, __: int) -> None:
    pass


def _forget(contender: Contender, _: int) -> None:
    contender.forget()


def _edit_layout(contender: Contender, turn: int) -> None:
    contender.edit_layout(turn)


@dataclass(frozen=True, slots=True)
class Case:
    """One thing that may have happened since the last build."""

    name: str
    title: str
    written: Callable[[Archive, int], list[Release]] = _write_nothing
    """The releases that are written, in each round."""
    prepare: Callable[[Contender, int], None] = _do_nothing
    """What else is done."""
    moves_clock: bool = False

    def clock(self, turn: int) -> datetime:
        """Return the instant of the build."""
        return _embargo(turn) + timedelta(minutes=1) if self.moves_clock else _TODAY


def _embargo(turn: int) -> datetime:
    return _TODAY + timedelta(days=1 + turn)


def _with_another_paragraph(release: Release) -> Release:
    return replace(release, paragraphs=(*release.paragraphs, f"One thing more: {release.summary.lower()}"))


def _with_other_tag(release: Release, old: str, new: str) -> Release:
    return replace(release, tags=tuple(new if tag == old else tag for tag in release.tags))


CASES = (
    Case("cold", "cold", prepare=_forget),
    Case("unchanged", "nothing changed"),
    Case("edited", "one release edited", Archive.edited),
    Case("added", "one added", Archive.added),
    Case("added-long-ago", "one of ten years ago added", Archive.added_long_ago),
    Case("renamed", "one tag renamed", Archive.renamed),
    Case("layout", "the layout of release pages edited", prepare=_edit_layout),
    Case("embargo", "the clock past one embargo", moves_clock=True),
)
"""In the order in which they are done; the clock never goes back."""
