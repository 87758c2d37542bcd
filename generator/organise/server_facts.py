"""What a server is told about the site: which headers its files have, which old addresses lead where."""

from collections.abc import Container
from dataclasses import dataclass

from generator.addresses import encode_address
from generator.organise.frame import Outline
from generator.organise.redirects import server_aliases
from generator.organise.twins import twins_of

POLICY = "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
"""The policy of every page, and what only a server can say: who may show it in a frame."""
FOR_EVER = "public, max-age=31536000, immutable"
HOUR = "public, max-age=3600"
MINUTES = "public, max-age=300"
MANIFEST = "/.dateline-manifest"
"""What deploying puts beside the site; no reader needs it."""
CACHING = (("/assets/", FOR_EVER), ("/media/", HOUR), ("/", MINUTES))
"""Folder → for how long what lies in it may be kept; the first that fits counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """An old address and where it leads."""

    path: str
    """Decoded, below the root of the site."""
    query: str
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerFacts:
    """All of it; every address is a path below the root of the site."""

    base_path: str
    """Begins and ends with a slash."""
    leads: tuple[Lead, ...]
    gone: tuple[str, ...]
    unindexed: tuple[str, ...]
    """Files of withdrawn releases that are no pages, which cannot say themselves that nobody shall index them."""
    own: tuple[str, ...]
    """The files in which this is written, which no reader needs."""

    def goal(self, target: str) -> str:
        """Return an address as it stands in a header: from the root of the server, percent-encoded."""
        return encode_address(self.base_path) + encode_address(target)[1:]


def server_facts(outline: Outline, claimed: Container[str], own: tuple[str, ...]) -> ServerFacts:
    """Return what there is to tell; `claimed` are the addresses of all pages but those of the ledger."""
    site = outline.site
    bases = (site.config.base_url, *site.config.previous_urls)
    old = [one for one in site.redirects if not one.gives_way or one.address not in claimed]
    leads = {one.address: _target(one.address, one.target, claimed) for one in old}
    leads |= {one.address: one.target for one in server_aliases(site.entries, bases)}
    withdrawn = (entry for entry in site.entries if entry.withdrawn)
    return ServerFacts(
        base_path=site.config.base_path,
        leads=tuple(_lead(address, leads[address]) for address in sorted(leads)),
        gone=tuple(address for address in sorted(site.gone) if address not in claimed),
        unindexed=tuple(twin.address for entry in withdrawn for twin in twins_of(entry, site.config)),
        own=own,
    )


def _lead(address: str, target: str) -> Lead:
    path, _, query = address.partition("?")
    return Lead(path=path, query=query, target=target)


def _target(address: str, target: str, claimed: Container[str]) -> str:
    """Return where an old address leads: that of a twin or feed to the new one of the same name, if there is one."""
    name = address.rpartition("/")[2]
    beside = target.rpartition("/")[0] + f"/{name}"
    return beside if name and not name.endswith((".html", ".htm")) and beside in claimed else target
