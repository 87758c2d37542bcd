"""Load → parse → organise → render → publish: the sentence that Dateline is."""

import os
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from generator.build_options import BuildOptions as BuildOptions
from generator.build_options import BuildReport as BuildReport
from generator.build_options import unchanged_report
from generator.cached_parse import Parsed, parse_changed
from generator.changed_files import Means, Outcome, publish_changed
from generator.clock import now_from as now_from
from generator.collector import paused_collector
from generator.config import Config, load_config, with_base_url
from generator.crew import Crew, available_jobs
from generator.engine import engine_digest
from generator.explaining import Explanation, explain, find_page
from generator.interruption import checked
from generator.last_build import (
    LastBuild,
    digest_of_inputs,
    digest_of_outputs,
    layout_files,
    recall_build,
    recall_files,
    remember_build,
    remember_files,
)
from generator.load import Scan, scan, scan_for, static_files
from generator.lock import hold_lock
from generator.on_request import PagesOnRequest
from generator.organise import (
    Archive,
    Site,
    next_change,
    organise,
    plan_pages,
)
from generator.planning import Plan, describe, make_plan, site_outline
from generator.problems import BuildFailed, Problem, errors_in
from generator.profile import Laps, make_profile
from generator.publish import Publication, find_output, folders_of, write_problem
from generator.render import Renderer, load_assets, read_layouts, shipped_layouts
from generator.state import STATE, State, StateDamaged, delete_state, open_state, open_unkept_state
from generator.theme import theme_css

OUTPUT, PREVIEW = "output", ".dateline/preview"

OpenState = Callable[[Path, str], AbstractContextManager[State]]


def build(site: Path, options: BuildOptions) -> BuildReport:
    """Build the site whose folder is `site`; raise `BuildFailed`, with every problem, before anything is published."""
    as_of = options.as_of or now_from(os.environ)
    with hold_lock(site, "build"), paused_collector():
        try:
            return _build(site, options, as_of, open_state)
        except StateDamaged:
            delete_state(site)
        try:
            return _build(site, options, as_of, open_state)
        except StateDamaged as damage:
            delete_state(site)
            report = _build(site, options, as_of, open_unkept_state)
            return replace(report, warnings=(*report.warnings, _unkept(damage)))


def _unkept(damage: StateDamaged) -> Problem:
    message = f"what this build knows cannot be kept in {STATE} ({damage}); make room, or mend the disk"
    return Problem(message=f"{message}: until then every build begins from nothing", severity="warning")


def _build(site: Path, options: BuildOptions, as_of: datetime, open_state: OpenState) -> BuildReport:
    laps, began = Laps(), time.time_ns()
    config, problems = _configure(site, options)
    layouts = (site / "layouts", shipped_layouts())
    output = _output(site, options)
    folder = _name_of(output, site)
    crew = Crew(options.jobs or available_jobs(), options.executor)
    with open_state(site, engine_digest(config.markdown.dialect)) as state, crew:
        found, there = scan_for(site, config), None
        inputs = digest_of_inputs((*found.files, *layout_files(layouts)), _settings(config, options, found), began)
        last = None if options.clean else recall_build(state, folder)
        laps.end("load")
        if last and last.stands(inputs, as_of):
            there = find_output(output)
            files = recall_files(state, folder) if options.describe else ()
            if last.outputs == digest_of_outputs(there.files, there.folders) and (files or not options.describe):
                _stop_at_errors(last.warnings, strict=options.strict)
                return unchanged_report(last, output, len(there.files) - 1, files, laps)
        parsed = parse_changed(site, found, config.markdown.dialect, state, crew)
        laps.end("parse")
        organised = organise(_archive(parsed, found, config, options, as_of))
        laps.end("organise")
        texts = read_layouts(layouts)
        kept = state.kept(folder)
        assets = load_assets(layouts, theme_css(config.theme))
        problems += [*found.problems, *parsed.problems, *organised.problems]
        if options.organised and not errors_in(problems):
            options.organised(
                PagesOnRequest(site, organised, folder, static_files(found), layouts=texts, assets=assets)
            )
        plan, of_plan = make_plan(organised, found, assets, state.read_body, texts, kept)
        if options.planned and not errors_in(problems):
            options.planned(checked(plan_pages(plan.outline), options.check))
        problems += of_plan
        problems.sort(key=lambda problem: (problem.path, problem.line or 0))
        _stop_at_errors(problems, strict=options.strict)
        laps.end("plan")
        publication = Publication(output, found=there, rewrite=options.clean)
        means = Means(
            site=site,
            folder=folder,
            began=began,
            layouts=texts,
            state=state,
            crew=crew,
            progress=options.progress,
            check=options.check,
        )
        outcome = _publish(publication, plan, means)
        kept.forget_unused()
        build_ = LastBuild(
            inputs=inputs,
            outputs=digest_of_outputs(outcome.left, folders_of(outcome.left)),
            as_of=as_of,
            next_change=next_change(parsed.releases, config, as_of=as_of),
            pages=outcome.pages,
            warnings=tuple(problems),
        )
        remember_build(state, folder, build_)
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
        output=output,
        changed=tuple(_address(path) for path in (*published.written, *published.removed)),
        addresses=_addresses(organised),
        files=files,
        profile=make_profile(laps, outcome.times),
    )


