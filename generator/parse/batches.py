"""Parsing of many sources at once, by whichever process: what goes in and comes out is data."""

from functools import lru_cache
from typing import NamedTuple

import msgspec

from generator.markdown_settings import Dialect
from generator.model import Body, Page, Release, SourceFile
from generator.parse.markdown import MarkdownParser
from generator.parse.pages import parse_page
from generator.parse.releases import Parser, parse_release
from generator.problems import Problem


class Task(NamedTuple):
    """A source to be parsed."""

    source: SourceFile
    is_page: bool
    bodies: dict[str, Body]
    """Bodies that it may still have, by key."""


class Done(NamedTuple):
    """What parsing a source came to."""

    record: bytes
    """The encoded `ParsedRelease` or `ParsedPage`."""
    key: str
    """Of its body; empty when it has none of its own."""
    body: Body | None
    """Unless it was among those of the task."""


class ParsedRelease(msgspec.Struct, frozen=True, array_like=True):
    """A release as far as it could be read, with what is wrong in its file."""

    noun: Release | None
    problems: tuple[Problem, ...]


class ParsedPage(msgspec.Struct, frozen=True, array_like=True):
    """A plain page as far as it could be read, with what is wrong in its file."""

    noun: Page | None
    problems: tuple[Problem, ...]


_ENCODER = msgspec.msgpack.Encoder()


def parse_batch(dialect: Dialect, tasks: list[Task]) -> list[Done]:
    """Parse sources in a dialect of Markdown."""
    parser = _parser(dialect)
    return [_page(task, parser) if task.is_page else _release(task, parser) for task in tasks]


def _page(task: Task, parser: Parser) -> Done:
    page, problems = parse_page(task.source, parser)
    return Done(_ENCODER.encode(ParsedPage(page, tuple(problems))), "", None)


def _release(task: Task, parser: Parser) -> Done:
    bodies = dict(task.bodies)
    release, problems = parse_release(task.source, parser, bodies)
    record = _ENCODER.encode(ParsedRelease(release, tuple(problems)))
    if release is None:
        return Done(record, "", None)
    key = release.body.key
    return Done(record, key, None if key in task.bodies else bodies[key])


@lru_cache(maxsize=4)
def _parser(dialect: Dialect) -> Parser:
    return Parser(MarkdownParser(dialect))
