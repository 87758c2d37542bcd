"""Load → parse → organise → render → publish: the sentence that Dateline is."""

import os
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from generator.config import Config, load_config, with_base_url
from generator.load import STATIC, Sources, load, read_chunks
from generator.lock import hold_lock
from generator.model import Page, Release
from generator.organise import (
    Archive,
    PagePlan,
    Site,
    find_broken_links,
    find_collisions,
    find_missing_media,
    make_frame,
    organise,
    output_path,
    plan_pages,
    published_media,
)
from generator.parse import Parser, parse_page, parse_release
from generator.parse.markdown import MarkdownParser
from generator.problems import BuildFailed, Problem, errors_in
from generator.publish import MARKER, Publication, Published
from generator.render import Asset, Renderer, load_assets, shipped_layouts

OUTPUT, PREVIEW = "output", ".dateline/preview"


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildOptions:
    """How a site is built this time."""

    output: Path | None = None
    """Where to; None means `output/`, or for a preview `.dateline/preview/`."""
    base_url: str | None = None
    """Instead of the configuration's."""
    drafts: bool = False
    """Show drafts and embargoed releases, each with a ribbon."""
    as_of: datetime | None = None
    """The instant whose site it is, with a zone; None means `SOURCE_DATE_EPOCH`, or now."""
    portable: bool = False
    """Name `index.html` in links, for reading from a disk."""
    clean: bool = False
    """Write every file again, whatever an earlier build left."""
    strict: bool = False
    """Take warnings for errors."""
    preview: bool = False
    """Tell search engines to keep nothing; implied by `drafts` and `as_of`."""

    @property
    def is_preview(self) -> bool:
        """Tell whether the site shows what the public may not see, or not yet."""
        return self.preview or self.drafts or self.as_of is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildReport:
    """What a build did."""

    pages: int
    """Files that layouts make."""
    rendered: int
    written: int
    unchanged: int
    removed: int
    warnings: tuple[Problem, ...]
    seconds: float
    output: Path
    changed: tuple[str, ...]
    """The addresses whose bytes changed, came or went."""
    addresses: Mapping[str, str]
    """The address of each visible release and page, by its path."""


