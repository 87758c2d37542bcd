"""Render and publish, of the files of the plan that changed.

A page is a function of its layout, its inputs and what all pages share. While the digests of these are those of the
last build, and the file lies there as that build left it, it is neither made nor read. Of a part of the plan whose
digest is that of the last build no page is even planned.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from generator.crew import Crew
from generator.digests import digest_of, digest_of_bytes
from generator.file_stat import Stat, is_settled, wait_until_settled
from generator.interruption import Check, Interrupted, checked
from generator.leaving import folders_tell, update_shards
from generator.load import read_chunks
from generator.organise import PagePlan, PlanPart, output_path, plan_last
from generator.output_folder import Shard
from generator.planning import MARK_OF_OUTPUT, Plan, find_all_collisions
from generator.problems import BuildFailed, Problem
from generator.profile import PageTime, PageTimes
from generator.publish import MARKER, Publication, Published, folders_of
from generator.render import Layouts, Renderer, encode_context, render_batch
from generator.state import KnownOutput, KnownPart, State

Progress = Callable[[int, int], None]
"""Is told how many pages of about how many are done."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a plan."""

    pages: int
    """Those planned."""
    published: Published
    times: PageTimes
    """Of the pages that were rendered."""
    left: int
    """How many files and folders the output has now, itself among them."""
    folders_tell: bool
    """Whether the times of a folder tell that something in it came or went; see `LastBuild`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """Where files are made, and with what."""

    site: Path
    folder: str
    """What the state calls the output folder."""
    began: int
    """When the site was scanned, in nanoseconds since 1970."""
    layouts: Layouts
    kept: MutableMapping[str, bytes]
    """What was costly to make for an earlier build of this folder."""
    state: State
    crew: Crew
    left: Mapping[str, Shard] = field(default_factory=dict)
    """What the last build left in the output folder, when that is what lies there."""
    progress: Progress | None = None
    check: Check | None = None


def publish_changed(publication: Publication, plan: Plan, means: Means) -> Outcome:
    """Bring an output folder to the plan; nothing is in its place until all of it is staged.

    Raises `BuildFailed`, with nothing in its place, when a layout is wrong or when two files claim one address. When
    `check` raises Interrupted, what is staged by then is put in its place, and nothing is removed.
    """
    with publication:
        pass_ = _begin(publication, plan, means)
        times, given = PageTimes(), deque[PagePlan]()

        def contexts() -> Iterator[tuple[str, bytes]]:
            for page in pass_.pages(plan):
                given.append(page)
                yield page.layout, encode_context(page.make_context())

        try:
            made = means.crew.work(render_batch, means.layouts, contexts(), weigh=_bytes_of)
            for data, seconds in checked(made, means.check):
                page = given.popleft()
                publication.add(output_path(page.address), data)
                times.add(PageTime(page.address, page.layout, seconds))
                if means.progress:
                    means.progress(times.pages, max(times.pages, pass_.expected))
        except Interrupted:
            publication.place()
            _note_as_far(means, pass_)
            means.state.commit()
            raise
        if collisions := pass_.find_collisions(plan):
            raise BuildFailed(collisions)
        published = publication.commit()
    tell = folders_tell(publication.output)
    return Outcome(pass_.planned, published, times, _note(means, pass_), tell)


def _bytes_of(context: tuple[str, bytes]) -> int:
    return len(context[1])


@dataclass(slots=True)
class _Pass:
    """One pass over the plan."""

    means: Means
    publication: Publication
    renderer: Renderer
    layouts: str
    """The digest of all layouts."""
    known: dict[str, KnownPart]
    """What the last build knew, by the name of the part; of those that stand still, all that this one has to know."""
    standing: frozenset[str]
    """The names of the parts that stand: nothing of them changed, neither what they are made from nor a file."""
    changing: Mapping[str, KnownOutput]
    """The files of all other parts, by path."""
    build: int
    made: dict[str, bytes] = field(default_factory=dict)
    """The files of each part that was planned, encoded; those that were made are without a stat."""
    digests: dict[str, str] = field(default_factory=dict)
    begun: dict[str, list[KnownOutput]] = field(default_factory=dict)
    """The files, by now, of the part that is being planned."""
    planned: int = 0
    expected: int = 0
    files: int = 0
    """How many files the plan has so far; more than paths when two claim one."""

    def pages(self, plan: Plan) -> Iterator[PagePlan]:
        """Yield the pages that have to be rendered; the others are kept."""
        self._plan_files(plan)
        claimed: set[str] = set()
        for part in plan.parts:
            if part.name in self.standing:
                files = self.known[part.name].files
                for file in files:
                    self.publication.keep(file.path)
                self.files += len(files)
                self.planned += len(files)
                claimed.update(file.address for file in files)
            else:
                yield from self._plan_part(part.name, self._digest(part), part.plan(), claimed)
        yield from self._plan_part("last", "", plan_last(plan.outline, frozenset(claimed)), claimed)

    def _digest(self, part: PlanPart) -> str:
        return f"{self.layouts} {part.digest}" if part.digest else ""

    def _plan_part(self, name: str, digest: str, pages: Iterable[PagePlan], claimed: set[str]) -> Iterator[PagePlan]:
        rows = self.begun[name] = []
        for page in checked(pages, self.means.check):
            row = self._row(KnownOutput(page.address, page.origin, fingerprint_of(page, self.renderer)))
            rows.append(row)
            claimed.add(page.address)
            if row.stat is None:
                yield page
        self.planned += len(rows)
        self._add(name, digest, rows)
        del self.begun[name]

    def _plan_files(self, plan: Plan) -> None:
        """Plan the files that no layout makes."""
        rows = [KnownOutput(*MARK_OF_OUTPUT)]
        for asset in plan.assets:
            row = KnownOutput(asset.address, f"layouts/assets/{asset.name}", digest_of_bytes(asset.data))
            rows.append(self._row(row))
            if rows[-1].stat is None:
                self.publication.add(asset.address[1:], asset.data)
        for path, source in plan.copies.items():
            row = KnownOutput(f"/{path}", source.path, _of_copy(source.stat, self.means.began))
            rows.append(self._row(row))
            if rows[-1].stat is None:
                self.publication.add_chunks(path, partial(read_chunks, self.means.site / source.path))
        self._add("files", "", rows)

    def _row(self, planned: KnownOutput) -> KnownOutput:
        """Return what is known of a planned file: with its stat when it is kept, else with the reason to make it."""
        known = self.changing.get(planned.path)
        reason = self._reason(planned, known)
        if reason or known is None:
            return planned._replace(reason=reason, build=self.build)
        self.publication.keep(planned.path)
        return known._replace(origin=planned.origin)

    def _reason(self, planned: KnownOutput, known: KnownOutput | None) -> str:
        if known is None:
            return "it is new"
        if known.fingerprint != planned.fingerprint or not planned.fingerprint:
            return difference(known.fingerprint, planned.fingerprint)
        found = self.publication.found.files.get(planned.path)
        if found is None:
            return "its file was gone"
        return "" if found == known.stat else "its file was changed by another hand"

    def _add(self, name: str, digest: str, rows: list[KnownOutput]) -> None:
        self.files += len(rows)
        self.made[name] = self.means.state.encode_outputs(rows)
        self.digests[name] = digest

    def find_collisions(self, plan: Plan) -> list[Problem]:
        """Return an error for each address that is claimed twice."""
        folded = {path.casefold() for path in self.publication.planned}
        if len(folded) == self.files and not folders_of(folded) & folded:
            return []
        return find_all_collisions(plan)


def _begin(publication: Publication, plan: Plan, means: Means) -> _Pass:
    """Find out which parts of the plan stand."""
    layouts = digest_of(sorted(means.layouts.items()))
    known = means.state.parts(means.folder)
    found = publication.found.files
    standing = frozenset(
        part.name
        for part in plan.parts
        if part.digest
        and part.name in known
        and known[part.name].digest == f"{layouts} {part.digest}"
        and all(found.get(file.path) == file.stat for file in known[part.name].files)
    )
    changing = {file.path: file for name, one in known.items() if name not in standing for file in one.files}
    build, renderer = build_number(means.state, means.folder) + 1, Renderer(means.layouts, means.kept)
    pass_ = _Pass(means, publication, renderer, layouts, known, standing, changing, build)
    pass_.expected = sum(part.expected for part in plan.parts if part.name not in standing)
    return pass_


def fingerprint_of(page: PagePlan, renderer: Renderer) -> str:
    """Return what tells whether a page has to be rendered again."""
    return f"{page.frame.digest} {renderer.digest(page.layout)} {page.fingerprint()}"


def _of_copy(stat: Stat, began: int) -> str:
    """Return the fingerprint of a copy: what the file system says of its source, if that can be believed."""
    return " ".join(map(str, stat)) if is_settled(stat, began) else ""


def difference(before: str, after: str) -> str:
    """Say in which of its parts a page's fingerprint differs."""
    parts = ("what every page shows", "its layout", "what it is made from")
    pairs = zip(parts, before.split(" "), after.split(" "), strict=False)
    changed = [part for part, old, new in pairs if old != new]
    return f"{' and '.join(changed) or 'its source'} changed"