def _settings(config: Config, options: BuildOptions, found: Scan) -> tuple[Any, ...]:
    """Return what decides the output beside the files."""
    return config, found.problems, options.drafts, options.is_preview, options.portable


def _name_of(output: Path, site: Path) -> str:
    """Return what the state calls an output folder: the same wherever the site lies, if it lies in the site."""
    whole, root = output.absolute(), site.absolute()
    return whole.relative_to(root).as_posix() if whole.is_relative_to(root) else str(whole)


def find_next_change(site: Path, as_of: datetime) -> datetime | None:
    """Return the first instant after `as_of` at which the public site changes by itself, in UTC, or None.

    Raises `BuildFailed` when a release cannot be read.
    """
    config, _ = load_config(site, os.environ)
    dialect = config.markdown.dialect
    with hold_lock(site, "build"), open_state(site, engine_digest(dialect)) as state, Crew(1) as crew:
        parsed = parse_changed(site, scan(site), dialect, state, crew)
    if errors_in(parsed.problems):
        raise BuildFailed(errors_in(parsed.problems))
    return next_change(parsed.releases, config, as_of=as_of)


def explain_page(site: Path, address: str, as_of: datetime) -> Explanation:
    """Return what the page at an address is made from now, and what the last build of `output/` did about it.

    `address` is a path from the root of the site, a whole URL, or a file below the output folder. Raises `BuildFailed`
    when there is no such page, or when the site cannot be read.
    """
    config, _ = load_config(site, os.environ)
    layouts = (site / "layouts", shipped_layouts())
    texts, folder = read_layouts(layouts), _name_of(site / OUTPUT, site)
    with (
        hold_lock(site, "build"),
        open_state(site, engine_digest(config.markdown.dialect)) as state,
        Crew(1) as crew,
    ):
        found = scan_for(site, config)
        parsed = parse_changed(site, found, config.markdown.dialect, state, crew)
        _stop_at_errors(parsed.problems, strict=False)
        archive = _archive(parsed, found, config, BuildOptions(), as_of)
        assets = load_assets(layouts, theme_css(config.theme))
        outline = site_outline(organise(archive), found, assets, state.read_body, texts, state.kept(folder))
        page = find_page(plan_pages(outline), address, config.base_url)
        return explain(page, Renderer(texts), state, folder)


def _configure(site: Path, options: BuildOptions) -> tuple[Config, list[Problem]]:
    config, problems = load_config(site, os.environ)
    return (with_base_url(config, options.base_url) if options.base_url else config), problems


def _archive(parsed: Parsed, found: Scan, config: Config, options: BuildOptions, as_of: datetime) -> Archive:
    return Archive(
        releases=parsed.releases,
        versions=parsed.versions,
        pages=parsed.pages,
        ledger=parsed.ledger,
        vocabulary=parsed.vocabulary,
        media=tuple(listed.path for listed in found.media),
        originals=tuple(listed.path for listed in found.originals),
        pictures=parsed.pictures,
        config=config,
        as_of=as_of,
        drafts=options.drafts,
        preview=options.is_preview,
        portable=options.portable,
    )


def _output(site: Path, options: BuildOptions) -> Path:
    return options.output or site / (PREVIEW if options.is_preview else OUTPUT)


def _stop_at_errors(problems: Sequence[Problem], *, strict: bool) -> None:
    if errors_in(problems):
        raise BuildFailed(problems)
    if strict and problems:
        raise BuildFailed([*problems, Problem(message="nothing was built, for --strict takes a warning for an error")])


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
