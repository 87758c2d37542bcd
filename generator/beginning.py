"""What a build with something to do begins with: its settings."""

import os
from dataclasses import dataclass

from generator.config import Config, load_config, with_base_url
from generator.last_build import Wanted
from generator.load import Scan, scan_for
from generator.looking import Look, Order, digest_of_read
from generator.problems import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """A build that has read its settings, and nothing else."""

    order: Order
    config: Config
    problems: tuple[Problem, ...]

    @property
    def wanted(self) -> Wanted:
        """What the settings say of where to look, and of who reads."""
        config = self.config
        return Wanted(config.markdown.dialect, config.vocabulary, bool(config.published_originals))


def begin(order: Order) -> Beginning:
    """Read the settings of a build; raises `BuildFailed` when they are wrong."""
    config, problems = load_config(order.site, os.environ)
    base_url = order.options.base_url
    return Beginning(
        order=order, config=with_base_url(config, base_url) if base_url else config, problems=tuple(problems)
    )


def find_content(begun: Beginning, seen: Look) -> tuple[Scan, str]:
    """Return the content of a site, and the digest of all that a build reads; scanned only if nobody has."""
    if seen.found and seen.last and seen.last.wanted == begun.wanted:
        return seen.found, seen.inputs
    found = scan_for(begun.order.site, begun.config)
    return found, digest_of_read(begun.order, found)
