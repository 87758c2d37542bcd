"""One page of a site without the plan of all the others: that of a release, or one that leads into the archive."""

from collections.abc import Iterable

from generator.organise.frame import Outline
from generator.organise.landing_pages import plan_landing_pages
from generator.organise.page_plan import PagePlan
from generator.organise.release_pages import Neighbourhoods, find_neighbourhoods, plan_release_page
from generator.organise.single_pages import plan_not_found


class PageFinder:
    """Finds plans by address; not for use by two threads at once."""

    def __init__(self, outline: Outline) -> None:
        """Know only which releases there are; the rest is found out when it is needed."""
        self._outline = outline
        self._entries = {entry.address: entry for entry in outline.site.entries}
        self._neighbourhoods: Neighbourhoods | None = None
        self._leading: dict[str, PagePlan] | None = None
        self._all: dict[str, PagePlan] = {}

    def complete(self, pages: Iterable[PagePlan]) -> None:
        """Take over the plan of the whole site."""
        self._all = {page.address: page for page in pages}

    def find(self, address: str) -> PagePlan | None:
        """Return the plan of any page of the site, once it is complete."""
        return self._all.get(address)

    def find_early(self, address: str) -> PagePlan | None:
        """Return the plan of a page that can be planned by itself; None for others while the plan is not complete."""
        if self._all:
            return self.find(address)
        if entry := self._entries.get(address):
            self._neighbourhoods = self._neighbourhoods or find_neighbourhoods(self._outline)
            return plan_release_page(self._outline, self._neighbourhoods, entry)
        if self._leading is None:
            parts = (self._outline, *self._outline.sections.values())
            landing = (plan for part in parts for plan in plan_landing_pages(part))
            self._leading = {page.address: page for plan in landing for page in plan.plan()}
            self._leading |= {page.address: page for page in plan_not_found(self._outline)}
        return self._leading.get(address)
