"""The site as a build would plan it, without a build: what an export is made from."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path

from generator.cached_parse import parse_changed
from generator.config import load_config
from generator.crew import Crew, available_jobs
from generator.engine import engine_digest
from generator.load import scan_for
from generator.lock import hold_lock
from generator.organise import Archive, Outline, make_outline, organise
from generator.problems import BuildFailed, Problem, errors_in
from generator.render import read_layouts, shipped_layouts
from generator.state import StateDamaged, delete_state, open_state
from generator.wording import wording_of


@contextmanager
def open_outline(site: Path, *, as_of: datetime, hidden: bool) -> Iterator[Outline]:
    """Give the outline of the site at an instant, `hidden` releases included if they are asked for.

    It can be used inside the `with` alone, for texts are read when they are asked for. Raises DatelineError with all
    that is wrong.
    """
    config, _ = load_config(site, os.environ)
    layouts = read_layouts((site / "layouts", shipped_layouts()))
    engine = engine_digest(config.markdown.dialect)
    try:
        with hold_lock(site, "build"), open_state(site, engine) as state, Crew(available_jobs()) as crew:
            found = scan_for(site, config)
            parsed = parse_changed(site, found, config.markdown.dialect, state, crew)
            archive = Archive(
                releases=parsed.releases,
                pages=parsed.pages,
                ledger=parsed.ledger,
                vocabulary=parsed.vocabulary,
                media=tuple(listed.path for listed in found.media),
                pictures=parsed.pictures,
                config=config,
                as_of=as_of,
                drafts=hidden,
            )
            organised = organise(archive)
            problems = errors_in((*found.problems, *parsed.problems, *organised.problems))
            if problems:
                raise BuildFailed(problems)
            yield make_outline(organised, {}, (), state.read_body, partial(wording_of, layouts))
    except StateDamaged:
        delete_state(site)
        message = ".dateline/ was damaged and has been cleared; run it again"
        raise BuildFailed([Problem(message=message)]) from None
