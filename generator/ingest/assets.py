"""What came with an item and is shown by its release, gathered while the item is read.

What cannot be published, is too large or is not there becomes a warning, never a fault: the text is the release.
"""

import base64
import binascii
import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from urllib.parse import unquote_to_bytes

from generator.ingest.beside import LARGEST
from generator.ingest.media_kinds import PUBLISHABLE, SniffedKind, sniff
from generator.ingest.originals import safe_name
from generator.ingest.reading import Asset, Found, Item, Reading, Unfound
from generator.model import Medium
from generator.picture_sizes import size_of_picture
from generator.problems import Problem

ADDRESS = "/media/"
"""What stands before the name of an asset where a body shows it."""

_MOST_BYTES = 128 << 20
"""Of all assets of one item: they pass from one process to another as a whole."""
_DATA = re.compile(r"data:[^,;]*(?:;[^,;]*)*?(?P<coded>;base64)?,", re.IGNORECASE)
_LONGEST_STEM = 60
_MOST_TOLD = 80

_Fault = Unfound | str

_WORDS: dict[str, str] = {
    "absent": "not where the release shows it: {}; add the file under content/media/ and name it in 'media'",
    "outside": "outside the folder of the release, where nothing is read: {}; add it under content/media/",
    "large": f"larger than {LARGEST >> 20} MiB: {{}}; make the file smaller, or add it under content/media/ by hand",
    "many": f"beyond the {_MOST_BYTES >> 20} MiB that one release brings in: {{}}; add it under content/media/ by hand",
    "foreign": f"left in the original, for it is no {PUBLISHABLE}: {{}}; convert it, and add it under content/media/",
}


@dataclass(slots=True)
class Assets:
    """The assets of one item."""

    item: Item
    _taken: dict[str, Asset] = field(default_factory=dict)
    _media: dict[str, Medium] = field(default_factory=dict)
    _beside: dict[str, None] = field(default_factory=dict)
    _faults: dict[str, dict[str, None]] = field(default_factory=dict)

    def add(self, data: bytes, name: str) -> Medium | None:
        """Take bytes that came in the item; None, and a warning, when they cannot be published."""
        kind = sniff(data)
        if kind is None or len(data) > LARGEST:
            self.miss("foreign" if kind is None else "large", name)
            return None
        sha256 = hashlib.sha256(data).hexdigest()
        known = next((file for file in self._taken if file.startswith(sha256[:16])), None)
        file = known or name_asset(sha256, name, kind)
        if known is None and sum(len(asset.data) for asset in self._taken.values()) + len(data) > _MOST_BYTES:
            self.miss("many", name)
            return None
        self._taken[file] = Asset(file=file, data=data)
        return self._media.setdefault(file, Medium(file=file, kind=kind.kind))

    def add_data(self, address: str) -> Medium | None:
        """Take a picture that is written into its address (RFC 2397), unless it is only a mark in a pixel or two."""
        data = _decode(address)
        size = size_of_picture(data) if data else None
        return self.add(data, "picture") if data and size and min(size) > 2 else None

    def find(self, address: str) -> Medium | Unfound | None:
        """Return the file beside the item as a medium, why there is none, or None when it cannot be published."""
        found = self.item.beside.find(address) if self.item.beside else "absent"
        if isinstance(found, Found):
            self._beside[found.path] = None
            return self.add(found.data, found.path.rpartition("/")[2])
        return found

    def medium_of(self, file: str) -> Medium | None:
        """Return an asset that was taken, by its name among the media."""
        return self._media.get(file)

    def data_of(self, file: str) -> bytes:
        """Return the bytes of an asset that was taken; none of anything else."""
        return self._taken[file].data if file in self._taken else b""

    def miss(self, fault: str, address: str) -> None:
        """Note what could not be taken, for a warning."""
        self._faults.setdefault(fault, {})[address] = None

    def attach(self, reading: Reading) -> Reading:
        """Return the reading with the assets that its release shows, and with the warnings."""
        if not (self._taken or self._beside or self._faults):
            return reading
        named = {medium.file for medium in reading.front.media}
        shown = tuple(
            asset for file, asset in self._taken.items() if file in named or f"{ADDRESS}{file}" in reading.body
        )
        return replace(
            reading,
            assets=(*reading.assets, *shown),
            beside=(*reading.beside, *self._beside),
            problems=(*reading.problems, *self.problems()),
        )

    def problems(self) -> Iterator[Problem]:
        """Yield a warning for each kind of fault."""
        for fault, names in self._faults.items():
            yield Problem(message=_WORDS[fault].format(_told(list(names))), path=self.item.shown, severity="warning")


def name_asset(sha256: str, name: str, kind: SniffedKind) -> str:
    """Return what a medium is called: found by its SHA-256, read by the name it came with, served by its kind."""
    stem = PurePosixPath(safe_name(PurePosixPath(name).stem)).name[:_LONGEST_STEM].strip("-.") or kind.kind
    return f"{sha256[:16]}-{stem}{kind.suffix}"


def _told(names: Sequence[str]) -> str:
    first = names[0] if len(names[0]) <= _MOST_TOLD else f"{names[0][:_MOST_TOLD]}…"
    what = f"'{first}'"
    return what if len(names) == 1 else f"{len(names)} files, the first of which is {what}"


def _decode(address: str) -> bytes | None:
    head = _DATA.match(address[:200])
    if head is None or len(address) > LARGEST * 4 // 3 + 200:
        return None
    data = unquote_to_bytes(address[head.end() :])
    if not head["coded"]:
        return data
    try:
        return base64.b64decode(re.sub(rb"\s+", b"", data))
    except (binascii.Error, ValueError):
        return None
