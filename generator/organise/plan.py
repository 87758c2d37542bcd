"""The plan of the output: every page that layouts render, in the order in which they are written.

A page is written before the lists that name it, and the landing pages come last, so that a reader of a folder that is
being written never follows a new link to nothing.
"""

from collections.abc import Iterator

from generator.organise.data_files import plan_data_files
from generator.organise.feed_pages import plan_feeds
from generator.organise.frame import Outline
from generator.organise.landing_pages import plan_landing_pages
from generator.organise.list_pages import plan_list_pages
from generator.organise.machine_pages import plan_machine_pages
from generator.organise.page_plan import PagePlan
from generator.organise.quote_pages import plan_quote_pages
from generator.organise.release_pages import plan_release_pages
from generator.organise.search import plan_search
from generator.organise.server_files import plan_server_files
from generator.organise.single_pages import plan_old_addresses, plan_single_pages
from generator.organise.story import plan_changes_pages
from generator.organise.term_pages import plan_term_pages
from generator.organise.twins import plan_twins
from generator.organise.version_pages import plan_version_pages

_PAGES = (plan_twins, plan_changes_pages, plan_version_pages, plan_release_pages, plan_single_pages)
_LISTS = (
    plan_list_pages,
    plan_quote_pages,
    plan_term_pages,
    plan_search,
    plan_landing_pages,
    plan_feeds,
)
"""Of the site, and of each of its languages."""


def plan_pages(outline: Outline) -> Iterator[PagePlan]:
    """Yield every page of the site."""
    pages = [plan for plan_part in _PAGES for plan in plan_part(outline)]
    parts = (*outline.sections.values(), outline)
    lists = [plan for part in parts for plan_part in _LISTS for plan in plan_part(part)]
    lists += (*plan_data_files(outline), *plan_machine_pages(outline))
    # The ledger names lists as well, which stay what they are.
    claimed = {plan.address for plan in (*pages, *lists)}
    yield from (*pages, *plan_old_addresses(outline, claimed), *lists, *plan_server_files(outline, claimed))
