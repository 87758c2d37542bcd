"""Every message an author can see, in full: what a site with these files says is in messages.txt, case by case.

After a message was changed on purpose: `python -m tests.test_messages` writes messages.txt anew; read its diff.
"""

import ast
import os
import sys
from collections.abc import Callable, Iterator
from functools import partial
from importlib import metadata
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Timer
from typing import Any
from unittest.mock import patch

import pytest

from generator import engine, lock
from generator.appending import append_lines
from generator.build import BuildOptions, now_from
from generator.check import CheckOptions, check
from generator.config import read_config
from generator.crew import Crew
from generator.deploy.deploying import DeployOptions, deploy, roll_back
from generator.fixity import check_fixity
from generator.manifest import MANIFEST, begin_manifest, update_manifest
from generator.problems import DatelineError
from generator.questions import explain_page
from generator.record.terms import TermChange, change_term
from generator.scaffold import create_draft, create_site
from tests.dask_cluster import ANOTHER_PYTHON, WITHOUT_DATELINE, running_cluster
from tests.sites import AS_OF, CONFIG, ROOT, build_at, problems_of, release, write_site
from tests.test_cluster import end_worker, work_slowly
from tests.test_crew import MANY, die

TABLE = Path(__file__).with_name("messages.txt")

Files = dict[str, str | bytes | None]


def config(*lines: str) -> Files:
    return {"config.yaml": "".join(f"{line}\n" for line in lines)}


def front(*lines: str) -> str:
    return "---\n" + "".join(f"{line}\n" for line in lines) + "---\n\nWords.\n"


def page(title: str, body: str = "") -> str:
    return f"---\ntitle: {title}\n---\n{body}\n"


R, P, S = "content/releases/", "content/pages/", "content/static/"

