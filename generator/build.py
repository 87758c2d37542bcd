"""Load → parse → organise → render → publish: the sentence that Dateline is.

Nothing that only a build with something to do needs is imported before that is known.
"""

import os
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

from generator.build_options import BuildOptions as BuildOptions
from generator.build_options import BuildReport as BuildReport
from generator.clock import now_from as now_from
from generator.collector import paused_collector
from generator.engine import engine_digest
from generator.lock import hold_lock
from generator.looking import UNSEEN, Look, Order, look
from generator.problems import Problem
from generator.state import STATE, State, StateDamaged, delete_state, open_state, open_unkept_state
from generator.unread_settings import unread_settings

OpenState = Callable[[Path, str], AbstractContextManager[State]]


def build(site: Path, options: BuildOptions) -> BuildReport:
    """Build the site whose folder is `site`; raise `BuildFailed`, with every problem, before anything is published."""
    as_of = options.as_of or now_from(os.environ)
    with hold_lock(site, "build"), paused_collector():
        order = Order(
            site=site,
            options=options,
            as_of=as_of,
            settings=unread_settings(site, os.environ),
            guess=options.memory.find_changed(site, options.changed) if options.memory else None,
        )
        seen = look(order)
        if seen.report:
            return seen.report
        try:
            return _build(order, seen, open_state)
        except StateDamaged:
            delete_state(site)
        try:
            return _build(order, UNSEEN, open_state)
        except StateDamaged as damage:
            delete_state(site)
            report = _build(order, UNSEEN, open_unkept_state)
            return replace(report, warnings=(*report.warnings, _unkept(damage)))


def _unkept(damage: StateDamaged) -> Problem:
    message = f"what this build knows cannot be kept in {STATE} ({damage}); make room, or mend the disk"
    return Problem(message=f"{message}: until then every build begins from nothing", severity="warning")


def _build(order: Order, seen: Look, open_state: OpenState) -> BuildReport:
    from generator.beginning import begin
    from generator.making import make_site

    begun = begin(order)
    engine = engine_digest(begun.config.markdown.dialect)
    with open_state(order.site, engine) as state:
        return make_site(begun, seen if seen.engine == engine else UNSEEN, state)
