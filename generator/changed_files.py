"""Render and publish, of the files of the plan that changed.

A page is a function of its layout, its inputs and what all pages share. While the digests of these are those of the
last build, and the file lies there as that build left it, it is neither made nor read.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from generator.digests import digest_of_bytes
from generator.file_stat import Stat, is_settled, wait_until_settled
from generator.load import Listed, read_chunks
from generator.organise import PagePlan, output_path
from generator.publish import MARKER, Publication, Published
from generator.render import Asset, Renderer
from generator.state import KnownOutput, State


@dataclass(frozen=True, slots=True)
class Plan:
    """Every file of the output."""

    pages: tuple[PagePlan, ...]
    copies: Mapping[str, Listed]
    """File below the output → file of the site."""
    assets: tuple[Asset, ...]


Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a plan."""

    published: Published
    rendered: tuple[str, ...]
    """The addresses of the pages that were."""
    left: Mapping[str, Stat]
    """The files of the output as they are now."""


def publish_changed(
    publication: Publication,
    plan: Plan,
    renderer: Renderer,
    state: State,
    *,
    site: Path,
    folder: str,
    began: int,
    progress: Progress | None = None,
) -> Outcome:
    """Bring an output folder, which the state knows as `folder`, to the plan; `began` is when the site was scanned.

    Nothing is in its place until all of it is staged. `progress` is told how many pages of how many are done.
    """
    with publication:
        known = state.outputs(folder)
        pass_ = _Pass(publication, known, _build_number(state, folder) + 1, {})
        for asset in plan.assets:
            pass_.put(asset.address[1:], digest_of_bytes(asset.data), partial(_add, asset.data))
        for path, source in plan.copies.items():
            pass_.put(path, _of_copy(source.stat, began), partial(_copy, site / source.path))
        rendered = []
        for number, page in enumerate(plan.pages, 1):
            if pass_.put(*_page(page, renderer)):
                rendered.append(page.address)
            if progress:
                progress(number, len(plan.pages))
        published = publication.commit()
        left = _note(state, folder, pass_, published)
    return Outcome(published, tuple(rendered), left)


Adder = Callable[[Publication, str], None]


@dataclass(frozen=True, slots=True)
class _Pass:
    """One pass over the plan."""

    publication: Publication
    known: Mapping[str, KnownOutput]
    build: int
    made: dict[str, tuple[str, str]]
    """Of each file that was made, its fingerprint and why."""

    def put(self, path: str, fingerprint: str, add: Adder) -> bool:
        """Plan a file, made by `add` unless it is there already; tell whether it was made."""
        reason = self._reason(path, fingerprint)
        if reason:
            add(self.publication, path)
            self.made[path] = fingerprint, reason
        else:
            self.publication.keep(path)
        return bool(reason)

    def _reason(self, path: str, fingerprint: str) -> str:
        known = self.known.get(path)
        if known is None:
            return "it is new"
        if known.fingerprint != fingerprint or not fingerprint:
            return _difference(known.fingerprint, fingerprint)
        found = self.publication.found.files.get(path)
        if found is None:
            return "its file was gone"
        return "" if found == known.stat else "its file was changed by another hand"


def _page(page: PagePlan, renderer: Renderer) -> tuple[str, str, Adder]:
    fingerprint = f"{page.frame.digest} {renderer.digest(page.layout)} {page.fingerprint()}"
    return output_path(page.address), fingerprint, partial(_render, renderer, page)


def _render(renderer: Renderer, page: PagePlan, publication: Publication, path: str) -> None:
    publication.add(path, renderer.render(page.layout, page.make_context()))


def _add(data: bytes, publication: Publication, path: str) -> None:
    publication.add(path, data)


def _copy(source: Path, publication: Publication, path: str) -> None:
    publication.add_chunks(path, partial(read_chunks, source))


def _of_copy(stat: Stat, began: int) -> str:
    """Return the fingerprint of a copy: what the file system says of its source, if that can be believed."""
    return " ".join(map(str, stat)) if is_settled(stat, began) else ""


def _difference(before: str, after: str) -> str:
    """Say in which of its parts a page's fingerprint differs."""
    parts = ("what every page shows", "its layout", "what it is made from")
    pairs = zip(parts, before.split(" "), after.split(" "), strict=False)
    changed = [part for part, old, new in pairs if old != new]
    return f"{' and '.join(changed) or 'its source'} changed"


def _build_number(state: State, folder: str) -> int:
    return int(state.get(f"build {folder}") or b"0")


def _note(state: State, folder: str, pass_: _Pass, published: Published) -> Mapping[str, Stat]:
    """Keep, and return, what is in the output now, once any later change of it will show."""
    stats = {path: pass_.publication.stat(path) for path in pass_.made}
    wait_until_settled(max((stat.latest for stat in stats.values()), default=0))
    made = {path: KnownOutput(*pass_.made[path], pass_.build, stats[path]) for path in stats}
    state.change_outputs(folder, made, _forgotten(pass_, published))
    state.set(f"build {folder}", str(pass_.build).encode())
    left = pass_.publication.found.files | stats | {MARKER: pass_.publication.stat(MARKER)}
    return {path: left[path] for path in sorted(pass_.publication.planned & left.keys())}


def _forgotten(pass_: _Pass, published: Published) -> Iterable[str]:
    return sorted({*published.removed} | (pass_.known.keys() - pass_.publication.planned))
