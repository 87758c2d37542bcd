"""Parse → organise → render → publish: what a build does when there is something to do."""

from dataclasses import dataclass

from generator.beginning import Beginning, find_content
from generator.build_options import BuildReport
from generator.cached_parse import Parsed, parse_changed
from generator.changed_files import Means, Outcome, publish_changed
from generator.crew import Crew, available_jobs
from generator.interruption import checked
from generator.last_build import LastBuild, remember_build, remember_files
from generator.load import Scan, static_files
from generator.looking import Look, look_at_output
from generator.on_request import PagesOnRequest
from generator.organise import Archive, Site, next_change, organise, plan_pages
from generator.output_folder import found_in
from generator.planning import Plan, describe, make_plan
from generator.problems import BuildFailed, Problem, errors_in, stop_at_errors
from generator.profile import make_profile
from generator.publish import Publication, write_problem
from generator.render import Asset, Layouts, load_assets, read_layouts
from generator.state import State
from generator.theme import theme_css


def make_site(begun: Beginning, seen: Look, state: State) -> BuildReport:
    """Bring the output to what was seen; raises `BuildFailed`, with every problem, before anything is published."""
    options = begun.order.options
    with Crew(options.jobs or available_jobs(), options.executor) as crew:
        return _make_site(begun, seen, state, crew)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Organised:
    """What a build knows before it plans."""

    found: Scan
    parsed: Parsed
    site: Site
    texts: Layouts
    assets: tuple[Asset, ...]
    problems: tuple[Problem, ...]


def _make_site(begun: Beginning, seen: Look, state: State, crew: Crew) -> BuildReport:
    order, config = begun.order, begun.config
    site, options, folder, laps = order.site, order.options, order.folder, order.laps
    guessed = _organise(begun, order.guess, state, crew) if order.guess else None
    found, inputs = find_content(begun, seen)
    laps.end("load")
    known = guessed if guessed and guessed.found == found else _organise(begun, found, state, crew)
    if options.memory:
        options.memory.found = found
    parsed, organised, texts = known.parsed, known.site, known.texts
    kept = state.kept(folder)
    plan, of_plan = make_plan(organised, found, known.assets, state.read_body, texts, kept)
    if options.planned and not errors_in(known.problems):
        options.planned(checked(plan_pages(plan.outline), options.check))
    problems = sorted((*known.problems, *of_plan), key=lambda problem: (problem.path, problem.line or 0))
    stop_at_errors(problems, strict=options.strict)
    laps.end("plan")
    lying = seen.lying or look_at_output(order, state, seen.last)
    there = found_in(lying.left.values()) if lying.left else lying.found
    publication = Publication(order.output, found=there, rewrite=options.clean)
    means = Means(
        site=site,
        folder=folder,
        began=order.began,
        layouts=texts,
        kept=kept,
        state=state,
        crew=crew,
        left=lying.left,
        progress=options.progress,
        check=options.check,
    )
    outcome = _publish(publication, plan, means)
    kept.forget_unused()
    build = LastBuild(
        inputs=inputs,
        wanted=begun.wanted,
        left=outcome.left,
        folders_tell=outcome.folders_tell,
        as_of=order.as_of,
        next_change=next_change((release.front for release in parsed.releases), config, as_of=order.as_of),
        pages=outcome.pages,
        warnings=tuple(problems),
    )
    remember_build(state, folder, build)
    files = describe(plan) if options.describe else ()
    remember_files(state, folder, files)
    state.commit()
    laps.end("render and publish")
    published = outcome.published
    return BuildReport(
        pages=outcome.pages,
        rendered=outcome.times.pages,
        written=len(published.written),
        unchanged=published.unchanged,
        removed=len(published.removed),
        warnings=tuple(problems),
        seconds=round(laps.seconds(), 3),
        output=order.output,
        changed=tuple(_address(path) for path in (*published.written, *published.removed)),
        addresses=_addresses(organised),
        files=files,
        profile=make_profile(laps, outcome.times),
    )


def _organise(begun: Beginning, found: Scan, state: State, crew: Crew) -> _Organised:
    """Parse what was found and organise it, and show what then can be shown."""
    order, config = begun.order, begun.config
    options, memory = order.options, order.options.memory
    parsed = parse_changed(order.site, found, config.markdown.dialect, state, crew, memory)
    order.laps.end("parse")
    site = organise(archive_of(parsed, found, begun), memory.site if memory else None)
    order.laps.end("organise")
    texts = read_layouts(order.layouts)
    assets = load_assets(order.layouts, theme_css(config.theme))
    problems = (*begun.problems, *found.problems, *parsed.problems, *site.problems)
    if options.organised and not errors_in(problems):
        static = static_files(found)
        options.organised(PagesOnRequest(order.site, site, order.folder, static, layouts=texts, assets=assets))
    return _Organised(found=found, parsed=parsed, site=site, texts=texts, assets=assets, problems=problems)


def archive_of(parsed: Parsed, found: Scan, begun: Beginning) -> Archive:
    """Return all that was parsed, with what decides how it is organised."""
    order = begun.order
    return Archive(
        releases=parsed.releases,
        versions=parsed.versions,
        pages=parsed.pages,
        ledger=parsed.ledger,
        vocabulary=parsed.vocabulary,
        media=tuple(listed.path for listed in found.media),
        originals=tuple(listed.path for listed in found.originals),
        pictures=parsed.pictures,
        config=begun.config,
        as_of=order.as_of,
        drafts=order.options.drafts,
        preview=order.options.is_preview,
        portable=order.options.portable,
    )


def _publish(publication: Publication, plan: Plan, means: Means) -> Outcome:
    try:
        return publish_changed(publication, plan, means)
    except OSError as error:
        raise BuildFailed([write_problem(error)]) from error


def _address(path: str) -> str:
    return "/" + (path.removesuffix("index.html") if path.rpartition("/")[2] == "index.html" else path)


def _addresses(site: Site) -> dict[str, str]:
    return {path: entry.address for path, entry in site.by_path.items()} | {
        plain.page.path: plain.address for plain in site.pages
    }
