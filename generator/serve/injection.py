"""What the preview adds to a page on its way to the browser; the files on the disk stay as they were built.

Only elements that name a file are added, because the pages forbid inline scripts and styles.
"""

import re
from dataclasses import dataclass
from html import escape

from generator.digests import digest_of_bytes
from generator.serve.panel import Panel, plain_text

OWN = "/_dateline/"
"""Below this address the preview keeps what is its own."""
ANY_PAGE = "*"
"""The address of a page that stands for all of them, because none is built yet."""


STYLESHEET = re.compile(rb"""<link\b[^>]*\brel=["']?stylesheet\b[^>]*>\s*""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page knows of itself, to be compared with what the preview would send now."""

    run: str
    """Of the preview."""
    plan: int
    build: int
    address: str
    digest: str = ""
    """Of its bytes as they were built."""
    unstyled: str = ""
    """Of its bytes without the links to stylesheets: while it is the same, these can be changed without a reload."""


def digests_of(page: bytes) -> tuple[str, str]:
    """Return the digests of a built page, and of it without its stylesheets."""
    return digest_of_bytes(page), digest_of_bytes(STYLESHEET.sub(b"", page))


def script_tag(shown: Shown) -> bytes:
    """Return the element that keeps a page in step."""
    return (
        f'<script type="module" src="{OWN}reload.js" data-dateline-run="{escape(shown.run)}" '
        f'data-dateline-plan="{shown.plan}" data-dateline-build="{shown.build}" '
        f'data-dateline-digest="{shown.digest}" data-dateline-unstyled="{shown.unstyled}" '
        f'data-dateline-page="{escape(shown.address)}"></script>\n'
    ).encode()


def with_script(page: bytes, script: bytes) -> bytes:
    """Put the script at the end of a page; what is no whole page, such as a search engine's token, stays as it is."""
    lower = page.lower()
    if (end := lower.rfind(b"</body>")) >= 0:
        return page[:end] + script + page[end:]
    return page + script if b"<!doctype" in lower or b"<html" in lower else page


def waiting_page(panel: Panel | None, script: bytes) -> bytes:
    """Return the page that is shown at every address until there is one that was built."""
    if panel is None:
        title, words = "Building the site …", "This page will show it as soon as it is there."
    else:
        title, words = "There is no page to show yet", "Once the problem is mended, the site appears here by itself."
    problems = f"<noscript><pre>{escape(plain_text(panel))}</pre></noscript>\n" if panel else ""
    return (
        (
            '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f'<meta name="robots" content="noindex">\n<title>{title}</title>\n'
            f'<link rel="stylesheet" href="{OWN}panel.css">\n</head>\n'
            f'<body class="waiting">\n<main>\n<h1>{title}</h1>\n<p>{words}</p>\n{problems}</main>\n'
        ).encode()
        + script
        + b"</body>\n</html>\n"
    )