SITES: dict[str, Files] = {
    # config.yaml
    "abbreviations in CommonMark": config(
        "title: A", "base_url: https://example.org/", "markdown: {engine: commonmark, extensions: [abbr]}"
    ),
    "no configuration": {"config.yaml": None},
    "an empty configuration": config(),
    "a configuration that is no YAML": config("title: [a"),
    "a configuration that is a list": config("- title"),
    "a configuration in another encoding": {"config.yaml": b"title: A\nbase_url: \xff\n"},
    "everything wrong in a configuration": config(
        "format: 2",
        "title: [a]",
        "base_url: example.org",
        "languag: en",
        "language: english!",
        "timezone: Mars/Phobos",
        "description: {a: b}",
        "publisher: me",
        "license: [x]",
        "permalink: /{yeer}/{slug}/",
        "page_size: 0",
        "markdown: {engine: x, extensions: [tables, toc]}",
        "feeds: {limit: few, formats: [atom, podcast], x: 1}",
        "suggestions: {publish: [colours]}",
        "import: {status: later, ocr_languages: [English, e n]}",
        "redirects: {formats: [iis]}",
        "contacts: {name: A, url: example.org, fax: 1}",
        "contacts_valid: a while",
        "security: {contact: [press@example.org], expires: soon, policy: x}",
        "menu: [{title: A}, {title: B, address: b}, c]",
        "page_size: 3",
    ),
    "a base_url with a query": config("title: A", "base_url: https://example.org/?a=1"),
    "a base_url with a fragment": config("title: A", "base_url: https://example.org/#top"),
    "a base_url of another kind": config("title: A", "base_url: 'ftp://[example.org/'"),
    "an earlier address that is none": config(
        "title: A", "base_url: https://example.org/", "previous_urls: [http://old.example.org, old.example.org]"
    ),
    "a vocabulary out of the site": config("title: A", "base_url: https://example.org/", "vocabulary: ../words.yaml"),
    "a permalink without a slash": config("title: A", "base_url: https://example.org/", "permalink: '{slug}'"),
    "a permalink without a slug": config("title: A", "base_url: https://example.org/", "permalink: '/{year}/'"),
    "a permalink with a dot": config("title: A", "base_url: https://example.org/", "permalink: '/{year}.{slug}/'"),
    "a menu that is no list": config("title: A", "base_url: https://example.org/", "menu: yes"),
    "security without a contact": config("title: A", "base_url: https://example.org/", "security: {expires: 2030}"),
    "security without a date": config(
        "title: A", "base_url: https://example.org/", "security: {contact: mailto:a@example.org}"
    ),
    "a time zone that is a folder": config("title: A", "base_url: https://example.org/", "timezone: Europe"),
    # vocabulary.yaml
    "everything wrong in a vocabulary": {
        "vocabulary.yaml": "tags:\n  - name: Iran\n    also: [Persia]\n  - name: persia\n  - also: [x]\n"
        "  - {name: a, uri: [b]}\npeople: [Jo Ray]\nplaces: {name: x}\ncolours: []\n"
    },
    "a vocabulary in another encoding": {"vocabulary.yaml": b"tags:\n  - name: \xff\n"},
    "a vocabulary that is no YAML": {"vocabulary.yaml": "tags: [a"},
    # The file of a release
    "files without front matter": {
        R + "a.md": "hello",
        R + "b.md": "---\ntitle: x\n",
        R + "c.md": b"---\ntitle: \xe9\n---\n",
        R + "d.md": b"---\r\ntitle: \0\r\n---\r\n",
        R + "e.md": "",
    },
    "front matter that is no YAML": {
        R + "a.md": front("title: a: b", "date: 2024"),
        R + "b.md": front("title: 'a"),
        R + "c.md": front("- a"),
        R + "d.md": front("just text"),
        R + "e.md": front("? [a]", ": b"),
        R + "f.md": front('title: "\\q"'),
        R + "g.md": front("title: a", "title: b", "date: 2024"),
        R + "h.md": front("title: \x07"),
        R + "i.md": front("title: a", "\tdate: 2024"),
        R + "j.md": front("title: *nobody"),
    },
    "unknown keys": {
        R + "a.md": front("title: a", "date: 2024", "colour: blue", "titel: b", "quote: c"),
        R + "b.md": front("title: a", "date: 2024", "place: {city: B, planet: mars}"),
        R + "c.md": front("title: a", "date: 2024", "media: [{url: b, altt: c}]"),
    },
    "what is missing": {
        R + "a.md": front("date: 2024"),
        R + "b.md": front("title: a"),
        R + "c.md": front("title:", "date:"),
        R + "d.md": front("status: draft"),
    },
    "dates": {
        R + "a.md": front("title: a", "date: 2024-13-45"),
        R + "b.md": front("title: a", "date: soon"),
        R + "c.md": front("title: a", "date: 12:30"),
        R + "d.md": front("title: a", "date: [2024]"),
        R + "e.md": front("title: a", "date: 2024", "updated: 2024-02-30T10:00", "embargo: 2024-01-01T25:00"),
        R + "f.md": front("title: a", "date: 2024", "expires: 2024-01-01T10:00+99:00"),
        R + "g.md": front("title: a", "date: 0000"),
    },
    "wrong types": {
        R + "a.md": front("title: [x]", "date: 2024"),
        R + "b.md": front("title: {a: b}", "date: 2024"),
        R + "c.md": front("title: a", "date: 2024", "status: late", "listed: maybe", "language: [en]"),
        R + "d.md": front("title: a", "date: 2024", "tags: {a: b}", "people: [[a], b]", "aliases: {c: d}"),
        R + "e.md": front("title: a", "date: 2024", "place: Rome", "withdrawn: yes", "original: [x]"),
        R + "f.md": front("title: a", "date: 2024", "quotes: x", "contacts: [a]", "place: {city: [a]}"),
    },
    "lists of parts": {
        R + "a.md": front("title: a", "date: 2024", "quotes: [{speaker: b}, {text: c, pull: perhaps}]"),
        R + "b.md": front("title: a", "date: 2024", "disclosures: [{kind: tax}, {text: [a]}]"),
        R + "c.md": front("title: a", "date: 2024", "notices: [{kind: x, date: y}]"),
        R + "d.md": front("title: a", "date: 2024", "media: [{}, {file: a, url: b, kind: song}]"),
        R + "e.md": front("title: a", "date: 2024", "media: [{url: c, rights_until: z}]"),
        R + "f.md": front("title: a", "date: 2024", "corrections: [{}, {date: x, note: y}]"),
        R + "g.md": front("title: a", "date: 2024", "withdrawn: {text: hidden}"),
        R + "h.md": front("title: a", "date: 2024", "original: {inferred: {a: b}}"),
    },
    "Markdown that is nested too deeply": {
        R + "a.md": release("A", "".join("    " * depth + "- x\n" for depth in range(280)))
    },
    # Plain pages
    "pages": {
        P + "a.md": "---\nslug: x\ncolour: y\n---\n",
        P + "b.md": "x",
        P + "c.md": "---\ntitle: [a]\nlanguage: {a: b}\n---\n",
    },
    # Addresses
    "slugs": {
        R + "b.md": release("B", slug="../etc"),
        R + "c.md": release("C", slug="a/b"),
        R + "d.md": release("D", slug="NUL"),
        R + "e.md": release("E", slug="a" * 201),
        R + "f.md": release("F", slug="07"),
        R + "—.md": release("G"),
        P + "07.md": page("P"),
    },
    "two sources of one address": {
        R + "a.md": release("A", slug="x"),
        R + "b.md": release("B", slug="x"),
        R + "c.md": release("C", slug="X"),
        R + "d.md": release("D", aliases="[/2024/01/x/, /tags/]", tags="[t]"),
        P + "all.md": page("All"),
        S + "index.html": "x",
        S + ".gitignore": "x",
        S + "sitemap.xml": "x",
        S + "Feed.xml": "x",
    },
    "two releases of one id": {R + "a.md": release("A", id="x1"), R + "b.md": release("B", id="x1")},
    "a file in the way of a folder": {
        R + "a.md": release("A", aliases="[/x.html]"),
        S + "all": "x",
        S + "2024": "x",
        S + "x.html/y": "x",
    },
    "aliases": {
        R + "a.md": release("A", aliases="[old, ../old/, /a/../b/, 'https://[x', /a\\b, /a/./b/, 'javascript:x']"),
        R + "b.md": release("B", aliases="[/old/]"),
        R + "c.md": release("C", aliases="[/old]"),
    },
    "names that meet in one address": {
        R + "a.md": release("A", tags="['C++', 'C#', 'c']"),
        R + "b.md": release("B", people="[Zoë, Zoe]"),
    },
    "references and links to nothing": {
        R + "a.md": release(
            "A",
            "[a](gone.md) ![b](/media/no.png) ![c](../media/no.png) [d](b.md) [e](https://example.org/archive/x.md)",
            replaces="gone.md",
            corrections="[{date: 2020-02-01, note: A, previous: gone/1.md}]",
            translation_of="2020/gone.md",
            variant_of="gone",
            related="[gone.md, b.md]",
            media="[{file: gone.png}]",
        ),
        R + "b.md": release("B"),
        P + "p.md": page("P", "[a](../releases/gone.md)"),
    },
    "the ledger": {"content/addresses.tsv": "/a/ x\nb\tc\n/gone/\tabc\n/x/\t\n\n# c\n/2020/\t-\n"},
    "a ledger in another encoding": {"content/addresses.tsv": b"/a/\tb\n\xff\n"},
    "files that do not belong": {R + "a.txt": "x", R + "b.markdown": "x", P + "x.html": "x", R + ".hidden.md": "x"},
    "media that could run in a browser": {
        R + "a.md": release("A", "![a](/media/a.svg)", media="[{file: b.html}, {file: c.PNG}]"),
        "content/media/a.svg": "x",
        "content/media/b.html": "x",
        "content/media/c.PNG": "x",
    },
    # Layouts
    "an unknown name in a layout": {"layouts/home.html": "\n{{ site.titel }}"},
    "a layout that is not well-formed": {"layouts/home.html": "{% if %}"},
    "a layout that extends nothing": {"layouts/home.html": "{% extends 'nobase.html' %}"},
    "a layout that uses no asset": {"layouts/home.html": "{{ asset('styles.css') }}"},
    "a layout that links to nothing": {"layouts/home.html": "{{ link('x') }}"},
    "a layout that fails": {"layouts/home.html": "{{ 1/0 }}"},
    "targets of which nothing is what it should be": {
        "config.yaml": CONFIG
        + "deploy:\n  Live: {type: zip, path: a.zip}\n  a: {type: ftp}\n  b: {host: h}\n"
        + "  c: {type: folder, path: ., base_url: example.org, compress: [zip], host: h}\n  d: {type: zip, path: a}\n"
        + "  e: {type: ssh, host: -oProxyCommand=x, user: -x, port: x}\n  f: {type: sftp}\n"
        + "  g: {type: s3, endpoint: 's3.example.org', compress: [gzip, brotli]}\n  h: {type: s3, bucket: b, endpoint: 'https://a:b@example.org'}\n"
        + "  i: {type: git, repository: 'https://u:secret@example.org/x.git', branch: -x, history: none}\n"
        + "  j: {type: git, repository: 'ext::sh'}\n  k: here\n",
    },
    "a theme of which nothing is what it should be": {
        "config.yaml": CONFIG
        + "publisher: {logo: logo.svg}\n"
        + "theme: {accent: 'red; }', reading: 'a; b', measure: 40, dark: {ink: url(a)}}\n",
    },
    "a theme whose words are faint, and a logo that is not there": {
        "config.yaml": CONFIG + "publisher: {logo: /logo.svg}\ntheme: {paper: '#fff', soft: '#999'}\n",
    },
    "languages that are none": {"config.yaml": CONFIG + "languages: {en: {}, 'no tag': {}}\n"},
    "a translation that fills a place its message has not": {
        "config.yaml": CONFIG + "language: nl\n",
        "layouts/translations/nl.po": 'msgid "%(count)s x"\nmsgstr "%(number)d y"\n',
    },
    "a layout in another encoding": {"layouts/home.html": b"\n\xff"},
    "layouts that name others only while they run": {
        R + "a.md": release("A"),
        "layouts/home.html": "{% set part = 'a.txt' %}\n{% include part %}{% include 'a.txt' %}",
        "layouts/release.html": "{% extends 'base.html' if release.title else \"page.html\" %}",
        "layouts/list.html": "{%- include ['b.txt', 'a.txt'] ignore missing -%}",
        "layouts/a.txt": "",
        "layouts/unused.html": "{% include page.title %}",
    },
}


