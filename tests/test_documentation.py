"""The reference names all that can be written, typed or read: a key, an option or a field without a word fails."""

import dataclasses
import inspect
import re
from collections.abc import Iterator
from functools import cache

import click
import pytest

from generator import contexts, environment, model
from generator.cli import COMMANDS, load_command
from generator.config import read_config
from generator.fields import Fields
from generator.problems import BuildFailed
from tests.sites import ROOT

REFERENCE = ROOT / "docs" / "reference"


@cache
def page(name: str) -> str:
    return (REFERENCE / f"{name}.md").read_text(encoding="utf-8")


def in_code(text: str) -> set[str]:
    """Return the words that a page sets in code: between backquotes, or in a block of its own."""
    blocks = re.findall(r"^```[\s\S]*?^```|^    .+$", text, re.MULTILINE)
    spans = re.findall(r"`([^`\n]+)`", text)
    return set(re.findall(r"[\w.-]+", "\n".join([*blocks, *spans])))


# Front matter


def parts_of(owner: type) -> Iterator[tuple[str, type]]:
    """Yield a dataclass's fields with the dataclasses that they are made of."""
    for field in dataclasses.fields(owner):
        for name in re.findall(r"[A-Z]\w+", str(field.type)):
            part = getattr(model, name, None)
            if isinstance(part, type) and dataclasses.is_dataclass(part) and part.__module__ == model.__name__:
                yield field.name, part


FRONT_MATTER = [field.name for field in dataclasses.fields(model.FrontMatter)]
FRONT_MATTER_PARTS = [
    (name, field.name) for name, part in parts_of(model.FrontMatter) for field in dataclasses.fields(part)
]


@pytest.mark.parametrize("key", FRONT_MATTER)
def test_every_key_of_the_front_matter_is_in_the_reference(key: str) -> None:
    assert key in in_code(page("front-matter"))


@pytest.mark.parametrize(("part", "key"), FRONT_MATTER_PARTS)
def test_every_key_of_a_part_of_the_front_matter_is_in_the_reference(part: str, key: str) -> None:
    assert {key, f"{part}.{key}", f"{part}[].{key}"} & in_code(page("front-matter"))


def test_the_parts_of_the_front_matter_are_found() -> None:
    found = {name for name, _ in FRONT_MATTER_PARTS}
    assert {
        "place",
        "quotes",
        "contacts",
        "disclosures",
        "notices",
        "media",
        "corrections",
        "withdrawn",
        "original",
    } <= found


@pytest.mark.parametrize(
    "word",
    [
        *model.STATUSES,
        *model.DISCLOSURE_KINDS,
        *model.NOTICE_KINDS,
        *model.MEDIUM_KINDS,
        *model.TERM_KINDS,
        "kept",
        "removed",
    ],
)
def test_every_choice_of_the_front_matter_is_in_the_reference(word: str) -> None:
    assert word in in_code(page("front-matter"))


# Configuration


def configuration_keys() -> list[str]:
    """Return every key that the configuration asks for, by listening while a full one is read."""
    asked: list[str] = []
    get = Fields._get

    def listen(fields: Fields, key: str) -> object:
        asked.append(f"{fields._name}.{key}".lstrip("."))
        return get(fields, key)

    mappings = "publisher feeds markdown suggestions import redirects contacts quotes security".split()
    text = "title: a\nbase_url: https://example.org/\n" + "".join(f"{key}: {{x: y}}\n" for key in mappings)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Fields, "_get", listen)
        with pytest.raises(BuildFailed):
            read_config((text + "menu: [{x: y}]\n").encode(), {})
    return sorted({re.sub(r"\[\d+\]", "", key) for key in asked} | {"feeds.formats", "suggestions.publish"})


KEYS = configuration_keys()


def test_the_keys_of_the_configuration_are_found() -> None:
    assert {"format", "title", "base_url", "publisher.url", "feeds.limit", "import.status", "menu.address"} <= set(KEYS)


