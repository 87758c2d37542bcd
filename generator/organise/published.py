"""What the plan claims beside its pages: media and originals of visible releases, and who claims one address twice."""

from collections.abc import Container, Iterable, Iterator, Mapping

from generator.organise.frame import Outline
from generator.organise.links import MEDIA_ADDRESS, MEDIA_FOLDER, Links
from generator.organise.media import files_of, media_paths
from generator.organise.originals import address_of_original, published_original
from generator.organise.site import Site
from generator.problems import Problem

IDS = "/id/"
"""Below it stands a page for each release, by its id."""


def published_files(site: Site, links: Links) -> dict[str, str]:
    """Return file below the output → file of the site, of what a visible release or page names: media, originals."""
    originals = sorted(path for entry in site.entries if (path := published_original(entry, site)))
    return _published_media(site, links) | {address_of_original(path)[1:]: path for path in originals}


def _published_media(site: Site, links: Links) -> dict[str, str]:
    paths: set[str] = set()
    for entry in site.entries:
        paths.update(media_paths(entry, site))
        if not entry.removed:
            paths.update(links.media_in(entry.release.body.links, entry.release.path))
        for version in site.versions.get(entry.release.path, ()):
            paths.update(links.media_in(version.entry.release.body.links, entry.release.path))
    for plain in site.pages:
        paths.update(links.media_in(plain.page.body.links, plain.page.path))
    return {MEDIA_ADDRESS[1:] + path.removeprefix(MEDIA_FOLDER): path for path in sorted(paths)}


def find_broken_links(outline: Outline) -> Iterator[Problem]:
    """Yield a warning for each link of a visible body to a file of the content that is not there."""
    for entry in outline.site.entries:
        yield from outline.links.find_broken(entry.release.body.links, entry.release.path)
    for plain in outline.site.pages:
        yield from outline.links.find_broken(plain.page.body.links, plain.page.path)


def find_missing_media(site: Site) -> Iterator[Problem]:
    """Yield a warning for each file that a visible release names as its medium and that is not there."""
    for entry in site.entries:
        for medium in entry.release.front.media:
            for name in files_of(medium):
                if MEDIA_FOLDER + name not in site.media:
                    advice = "put it there or mend the name"
                    message = f"'media' names '{name}', which is not under content/media/; {advice}"
                    yield Problem(message=message, path=entry.release.path, severity="warning")


def find_missing_logo(site: Site, static: Container[str]) -> Iterator[Problem]:
    """Yield a warning when the publisher's logo is not among the files that are copied as they are."""
    logo = site.config.publisher.logo
    if logo and logo.removeprefix("/") not in static:
        message = f"'publisher.logo' names '{logo}', which is not under content/static/; put it there or mend the name"
        yield Problem(message=message, path="config.yaml", severity="warning")


def claims_of_content(site: Site, copies: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield (address, origin) of what stands for a file of the content, which nearly all collisions are of.

    `copies` maps files below the output to files of the site.
    """
    for entry in site.entries:
        yield entry.address, entry.release.path
        if entry.release.front.id:
            yield f"{IDS}{entry.release.front.id}/", entry.release.path
    yield from ((plain.address, plain.page.path) for plain in site.pages)
    yield from ((one.address, one.origin) for one in site.redirects if not one.gives_way)
    yield from ((f"/{path}", source) for path, source in copies.items())


def find_collisions(claims: Iterable[tuple[str, str]]) -> Iterator[Problem]:
    """Yield an error for each address that two origins claim, given (address, origin) pairs.

    Addresses that differ in case only are one: many systems keep their files in one place. A file and a folder cannot
    have one name either: `/2024` as a file leaves no room for `/2024/01/`.
    """
    claims = list(claims)
    if not _may_collide(output_path(address).casefold() for address, _ in claims):
        return
    owners: dict[str, tuple[str, str]] = {}
    for address, origin in claims:
        folded = output_path(address).casefold()
        if folded not in owners:
            owners[folded] = address, origin
            continue
        other_address, other = owners[folded]
        both = address if address == other_address else f"{other_address} and {address}, one place on many systems"
        yield _collision(f"{other} and {origin} both claim {both}", origin, other)
    in_the_way = dict[str, str]()
    for folded in owners:
        folder = folded.rpartition("/")[0]
        while folder:
            if folder in owners:
                in_the_way.setdefault(folder, folded)
            folder = folder.rpartition("/")[0]
    for file, below in in_the_way.items():
        (file_address, file_origin), (address, origin) = owners[file], owners[below]
        what = f"{file_origin} is a file at {file_address}, where {origin} needs a folder for {address}"
        yield _collision(what, file_origin, origin)


def _may_collide(files: Iterable[str]) -> bool:
    """Tell whether any file is there twice, or is a folder of another."""
    listed = list(files)
    found, folders = set(listed), set[str]()
    for file in found:
        while (file := file.rpartition("/")[0]) and file not in folders:
            folders.add(file)
    return len(found) < len(listed) or not found.isdisjoint(folders)


def _collision(what: str, origin: str, other: str) -> Problem:
    path = origin if origin.startswith("content/") else other
    name = "'id'" if f"claim {IDS}" in what else "'slug' or name"
    return Problem(message=f"{what}; give one of them another {name}", path=path)


def output_path(address: str) -> str:
    """Return the file below the output folder in which an address is kept."""
    path = address.lstrip("/")
    return f"{path}index.html" if address.endswith("/") else path
