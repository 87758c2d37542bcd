"""Addresses in HTML that are relative to where it came from, written out: a release does not stand beside it."""

import html
import re
from urllib.parse import urljoin

_ADDRESS = re.compile(
    r"(<(?:a|img|source|video|audio)\s(?:[^<>]{0,3000}?\s)?(?:href|src)\s{0,4}=\s{0,4})"
    r"(\"[^\"<>]{1,3000}\"|'[^'<>]{1,3000}')",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:|#)", re.IGNORECASE)


def join_address(base: str, address: str) -> str:
    """Return an address from that of what it stands in; as it is written, if the two do not make one."""
    try:
        return urljoin(base, address)
    except ValueError:  # half a bracket
        return address


def complete_addresses(markup: str, base: str) -> str:
    """Return the HTML with the addresses of its links and pictures written out from `base`, if that is one."""
    if not base.lower().startswith(("http://", "https://")):
        return markup

    def complete(found: re.Match[str]) -> str:
        address = html.unescape(found[2][1:-1])
        if _ELSEWHERE.match(address):
            return found[0]
        return f'{found[1]}"{html.escape(join_address(base, address.strip()))}"'

    return _ADDRESS.sub(complete, markup)
