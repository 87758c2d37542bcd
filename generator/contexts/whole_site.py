"""What the files may read that tell programs of the site as a whole."""

from dataclasses import dataclass

from generator.contexts.machines import SitemapEntry
from generator.contexts.parts import Link, PageContext, SiteContext


@dataclass(frozen=True, slots=True, kw_only=True)
class SitemapIndexLayout:
    """`sitemap-index.xml` (sitemaps.org): the parts of the sitemap."""

    site: SiteContext
    page: PageContext
    parts: tuple[SitemapEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideLayout:
    """`llms.txt` (llmstxt.org): where a program that reads texts finds them."""

    site: SiteContext
    page: PageContext
    lists: tuple[Link, ...]
    """The pages by which people find releases."""
    files: tuple[Link, ...]
    """What programs read instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SecurityLayout:
    """`security.txt` (RFC 9116)."""

    site: SiteContext
    page: PageContext
    contacts: tuple[str, ...]
    """URIs, the preferred one first."""
    expires: str
    """RFC 3339, in UTC."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentLayout:
    """`document.txt`: a file that programs read, written by organise."""

    site: SiteContext
    page: PageContext
    text: str
