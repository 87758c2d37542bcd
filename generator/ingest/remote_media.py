"""Pictures, recordings and documents that a release names by their addresses: fetched, and kept under content/media/.

Each that cannot be had becomes a warning of its own, and stays an address.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from generator.ingest.assets import name_asset
from generator.ingest.fetching import Fetcher, NotFetched
from generator.ingest.media_kinds import PUBLISHABLE, sniff
from generator.ingest.reading import Asset, Reading
from generator.model import Medium
from generator.problems import Problem

_MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class FetchedMedia:
    """The media of a release after what could be fetched was."""

    media: tuple[Medium, ...]
    assets: tuple[Asset, ...]
    """The files that `media` names anew, without a folder."""
    problems: tuple[Problem, ...]


def fetch_into(reading: Reading, shown: str, fetcher: Fetcher) -> Reading:
    """Return the reading with its remote media as assets; `shown` names its source in problems."""
    fetched = fetch_media(reading.front.media, shown, fetcher)
    return replace(
        reading,
        front=replace(reading.front, media=fetched.media),
        assets=(*reading.assets, *fetched.assets),
        problems=(*reading.problems, *fetched.problems),
    )


def fetch_media(media: Sequence[Medium], shown: str, fetcher: Fetcher) -> FetchedMedia:
    """Fetch the media that have an address and no file; the address, caption and credit of each stay."""
    kept: list[Medium] = []
    assets: dict[str, Asset] = {}
    problems: list[Problem] = []
    for medium in media:
        if medium.file or not medium.url:
            kept.append(medium)
            continue
        try:
            asset, filed = _fetch(medium, medium.url, fetcher)
        except NotFetched as reason:
            message = f"not fetched: {medium.url[:_MOST_SHOWN]} ({reason}); it stays a link"
            problems.append(Problem(message=message, path=shown, severity="warning"))
            kept.append(medium)
            continue
        assets.setdefault(asset.file, asset)
        kept.append(filed)
    return FetchedMedia(tuple(kept), tuple(assets.values()), tuple(problems))


def _fetch(medium: Medium, url: str, fetcher: Fetcher) -> tuple[Asset, Medium]:
    data = fetcher.fetch(url)
    kind = sniff(data)
    if kind is None:
        raise NotFetched(f"what the server sent is no {PUBLISHABLE}")
    name = PurePosixPath(unquote(urlsplit(url).path)).name or kind.kind
    file = name_asset(hashlib.sha256(data).hexdigest(), name, kind)
    return Asset(file=file, data=data), replace(medium, file=file, kind=kind.kind)
