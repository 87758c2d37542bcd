"""Which feeds a site has, and where."""

from generator.config import Config
from generator.contexts import FeedLink
from generator.organise.site import TermGroup

ATOM, RSS, JSON = "/feed.xml", "/rss.xml", "/feed.json"

FORMATS = {
    "atom": (ATOM, "feed.xml", "application/atom+xml", "Atom"),
    "rss": (RSS, "rss.xml", "application/rss+xml", "RSS"),
    "json": (JSON, "feed.json", "application/feed+json", "JSON"),
}
"""Of each format: address, layout, media type, name."""


def feed_links(config: Config) -> tuple[FeedLink, ...]:
    """Return the feeds that a site has."""
    return tuple(
        FeedLink(title=name, address=address, media_type=media_type)
        for format_, (address, _, media_type, name) in FORMATS.items()
        if format_ in config.feeds.formats
    )


def term_feed(group: TermGroup, config: Config) -> str:
    """Return the address of a term's feed; empty when terms have none."""
    return f"{group.address}feed.xml" if config.feeds.per_term and "atom" in config.feeds.formats else ""
