"""How one address of the site is written in a page at another: relative, so that it works below any path and from disk.

An address is a path from the root of the site (`/2024/01/slug/`), if need be with a query and a fragment. Nothing here
knows which addresses exist.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from urllib.parse import quote

_WHOLE = re.compile(r"(?:https?:)?//|mailto:|tel:", re.IGNORECASE)
_REST = re.compile(r"[?#].*", re.DOTALL)
_PATH_SAFE = "/%:@!$&'()*+,;=~"
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


def is_whole(address: str) -> bool:
    """Tell whether the address leads out of the site by itself: a web, mail or telephone URL."""
    return _WHOLE.match(address) is not None


def web_address(address: str | None) -> str:
    """Return an address on the web as it is; anything else, such as `javascript:`, is no address, and empty."""
    return address if address and address.lower().startswith(("https://", "http://")) else ""


def encode_address(address: str) -> str:
    """Percent-encode (RFC 3986) what no URL may hold, in UTF-8; what is encoded already stays as it is."""
    return quote(_STRAY_PERCENT.sub("%25", address), safe=_PATH_SAFE + "?#")


def address_of_file(path: str) -> str:
    """Return the address of a published file, whatever its name holds: `media/No 1?.pdf` is `/media/No%201%3F.pdf`."""
    return "/" + quote(path, safe="/")


def absolute_url(base_url: str, address: str) -> str:
    """Return the whole URL of an address; `base_url` ends with a slash. Whole URLs are returned as they are."""
    if is_whole(address):
        return address
    return base_url + encode_address(_rooted(address))[1:]


def relative_link(from_address: str, to_address: str, *, portable: bool = False) -> str:
    """Return the link to write in the page at `from_address` to reach `to_address`.

    Whole URLs, and a query or fragment alone, are returned as they are. A `portable` link names the `index.html` that a
    server finds by itself. Raises ValueError when `to_address` is neither a whole URL nor begins with a slash, which is
    also what keeps `javascript:` out of every link.
    """
    return linker(from_address, portable=portable)(to_address)


def linker(from_address: str, *, portable: bool = False) -> Callable[[str], str]:
    """Return the function that writes the links of one page, as `relative_link` does; it keeps what it wrote."""
    here, _ = _encoded_parts(from_address)
    folders = here.split("/")[1:-1]
    up, below = "../" * len(folders), f"/{folders[0]}/" if folders else "/"
    written: dict[str, str] = {}

    def write(address: str) -> str:
        link = written.get(address)
        if link is None:
            if address.startswith(("//", below)) or not address.startswith("/") or portable:
                link = _relative(here, folders, address, portable=portable)
            else:  # nothing of the way is shared
                there, suffix = _encoded_parts(address)
                link = up + there[1:] + suffix
            written[address] = link
        return link

    return write


def _relative(here: str, folders: list[str], address: str, *, portable: bool) -> str:
    if (not address.startswith("/") or address.startswith("//")) and (
        address.startswith(("#", "?")) or is_whole(address)
    ):
        return address
    there, suffix = _encoded_parts(address)
    if there == here and suffix.startswith("#"):
        return suffix
    steps = there.split("/")[1:]
    shared = 0
    for folder, step in zip(folders, steps[:-1], strict=False):
        if folder != step:
            break
        shared += 1
    down = "/".join(steps[shared:])
    if portable and there.endswith("/"):
        down += "index.html"
    link = "../" * (len(folders) - shared) + down or "./"
    if ":" in link.split("/", 1)[0] or link.startswith("/"):
        link = "./" + link  # or a browser would take the name before the colon for a scheme
    return link + suffix


@lru_cache(maxsize=1 << 16)  # a list names one address on page after page
def _encoded_parts(address: str) -> tuple[str, str]:
    """Cut an address, percent-encoded, into its path and the rest."""
    return _split(encode_address(_rooted(address)))


def _rooted(address: str) -> str:
    if not address.startswith("/"):
        raise ValueError(
            f"'{address}' is not an address; begin it with '/', or with 'https://' when it leads elsewhere"
        )
    return address


def _split(address: str) -> tuple[str, str]:
    """Cut an address into its path and the rest."""
    rest = _REST.search(address)
    return (address[: rest.start()], rest[0]) if rest else (address, "")
