"""The organised site → every file of its output: the pages, and what is copied as it is."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from functools import partial

from generator.load import Listed, Scan, static_files
from generator.model import Body
from generator.organise import (
    Outline,
    PlanPart,
    Site,
    claims_of_content,
    describe_files,
    find_broken_links,
    find_collisions,
    find_missing_logo,
    find_missing_media,
    make_outline,
    plan_pages,
    plan_parts,
    published_files,
)
from generator.problems import Problem
from generator.public_file import PublicFile
from generator.render import Asset, Layouts, Renderer
from generator.wording import wording_of

MARK_OF_OUTPUT = "/.gitignore", "Dateline's mark of the output folder"
"""Where it stands, and what it is."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Every file of the output."""

    outline: Outline
    parts: Sequence[PlanPart]
    """All of it but what is planned last."""
    copies: Mapping[str, Listed]
    """File below the output → file of the site."""
    assets: tuple[Asset, ...]


def make_plan(
    site: Site,
    found: Scan,
    assets: tuple[Asset, ...],
    read_body: Callable[[str], Body],
    layouts: Layouts,
    kept: MutableMapping[str, bytes],
) -> tuple[Plan, list[Problem]]:
    """Name every file of the output, and what is wrong with the links between them."""
    static = static_files(found)
    files = {listed.path: listed for listed in (*found.media, *found.originals)}
    outline = site_outline(site, found, assets, read_body, layouts, kept)
    copies = {path: files[source] for path, source in published_files(site, outline.links).items()} | static
    plan = Plan(outline, tuple(plan_parts(outline)), copies, assets)
    collide = any(find_collisions(claims_of_content(site, {path: source.path for path, source in copies.items()})))
    problems = [
        *(find_all_collisions(plan) if collide else ()),
        *find_broken_links(outline),
        *find_missing_media(site),
        *find_missing_logo(site, static),
        *_find_open_layouts(outline, Renderer(layouts)),
    ]
    return plan, problems


def find_all_collisions(plan: Plan) -> list[Problem]:
    """Return an error for each address that two files of the output claim; this plans every page."""
    claims = [MARK_OF_OUTPUT]
    claims += [(page.address, page.origin) for page in plan_pages(plan.outline)]
    claims += [(f"/{path}", source.path) for path, source in plan.copies.items()]
    claims += [(asset.address, f"layouts/assets/{asset.name}") for asset in plan.assets]
    return list(find_collisions(claims))


def _find_open_layouts(outline: Outline, renderer: Renderer) -> Iterator[Problem]:
    """Yield a warning for each layout that may be made of any other: whenever one changes, that costs its pages."""
    found = renderer.open_references()
    pages = Counter(page.layout for page in plan_pages(outline)) if found else {}
    for name, line in found:
        if count := sum(number for layout, number in pages.items() if renderer.uses(layout, name)):
            pages_of_it = "its page is" if count == 1 else f"its {count} pages are"
            message = f"it names a layout only while it runs, so {pages_of_it} made again whenever any layout changes; "
            message += "write the name in quotes, in an 'if' for each"
            yield Problem(message=message, path=f"layouts/{name}", line=line, severity="warning")


def site_outline(
    site: Site,
    found: Scan,
    assets: tuple[Asset, ...],
    read_body: Callable[[str], Body],
    layouts: Layouts,
    kept: MutableMapping[str, bytes],
) -> Outline:
    """Return the outline of a site with the files that were found and read."""
    addresses = {asset.name: asset.address for asset in assets}
    return make_outline(site, addresses, static_files(found), read_body, partial(wording_of, layouts), kept)


def describe(plan: Plan) -> tuple[PublicFile, ...]:
    """Return what those who carry the site elsewhere need to know of its files."""
    copies, outline = {path: source.path for path, source in plan.copies.items()}, plan.outline
    assets = (asset.address for asset in plan.assets)
    return tuple(describe_files(outline.site, plan_pages(outline), copies, assets))