@pytest.mark.parametrize("key", KEYS)
def test_every_key_of_the_configuration_is_in_the_reference(key: str) -> None:
    last = key.rpartition(".")[2]
    assert {key, last} & in_code(page("configuration"))
    assert key in in_code(page("configuration")) or key.partition(".")[0] in in_code(page("configuration"))


def test_the_rule_of_overriding_by_the_environment_is_in_the_reference() -> None:
    text = page("configuration")
    assert environment.ENVIRONMENT_PREFIX in text
    assert re.search(r"DATELINE_[A-Z]+__[A-Z]+", text)
    assert "SOURCE_DATE_EPOCH" in text + page("commands")


# Commands

OPTIONS = [
    (name, option)
    for name in COMMANDS
    for parameter in load_command(name).params
    if isinstance(parameter, click.Option)
    for option in (*parameter.opts, *parameter.secondary_opts)
]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_in_the_reference(name: str) -> None:
    assert f"dateline {name}" in page("commands")


@pytest.mark.parametrize(("command", "option"), OPTIONS)
def test_every_option_is_in_the_reference_of_its_command(command: str, option: str) -> None:
    section = re.split(r"^## ", page("commands"), flags=re.MULTILINE)
    of_command = [part for part in section if part.splitlines()[0].strip("`# ").startswith(f"dateline {command}")]
    of_all = [part for part in section if option in ("--site", "--help", "--version")]
    assert of_command, f"commands.md has no heading for dateline {command}"
    assert any(option in in_code(part) or option in part for part in (*of_command, *of_all))


@pytest.mark.parametrize("code", ["0", "1", "2", "3", "130"])
def test_every_exit_code_is_in_the_reference(code: str) -> None:
    assert re.search(rf"\b{code}\b", page("commands"))


@pytest.mark.parametrize("key", ["pages", "rendered", "written", "unchanged", "removed", "warnings", "seconds"])
def test_every_key_of_the_summary_of_a_build_is_in_the_reference(key: str) -> None:
    assert key in in_code(page("commands"))


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_explains_itself(name: str) -> None:
    command = load_command(name)
    assert command.help
    assert [option.name for option in command.params if isinstance(option, click.Option) and not option.help] == []


# Layouts

CLASSES = [
    value
    for value in vars(contexts).values()
    if dataclasses.is_dataclass(value) and value.__module__.startswith(contexts.__name__)
]


@pytest.mark.parametrize("layout", contexts.LAYOUTS)
def test_every_layout_is_in_the_reference(layout: str) -> None:
    assert layout in in_code(page("layouts"))


@pytest.mark.parametrize(
    ("owner", "field"), [(owner.__name__, field.name) for owner in CLASSES for field in dataclasses.fields(owner)]
)
def test_every_field_that_a_layout_may_read_is_in_the_reference(owner: str, field: str) -> None:
    assert {field, f"{owner}.{field}"} & in_code(page("layouts"))


@pytest.mark.parametrize("name", ["link", "absolute", "asset", "shown", "month", "month_short", "number"])
def test_every_function_and_filter_of_layouts_is_in_the_reference(name: str) -> None:
    assert name in in_code(page("layouts"))


def test_the_layouts_that_ship_are_the_layouts_that_have_a_context() -> None:
    shipped = {path.name for path in (ROOT / "layouts").iterdir() if path.is_file()}
    assert shipped - {"base.html", "macros.html", "citation.html"} == set(contexts.LAYOUTS)


@pytest.mark.parametrize("owner", CLASSES, ids=lambda owner: owner.__name__)
def test_every_context_says_what_it_is(owner: type) -> None:
    assert inspect.getdoc(owner)


# Links between the documents


@pytest.mark.parametrize(
    "path", [path.relative_to(ROOT).as_posix() for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]]
)
def test_every_link_from_a_document_leads_to_a_file(path: str) -> None:
    text = re.sub(r"^```.*?^```", "", (ROOT / path).read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    links = re.findall(r"\]\(([^)\s#]+)[^)]*\)", re.sub(r"`[^`\n]*`", "", text))
    missing = [link for link in links if ":" not in link and not (ROOT / path).parent.joinpath(link).exists()]
    assert missing == []
