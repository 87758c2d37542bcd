"""The contract of layouts in both directions: they read what their contexts have, and all that their contexts have.

Every layout is rendered with contexts in which everything is there and in which everything may be absent, under strict
undefined names; each access to an attribute is recorded on the way.
"""

import dataclasses
from typing import Any

import pytest
from jinja2 import nodes

from generator import contexts
from generator.contexts import LAYOUTS, Layout
from generator.render import Renderer, read_layouts, shipped_layouts
from tests.render.samples import BARE, FULL

Access = tuple[type, str]

READ_BY_FUNCTIONS = {
    (contexts.SiteContext, "portable"),  # link()
    (contexts.SiteContext, "assets"),  # asset()
    *((layout, name) for layout in LAYOUTS.values() for name in ("site", "page")),
}
COMPUTING = {"batch", "groupby", "map", "reject", "rejectattr", "selectattr", "slice", "sort", "sum"}


@dataclasses.dataclass(frozen=True)
class Reading:
    """What the layouts read while all samples were rendered."""

    accesses: set[Access]
    names: dict[str, set[str]]
    """The top-level names each layout reads, by layout."""


def pages() -> list[tuple[str, Layout]]:
    return [(name, context) for samples in (FULL, BARE) for name in samples for context in samples[name]]


@pytest.fixture(scope="module")
def reading() -> Reading:
    renderer = Renderer(read_layouts([shipped_layouts()]))
    environment = renderer._environment
    accesses: set[Access] = set()
    getattr_ = environment.getattr

    def record(owner: Any, attribute: str) -> Any:
        accesses.add((type(owner), attribute))
        return getattr_(owner, attribute)

    environment.getattr = record  # type: ignore[method-assign]
    for name, context in pages():
        renderer.render(name, context)
    names = {name: {node.name for node in parse(name).find_all(nodes.Name) if node.ctx == "load"} for name in LAYOUTS}
    return Reading(accesses, names)


def parse(name: str) -> nodes.Template:
    source = (shipped_layouts() / name).read_text(encoding="utf-8")
    return Renderer(read_layouts([shipped_layouts()]))._environment.parse(source)


def layout_files() -> list[str]:
    return sorted(path.name for path in shipped_layouts().iterdir() if path.is_file())


def test_every_context_has_its_layout_and_every_layout_its_samples() -> None:
    assert {*LAYOUTS, "base.html", "macros.html", "citation.html"} == set(layout_files())
    assert set(FULL) == set(BARE) == set(LAYOUTS)
    for name, context in pages():
        assert isinstance(context, LAYOUTS[name])


def test_every_field_of_every_context_is_read_by_some_layout(reading: Reading) -> None:
    known = [value for value in vars(contexts).values() if dataclasses.is_dataclass(value) and isinstance(value, type)]
    ours = [noun for noun in known if noun.__module__.startswith(contexts.__name__)]
    fields = {(noun, field.name) for noun in ours for field in dataclasses.fields(noun)}
    read = reading.accesses | {(LAYOUTS[layout], name) for layout, names in reading.names.items() for name in names}
    unread = fields - read - READ_BY_FUNCTIONS
    assert sorted(f"{noun.__name__}.{name}" for noun, name in unread) == []


@pytest.mark.parametrize("name", layout_files())
def test_every_attribute_a_layout_names_was_found_on_a_sample(name: str, reading: Reading) -> None:
    written = {node.attr for node in parse(name).find_all(nodes.Getattr)}
    assert written - {attribute for _, attribute in reading.accesses} == set()


@pytest.mark.parametrize("name", layout_files())
def test_layouts_do_not_sort_filter_or_sum(name: str) -> None:
    used = {node.name for node in parse(name).find_all(nodes.Filter)}
    assert used & COMPUTING == set()


@pytest.mark.parametrize("name", layout_files())
def test_only_sanitised_markup_is_taken_as_it_is(name: str) -> None:
    unescaped = [node.node for node in parse(name).find_all(nodes.Filter) if node.name == "safe"]
    assert all(getattr(node, "attr", getattr(node, "name", "")) in ("html", "structured") for node in unescaped)
