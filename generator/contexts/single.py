"""What the pages that stand for themselves may read."""

from dataclasses import dataclass

from generator.contexts.parts import Link, PageContext, SiteContext
from generator.model import TermKind


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainLayout:
    """`page.html`: a page of `content/pages/`."""

    site: SiteContext
    page: PageContext
    html: str
    """Sanitised, its links ready for this page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchLayout:
    """`search.html`: the page on which a script searches the index."""

    site: SiteContext
    page: PageContext
    index: str
    """The address of the index, which the search pages of all languages share."""
    kinds: tuple[TermKind, ...]
    """The kinds of terms that have pages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotFoundLayout:
    """`404.html`, which a host shows at any address."""

    site: SiteContext
    page: PageContext


@dataclass(frozen=True, slots=True, kw_only=True)
class RedirectLayout:
    """`redirect.html`: an old address."""

    site: SiteContext
    page: PageContext
    target: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class GoneLayout:
    """`gone.html`: an address that once was public and has nothing behind it any more."""

    site: SiteContext
    page: PageContext