def _problems(call: object) -> list[str]:
    try:
        call()  # type: ignore[operator]
    except DatelineError as failed:
        return [str(problem) for problem in failed.problems]
    return []


def _environment(**environment: str) -> list[str]:
    def read() -> None:
        read_config(CONFIG.encode(), environment)

    return _problems(read)


def _linked_out(folder: Path) -> list[str]:
    site = write_site(folder, {R + "a.md": release("A"), "outside.md": release("B")})
    (site / R / "b.md").symlink_to(site / "outside.md")
    return problems_of(site)


def _named_in_bytes(folder: Path) -> list[str]:
    site = write_site(folder, {R + "a.md": release("A")})
    with open(os.fsencode(site / R) + b"/\xff.md", "wb"):  # noqa: PTH123 - a Path is a text
        pass
    return problems_of(site)


def _unreadable(folder: Path) -> list[str]:
    site = write_site(folder, {R + "a.md": release("A"), R + "2024/b.md": release("B")})
    read, scan = Path.read_bytes, os.scandir

    def refuse_file(path: Path) -> bytes:
        if path.name == "a.md":
            raise PermissionError(13, "Permission denied", str(path))
        return read(path)

    def refuse_folder(path: str) -> object:
        if str(path).endswith("2024"):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    with patch.object(Path, "read_bytes", refuse_file), patch.object(os, "scandir", refuse_folder):
        return problems_of(site)


