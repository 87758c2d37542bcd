"""Pictures in rich text: their bytes, the words for them, and whether the document shows them, and whole."""

import re
from dataclasses import dataclass, field

from generator.ingest.assets import Assets
from generator.ingest.formats.left_out import LeftOut
from generator.ingest.fragment_pictures import write_picture

_SHOWN_ANYWHERE = {"pngblip", "jpegblip"}
_CROPS = {"piccropl", "piccropr", "piccropt", "piccropb"}
_MOST_CROPPED = 15
"""Twentieths of a point: programs crop by a hair when they convert."""
_SHAPE_CROP = re.compile(r"cropFrom(?:Left|Right|Top|Bottom)")
_MOST_OF_SHAPE = 328
"""Half a hundredth of 65,536, in which a shape counts what is cut off a side."""
_HEX = re.compile(r"[^0-9a-fA-F]+")


@dataclass(slots=True, eq=False)
class Picture:
    """One picture, or a shape that may be one."""

    digits: list[str] = field(default_factory=list)
    binary: list[bytes] = field(default_factory=list)
    alt: str = ""
    is_raster: bool = False
    is_cropped: bool = False
    is_hidden: bool = False
    markup: str = ""
    """The HTML that stands for it; empty while it is not taken."""

    def note_word(self, word: str, number: int | None) -> None:
        """Note what a control word says of the picture."""
        if word in _SHOWN_ANYWHERE:
            self.is_raster = True
        elif word in _CROPS:
            self.is_cropped |= (number or 0) > _MOST_CROPPED

    def note_property(self, name: str, value: str) -> None:
        """Note a property of the shape that the picture is in."""
        if name == "wzDescription":
            self.alt = " ".join(value.split())
        elif name == "fHidden":
            self.is_hidden = value.strip() == "1"
        elif _SHAPE_CROP.fullmatch(name) and re.fullmatch(r"\s*-?\d{1,9}\s*", value):
            self.is_cropped |= int(value) > _MOST_OF_SHAPE

    def take(self, assets: Assets, left_out: LeftOut) -> None:
        """Bring the picture among the assets, or count it."""
        data = b"".join(self.binary) or _bytes_of("".join(self.digits))
        if self.is_hidden:
            left_out.hidden += 1
        elif self.is_cropped:
            left_out.cropped += 1
        elif not self.is_raster or not data:
            left_out.pictures += 1
        elif medium := assets.add(data, self.alt or "picture"):
            self.markup = write_picture(medium, self.alt)


def _bytes_of(digits: str) -> bytes:
    plain = _HEX.sub("", digits)
    return bytes.fromhex(plain[: len(plain) // 2 * 2])
