"""What must hold for any bytes at all, as functions that raise when it does not.

`tests/test_fuzz.py` gives them what hypothesis thinks of; `python -m bench.fuzz` what atheris finds by looking at
which code is reached.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from generator.config import read_config
from generator.front_matter import write_document
from generator.ingest.dateline import Dateline, find_dateline, find_release_line
from generator.ingest.formats import html
from generator.ingest.reading import Item, NotARelease
from generator.markdown_settings import ENGINES, MARKDOWN_EXTENSIONS
from generator.model import Body, SourceFile
from generator.organise import Archive, make_outline, organise, plan_pages
from generator.parse import Parser, parse_page, parse_release
from generator.parse.markdown import MarkdownParser
from generator.problems import BuildFailed, ImportRefused, Problem, errors_in
from generator.render import Renderer, load_assets, read_layouts, shipped_layouts
from generator.wording import ENGLISH
from tests.html_inspector import inspect, inspect_page
from tests.sites import AS_OF, CONFIG

PARSER, COMMONMARK = (Parser(MarkdownParser((engine, *MARKDOWN_EXTENSIONS))) for engine in ENGINES)
CONFIGURATION, _ = read_config(CONFIG.encode(), {})
ASSETS = {asset.name: asset.address for asset in load_assets([shipped_layouts()])}
RENDERER = Renderer(read_layouts([shipped_layouts()]))


def fuzz_front_matter(data: bytes) -> None:
    """Any file is a release whose page is safe, or errors that name their line."""
    source, bodies = SourceFile("content/releases/2024/a.md", data), dict[str, Body]()
    found, problems = parse_release(source, PARSER, bodies)
    assert (found is None) == bool(errors_in(problems)), problems
    assert all(problem.path == source.path and problem.message for problem in problems)
    page, _ = parse_page(source, PARSER)
    if found is None:
        return
    archive = Archive(
        releases=(found,),
        pages=(page,) if page else (),
        ledger=None,
        media=(),
        config=CONFIGURATION,
        as_of=AS_OF,
        drafts=True,
    )
    outline = make_outline(organise(archive), ASSETS, (), bodies.__getitem__, lambda _: ENGLISH)
    for plan in plan_pages(outline):
        if plan.layout in ("release.html", "page.html", "redirect.html"):
            text = RENDERER.render(plan.layout, plan.make_context()).decode()
            found_in_it = [found for found in inspect_page(text) if found not in REFRESH or plan.layout != REDIRECT]
            assert found_in_it == [], plan.address


REDIRECT, REFRESH = "redirect.html", ("meta refresh",)
"""A page that leads to another leads there by itself."""


def fuzz_markdown(data: bytes) -> None:
    """Any text is a body in which nothing runs, or one problem, whoever reads the Markdown."""
    for parser in (PARSER, COMMONMARK):
        problems: list[Problem] = []
        body = parser.body(data.decode(errors="replace"), "a.md", problems)
        assert inspect(body.html) == []
        assert len(problems) <= 1


def fuzz_dateline(data: bytes) -> None:
    """Any paragraph has a dateline that stands in it, or none."""
    paragraph = data.decode(errors="replace")
    for found in (find_dateline(paragraph), find_release_line(paragraph)):
        if found:
            expect_place_in(found, paragraph)


def expect_place_in(found: Dateline, paragraph: str) -> None:
    """Fail unless a dateline says what stands in the paragraph, where it says it does."""
    assert 0 <= found.start <= found.end <= len(paragraph)
    assert found.text in paragraph
    assert found.text.strip() == found.text
    for date in (found.date, found.embargo):
        assert date is None or str(date.year)[-2:] in paragraph or not paragraph.isascii()


def fuzz_html(data: bytes) -> None:
    """Any page is a release that can be written, read and shown, or is refused in words."""
    try:
        reading = html.read(Item(name="page.html", shown="page.html", data=data))
    except (ImportRefused, NotARelease):
        return
    front = replace(reading.front, id="x", title=reading.front.title or "x", status="draft")
    source = SourceFile("content/releases/undated/a.md", write_document(front, reading.body))
    bodies = dict[str, Body]()
    found, problems = parse_release(source, PARSER, bodies)
    assert found is not None, problems
    assert inspect(bodies[found.body.key].html) == []


def fuzz_configuration(data: bytes) -> None:
    """Any file is a configuration or refused, and any value of the environment too."""
    text, _, variable = data.partition(b"\0")
    value = variable.decode(errors="replace").replace("\0", "")
    for environment in ({}, {"DATELINE_BASE_URL": value}, {"DATELINE_THEME__COLOR": value, "DATELINE_LANGUAGE": value}):
        with suppress(BuildFailed):
            config, _ = read_config(text, environment)
            assert datetime.now(config.zone).utcoffset() is not None
            assert config.base_path.endswith("/")


TARGETS: Mapping[str, Callable[[bytes], None]] = {
    "front-matter": fuzz_front_matter,
    "markdown": fuzz_markdown,
    "dateline": fuzz_dateline,
    "html": fuzz_html,
    "configuration": fuzz_configuration,
}