def _locked(folder: Path) -> list[str]:
    site = write_site(folder, {})
    with lock.hold_lock(site, "build"):
        (site / ".dateline" / "build.pid").write_text("4711", encoding="ascii")

        def wait() -> None:
            with lock.hold_lock(site, "build", wait=0.01):
                raise AssertionError("both hold it")

        named = _problems(wait)
        (site / ".dateline" / "build.pid").unlink()
        return named + _problems(wait)


def _not_writable(folder: Path) -> list[str]:
    return problems_of(write_site(folder, {".dateline": "a file where the folder should be"}))


def _folder_for_config(folder: Path) -> list[str]:
    return problems_of(write_site(folder, {"config.yaml": None, "config.yaml/x": "a folder where the file should be"}))


def _not_ours(folder: Path) -> list[str]:
    site = write_site(folder, {"elsewhere/thesis.odt": "x", "file": "x"})
    return [
        *_problems(lambda: build_at(site, BuildOptions(output=site / "elsewhere"))),
        *_problems(lambda: build_at(site, BuildOptions(output=site / "file"))),
    ]


def _full(folder: Path) -> list[str]:
    site = write_site(folder, {})

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device", str(site / "output" / "index.html"))

    with patch.object(os, "replace", fail):
        return problems_of(site)


def _manifest(folder: Path) -> list[str]:
    """Return what a check says of content that is not as its manifest says, and of a manifest that is none."""
    site = write_site(folder, {R + "a.md": release("A"), R + "b.md": release("B"), "content/log.jsonl": "{}\n"})
    none_yet = check_fixity(site)
    begin_manifest(site, [f"{R}a.md", "content/log.jsonl"])
    (site / R / "a.md").write_text("edited")
    append_lines(site / "content/log.jsonl", ["{}"])
    original = "content/originals/ab/abcd-a.txt"
    update_manifest(site, {original: "0" * 64, R + "c.md": "0" * 64})
    append_lines(site / "content/log.jsonl", ["{}"])
    with (site / MANIFEST).open("a") as file:
        file.write("x\n")
    found = check_fixity(site)
    (site / MANIFEST).unlink()
    (site / MANIFEST).mkdir()
    said = [str(one) for one in (*none_yet.problems, *found.problems, *(finding.problem for finding in found.findings))]
    return [*said, *_problems(lambda: update_manifest(site, {}))]


