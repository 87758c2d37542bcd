"""What one page is made from, and why the last build rendered it: plain data for `dateline why`."""

import dataclasses
import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.changed_files import build_number, difference, fingerprint_of
from generator.contexts import Card
from generator.digests import Known
from generator.model import Release
from generator.organise import Outline, PagePlan, output_path, plan_pages
from generator.problems import BuildFailed, Problem
from generator.render import Renderer
from generator.state import State


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """One page of the plan."""

    address: str
    origin: str
    """The file or list it stands for."""
    layouts: tuple[str, ...]
    """Its layout, then those it is made of."""
    releases: tuple[str, ...]
    """The files of the releases whose text it shows."""
    cards: tuple[str, ...]
    """The addresses of the releases it shows by title, date and summary."""
    configuration: tuple[str, ...]
    """The keys of `config.yaml` that every page shows."""
    build: int | None
    """The number of the build that rendered it; None when none has."""
    last_build: int
    reason: str
    """Why that build rendered it."""
    stale: str
    """Why the next build will render it; empty when it will not."""


CONFIGURATION = (
    "title",
    "description",
    "language",
    "languages",
    "base_url",
    "publisher",
    "license",
    "menu",
    "feeds",
    "contacts",
)
"""What `SiteContext` is made from."""


def find_page(outline: Outline, state: State, folder: str, address: str) -> PagePlan:
    """Return the page at an address: a path from the root, a whole URL, or a file below the output folder.

    Raises `BuildFailed`, with the nearest address there is, when no page stands there.
    """
    base_url = outline.site.config.base_url
    path = address.removeprefix(base_url).removeprefix("output/").split("#")[0].split("?")[0].lstrip("/")
    files = (path, f"{path.rstrip('/')}/index.html".lstrip("/"))
    known = state.parts(folder)
    likely = {name for name, part in known.items() if any(file.path in files for file in part.files)}
    others = []
    for page in plan_pages(outline, first=likely):
        if output_path(page.address) in files:
            return page
        others.append(page.address.strip("/"))
    near = difflib.get_close_matches(path, others, n=1)
    advice = f"did you mean /{near[0]}/?" if near else "look at /sitemap.xml, or at the folder output/"
    raise BuildFailed([Problem(message=f"no page is at '{address}'; {advice}")])


def explain(page: PagePlan, renderer: Renderer, state: State, folder: str) -> Explanation:
    """Return what a page is made from, and what the builds of an output folder did about it."""
    known = state.outputs(folder).get(output_path(page.address))
    fingerprint = fingerprint_of(page, renderer)
    stale = "it is new"
    if known:
        stale = "" if known.fingerprint == fingerprint else difference(known.fingerprint, fingerprint)
    return Explanation(
        address=page.address,
        origin=page.origin,
        layouts=tuple(renderer.parts(page.layout)),
        releases=releases_in(page.inputs),
        cards=cards_in(page.inputs),
        configuration=CONFIGURATION,
        build=known.build if known else None,
        last_build=build_number(state, folder),
        reason=known.reason if known else "",
        stale=stale,
    )


def releases_in(inputs: Sequence[Any]) -> tuple[str, ...]:
    """Return the files of the releases that a page's inputs hold whole."""
    found = (value.path for value in _parts(inputs) if isinstance(value, Release))
    return tuple(dict.fromkeys(found))


def cards_in(inputs: Sequence[Any]) -> tuple[str, ...]:
    """Return the addresses of the releases that a page's inputs hold as cards, in their order."""
    return tuple(dict.fromkeys(value.address for value in _parts(inputs) if isinstance(value, Card)))


def _parts(value: Any) -> Iterator[Any]:
    """Yield a value and all it is made of; a release is one part."""
    if isinstance(value, Known):
        yield from _parts(value.value)
        return
    yield value
    if isinstance(value, Release | str):
        return
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            yield from _parts(getattr(value, field.name))
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _parts(one)
    elif isinstance(value, Sequence):
        for one in value:
            yield from _parts(one)
