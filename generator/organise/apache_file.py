"""What Apache is told of the site: `.htaccess`, for a server that lets a folder say all this (`AllowOverride All`)."""

import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import PurePosixPath

from generator.media_types import MEDIA_TYPES, UNKNOWN, is_compressible
from generator.organise.server_facts import CACHING, MANIFEST, POLICY, ServerFacts

_PACKED = "dateline_packed"
"""The variable that says of a request that its answer depends on what the reader takes."""
_GONE = "dateline_gone"
"""The variable that holds the folder of the page of what is gone."""
_CODINGS = (("br", "br"), ("gz", "gzip"))
"""Ending of a compressed file → what its encoding is called; the first that a reader takes is sent."""


def apache_lines(facts: ServerFacts) -> Iterator[str]:
    """Yield lines for the folder of the site."""
    base = facts.base_path
    yield from ("DirectoryIndex index.html", "Options -Indexes", "AddDefaultCharset Off")
    yield f"ErrorDocument 404 {base}404.html"
    yield f'ErrorDocument 410 "{base}%{{escape:%{{reqenv:{_GONE}}}}}index.html"'
    for media_type, endings in groupby(sorted((kind, ending) for ending, kind in MEDIA_TYPES.items()), _first):
        yield f"AddType '{media_type}' {' '.join(ending for _, ending in endings)}"
    yield from ("RemoveEncoding .gz .br", "RemoveLanguage .br")  # what a server may say of all such files
    yield from _headers(facts)
    own = "|".join(re.escape(name[1:]) for name in (*facts.own, MANIFEST))
    yield from (f'<FilesMatch "^({own})$">', "Require all denied", "</FilesMatch>")
    known = "|".join(sorted(ending[1:] for ending in MEDIA_TYPES))
    yield from (f'<FilesMatch "^(?!.*[.](?i:{known}|br)$).">', f"ForceType {UNKNOWN}", "</FilesMatch>")
    yield from ("<IfModule mod_rewrite.c>", "RewriteEngine On")
    yield from ('RewriteCond %{ENV:REDIRECT_STATUS} =""', 'RewriteRule "^404[.]html$" "-" [R=404,L]')
    yield from _leads(facts)
    yield from ("<IfModule mod_headers.c>", *_packed_files(), "</IfModule>", "</IfModule>")


def _headers(facts: ServerFacts) -> Iterator[str]:
    base = facts.base_path
    yield from ("<IfModule mod_headers.c>", f'Header always set Content-Security-Policy "{POLICY}"')
    yield "Header always set X-Content-Type-Options nosniff"
    well = "expr=%{REQUEST_STATUS} -lt 400"
    for folder, caching in reversed(CACHING):
        where = f"^{re.escape(base + folder[1:])}"
        yield f'<If "%{{REQUEST_URI}} =~ m#{where}#">\nHeader set Cache-Control "{caching}" "{well}"\n</If>'
    for address in facts.unindexed:
        names = ", ".join(f"'{base}{address[1:]}{ending}'" for ending in ("", ".br", ".gz"))
        yield f'<If "%{{REQUEST_URI}} in {{ {names} }}">\nHeader set X-Robots-Tag noindex\n</If>'
    yield f"Header merge Vary Accept-Encoding env={_PACKED}"
    for ending, coding in _CODINGS:
        yield f"Header set Content-Encoding {coding} env={_PACKED}_{ending}"
    yield "</IfModule>"


def _leads(facts: ServerFacts) -> Iterator[str]:
    for lead in sorted(facts.leads, key=lambda lead: (lead.path, not lead.query)):
        if lead.query:
            yield f"RewriteCond %{{QUERY_STRING}} {_pattern(lead.query)}"
        goal = facts.goal(lead.target).replace("%", "\\%").replace("$", "\\$")
        yield f'RewriteRule {_pattern(lead.path[1:])} "{goal}" [R=301,L,NE,QSD]'
    for address in facts.gone:
        if address.endswith("/"):
            yield f'RewriteRule {_pattern(address[1:])} "-" [G,E={_GONE}:$0]'


def _packed_files() -> Iterator[str]:
    """Yield rules that send the compressed file beside a plain one: the first time through, and what it is the second.

    A file that somebody published in a compressed form, under that name, is none of these.
    """
    texts = {ending: kind for ending, kind in MEDIA_TYPES.items() if is_compressible(PurePosixPath(f"x{ending}"))}
    plain = rf"\.(?:{'|'.join(sorted(ending[1:] for ending in texts))})"
    for names, file in ((f"{plain}$", ""), ("(?:^|/)$", "index.html")):
        for number, (ending, _) in enumerate(_CODINGS, 1):
            yield f"RewriteCond %{{REQUEST_FILENAME}}{file}.{ending} -f{' [OR]' * (number < len(_CODINGS))}"
        yield f'RewriteRule "{names}" "-" [E={_PACKED}:1]'
        for ending, coding in _CODINGS:
            yield f"RewriteCond %{{ENV:{_PACKED}}} =1"
            yield 'RewriteCond %{REQUEST_URI} "![%?]"'  # which would be read once more
            yield rf'RewriteCond %{{HTTP:Accept-Encoding}} "(?:^|[ ,]){coding}(?![-\w]| *; *q=0(?:[.]0*)?(?:[ ,]|$))"'
            yield f"RewriteCond %{{REQUEST_FILENAME}}{file}.{ending} -f"
            to = f"%{{REQUEST_URI}}{file}.{ending}"
            yield f'RewriteRule "{names}" "{to}" [L,E={_PACKED}_to:{ending}]'
    for kind, group in groupby(sorted((kind, ending) for ending, kind in texts.items()), _first):
        endings = "|".join(ending[1:] for _, ending in group)
        for ending, _ in _CODINGS:
            yield f"RewriteCond %{{ENV:REDIRECT_{_PACKED}_to}} ={ending}"
            flags = f"L,T={kind},E={_PACKED}:1,E={_PACKED}_{ending}:1,E=no-gzip:1,E=no-brotli:1"
            yield f'RewriteRule "\\.(?:{endings})\\.{ending}$" "-" "[{flags}]"'


def _pattern(text: str) -> str:
    """Write a text as a regular expression in quotes that fits nothing else; a quote in it would end it."""
    return '"^' + re.sub(r"([.^$*+?()\[\]{}|\\])", r"\\\1", text).replace('"', "\\x22") + '$"'


def _first(pair: tuple[str, str]) -> str:
    return pair[0]