def _drafts(folder: Path) -> list[str]:
    site = write_site(folder, {})
    with patch("generator.scaffold._write_new", return_value=False), patch("generator.scaffold.datetime") as clock:
        clock.now.return_value.date.return_value.isoformat.return_value = "2026-07-01"
        clock.now.return_value.date.return_value.year = 2026
        clock.now.return_value.date.return_value.month = 7
        clock.now.return_value.date.return_value.day = 1
        return _problems(lambda: create_draft(site, "Again"))


HELD_BACK: Files = {
    R + "a.md": release("Vermilion wing", status="draft", media="[{file: a.png}]"),
    R + "b.md": release("Cellar", "Crepuscular words of nobody.", withdrawn="{date: 2025, reason: Because.}"),
    "content/media/a.png": b"\x89PNG",
    ".git/config": '[remote "origin"]\nurl = git@github.com:a/b.git\n',
}
LEAKED = "Vermilion wing. Crepuscular words of nobody. "
BROKEN_PAGES: Files = {
    "a/index.html": "<b><i></b></u><img a a><p id=a><p id='a b'><p id=a for=x onclick=y style=z><video></video>",
    "b/index.html": "<a href='javascript:x'></a><script></script><style></style><h1></h1><h1></h1><section>",
    "c/index.html": b"\xff",
}


def _leads(address: str) -> str:
    return f'<meta http-equiv="refresh" content="0; url={address}">'


ODD_ORIGINALS: Files = {
    R + "a.md": release("A", original="{file: a.txt, sha256: " + "0" * 64 + "}"),
    R + "b.md": release("B", original="{file: b.txt, sha256: " + "0" * 64 + "}"),
    "content/originals/a.txt": "a",
    "content/originals/c.txt": "c",
}
ODD_FEEDS: Files = {
    "a/feed.xml": "<feed",
    "a/rss.xml": "<rss/>",
    "b/feed.xml": '<feed xmlns="http://www.w3.org/2005/Atom"><updated>x</updated><entry/><entry><updated>2030-01-01T00:00Z'
    "</updated></entry><entry><title>a</title><updated>2020-01-01T00:00</updated></entry>"
    '<link rel="prev-archive" href="https://example.org/archive/b/feed/1.xml"/></feed>',
    "b/rss.xml": "<rss><channel><item/></channel></rss>",
    "b/feed/2.xml": '<feed xmlns="http://www.w3.org/2005/Atom"><id>a</id><title>a</title><updated>2020-01-01T00:00Z'
    '</updated><link rel="self" href="https://example.org/archive/b/feed/2.xml"/></feed>',
    "c/feed.json": '{"items": []}',
}
ODD_REDIRECTS: Files = {
    "a.html": _leads("b.html"),
    "b.html": _leads("index.html"),
    "c.html": _leads("d.html"),
    "d.html": _leads("c.html"),
    "e.html": _leads("e.html"),
    "f.html": _leads("none.html"),
    "_redirects": "/a /b\n/a /c\n/b /archive/\n/c /archive/none\n",
}
ODD_CONTENT: Files = {
    R + "a.md": release("A", date="1066", tags="[Café, Lamp]", number=1, slug="a1"),
    R + "b.md": release("A", id="b" * 16, tags="[Cafe]", number=2),
    R + "c.md": release("C", id="c" * 16, summary="C.", date="2062", number=4),
    R + "d.md": release("D", id="d" * 16, summary="D.", date="2000", number=16),
    **{f"{R}e{n}.md": release(f"E{n}", id=f"e{n}", summary="E.", date=f"2019-0{n % 2 * 2 + 1}-01") for n in range(12)},
}


def _built(folder: Path, files: Files) -> Path:
    site = write_site(folder, files)
    build_at(site)
    return site


