"""What those who carry the site elsewhere know of its files: in which order they go, which release each belongs to."""

from collections.abc import Iterable, Iterator, Mapping

from generator.organise.ledger import LEDGER, STRUCTURE
from generator.organise.media import media_paths
from generator.organise.originals import published_original
from generator.organise.page_plan import PagePlan
from generator.organise.published import output_path
from generator.organise.server_files import SERVER_FILES
from generator.organise.single_pages import NOT_FOUND
from generator.organise.site import Entry, Site
from generator.organise.speakers import QUOTES
from generator.organise.terms import term_owner
from generator.public_file import ASSET, FEED, LIST, RELEASE, PublicFile, Rank

_FEEDS = ("feed.xml", "rss.xml", "feed.json")
_ANNOUNCING = (*_FEEDS, "sitemap.xml", "sitemap-index.xml", "robots.txt", "llms.txt", "security.txt")


def describe_files(
    site: Site, pages: Iterable[PagePlan], copies: Mapping[str, str], assets: Iterable[str]
) -> Iterator[PublicFile]:
    """Yield every file of the output; `copies` maps what is copied to files of the site, `assets` are addresses."""
    owners = _owners(site)
    of_file = _releases_of_files(site)
    plain = {one.page.path for one in site.pages}
    for address in assets:
        yield PublicFile(output_path(address), ASSET)
    for path, source in copies.items():
        entry = of_file.get(source)
        yield PublicFile(path, ASSET, *_release(entry))
    for page in pages:
        entry = site.by_path.get(page.origin)
        address = page.address if _is_kept(page, entry) else ""
        owner = entry.key if entry else page.origin if page.origin in plain else _owner(page.address, owners)
        yield PublicFile(
            output_path(page.address), _rank(page), *_release(entry), address=address, owner=owner if address else ""
        )


def _release(entry: Entry | None) -> tuple[str, bool]:
    return (entry.key, entry.withdrawn) if entry else ("", False)


def _rank(page: PagePlan) -> Rank:
    if page.layout in _ANNOUNCING or page.address in SERVER_FILES:
        return FEED
    return RELEASE if page.origin.startswith("content/") else LIST


def _is_kept(page: PagePlan, entry: Entry | None) -> bool:
    """Tell whether the ledger keeps the address: of pages, feeds and twins, not of data and parts of pages."""
    if page.address == NOT_FOUND or page.origin == LEDGER:
        return False
    return page.address.endswith(("/", ".html")) or page.layout in _FEEDS or entry is not None


def _owners(site: Site) -> dict[str, str]:
    """Return address → what the ledger calls its owner, of terms, speakers and what leads to them."""
    parts = (*site.sections, site)
    found = {
        group.address: term_owner(kind, group.key)
        for part in parts
        for kind, groups in part.terms.items()
        for group in groups
    }
    found |= {speaker.address: term_owner(QUOTES, speaker.key) for part in parts for speaker in part.speakers}
    found |= {redirect.address: found[redirect.target] for redirect in site.redirects if redirect.target in found}
    return found


def _owner(address: str, owners: Mapping[str, str]) -> str:
    """Return the owner of an address or of the nearest one above it: the year of a term belongs to the term."""
    folder = address
    while folder:
        if folder in owners:
            return owners[folder]
        folder = folder.rstrip("/").rpartition("/")[0]
        folder += "/" if folder else ""
    return STRUCTURE


def _releases_of_files(site: Site) -> dict[str, Entry]:
    """Return file of the site → release, of media that one release alone shows, and of its original."""
    found: dict[str, Entry | None] = {}
    for entry in site.entries:
        original = published_original(entry, site)
        for path in (*media_paths(entry, site), *((original,) if original else ())):
            found[path] = None if path in found else entry
    return {path: entry for path, entry in found.items() if entry}
