"""What the next build would do and what the last one did, asked without building."""

import os
from datetime import datetime
from pathlib import Path

from generator.beginning import begin
from generator.build_options import BuildOptions
from generator.cached_parse import parse_changed, read_fronts
from generator.config import load_config
from generator.crew import Crew
from generator.engine import engine_digest
from generator.explaining import Explanation, explain, find_page
from generator.load import scan, scan_for
from generator.lock import hold_lock
from generator.looking import Order
from generator.making import archive_of
from generator.organise import next_change, organise
from generator.planning import site_outline
from generator.problems import BuildFailed, errors_in, stop_at_errors
from generator.render import Renderer, load_assets, read_layouts
from generator.state import open_state
from generator.theme import theme_css
from generator.unread_settings import unread_settings


def find_next_change(site: Path, as_of: datetime) -> datetime | None:
    """Return the first instant after `as_of` at which the public site changes by itself, in UTC, or None.

    Raises `BuildFailed` when a release cannot be read.
    """
    config, _ = load_config(site, os.environ)
    fronts, problems = read_fronts(site, scan(site), config.markdown.dialect)
    if errors_in(problems):
        raise BuildFailed(errors_in(problems))
    return next_change(fronts.values(), config, as_of=as_of)


def explain_page(site: Path, address: str, as_of: datetime) -> Explanation:
    """Return what the page at an address is made from now, and what the last build of `output/` did about it.

    `address` is a path from the root of the site, a whole URL, or a file below the output folder. Raises `BuildFailed`
    when there is no such page, or when the site cannot be read.
    """
    order = Order(site=site, options=BuildOptions(), as_of=as_of, settings=unread_settings(site, os.environ))
    begun = begin(order)
    config, texts = begun.config, read_layouts(order.layouts)
    with (
        hold_lock(site, "build"),
        open_state(site, engine_digest(config.markdown.dialect)) as state,
        Crew(1) as crew,
    ):
        found = scan_for(site, config)
        parsed = parse_changed(site, found, config.markdown.dialect, state, crew)
        stop_at_errors(parsed.problems, strict=False)
        assets = load_assets(order.layouts, theme_css(config.theme))
        organised = organise(archive_of(parsed, found, begun))
        outline = site_outline(organised, found, assets, state.read_body, texts, state.kept(order.folder))
        page = find_page(outline, state, order.folder, address)
        return explain(page, Renderer(texts), state, order.folder)