def _checked(folder: Path, name: str, output: Files, files: Files | None = None, **options: Any) -> list[str]:
    """Return what a check says of a site in whose output these files were planted."""
    site = _built(folder, files or {})
    write_site(site / "output", {"config.yaml": None, **output})
    report = check(site, CheckOptions(names=(name,), jobs=1, **options), now=AS_OF)
    return [str(finding.problem) for finding in report.findings]


def _terms(folder: Path) -> list[str]:
    files = {
        R + "a.md": release("A", tags="[Iran, Persia]"),
        R + "b.md": release("B", people="&p [Jo]", places="*p"),
        "vocabulary.yaml": "tags:\n  - {name: Persia, uri: u}\n  - {name: Sea, also: [Ocean]}\n"
        "places: &x []\norganizations: *x\n",
    }
    site = write_site(folder, files)
    changes = [
        TermChange(kind="tags", old="Iran", new=" ", merge=False),
        TermChange(kind="tags", old="Iram", new="Sea", merge=True),
        TermChange(kind="tags", old="Zzz", new="Sea", merge=True),
        TermChange(kind="tags", old="Iran", new="Persia", merge=False),
        TermChange(kind="tags", old="Iran", new="Lamp", merge=True),
        TermChange(kind="tags", old="Iran", new="Ocean", merge=True),
        TermChange(kind="people", old="Jo", new="Jo Ray", merge=False),
        TermChange(kind="tags", old="Iran", new="Lamp", merge=False),
    ]
    lines = [line for change in changes for line in _problems(partial(change_term, site, change, now=AS_OF))]
    (site / "vocabulary.yaml").write_text("tags:\n  - {name: Persia, uri: u}\n  - name: Iran\n")
    change = TermChange(kind="tags", old="Persia", new="Iran", merge=True)
    return lines + _problems(partial(change_term, site, change, now=AS_OF))


def _deployments(folder: Path) -> list[str]:
    """Return what is said of targets to which a site does not go."""
    files = {R + "a.md": release("A", id="a1"), "content/static/a.png": "x"}
    site = write_site(folder, files)

    def tell(name: str | None = None, **options: Any) -> list[str]:
        return _problems(lambda: deploy(site, name, DeployOptions(pauses=(), **options)))

    lines = tell()
    zip_, live = "  z: {type: zip, path: z.zip}\n", "  live: {type: folder, path: www/site}\n"
    (site / "config.yaml").write_text(f"{CONFIG}deploy:\n{live}{zip_}")
    lines += tell() + tell("liv") + _problems(lambda: roll_back(site, "z"))
    (site / "config.yaml").write_text(f"{CONFIG}deploy:\n{live}")
    (site / "www/site").mkdir(parents=True)
    (site / "www/site/a.txt").write_text("x")
    lines += tell() + tell(force=True)
    (site / "www/site/a.txt").unlink()
    lines += tell() + _problems(lambda: roll_back(site, None))
    (site / R / "a.md").unlink()
    lines += tell(max_deletes=1)
    (site / ".dateline/deployed-live.json").write_text('["another"]')
    lines += tell()
    (site / "www/site/.dateline-manifest").write_bytes(b"x")
    lines += tell()
    (site / "content/static/bad.html").write_text("<html><a href='gone/'>x</a></html>")
    return lines + tell(force=True)


def _without_programs(folder: Path) -> list[str]:
    """Return what is said where that is not installed by which a target is reached."""
    targets = {
        "ssh": "host: h, path: /srv/x",
        "sftp": "host: h, path: /srv/x",
        "s3": "bucket: b",
        "git": "repository: 'https://example.org/x.git'",
        "zip": "path: a.zip, compress: [brotli]",
    }
    lines = []
    for kind, settings in targets.items():
        site = write_site(folder / kind, {"config.yaml": f"{CONFIG}deploy:\n  live: {{type: {kind}, {settings}}}\n"})
        missing = {"brotli": None, "paramiko": None, "obstore": None, "obstore.store": None}
        with patch.dict(sys.modules, missing), patch.dict(os.environ, {"PATH": ""}):
            lines += _problems(partial(deploy, site, None, DeployOptions(pauses=())))
    return lines


def _work_on(address: str) -> list[int]:
    with Crew(1, address) as crew:
        return list(crew.work(die, None, range(MANY)))


def _at_cluster(
    folder: Path, function: Callable[..., list[int]] = work_slowly, *, ends: bool = False, **how: Any
) -> list[str]:
    """Return what is said of work on a real cluster, whose scheduler may end in the middle."""
    with running_cluster(folder / "cluster", **how) as cluster:
        if ends:
            Timer(1, cluster.scheduler.kill).start()

        def work() -> None:
            with Crew(1, cluster.address) as crew:
                list(crew.work(function, None, range(MANY)))

        return [line.replace(cluster.address, "tcp://SCHEDULER") for line in _problems(work)]


