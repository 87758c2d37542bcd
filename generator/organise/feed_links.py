"""Which feeds a site has, and where."""

from generator.config import Config
from generator.contexts import FeedLink
from generator.organise.site import TermGroup

ATOM, RSS, JSON = "feed.xml", "rss.xml", "feed.json"
"""Names below the home page."""

FORMATS = {
    "atom": (ATOM, "feed.xml", "application/atom+xml", "Atom"),
    "rss": (RSS, "rss.xml", "application/rss+xml", "RSS"),
    "json": (JSON, "feed.json", "application/feed+json", "JSON"),
}
"""Of each format: name of the file, layout, media type, name."""


def feed_links(config: Config, root: str) -> tuple[FeedLink, ...]:
    """Return the feeds that a site whose home page is `root` has."""
    return tuple(
        FeedLink(title=name, address=root + file, media_type=media_type)
        for format_, (file, _, media_type, name) in FORMATS.items()
        if format_ in config.feeds.formats
    )


def term_feed(group: TermGroup, config: Config) -> str:
    """Return the address of a term's feed; empty when terms have none."""
    return f"{group.address}feed.xml" if config.feeds.per_term and "atom" in config.feeds.formats else ""
