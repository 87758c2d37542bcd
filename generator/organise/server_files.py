"""Headers and redirects in the words of servers: `_headers` and `_redirects`, a fragment for nginx, `.htaccess`.

They hold nothing that a reader may not know. nginx and Apache are told to show none of them.
"""

import re
from collections.abc import Callable, Container, Iterable, Iterator
from itertools import groupby
from urllib.parse import quote

from generator.addresses import encode_address
from generator.config import RedirectFormat
from generator.contexts import DocumentLayout
from generator.media_types import MEDIA_TYPES, UNKNOWN
from generator.organise.apache_file import apache_lines
from generator.organise.frame import Frame, Outline
from generator.organise.page_plan import PagePlan
from generator.organise.server_facts import CACHING, FOR_EVER, MANIFEST, POLICY, Lead, ServerFacts, server_facts

SERVER_FILES = ("/_headers", "/_redirects", "/_nginx.conf", "/.htaccess")
HEADERS, REDIRECTS, NGINX, APACHE = SERVER_FILES
_ORIGIN = "'redirects' in config.yaml"
_NAMES: dict[RedirectFormat, tuple[str, ...]] = {
    "netlify": (HEADERS, REDIRECTS),
    "nginx": (NGINX,),
    "apache": (APACHE,),
}
_UTF_8 = "; charset=utf-8"
_HEAD = "# Made by Dateline with every build; what is changed here is lost.\n"


def plan_server_files(outline: Outline, claimed: Container[str]) -> Iterator[PagePlan]:
    """Yield the files for the servers that the site names; `claimed` are the addresses of its other pages."""
    wanted = [form for form in _NAMES if form in outline.site.config.redirects]
    own = tuple(name for form in wanted for name in _NAMES[form])
    if own:
        facts = server_facts(outline, claimed, own)
        for address in own:
            yield PagePlan(address, "document.txt", _ORIGIN, outline.frame, _write, (address, facts))


def _write(frame: Frame, address: str, facts: ServerFacts) -> DocumentLayout:
    lines = _WRITERS[address](facts)
    return DocumentLayout(
        site=frame.site, page=frame.page(address, address), text=_HEAD + "".join(f"{line}\n" for line in lines)
    )


def _headers(facts: ServerFacts) -> Iterator[str]:
    """Yield lines of `_headers`; no two rules set one header, for hosts differ in what becomes of that."""
    base = encode_address(facts.base_path)
    yield from (f"{base}*", f"  Content-Security-Policy: {POLICY}", "  X-Content-Type-Options: nosniff")
    yield from (f"{base}assets/*", f"  Cache-Control: {FOR_EVER}")
    for address in facts.unindexed:
        yield from (base + _rule(address)[1:], "  X-Robots-Tag: noindex")


def _redirects(facts: ServerFacts) -> Iterator[str]:
    base = encode_address(facts.base_path)
    for lead in facts.leads:
        parts = lead.query.split("&") if lead.query else []
        if all(re.fullmatch(r"[^=\s:]+=[^\s:]+", part) for part in parts):
            yield " ".join((base + _rule(lead.path)[1:], *parts, facts.goal(lead.target), "301"))


def _rule(path: str) -> str:
    """Write a path in which nothing is a placeholder."""
    return quote(path, safe="/@!$&'()+,;=~")


def _nginx(facts: ServerFacts) -> Iterator[str]:
    """Yield lines for a server block."""
    base = facts.base_path
    yield from (f"# For the server block whose root has the site at {base}: include it there.", "index index.html;")
    yield from ("charset utf-8;", f"charset_types {' '.join(_texts())};", f"default_type {UNKNOWN};", "types {")
    for media_type, endings in groupby(
        sorted((_plain(kind), ending[1:]) for ending, kind in MEDIA_TYPES.items()), _first
    ):
        yield f"    {media_type} {' '.join(ending for _, ending in endings)};"
    yield from ("}", "gzip_static on;", "gzip_vary on;", "absolute_redirect off;", f"error_page 404 {base}404.html;")
    yield f"location = {base}404.html {{ internal; {_nginx_headers()} }}"
    for folder, caching in CACHING:
        first = "" if folder == "/" else "^~ "
        yield f"location {first}{base}{folder[1:]} {{ {_nginx_headers(Cache_Control=caching)} }}"
    for name in (*facts.own, MANIFEST):
        yield f"location = {base}{name[1:]} {{ return 404; }}"
    for address in facts.unindexed:
        headers = _nginx_headers(Cache_Control=CACHING[-1][1], X_Robots_Tag="noindex")
        yield f"location = {_in_quotes(base + address[1:])} {{ {headers} }}"
    for address in facts.gone:
        if address.endswith("/"):
            page = encode_address(f"{base}{address[1:]}index.html")
            yield f"location = {_in_quotes(base + address[1:])} {{ error_page 410 {page}; return 410; }}"
    for path, leads in groupby(facts.leads, lambda lead: lead.path):
        yield f"location = {_in_quotes(base + path[1:])} {{ {' '.join(_nginx_leads(facts, leads))} }}"


def _nginx_leads(facts: ServerFacts, leads: Iterable[Lead]) -> Iterator[str]:
    """Yield what stands in the location of one old path: those with a query before the one without."""
    for lead in sorted(leads, key=lambda lead: not lead.query):
        goal = facts.goal(lead.target).replace("$", "%24")
        if not lead.query:
            yield f"return 301 {goal};"
            return
        if "$" not in lead.query:  # nginx has no way to write one
            yield f"if ($args = {_in_quotes(lead.query)}) {{ return 301 {goal}; }}"
    yield _nginx_headers(Cache_Control=CACHING[-1][1])


def _nginx_headers(**others: str) -> str:
    """Write the headers of a place; one that sets any inherits none."""
    lines = [
        f'add_header Content-Security-Policy "{POLICY}" always;',
        "add_header X-Content-Type-Options nosniff always;",
    ]
    lines += [f'add_header {name.replace("_", "-")} "{value}";' for name, value in others.items()]
    return " ".join(lines)


def _in_quotes(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _texts() -> list[str]:
    """Return the media types that name their encoding; nginx knows of HTML by itself."""
    return sorted({_plain(kind) for kind in MEDIA_TYPES.values() if kind.endswith(_UTF_8)} - {"text/html"})


def _plain(media_type: str) -> str:
    return media_type.removesuffix(_UTF_8)


def _first(pair: tuple[str, str]) -> str:
    return pair[0]


_WRITERS: dict[str, Callable[[ServerFacts], Iterator[str]]] = {
    HEADERS: _headers,
    REDIRECTS: _redirects,
    NGINX: _nginx,
    APACHE: apache_lines,
}
