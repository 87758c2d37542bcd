"""Where the links and pictures in a body lead, once every address is known.

The Markdown keeps the address its author wrote; only the page that is rendered from it gets the present one. A link to
a hidden release loses its address and keeps its words.
"""

import html
import posixpath
import re
from collections.abc import Callable, Iterable, Mapping
from urllib.parse import unquote, urlsplit

from generator.addresses import address_of_file
from generator.organise.site import Site
from generator.problems import Problem
from generator.references import resolve_path

# Sanitised HTML (see generator/parse/markdown.py) has attributes in double quotes and no '<' that begins no tag.
_TAG = re.compile(r'<[a-z](?:[^>"]|"[^"]*")*>')
_ATTRIBUTE = re.compile(r'\s([a-z-]+)="([^"]*)"')
_LINKING = frozenset({"href", "src"})
_OUTWARD = re.compile(r"(?:[a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)
_PLAIN_PATH = re.compile(r"(?!//)[\w./-]*", re.ASCII)
"""An address that is nothing but a path, which most are that lead to a place of the site."""
_NAMELESS = ("", ".", "..")
"""How a path may end whose last name stands before that."""
MEDIA_FOLDER, MEDIA_ADDRESS = "content/media/", "/media/"


class Links:
    """Resolves the addresses written in bodies; knows every path, alias and hidden address of one site."""

    def __init__(self, site: Site) -> None:
        """Index the site once for all its bodies."""
        self._site = site
        self._bases = (site.config.base_url, *site.config.previous_urls)
        self._hidden = site.hidden_addresses
        self._paths: dict[str, str] = {path: entry.address for path, entry in site.by_path.items()}
        self._paths |= {plain.page.path: plain.address for plain in site.pages}
        self._own = frozenset(self._paths.values())
        self._known = frozenset(self._paths) | site.hidden_paths
        self._media_names = frozenset(path.rpartition("/")[2] for path in site.media)
        self._moved: Mapping[str, str] = {
            alias: entry.address for entry in site.entries for alias in entry.release.front.aliases
        } | {redirect.address: redirect.target for redirect in site.redirects}

    def targets(self, links: Iterable[str], source: str) -> dict[str, str | None]:
        """Return where links written in the file `source` lead, of those that lead elsewhere than they say.

        The target is an address in the site, or None when the link may lead nowhere.
        """
        resolved = ((link, self._resolve(link, source)) for link in links if self._may_be_ours(link))
        return {link: target for link, target in resolved if target != link}

    def depends_on_site(self, links: Iterable[str]) -> bool:
        """Tell whether any of these links may lead to a place of the site, now or once something is there."""
        return any(map(self._may_be_ours, links))

    def media_in(self, links: tuple[str, ...], source: str) -> list[str]:
        """Return the paths of the site's own media among the links of a body."""
        inside = (self._inside(link) for link in links)
        return [path for link in inside if link and (path := self._medium(link, source))]

    def find_broken(self, links: tuple[str, ...], source: str) -> list[Problem]:
        """Return a warning for each link of a body to a file of the content that is not there."""
        problems = []
        for link in links:
            if _OUTWARD.match(link):
                continue
            target, _ = _cut(link)
            if target.endswith(".md") and resolve_path(target, source, self._known) is None:
                advice = "write its path from this file's folder or from content/releases/"
                message = f"the link to '{link}' leads to no release or page; {advice}"
                problems.append(Problem(message=message, path=source, severity="warning"))
            elif self._points_to_media(target, source) and not self._medium(link, source):
                message = f"there is no '{link}' under content/media/; put the file there or mend the address"
                problems.append(Problem(message=message, path=source, severity="warning"))
        return problems

    def _resolve(self, link: str, source: str) -> str | None:
        """Return an address in the site, an unchanged address elsewhere, or None when the link may lead nowhere."""
        if link in self._moved:
            return self._moved[link]
        if link in self._hidden:
            return None
        inside = self._inside(link)
        if inside is None:
            return link
        link = inside
        target, rest = _cut(link)
        if target.endswith(".md"):
            path = resolve_path(target, source, self._known)
            return self._paths[path] + rest if path in self._paths else None
        medium = self._medium(link, source)
        if medium:
            return address_of_file(MEDIA_ADDRESS[1:] + medium.removeprefix(MEDIA_FOLDER)) + rest
        if target in self._moved:
            return self._moved[target] + rest
        return None if _as_page(target) in self._hidden else link

    def _may_be_ours(self, link: str) -> bool:
        if not link or link[0] == "#":
            return False
        return (
            link in self._moved or link in self._hidden or link.startswith(self._bases) or _OUTWARD.match(link) is None
        )

    def _inside(self, link: str) -> str | None:
        """Return what a link names in the site, without its base; None when it leads elsewhere."""
        if not link.startswith(self._bases):
            return None if _OUTWARD.match(link) else link
        own = next(base for base in self._bases if link.startswith(base))
        inside = "/" + link.removeprefix(own)
        # Of an earlier address of the site only what still is somewhere is followed: the rest leads where it led.
        return inside if own == self._bases[0] or self._is_known(inside) else None

    def _is_known(self, link: str) -> bool:
        page = _as_page(_cut(link)[0])
        return link in self._moved or any(page in known for known in (self._moved, self._hidden, self._own))

    def _points_to_media(self, target: str, source: str) -> bool:
        return target.startswith(MEDIA_ADDRESS) or self._from_folder(target, source).startswith(MEDIA_FOLDER)

    def _medium(self, link: str, source: str) -> str | None:
        target, _ = _cut(link)
        name = target.rpartition("/")[2]
        if name not in self._media_names and name not in _NAMELESS:  # few links lead to media, and all are asked
            return None
        if target.startswith(MEDIA_ADDRESS):
            path = MEDIA_FOLDER + target.removeprefix(MEDIA_ADDRESS)
        else:
            path = self._from_folder(target, source)
        return path if path in self._site.media else None

    def _from_folder(self, target: str, source: str) -> str:
        return posixpath.normpath(posixpath.join(posixpath.dirname(source), target))


def rewrite_links(body: str, targets: Mapping[str, str | None], write: Callable[[str], str]) -> str:
    """Return a body whose links lead to their `targets`; `write` turns an address in the site into a link."""

    def replace(attribute: re.Match[str]) -> str:
        if attribute[1] not in _LINKING:
            return attribute[0]
        link = html.unescape(attribute[2])
        target = targets.get(link, link)
        if target is None:
            return ""
        written = write(target) if target.startswith("/") and not target.startswith("//") else target
        return f' {attribute[1]}="{html.escape(written, quote=True)}"'

    return _TAG.sub(lambda tag: _ATTRIBUTE.sub(replace, tag[0]), body)


def _as_page(target: str) -> str:
    """Return the address of the page that a host answers with: `/a`, `/a/` and `/a/index.html` are one."""
    target = target.removesuffix("index.html")
    return target if target.endswith((".html", "/")) else f"{target}/"


def _cut(link: str) -> tuple[str, str]:
    """Cut a link into its path, percent-decoded, and its query and fragment."""
    if _PLAIN_PATH.fullmatch(link):
        return link, ""
    try:
        parts = urlsplit(link)
    except ValueError:
        return link, ""
    rest = f"?{parts.query}" if parts.query else ""
    return unquote(parts.path), rest + (f"#{parts.fragment}" if parts.fragment else "")
