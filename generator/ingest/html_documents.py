"""Documents that a page offers, in its text or beside it → media: a file that came with the page, else an address."""

from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import urlsplit

from generator.ingest.assets import ADDRESS, Assets
from generator.ingest.html_addresses import reachable
from generator.ingest.html_page import Element, text_of
from generator.model import Medium

WRITTEN = "data-written"
"""The attribute in which a link keeps the address that it had on the page."""

_DOCUMENTS = (".pdf", ".doc", ".docx", ".ppt", ".pptx", ".xls", ".xlsx", ".odt")
_DOCUMENT_TYPES = ("application/pdf", "application/msword", "application/vnd.")
_MAIN = ("article", "main")


def read_documents(container: Element, base: str | None, assets: Assets) -> tuple[Medium, ...]:
    """Return the documents that the page offers beside the text, and those within it that came with the page.

    A link within the text stays where it is; one to a file that came with the page leads to where the file is now.
    """
    inside = list(container.iter("a"))
    media: dict[str, Medium] = {}
    for link in inside:
        if (medium := _find(link, assets)) and medium.file:
            link.set("href", f"{ADDRESS}{medium.file}")
            media.setdefault(medium.file, medium)
    around = next((element for element in container.iterancestors() if element.tag in _MAIN), None)
    for medium in _beside(around, set(inside), base, assets) if around is not None else ():
        media.setdefault(medium.file or medium.url or "", medium)
    return tuple(media.values())


def _beside(around: Element, inside: set[Element], base: str | None, assets: Assets) -> Iterable[Medium]:
    for link in around.iter("a"):
        url = reachable((link.get("href") or "").strip(), base)
        if link in inside or not (_is_document(link, url or "") or _is_document(link, link.get(WRITTEN) or "")):
            continue
        medium = _find(link, assets) or (Medium(url=url, kind="document") if url else None)
        if medium:
            yield replace(medium, caption=text_of(link) or None)


def _find(link: Element, assets: Assets) -> Medium | None:
    """Return the document that a link leads to, if it came with the page."""
    written = (link.get(WRITTEN) or "").strip()
    if not written or not _is_document(link, written):
        return None
    found = assets.find(written)
    return found if isinstance(found, Medium) else None


def _is_document(link: Element, address: str) -> bool:
    try:
        path = urlsplit(address).path.lower()
    except ValueError:  # half a bracket
        return False
    return path.endswith(_DOCUMENTS) or (link.get("type") or "").lower().startswith(_DOCUMENT_TYPES)
