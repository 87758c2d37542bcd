"""The pictures, recordings and documents of a release: which may be shown, and what its page shows of them."""

from collections.abc import Iterable, Iterator

from generator.addresses import address_of_file, web_address
from generator.contexts import MediumContext
from generator.model import Medium
from generator.organise.links import MEDIA_ADDRESS, MEDIA_FOLDER, Links
from generator.organise.site import Entry, Site
from generator.picture_sizes import Size


def shown_media(entry: Entry, site: Site, links: Links) -> tuple[MediumContext, ...]:
    """Return the media of a release that may be shown and are not pictures in its text already."""
    media = entry.release.front.media
    if entry.removed or not media:
        return ()
    in_text = set(links.media_in(entry.release.body.pictures, entry.release.path))

    def in_body(medium: Medium) -> bool:  # its words are shown only below the text
        is_plain = not (medium.caption or medium.credit or medium.license)
        return is_plain and medium.file is not None and MEDIA_FOLDER + medium.file in in_text

    return tuple(_medium(medium, site) for medium in media if _may_show(medium, site) and not in_body(medium))


def media_paths(entry: Entry, site: Site) -> Iterable[str]:
    """Yield the paths of the files a release shows as its media, with their stills, subtitles and transcripts."""
    if entry.removed:
        return
    for medium in entry.release.front.media:
        if medium.file and _may_show(medium, site):
            yield from (MEDIA_FOLDER + name for name in files_of(medium) if MEDIA_FOLDER + name in site.media)


def files_of(medium: Medium) -> Iterator[str]:
    """Yield the files below `content/media/` that a medium names."""
    for name in (medium.file, medium.poster, medium.captions, medium.transcript):
        if name and not web_address(name):
            yield name


def picture_sizes(entry: Entry, site: Site, links: Links) -> dict[str, Size]:
    """Return the size of each of the site's own pictures in the text of a release, by the address written there."""
    if entry.removed:
        return {}
    found = ((link, links.media_in((link,), entry.release.path)) for link in entry.release.body.pictures)
    return {link: site.pictures[paths[0]] for link, paths in found if paths and paths[0] in site.pictures}


def _may_show(medium: Medium, site: Site) -> bool:
    lapsed = medium.rights_until is not None and medium.rights_until.earliest(site.config.zone) <= site.as_of
    return not lapsed and (medium.file is None or MEDIA_FOLDER + medium.file in site.media)


def _medium(medium: Medium, site: Site) -> MediumContext:
    width, height = site.pictures.get(MEDIA_FOLDER + (medium.file or ""), (0, 0))
    return MediumContext(
        kind=medium.kind,
        address=_address(medium.file) if medium.file else web_address(medium.url),
        remote=medium.file is None,
        alt=medium.alt or "",
        caption=medium.caption or "",
        credit=medium.credit or "",
        license=medium.license or "",
        width=width,
        height=height,
        lazy=True,
        poster=_companion(medium, medium.poster, site),
        captions=_companion(medium, medium.captions, site),
        transcript=web_address(medium.transcript) or _companion(medium, medium.transcript, site),
    )


def _companion(medium: Medium, name: str | None, site: Site) -> str:
    """Return the address of a file that goes with a medium of the site's own; empty when it is not there."""
    return _address(name) if medium.file and name and MEDIA_FOLDER + name in site.media else ""


def _address(name: str) -> str:
    return address_of_file(MEDIA_ADDRESS[1:] + name)