@dataclass(frozen=True, slots=True)
class _Parsed:
    """What parsing made of the sources."""

    releases: tuple[Release, ...]
    pages: tuple[Page, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Plan:
    """Every file of the output."""

    pages: tuple[PagePlan, ...]
    copies: Mapping[str, str]
    """File below the output → file of the site."""
    assets: tuple[Asset, ...]
    problems: tuple[Problem, ...]


def build(site: Path, options: BuildOptions) -> BuildReport:
    """Build the site whose folder is `site`; raise `BuildFailed`, with every problem, before anything is published."""
    started = time.monotonic()
    as_of = options.as_of or now_from(os.environ)
    config, problems = _configure(site, options)
    layouts = (site / "layouts", shipped_layouts())
    with hold_lock(site, "build"):
        sources = load(site, vocabulary=config.vocabulary)
        parsed = _parse(sources, config)
        organised = organise(_archive(parsed, sources, config, options, as_of))
        plan = _plan(organised, sources, load_assets(layouts))
        problems += [*sources.problems, *parsed.problems, *organised.problems, *plan.problems]
        problems.sort(key=lambda problem: (problem.path, problem.line or 0))
        _stop_at_errors(problems, strict=options.strict)
        publication = Publication(_output(site, options), rewrite=options.clean)
        published = _publish(publication, site, plan, Renderer(layouts))
    return BuildReport(
        pages=len(plan.pages),
        rendered=len(plan.pages),
        written=len(published.written),
        unchanged=published.unchanged,
        removed=len(published.removed),
        warnings=tuple(problems),
        seconds=round(time.monotonic() - started, 3),
        output=_output(site, options),
        changed=tuple(_address(path) for path in (*published.written, *published.removed)),
        addresses=_addresses(organised),
    )


def now_from(environment: Mapping[str, str]) -> datetime:
    """Return the instant a build is of when nobody names one: `SOURCE_DATE_EPOCH`, else now, read once."""
    epoch = environment.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return datetime.now(UTC)
    try:
        return datetime.fromtimestamp(int(epoch), UTC)
    except (ValueError, OverflowError, OSError):
        message = f"SOURCE_DATE_EPOCH is '{epoch}'; write whole seconds since 1970, or unset it"
        raise BuildFailed([Problem(message=message)]) from None


def _configure(site: Path, options: BuildOptions) -> tuple[Config, list[Problem]]:
    config, problems = load_config(site, os.environ)
    return (with_base_url(config, options.base_url) if options.base_url else config), problems


def _parse(sources: Sources, config: Config) -> _Parsed:
    parser = Parser(MarkdownParser(config.markdown_extensions))
    releases = [parse_release(source, parser) for source in sources.releases]
    pages = [parse_page(source, parser) for source in sources.pages]
    return _Parsed(
        releases=tuple(release for release, _ in releases if release),
        pages=tuple(page for page, _ in pages if page),
        problems=tuple(problem for _, found in (*releases, *pages) for problem in found),
    )


def _archive(parsed: _Parsed, sources: Sources, config: Config, options: BuildOptions, as_of: datetime) -> Archive:
    return Archive(
        releases=parsed.releases,
        pages=parsed.pages,
        ledger=sources.ledger,
        vocabulary=sources.vocabulary,
        media=sources.media,
        config=config,
        as_of=as_of,
        drafts=options.drafts,
        preview=options.is_preview,
        portable=options.portable,
    )


def _plan(site: Site, sources: Sources, assets: tuple[Asset, ...]) -> _Plan:
    """Name every file of the output, and what is wrong with their addresses and the links between them."""
    static = {path.removeprefix(f"{STATIC}/"): path for path in sources.static}
    frame = make_frame(site, {asset.name: asset.address for asset in assets}, static)
    pages = tuple(plan_pages(frame))
    copies = published_media(site, frame.links) | static
    claims = [(f"/{MARKER}", "Dateline's mark of the output folder")]
    claims += [(page.address, page.origin) for page in pages]
    claims += [(f"/{path}", source) for path, source in copies.items()]
    claims += [(asset.address, f"layouts/assets/{asset.name}") for asset in assets]
    problems = (*find_collisions(claims), *find_broken_links(frame), *find_missing_media(site))
    return _Plan(pages, copies, assets, problems)


def _output(site: Path, options: BuildOptions) -> Path:
    return options.output or site / (PREVIEW if options.is_preview else OUTPUT)


def _stop_at_errors(problems: list[Problem], *, strict: bool) -> None:
    if errors_in(problems):
        raise BuildFailed(problems)
    if strict and problems:
        raise BuildFailed([*problems, Problem(message="nothing was built, for --strict takes a warning for an error")])


def _publish(publication: Publication, site: Path, plan: _Plan, renderer: Renderer) -> Published:
    """Stage assets, copies, then every page as it is rendered; nothing is in its place until all of it is staged."""
    try:
        with publication:
            for asset in plan.assets:
                publication.add(asset.address[1:], asset.data)
            for path, source in plan.copies.items():
                publication.add_chunks(path, partial(read_chunks, site / source))
            for page in plan.pages:
                publication.add(output_path(page.address), renderer.render(page.layout, page.make_context()))
            return publication.commit()
    except OSError as error:
        raise BuildFailed([_write_problem(error)]) from error


def _write_problem(error: OSError) -> Problem:
    where = error.filename2 or error.filename or "the output"
    advice = "what was there is whole; mend the cause and build again"
    return Problem(message=f"{where} could not be written ({error.strerror or error}); {advice}")


def _address(path: str) -> str:
    return "/" + (path.removesuffix("index.html") if path.rpartition("/")[2] == "index.html" else path)


def _addresses(site: Site) -> dict[str, str]:
    return {path: entry.address for path, entry in site.by_path.items()} | {
        plain.page.path: plain.address for plain in site.pages
    }