def build_number(state: State, folder: str) -> int:
    """Return how many builds of an output folder had something to do; 0 when none is remembered."""
    return int(state.get(f"build {folder}") or b"0")


def _note(means: Means, pass_: _Pass) -> int:
    """Keep what is in the output now, once any later change of it will show; return of how much that is."""
    state, publication = means.state, pass_.publication
    found, planned = publication.found.files, publication.planned
    made = {path: publication.stat(path) for path in (*publication.touched, MARKER)}
    wait_until_settled(max(stat.latest for stat in made.values()))
    for name, encoded in pass_.made.items():
        rows = [row._replace(stat=made.get(row.path, row.stat)) for row in state.decode_outputs(encoded)]
        state.set_part(means.folder, name, KnownPart(pass_.digests[name], rows))
    state.forget_parts(means.folder, sorted(pass_.known.keys() - pass_.made.keys() - pass_.standing))
    state.set(f"build {means.folder}", str(pass_.build).encode())
    if means.left:
        changed = update_shards(publication.output, means.left, made, found.keys() - planned)
    else:
        kept = {path: stat for path, stat in found.items() if path in planned}
        changed = update_shards(publication.output, {}, kept | made, ())
    return state.left_output(means.folder).update(means.left, changed)


def _note_as_far(means: Means, pass_: _Pass) -> None:
    """Keep what is in the output now of the parts that were planned; the next build plans them again."""
    state, publication = means.state, pass_.publication
    stats = {path: publication.stat(path) for path in publication.touched}
    wait_until_settled(max((stat.latest for stat in stats.values()), default=0))
    made = {name: state.decode_outputs(encoded) for name, encoded in pass_.made.items()}
    for name, rows in (made | pass_.begun).items():
        before = {file.path: file for file in pass_.known[name].files} if name in pass_.known else {}
        for row in rows:
            if row.path in stats:
                before[row.path] = row._replace(stat=stats[row.path])
            elif row.stat is not None:
                before[row.path] = row
        state.set_part(means.folder, name, KnownPart("", list(before.values())))
