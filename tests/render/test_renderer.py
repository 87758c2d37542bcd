"""From a layout and a context to bytes: what layouts may use, what they cannot reach, what is said of mistakes."""

import dataclasses
from pathlib import Path

import pytest
from jinja2.environment import Environment

from generator.contexts import NotFoundLayout, SiteContext
from generator.problems import BuildFailed
from generator.render import Renderer, read_layouts, shipped_layouts
from tests.render.samples import BARE, BARE_SITE, FULL, page

PORTABLE = dataclasses.replace(BARE_SITE, portable=True)


def render(folder: Path, text: str, address: str = "/2024/01/gate/", site: SiteContext = BARE_SITE) -> str:
    """Render one line of a layout in a page at an address."""
    (folder / "line.html").write_text(text, encoding="utf-8")
    return Renderer(read_layouts([folder])).render("line.html", NotFoundLayout(site=site, page=page(address))).decode()


@pytest.mark.parametrize(
    ("text", "address", "site", "written"),
    [
        ('{{ link("/") }}', "/2024/01/gate/", BARE_SITE, "../../../"),
        ('{{ link("/tags/") }}', "/", BARE_SITE, "tags/"),
        ('{{ link("/tags/#top") }}', "/", PORTABLE, "tags/index.html#top"),
        ('{{ link("https://example.com/") }}', "/", PORTABLE, "https://example.com/"),
        ('{{ link("/tags/") }}', "/404.html", BARE_SITE, "/archive/tags/"),
        ('{{ link("/tags/") }}', "/404.html", dataclasses.replace(BARE_SITE, base_url="https://a.org/"), "/tags/"),
        ('{{ link("https://example.com/") }}', "/404.html", BARE_SITE, "https://example.com/"),
        ('{{ link("#main") }}', "/404.html", BARE_SITE, "#main"),
        ('{{ asset("style.css") }}', "/tags/", BARE_SITE, "../assets/style.0123abcd.css"),
        ('{{ asset("style.css") }}', "/404.html", BARE_SITE, "/archive/assets/style.0123abcd.css"),
        ('{{ absolute("/تگ/") }}', "/", BARE_SITE, "https://example.org/archive/%D8%AA%DA%AF/"),
        ('{{ absolute("https://example.com/") }}', "/", BARE_SITE, "https://example.com/"),
        ("{{ 12345|number('de') }}", "/", BARE_SITE, "12.345"),
    ],
)
def test_functions_of_a_layout(tmp_path: Path, text: str, address: str, site: SiteContext, written: str) -> None:
    assert render(tmp_path, text, address, site) == written


def test_layout_of_the_site_wins_and_may_build_on_those_shipped(tmp_path: Path) -> None:
    (tmp_path / "404.html").write_text('{% extends "base.html" %}{% block main %}Ours{% endblock %}', encoding="utf-8")
    renderer = Renderer(read_layouts([tmp_path, shipped_layouts()]))
    text = renderer.render("404.html", BARE["404.html"][0]).decode()
    assert "Ours" in text
    assert text.startswith("<!doctype html>")
    assert renderer.render("gone.html", BARE["gone.html"][0]) == Renderer(read_layouts([shipped_layouts()])).render(
        "gone.html", BARE["gone.html"][0]
    )


def test_same_context_gives_same_bytes() -> None:
    first, second = Renderer(read_layouts([shipped_layouts()])), Renderer(read_layouts([shipped_layouts()]))
    names = [*FULL, *reversed(FULL)]
    forwards = {name: [first.render(name, context) for context in FULL[name]] for name in names}
    backwards = {name: [second.render(name, context) for context in FULL[name]] for name in reversed(names)}
    assert forwards == backwards


def test_macros_imported_for_one_page_speak_of_the_next(tmp_path: Path) -> None:
    (tmp_path / "m.html").write_text("{% macro one() %}{{ site.title }}: {{ link('/tags/') }}{% endmacro %}")
    (tmp_path / "line.html").write_text('{% import "m.html" as m with context %}{{ m.one() }}')
    renderer = Renderer(read_layouts([tmp_path]))
    other = dataclasses.replace(BARE_SITE, title="Other")
    pages = [("/", BARE_SITE), ("/a/b/", BARE_SITE), ("/a/b/", other), ("/404.html", other), ("/", BARE_SITE)]
    written = [
        renderer.render("line.html", NotFoundLayout(site=site, page=page(address))).decode() for address, site in pages
    ]
    first = BARE_SITE.title
    links = ["tags/", "../../tags/", "../../tags/", "/archive/tags/", "tags/"]
    assert written == [
        f"{title}: {link}" for title, link in zip([first, first, "Other", "Other", first], links, strict=True)
    ]


def test_what_layouts_are_made_of_is_found_once_for_many_builds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "404.html").write_text('{% extends "a.html" %}')
    (tmp_path / "a.html").write_text("{% include part %}")
    kept: dict[str, bytes] = {}
    digest = Renderer(read_layouts([tmp_path]), kept).digest("404.html")
    with monkeypatch.context() as patch:
        patch.setattr(Environment, "parse", lambda *_: pytest.fail("a layout was parsed again"))
        assert Renderer(read_layouts([tmp_path]), kept).digest("404.html") == digest
    (tmp_path / "a.html").write_text("{% include 'b.html' %}")
    assert Renderer(read_layouts([tmp_path]), kept).parts("404.html") == ["404.html", "a.html", "b.html"]


