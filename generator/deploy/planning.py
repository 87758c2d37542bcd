"""One plan for every target: the manifest it holds against the manifest of the build.

What was withdrawn or erased goes first. Then what is new comes before what changed, so that no page that readers can
come to ever leads to one that is not there: nothing leads to a new page until something that changed does. New pages
may lead to each other in circles, so until the last of them has come one of them may lead to nothing; no page leads
there yet. What is no longer there goes last, but for a file in whose place a folder comes, or the reverse.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from generator.deploy.links import reached_from
from generator.deploy.manifest import NOT_THERE, UNSURE, Manifest, with_changes
from generator.deploy.target import folders_above
from generator.public_file import ASSET, FEED, LIST, RELEASE

Reason = Literal["withdrawn", "new", "changed", "removed"]
RANKS = {ASSET: "files that pages load", RELEASE: "releases and pages", LIST: "lists", FEED: "feeds and sitemaps"}
DELETES, DELETED_SHARE = 50, 20
"""How many files a deployment may take away unasked: so many, or one in so many of those that are there."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Files that may come in any order."""

    reason: Reason
    rank: int
    paths: tuple[str, ...]
    cleared: tuple[str, ...] = ()
    """Files that go before these come: one has the name of their folder, or its folder that of one of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a deployment does, in this order."""

    leads: tuple[str, ...] = ()
    """New pages that withdrawn ones lead to."""
    withdrawn: tuple[str, ...] = ()
    """Pages that say that something is gone."""
    erased: tuple[str, ...] = ()
    """Files that are removed with it."""
    batches: tuple[Batch, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: int = 0
    deletes: int = 0
    """Files that readers lose without the content saying that it was withdrawn."""
    held: int = 0
    """Files that are there."""

    @property
    def is_empty(self) -> bool:
        """Tell whether the target holds the build already."""
        return not (self.leads or self.withdrawn or self.erased or self.batches or self.removed)

    @property
    def sent(self) -> tuple[str, ...]:
        """Every file that is sent."""
        return (*self.leads, *self.withdrawn, *(path for batch in self.batches for path in batch.paths))

    def too_many_deletes(self, limit: int | None) -> int | None:
        """Return how many files may be taken away, when the plan takes away more; `limit` is what the user allows."""
        most = max(DELETES, self.held // DELETED_SHARE) if limit is None else limit
        return most if self.deletes > most else None


@dataclass(slots=True)
class _Sorted:
    withdrawn: list[str] = field(default_factory=list)
    erased: list[str] = field(default_factory=list)
    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    unchanged: int = 0
    deletes: int = 0


def make_plan(held: Manifest, wanted: Manifest, read: Callable[[str], bytes]) -> Plan:
    """Return what brings a target to the build; `read` gives the bytes of a file of the build."""
    found, standing = _Sorted(), wanted.standing()
    for path in sorted(wanted.files):
        _sort_wanted(found, path, held, wanted, standing)
    for path in sorted(held.files.keys() - wanted.files.keys()):
        release = held.files[path].release
        gone = bool(release) and standing.get(release, True)
        (found.erased if gone else found.removed).append(path)
        found.deletes += release not in standing or not gone
    leads = tuple(reached_from(found.withdrawn, found.new, read)) if found.withdrawn else ()
    rest = sorted({*found.new} - {*leads})
    return Plan(
        leads=leads,
        withdrawn=tuple(found.withdrawn),
        erased=tuple(found.erased),
        batches=(*_batches("new", rest, wanted, found.removed), *_batches("changed", found.changed, wanted)),
        removed=tuple(found.removed),
        unchanged=found.unchanged,
        deletes=found.deletes,
        held=sum(file.digest != NOT_THERE for file in held.files.values()),
    )


def _sort_wanted(found: _Sorted, path: str, held: Manifest, wanted: Manifest, standing: dict[str, bool]) -> None:
    old, new = held.files.get(path), wanted.files[path]
    if old is None or old.digest == NOT_THERE:
        found.new.append(path)
    elif old.digest == new.digest:
        found.unchanged += 1
    elif new.is_withdrawn:
        found.withdrawn.append(path)
    elif old.release and old.release not in standing:
        found.withdrawn.append(path)
        found.deletes += 1
    else:
        found.changed.append(path)


def _batches(reason: Reason, paths: list[str], wanted: Manifest, removed: Sequence[str] = ()) -> list[Batch]:
    by_rank = ((rank, tuple(path for path in paths if wanted.files[path].rank == rank)) for rank in RANKS)
    return [Batch(reason, rank, of_rank, in_the_way(of_rank, removed)) for rank, of_rank in by_rank if of_rank]


def in_the_way(paths: Sequence[str], others: Iterable[str]) -> tuple[str, ...]:
    """Return those of the others that cannot lie in one folder with all these paths."""
    files, folders = set(paths), set(folders_above(paths))
    return tuple(other for other in others if other in folders or not files.isdisjoint(folders_above([other])))


def after_withdrawals(plan: Plan, held: Manifest, wanted: Manifest) -> Manifest:
    """Return what the target holds when the first step of a plan is done."""
    put = {path: wanted.files[path] for path in (*plan.leads, *plan.withdrawn)}
    return Manifest(with_changes(held, put, plan.erased).files, is_partial=True)


def under_way(paths: Iterable[str], removed: Iterable[str], held: Manifest, wanted: Manifest) -> Manifest:
    """Return what a target may hold while files are on their way and others are being removed."""
    marked = {}
    for path in removed:
        if old := held.files.get(path):
            marked[path] = type(old)(NOT_THERE, old.size, old.rank, old.release, old.is_withdrawn)
    for path in paths:
        before, new = held.files.get(path), wanted.files[path]
        digest = NOT_THERE if before is None or before.digest == NOT_THERE else UNSURE
        release = before.release if before else new.release
        marked[path] = type(new)(digest, new.size, new.rank, release, new.is_withdrawn)
    return with_changes(held, marked)