def _without_dask() -> list[str]:
    with patch.dict(sys.modules, {"distributed": None}):
        return _problems(lambda: _work_on("tcp://127.0.0.1:1"))


def _without_pyromark(folder: Path) -> list[str]:
    version, installed = metadata.version, engine._installed

    def look_up(name: str) -> str:
        if name == "pyromark":
            raise metadata.PackageNotFoundError(name)
        return version(name)

    without = {name: is_in for name, is_in in installed().items() if name != "pyromark"}
    with patch.object(metadata, "version", look_up), patch.object(engine, "_installed", lambda: without):
        return problems_of(write_site(folder, {"config.yaml": f"{CONFIG}markdown: {{engine: commonmark}}\n"}))


OTHERS = {
    "commonmark without pyromark": _without_pyromark,
    "a check that is not there": lambda folder: _problems(lambda: check(folder, CheckOptions(names=("x",)), now=AS_OF)),
    "a site that was not built": lambda folder: _problems(
        lambda: check(write_site(folder, {}), CheckOptions(), now=AS_OF)
    ),
    "dead links": lambda folder: _checked(
        folder, "links", {"about/index.html": '<a href="lost/"></a><a href="#x"></a><a href="https://[x"></a>'}
    ),
    "a host that nobody knows": lambda folder: _problems(
        lambda: check(_built(folder, {}), CheckOptions(names=("host",), host="x"), now=AS_OF)
    ),
    "a site too large for its host": lambda folder: _checked(
        folder, "host", {"_redirects": f"/{'a' * 64} /b\n" * 1000}, host="gitlab-pages"
    ),
    "originals that are not as they were": lambda folder: _checked(folder, "originals", {}, ODD_ORIGINALS),
    "feeds that cannot be read": lambda folder: _checked(folder, "feeds", ODD_FEEDS),
    "redirects that lead nowhere": lambda folder: _checked(
        folder, "redirects", ODD_REDIRECTS, {"content/addresses.tsv": "/lost.pdf\t-\n"}
    ),
    "content to look at again": lambda folder: _checked(folder, "content", {}, ODD_CONTENT),
    "traces of what is held back": lambda folder: _checked(
        folder, "embargo", {"x.txt": LEAKED, "y.png": b"\x89PNG"}, HELD_BACK
    ),
    "a link to another site that leads nowhere": lambda folder: _checked(
        folder, "links", {}, {R + "a.md": release("A", "[x](http://127.0.0.1:9/x)")}, external=True
    ),
    "pages that are not well-formed": lambda folder: _checked(folder, "html", BROKEN_PAGES),
    "a scheduler that is not there": lambda _: _problems(lambda: _work_on("tcp://127.0.0.1:1")),
    "a cluster without Dask": lambda _: _without_dask(),
    "a cluster without Dateline": lambda folder: _at_cluster(folder, on_workers=WITHOUT_DATELINE),
    "a scheduler without Dateline": lambda folder: _at_cluster(folder, on_scheduler=WITHOUT_DATELINE),
    "a cluster of another Python": lambda folder: _at_cluster(folder, on_workers=ANOTHER_PYTHON),
    "a scheduler without workers": lambda folder: _at_cluster(folder, workers=0),
    "a scheduler that ends in the middle": lambda folder: _at_cluster(folder, ends=True),
    "a batch that ends every worker": lambda folder: _at_cluster(folder, end_worker),
    "a process of a build that was ended": lambda _: _problems(lambda: list(Crew(2).work(die, None, range(MANY)))),
    "an environment variable that is no key": lambda _: _environment(DATELINE_COLOUR="blue"),
    "an environment variable of a wrong type": lambda _: _environment(
        DATELINE_FEEDS__LIMIT="many",
        DATELINE_IMPORT="{status: later, second: 5}",
        DATELINE_MENU="[a",
        DATELINE_PAGE_SIZE="0",
        DATELINE_TITLE="[a, b]",
        DATELINE_TITLE__X="y",
    ),
    "a time that is no number": lambda _: _problems(lambda: now_from({"SOURCE_DATE_EPOCH": "yesterday"})),
    "a base_url on the command line": lambda folder: _problems(
        lambda: build_at(write_site(folder, {}), base_url="example.org")
    ),
    "a link out of the content": _linked_out,
    "a file name that is no text": _named_in_bytes,
    "files that may not be read": _unreadable,
    "a site that is being built": _locked,
    "a state folder that cannot be written": _not_writable,
    "a folder called config.yaml": _folder_for_config,
    "an output folder that is not ours": _not_ours,
    "a full disk": _full,
    "a page that is not there": lambda folder: _problems(
        lambda: explain_page(write_site(folder, {f"{R}a.md": release("A")}), "/2024/01/aa/", AS_OF)
    ),
    "a site that is there already": lambda folder: _problems(lambda: create_site(write_site(folder, {}), sample=False)),
    "too many drafts of one name": _drafts,
    "terms that cannot be renamed": _terms,
    "content that is not as the manifest says": _manifest,
    "a deployment that is refused": _deployments,
    "targets whose programs are not installed": _without_programs,
    "a draft without a title": lambda folder: _problems(lambda: create_draft(write_site(folder, {}), " ")),
    "a warning when they are errors": lambda folder: problems_of(
        write_site(folder, {R + "a.md": release("A", colour="blue")}), strict=True
    ),
}