@pytest.mark.parametrize(("layout", "escaped"), [("a.html", "&lt;b&gt;"), ("a.xml", "&lt;b&gt;"), ("a.txt", "<b>")])
def test_markup_is_escaped_but_not_in_plain_text(tmp_path: Path, layout: str, escaped: str) -> None:
    (tmp_path / layout).write_text("{{ page.title }}", encoding="utf-8")
    context = NotFoundLayout(site=BARE_SITE, page=page("/", title="<b>"))
    assert Renderer(read_layouts([tmp_path])).render(layout, context).decode() == escaped


def test_characters_no_xml_may_hold_are_left_out_of_it(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text("{{ page.title }}", encoding="utf-8")
    context = NotFoundLayout(site=BARE_SITE, page=page("/", title="a\x0bb\tc\ufffe"))
    assert Renderer(read_layouts([tmp_path])).render("a.xml", context).decode() == "ab\tc"


@pytest.mark.parametrize(
    "text",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ link.__globals__ }}",
        "{{ range(3) }}",
        "{{ lipsum() }}",
        "{{ cycler(1) }}",
        "{{ [1, 2]|random }}",
        "{{ site.__dict__ }}",
        "{{ site['__dict__'] }}",
        "{{ site['__dict' ~ '__'] }}",
        "{{ site|attr('__dict__') }}",
        "{{ site.assets.clear() }}",
        "{% include '../outside.html' %}",
        "{% include '/etc/hostname' %}",
    ],
)
def test_layout_reaches_nothing_but_its_context(tmp_path: Path, text: str) -> None:
    (tmp_path / "outside.html").write_text("outside", encoding="utf-8")
    (tmp_path / "layouts").mkdir()
    with pytest.raises(BuildFailed):
        render(tmp_path / "layouts", text)


MEND = "mend it, or remove the file to use the layout that comes with Dateline"
UNCLOSED = (
    "Unexpected end of template. Jinja was looking for the following tags: 'elif' or 'else' or 'endif'. "
    "The innermost block that needs to be closed is 'if'"
)
SITE_HAS = (
    "title, description, language, direction, root, languages, base_url, publisher, publisher_url, logo, contact, "
    "license, menu, feeds, search, icon, assets"
)
PAGE_HAS = "address, title, description, language, direction, canonical, noindex, trail, structured, image, alternates"
INCLUDING = {"404.html": "<p>\n{% include 'foot.html' %}"}
BEHIND_IT = " (used by layouts/a.html:2, layouts/404.html:1)"
DEEP = {"404.html": "{% extends 'a.html' %}", "a.html": "\n{% include 'b.html' %}", "b.html": "{% bloc %}"}


def in_404(text: str) -> dict[str, str]:
    return {"404.html": text}


@pytest.mark.parametrize(
    ("files", "place", "message"),
    [
        (in_404("<p>\n{{ page.titel }}"), "404.html:2", "PageContext has no 'titel'; did you mean 'title'?"),
        (
            in_404("{{ site.xyz }}"),
            "404.html:1",
            f"SiteContext has no 'xyz'; it has {SITE_HAS}, generator, preview, portable",
        ),
        (in_404("\n\n{{ paeg.title }}"), "404.html:3", "nothing is called 'paeg' here; did you mean 'page'?"),
        (in_404("{{ unheard_of }}"), "404.html:1", "nothing is called 'unheard_of' here"),
        (in_404("{{ page.title.upper_case }}"), "404.html:1", "a value of type str has no 'upper_case'"),
        (in_404("{% if page.title %}\n<p>"), "404.html:2", f"the layout is not well-formed: {UNCLOSED}; {MEND}"),
        (
            in_404("<p>\n{{ page.title|shwon }}"),
            "404.html:2",
            f"the layout is not well-formed: No filter named 'shwon'; {MEND}",
        ),
        (
            in_404("{{ page.title|shown('en') }}"),
            "404.html:1",
            f"the layout fails: 'str' object has no attribute 'year'; {MEND}",
        ),
        (in_404("{{ 1 / 0 }}"), "404.html:1", f"the layout fails: division by zero; {MEND}"),
        (
            in_404("{{ link('tags/') }}"),
            "404.html:1",
            "'tags/' is not an address; begin it with '/', or with 'https://' when it leads elsewhere",
        ),
        (
            in_404("{{ asset('styles.css') }}"),
            "404.html:1",
            "there is no asset 'styles.css' below layouts/assets/; did you mean 'style.css'?",
        ),
        (
            in_404("{{ asset('logo.png') }}"),
            "404.html:1",
            "there is no asset 'logo.png' below layouts/assets/; put one of that name there",
        ),
        ({}, "404.html", "there is no layout '404.html'; put one of that name in layouts/, or correct the name"),
        (
            INCLUDING,
            "404.html:2",
            "there is no layout 'foot.html'; put one of that name in layouts/, or correct the name",
        ),
        (
            INCLUDING | {"foot.html": "{{ page.foot }}"},
            "foot.html:1",
            f"PageContext has no 'foot'; it has {PAGE_HAS} (used by layouts/404.html:2)",
        ),
        (
            DEEP,
            "b.html:1",
            f"the layout is not well-formed: Encountered unknown tag 'bloc'; {MEND}{BEHIND_IT}",
        ),
        (
            in_404("<p>\n\udcff"),
            "404.html:2",
            f"the layout is not well-formed: it is not UTF-8, save it as UTF-8; {MEND}",
        ),
    ],
)
def test_mistake_in_a_layout_is_named_with_its_line(
    tmp_path: Path, files: dict[str, str], place: str, message: str
) -> None:
    for name, text in files.items():
        (tmp_path / name).write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(BuildFailed) as failed:
        Renderer(read_layouts([tmp_path])).render("404.html", BARE["404.html"][0])
    assert str(failed.value) == f"layouts/{place}: error: {message}"
