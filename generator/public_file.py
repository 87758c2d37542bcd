"""PublicFile: one file of a built site as those who carry it elsewhere need to know it."""

from typing import Literal

import msgspec

Rank = Literal[0, 1, 2, 3]
ASSET: Rank = 0
RELEASE: Rank = 1
LIST: Rank = 2
FEED: Rank = 3
"""In this order files come to where they are read: what pages load, releases, what lists them, what announces them."""


class PublicFile(msgspec.Struct, frozen=True, array_like=True):
    """One file of the output."""

    path: str
    """Below the output folder."""
    rank: Rank
    release: str = ""
    """The id of the one release that it belongs to, or its path when it has none; else empty."""
    is_withdrawn: bool = False
    """Whether that release was withdrawn or has expired."""
    address: str = ""
    """Of a page that the ledger keeps; else empty."""
    owner: str = ""
    """What the ledger says is behind that address."""
