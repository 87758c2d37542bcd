"""Load → parse → organise → render → publish: the sentence that Dateline is."""

import os
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from generator.config import Config, load_config, with_base_url
from generator.load import Sources, load, read_chunks
from generator.lock import hold_lock
from generator.model import Page, Release
from generator.organise import (
    Archive,
    Frame,
    Site,
    find_collisions,
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


def build(site: Path, options: BuildOptions) -> BuildReport:
    """Build the site whose folder is `site`; raise `BuildFailed`, with every problem, before anything is published."""
    started = time.monotonic()
    as_of = options.as_of or now_from(os.environ)
    output = options.output or site / (PREVIEW if options.is_preview else OUTPUT)
    config, problems = _configure(site, options)
    with hold_lock(site):
        sources = load(site)
        releases, pages, found = _parse(sources, config)
        problems += [*sources.problems, *found]
        organised = organise(
            Archive(
                releases=releases,
                pages=pages,
                ledger=sources.ledger,
                media=sources.media,
                config=config,
                as_of=as_of,
                drafts=options.drafts,
                preview=options.is_preview,
                portable=options.portable,
            )
        )
        problems += organised.problems
        layouts = (site / "layouts", shipped_layouts())
        assets = load_assets(layouts)
        frame = make_frame(organised, {asset.name: asset.address for asset in assets})
        problems += _find_collisions(frame, sources, assets)
        problems += _find_broken_links(frame)
        _stop_at_errors(problems, strict=options.strict)
        published, rendered = _publish(
            Publication(output, rewrite=options.clean), site, frame, sources, assets, Renderer(layouts)
        )
    return BuildReport(
        pages=rendered,
        rendered=rendered,
        written=len(published.written),
        unchanged=published.unchanged,
        removed=len(published.removed),
        warnings=tuple(problems),
        seconds=round(time.monotonic() - started, 3),
        output=output,
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


def _parse(sources: Sources, config: Config) -> tuple[tuple[Release, ...], tuple[Page, ...], list[Problem]]:
    parser = Parser(MarkdownParser(config.markdown_extensions))
    releases, pages, problems = list[Release](), list[Page](), list[Problem]()
    for source in sources.releases:
        release, found = parse_release(source, parser)
        problems += found
        releases += [release] if release else []
    for source in sources.pages:
        page, found = parse_page(source, parser)
        problems += found
        pages += [page] if page else []
    return tuple(releases), tuple(pages), problems


def _find_collisions(frame: Frame, sources: Sources, assets: Iterable[Asset]) -> Iterator[Problem]:
    claims = [(f"/{MARKER}", "Dateline's mark of the output folder")]
    claims += [(plan.address, plan.origin) for plan in plan_pages(frame)]
    claims += [(f"/{path}", source) for path, source in _copies(frame, sources).items()]
    claims += [(asset.address, f"layouts/assets/{asset.name}") for asset in assets]
    return find_collisions(claims)


def _find_broken_links(frame: Frame) -> Iterator[Problem]:
    for entry in frame.site.entries:
        yield from frame.links.find_broken(entry.release.body.links, entry.release.path)
    for plain in frame.site.pages:
        yield from frame.links.find_broken(plain.page.body.links, plain.page.path)


def _stop_at_errors(problems: list[Problem], *, strict: bool) -> None:
    if errors_in(problems) or (strict and problems):
        raise BuildFailed(problems)


def _copies(frame: Frame, sources: Sources) -> dict[str, str]:
    """Return file below the output → file of the site, of all that is copied as it is."""
    static = {path.removeprefix("content/static/"): path for path in sources.static}
    return published_media(frame.site, frame.links) | static


def _publish(
    publication: Publication, site: Path, frame: Frame, sources: Sources, assets: Iterable[Asset], renderer: Renderer
) -> tuple[Published, int]:
    """Write assets and copies, then every page; return what was done and how many pages were rendered."""
    rendered = 0
    try:
        with publication:
            for asset in assets:
                publication.add(asset.address[1:], asset.data)
            for path, source in _copies(frame, sources).items():
                publication.add_chunks(path, lambda source=source: read_chunks(site, source))  # type: ignore[misc]
            for plan in plan_pages(frame):
                publication.add(output_path(plan.address), renderer.render(plan.layout, plan.make_context()))
                rendered += 1
            return publication.commit(), rendered
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
