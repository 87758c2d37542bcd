"""New files under `content/media/`: in the folder of the release's year, each picture once, none ever written over."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import chain, count
from pathlib import Path

from generator.ingest.assets import ADDRESS
from generator.ingest.files import write_new
from generator.ingest.reading import Asset, Reading
from generator.ingest.written_files import WrittenFiles
from generator.manifest import sha256_of, sha256_of_file
from generator.problems import ImportRefused, Problem

MEDIA = "content/media"

_DIGEST = re.compile(r"([0-9a-f]{16})-.")


class MediaShelves:
    """Which assets are kept already, by the beginning of their SHA-256; not for two imports at once."""

    def __init__(self, site: Path, written: WrittenFiles) -> None:
        """Read nothing yet: the folder is listed when the first asset comes, and what is kept is noted as written."""
        self._site, self._written = site, written
        self._files: dict[str, str] | None = None

    def place(self, reading: Reading) -> Reading:
        """Return the reading with its assets named by where they are or will be kept, below `content/media/`."""
        if not reading.assets:
            return reading
        date = reading.front.date
        folder = "undated" if date is None else f"{date.year:04}"
        places = {asset.file: self._place(asset, folder) for asset in reading.assets}
        media = tuple(
            replace(medium, file=places.get(medium.file, medium.file)) if medium.file else medium
            for medium in reading.front.media
        )
        return replace(
            reading,
            front=replace(reading.front, media=media),
            body=_renamed(reading.body, places),
            assets=tuple(replace(asset, file=places[asset.file]) for asset in reading.assets),
        )

    def keep(self, assets: Sequence[Asset]) -> None:
        """Write the assets; raise ImportRefused when other bytes are in the place of one."""
        for asset in assets:
            path = self._site / MEDIA / asset.file
            if not write_new(path, asset.data) and path.read_bytes() != asset.data:
                message = "the file has other bytes than its name says; move it away, and import again"
                raise ImportRefused([Problem(message=message, path=f"{MEDIA}/{asset.file}")])
            self._written.note(f"{MEDIA}/{asset.file}", sha256_of(asset.data))

    def _place(self, asset: Asset, folder: str) -> str:
        if self._files is None:
            self._files = _list_files(self._site / MEDIA)
        digest = asset.file[:16]
        known = self._files.get(digest)
        if known is None or not self._is_whole(known, digest):
            names = chain((asset.file,), (f"{digest}-{number}{asset.file[16:]}" for number in count(2)))
            free = (f"{folder}/{name}" for name in names if self._is_whole(f"{folder}/{name}", digest))
            known = self._files[digest] = next(free)
        return known

    def _is_whole(self, file: str, digest: str) -> bool:
        """Tell whether a file has the bytes that its name says, or is not there yet."""
        path = self._site / MEDIA / file
        return not path.exists() or sha256_of_file(path).startswith(digest)


def _list_files(folder: Path) -> dict[str, str]:
    files: dict[str, str] = {}
    for path in sorted(folder.rglob("*")):
        if (found := _DIGEST.match(path.name)) and path.is_file():
            files.setdefault(found[1], path.relative_to(folder).as_posix())
    return files


def _renamed(body: str, places: Mapping[str, str]) -> str:
    for name, place in places.items():
        body = body.replace(f"{ADDRESS}{name}", f"{ADDRESS}{place}")
    return body
