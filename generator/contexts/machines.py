"""What feeds, the sitemap and robots.txt may read."""

from dataclasses import dataclass

from generator.contexts.parts import PageContext, SiteContext


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """A release in a feed."""

    id: str
    """A URN that hangs on the release's id, so that no move makes the entry new."""
    title: str
    url: str
    published: str
    """RFC 3339, in UTC; empty when nobody stated a date."""
    published_rfc822: str
    """The same as RFC 822 writes it."""
    updated: str
    """RFC 3339, in UTC."""
    summary: str
    html: str
    """The body with the disclosures before it; every link is a whole URL."""
    language: str
    authors: tuple[str, ...]
    categories: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedLayout:
    """`feed.xml`, an Atom feed (RFC 4287); `rss.xml`, RSS 2.0; `feed.json`, JSON Feed 1.1."""

    site: SiteContext
    page: PageContext
    id: str
    updated: str
    """RFC 3339, in UTC: of the entry changed last."""
    updated_rfc822: str
    previous_archive: str
    """The address of the archive document before this feed or document (RFC 5005 §4); empty when there is none."""
    current: str
    """Of an archive document, the address of the feed it belongs to; else empty."""
    entries: tuple[FeedEntry, ...]
    """Newest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SitemapEntry:
    """An address in the sitemap."""

    url: str
    updated: str
    """A W3C date, or empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SitemapLayout:
    """`sitemap.xml` (sitemaps.org)."""

    site: SiteContext
    page: PageContext
    entries: tuple[SitemapEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RobotsLayout:
    """`robots.txt` (RFC 9309)."""

    site: SiteContext
    page: PageContext
    sitemap: str