def said(name: str, folder: Path) -> list[str]:
    """Return what is said of a case."""
    if name in SITES:
        site = write_site(folder, SITES[name])
        lines = problems_of(site)
        if any(": error: " in line or line.startswith("error: ") for line in lines):
            assert not (site / "output").exists() or name.startswith(("a layout", "an unknown name"))
    else:
        lines = OTHERS[name](folder)
    return [line.replace(str(folder), "SITE") for line in lines]


def read_table() -> dict[str, list[str]]:
    cases: dict[str, list[str]] = {}
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            cases[line[2:]] = []
        elif line:
            cases[next(reversed(cases))].append(line)
    return cases


def write_table() -> None:
    """Write down what is said now."""
    parts = []
    for name in (*SITES, *OTHERS):
        with TemporaryDirectory() as folder:
            parts.append("\n".join([f"# {name}", *said(name, Path(folder) / "site")]) + "\n")
    TABLE.write_text("\n".join(parts), encoding="utf-8")


@pytest.mark.parametrize("name", [*SITES, *OTHERS])
def test_the_message_is_the_one_in_the_table(name: str, tmp_path: Path) -> None:
    assert said(name, tmp_path) == read_table()[name]


def test_the_table_has_no_case_that_is_not_tried() -> None:
    assert set(read_table()) == {*SITES, *OTHERS}


def test_a_message_ends_without_a_full_stop() -> None:
    lines = [line for said_of_case in read_table().values() for line in said_of_case]
    assert len(lines) > 140
    assert [line for line in lines if line.endswith((".", "!", " "))] == []


# Every wording in the code has a case


def wordings() -> Iterator[tuple[str, str]]:
    """Yield where a message is worded and the longest piece of it that is always the same."""
    folders = [ROOT / "generator", *(ROOT / "generator" / name for name in ("parse", "organise", "check", "deploy"))]
    for path in [path for folder in folders for path in sorted(folder.glob("*.py"))]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for value in _message_nodes(node):
                for text in _literals(value):
                    if len(text) > 8:
                        yield f"{path.name}: {text}", text


def _message_nodes(node: ast.AST) -> Iterator[ast.expr]:
    if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id == "message":
        yield node.value
    if isinstance(node, ast.Call):
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name in {"report", "_report", "_unreadable"}:
            yield from node.args[1:]
        if name == "Problem":
            yield from (keyword.value for keyword in node.keywords if keyword.arg == "message")


def _literals(value: ast.expr) -> list[str]:
    """Return for each way in which a message can be worded the longest piece between what is filled in."""
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        return [value.value]
    if isinstance(value, ast.JoinedStr):
        pieces = [part.value for part in value.values if isinstance(part, ast.Constant)]
        return [max(map(str, pieces), key=len, default="")]
    if isinstance(value, ast.IfExp):
        return _literals(value.body) + _literals(value.orelse)
    return []


NOT_TRIED = {
    "the YAML is nested too deeply to be read",  # libyaml gives up before Python does
    "what this build knows cannot be kept in ",  # tests/test_failing_state.py has it
    "); make room, or mend the disk",
    ": until then every build begins from nothing",
}


def test_every_wording_in_the_code_has_a_case() -> None:
    table = TABLE.read_text(encoding="utf-8")
    assert [where for where, text in wordings() if text not in table and text not in NOT_TRIED] == []


if __name__ == "__main__":
    write_table()
