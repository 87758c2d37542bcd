"""Render and publish, of the files of the plan that changed.

A page is a function of its layout, its inputs and what all pages share. While the digests of these are those of the
last build, and the file lies there as that build left it, it is neither made nor read.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from generator.crew import Crew
from generator.digests import digest_of_bytes
from generator.file_stat import Stat, is_settled, wait_until_settled
from generator.interruption import Check, Interrupted, checked
from generator.load import Listed, read_chunks
from generator.organise import PagePlan, output_path
from generator.profile import PageTime
from generator.publish import MARKER, Publication, Published
from generator.render import Asset, Layouts, Renderer, encode_context, render_batch
from generator.state import KnownOutput, State


@dataclass(frozen=True, slots=True)
class Plan:
    """Every file of the output."""

    pages: tuple[PagePlan, ...]
    copies: Mapping[str, Listed]
    """File below the output → file of the site."""
    assets: tuple[Asset, ...]


Progress = Callable[[int, int], None]
"""Is told how many pages of how many are done."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a plan."""

    published: Published
    rendered: tuple[PageTime, ...]
    """The pages that were."""
    left: Mapping[str, Stat]
    """The files of the output as they are now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """Where files are made, and with what."""

    site: Path
    folder: str
    """What the state calls the output folder."""
    began: int
    """When the site was scanned, in nanoseconds since 1970."""
    layouts: Layouts
    state: State
    crew: Crew
    progress: Progress | None = None
    check: Check | None = None


def publish_changed(publication: Publication, plan: Plan, means: Means) -> Outcome:
    """Bring an output folder to the plan; nothing is in its place until all of it is staged.

    When `check` raises Interrupted, what is staged by then is put in its place, and nothing is removed.
    """
    state, folder = means.state, means.folder
    with publication:
        known = state.outputs(folder)
        pass_ = _Pass(publication, known, build_number(state, folder) + 1, {})
        for asset in plan.assets:
            if pass_.must_make(asset.address[1:], digest_of_bytes(asset.data)):
                publication.add(asset.address[1:], asset.data)
        for path, source in plan.copies.items():
            if pass_.must_make(path, _of_copy(source.stat, means.began)):
                publication.add_chunks(path, partial(read_chunks, means.site / source.path))
        renderer = Renderer(means.layouts)
        changed = [
            page
            for page in checked(plan.pages, means.check)
            if pass_.must_make(output_path(page.address), fingerprint_of(page, renderer))
        ]
        contexts = ((page.layout, encode_context(page.make_context())) for page in changed)
        rendered = means.crew.work(render_batch, means.layouts, contexts)
        times = []
        try:
            made = checked(zip(changed, rendered, strict=True), means.check)
            for number, (page, (data, seconds)) in enumerate(made, 1):
                publication.add(output_path(page.address), data)
                times.append(PageTime(page.address, page.layout, seconds))
                if means.progress:
                    means.progress(number, len(changed))
        except Interrupted:
            publication.place()
            _note_made(state, folder, pass_)
            state.commit()
            raise
        published = publication.commit()
        left = _note(state, folder, pass_, published)
    return Outcome(published, tuple(times), left)


@dataclass(frozen=True, slots=True)
class _Pass:
    """One pass over the plan."""

    publication: Publication
    known: Mapping[str, KnownOutput]
    build: int
    made: dict[str, tuple[str, str]]
    """Of each file that was made, its fingerprint and why."""

    def must_make(self, path: str, fingerprint: str) -> bool:
        """Tell whether a planned file has to be made; keep it when it is there already."""
        reason = self._reason(path, fingerprint)
        if reason:
            self.made[path] = fingerprint, reason
        else:
            self.publication.keep(path)
        return bool(reason)

    def _reason(self, path: str, fingerprint: str) -> str:
        known = self.known.get(path)
        if known is None:
            return "it is new"
        if known.fingerprint != fingerprint or not fingerprint:
            return difference(known.fingerprint, fingerprint)
        found = self.publication.found.files.get(path)
        if found is None:
            return "its file was gone"
        return "" if found == known.stat else "its file was changed by another hand"


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


def _note(state: State, folder: str, pass_: _Pass, published: Published) -> Mapping[str, Stat]:
    """Keep, and return, what is in the output now, once any later change of it will show."""
    stats = _note_made(state, folder, pass_, _forgotten(pass_, published))
    state.set(f"build {folder}", str(pass_.build).encode())
    left = pass_.publication.found.files | stats | {MARKER: pass_.publication.stat(MARKER)}
    return {path: left[path] for path in sorted(pass_.publication.planned & left.keys())}


def _note_made(state: State, folder: str, pass_: _Pass, forgotten: Iterable[str] = ()) -> dict[str, Stat]:
    stats = {path: pass_.publication.stat(path) for path in pass_.made if path in pass_.publication.planned}
    wait_until_settled(max((stat.latest for stat in stats.values()), default=0))
    made = {path: KnownOutput(*pass_.made[path], pass_.build, stats[path]) for path in stats}
    state.change_outputs(folder, made, forgotten)
    return stats


def _forgotten(pass_: _Pass, published: Published) -> Iterable[str]:
    return sorted({*published.removed} | (pass_.known.keys() - pass_.publication.planned))
