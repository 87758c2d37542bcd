"""The plan of the output: every page that layouts render, in parts, in the order in which they are written.

A page is written before the lists that name it, and the landing pages come last, so that a reader of a folder that is
being written never follows a new link to nothing.
"""

from collections.abc import Container, Iterator
from functools import partial

from generator.organise.data_files import plan_data_files
from generator.organise.feed_pages import plan_feeds
from generator.organise.frame import Outline
from generator.organise.landing_pages import plan_landing_pages
from generator.organise.list_pages import plan_list_pages
from generator.organise.machine_pages import plan_machine_pages
from generator.organise.page_plan import PagePlan
from generator.organise.plan_part import PlanPart, part_of_every_build
from generator.organise.quote_pages import plan_quote_pages
from generator.organise.release_pages import plan_release_pages
from generator.organise.search import plan_search
from generator.organise.server_files import plan_server_files
from generator.organise.single_pages import plan_old_addresses, plan_single_pages
from generator.organise.story import plan_changes_pages
from generator.organise.term_pages import plan_term_pages
from generator.organise.twins import plan_twins
from generator.organise.version_pages import plan_version_pages


def plan_parts(outline: Outline) -> Iterator[PlanPart]:
    """Yield the parts of the site, but for old addresses: what stands there is known when all else is planned."""
    yield from plan_twins(outline)
    yield part_of_every_build("changes", partial(plan_changes_pages, outline))
    yield part_of_every_build("versions", partial(plan_version_pages, outline))
    yield from plan_release_pages(outline)
    yield from plan_single_pages(outline)
    for part in (*outline.sections.values(), outline):
        yield from plan_list_pages(part)
        yield from plan_quote_pages(part)
        yield from plan_term_pages(part)
        yield part_of_every_build(f"search {part.frame.root}", partial(plan_search, part))
        yield from plan_landing_pages(part)
        yield from plan_feeds(part)
    yield from plan_data_files(outline)
    yield part_of_every_build("machines", partial(plan_machine_pages, outline))


def plan_pages(outline: Outline, first: Container[str] = ()) -> Iterator[PagePlan]:
    """Yield every page of the site, those of the parts of these names before the others."""
    claimed = set()
    for part in sorted(plan_parts(outline), key=lambda part: part.name not in first):
        for page in part.plan():
            claimed.add(page.address)
            yield page
    yield from plan_last(outline, claimed)


def plan_last(outline: Outline, claimed: Container[str]) -> Iterator[PagePlan]:
    """Yield what can be planned when all other addresses are `claimed`: old ones, and what servers know of them."""
    # The ledger names lists as well, which stay what they are.
    yield from plan_old_addresses(outline, claimed)
    yield from plan_server_files(outline, claimed)
