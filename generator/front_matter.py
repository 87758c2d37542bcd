"""The front matter of a release: YAML between two lines of `---`, read into `FrontMatter` and written from it.

What `write` writes, `read` reads back to an equal value. Reading never fails: every problem is returned with its line.
"""

import dataclasses
from collections.abc import Callable
from functools import cache
from operator import attrgetter
from typing import Any, NamedTuple, TypeVar

from generator.contact_settings import read_contact
from generator.dates import StatedDate
from generator.fields import Fields, read_mapping
from generator.model import (
    DISCLOSURE_KINDS,
    MEDIUM_KINDS,
    NOTICE_KINDS,
    STATUSES,
    Correction,
    Disclosure,
    FrontMatter,
    Medium,
    Notice,
    Original,
    Place,
    Quote,
    Withdrawal,
)
from generator.problems import Problem, errors_in
from generator.yaml_writing import IsoDate, write_yaml

Noun = TypeVar("Noun")


class Document(NamedTuple):
    """A text file cut at its front matter."""

    front: str
    body: str
    front_line: int
    """The line of the file on which the YAML begins, counted from 1."""
    problems: tuple[Problem, ...] = ()


def split_document(data: bytes, path: str) -> Document:
    """Cut a file of front matter and Markdown in two; the file must be UTF-8 and begin with `---`."""
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return _unreadable(path, line, "the file is not UTF-8; save it as UTF-8, or import it with `dateline import`")
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        return _unreadable(path, line, "the file holds a NUL character, which no text has; remove it")
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return _unreadable(path, 1, "there is no front matter; the first line must be '---', followed by 'title: …'")
    end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), None)
    if end is None:
        return _unreadable(path, 1, "the front matter does not end; close it with a line '---'")
    return Document("\n".join(lines[1:end]), "\n".join(lines[end + 1 :]).strip("\n"), 2)


def read_front_matter(document: Document, path: str) -> tuple[FrontMatter | None, list[Problem]]:
    """Read the front matter of a release; it is None when an error was found."""
    if document.problems:
        return None, list(document.problems)
    fields, problems = read_mapping(document.front, path=path, first_line=document.front_line)
    if fields is None:
        return None, problems
    front = _front_matter(fields)
    fields.finish()
    return (None if errors_in(problems) else front), problems


def write_document(front: FrontMatter, body: str) -> bytes:
    """Return the file of a release: its front matter without absent fields, an empty line, its Markdown."""
    return f"---\n{write_front_matter(front)}---\n\n{body.strip(chr(10))}\n".encode()


def write_front_matter(front: FrontMatter) -> str:
    """Return the YAML of a front matter, keys in the order of the reference, absent and default ones left out."""
    return write_yaml(front_matter_values(front))


def front_matter_values(front: Any) -> dict[str, Any]:
    """Return a front matter, or a part of one, as mappings, lists and texts; absent fields are left out."""
    names, defaults, get = _fields_of(front.__class__)
    return {
        name: _plain(value)
        for name, default, value in zip(names, defaults, get(front), strict=True)
        if not (value is None or value == () or value == default)
    }


_ALWAYS_WRITTEN = frozenset({"status", "kind", "text"})


@cache
def _fields_of(noun: Any) -> tuple[tuple[str, ...], tuple[Any, ...], Callable[[Any], tuple[Any, ...]]]:
    """Return the fields of a noun, the values they are left out for, and what gets them all from one."""
    specs = dataclasses.fields(noun)
    names = tuple(spec.name for spec in specs)
    defaults = tuple(None if spec.name in _ALWAYS_WRITTEN else spec.default for spec in specs)
    return names, defaults, attrgetter(*names)


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return value
    if isinstance(value, StatedDate):
        return IsoDate(value.isoformat())
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return front_matter_values(value) if dataclasses.is_dataclass(value) else value


def _front_matter(fields: Fields) -> FrontMatter:
    status = fields.choice("status", STATUSES, "published")
    date = fields.date("date")
    if date is None and status == "published" and "date" not in fields:
        fields.report("date", "'date' is missing; write the day of issue like 2024-01-11, or 'status: draft'")
    return FrontMatter(
        title=fields.required_text("title", "write 'title: ' and the headline"),
        id=fields.text("id"),
        subtitle=fields.text("subtitle"),
        summary=fields.text("summary"),
        slug=fields.text("slug"),
        number=fields.text("number"),
        identifiers=fields.texts("identifiers"),
        language=fields.text("language"),
        date=date,
        updated=fields.date("updated"),
        embargo=fields.date("embargo"),
        expires=fields.date("expires"),
        status=status,
        listed=fields.flag("listed", default=True),
        dateline=fields.text("dateline"),
        place=_one(fields, "place", _place),
        issuers=fields.texts("issuers"),
        source=fields.text("source"),
        source_url=fields.text("source_url"),
        tags=fields.texts("tags"),
        people=fields.texts("people"),
        organizations=fields.texts("organizations"),
        places=fields.texts("places"),
        tickers=fields.texts("tickers"),
        quotes=_many(fields, "quotes", _quote),
        contacts=_many(fields, "contacts", read_contact),
        disclosures=_many(fields, "disclosures", _disclosure),
        notices=_many(fields, "notices", _notice),
        media=_many(fields, "media", _medium),
        related=fields.texts("related"),
        replaces=fields.text("replaces"),
        translation_of=fields.text("translation_of"),
        variant_of=fields.text("variant_of"),
        aliases=fields.texts("aliases"),
        corrections=_many(fields, "corrections", _correction),
        withdrawn=_one(fields, "withdrawn", _withdrawal),
        original=_one(fields, "original", _original),
    )


def _one(fields: Fields, key: str, read: Callable[[Fields], Noun]) -> Noun | None:
    child = fields.mapping(key)
    if child is None:
        return None
    noun = read(child)
    child.finish()
    return noun


def _many(fields: Fields, key: str, read: Callable[[Fields], Noun]) -> tuple[Noun, ...]:
    nouns = []
    for child in fields.mappings(key):
        nouns.append(read(child))
        child.finish()
    return tuple(nouns)


def _place(fields: Fields) -> Place:
    return Place(city=fields.text("city"), region=fields.text("region"), country=fields.text("country"))


def _quote(fields: Fields) -> Quote:
    return Quote(
        text=fields.required_text("text", "write the quoted words"),
        speaker=fields.text("speaker"),
        role=fields.text("role"),
        pull=fields.flag("pull", default=False),
    )


def _disclosure(fields: Fields) -> Disclosure:
    return Disclosure(
        kind=fields.choice("kind", DISCLOSURE_KINDS, "other"),
        text=fields.required_text("text", "write the statement word for word"),
        registrant=fields.text("registrant"),
        principal=fields.text("principal"),
    )


def _notice(fields: Fields) -> Notice:
    return Notice(
        date=fields.date("date"),
        kind=fields.choice("kind", NOTICE_KINDS, "editor"),
        text=fields.required_text("text", "write the notice"),
        url=fields.text("url"),
    )


def _medium(fields: Fields) -> Medium:
    medium = Medium(
        file=fields.text("file"),
        url=fields.text("url"),
        kind=fields.choice("kind", MEDIUM_KINDS, "image"),
        alt=fields.text("alt"),
        caption=fields.text("caption"),
        credit=fields.text("credit"),
        license=fields.text("license"),
        rights_until=fields.date("rights_until"),
        poster=fields.text("poster"),
        captions=fields.text("captions"),
        transcript=fields.text("transcript"),
    )
    if medium.file is None and medium.url is None:
        fields.report("file", "a medium has neither 'file' (under content/media/) nor 'url'; write one of them")
    return medium


def _correction(fields: Fields) -> Correction:
    return Correction(
        date=fields.required_date("date"),
        note=fields.required_text("note", "write what was corrected"),
        previous=fields.text("previous"),
    )


def _withdrawal(fields: Fields) -> Withdrawal:
    return Withdrawal(
        date=fields.required_date("date"),
        reason=fields.required_text("reason", "write why the release was withdrawn; readers see it"),
        alternative=fields.text("alternative"),
        text=fields.choice("text", ("kept", "removed"), "removed"),
    )


def _original(fields: Fields) -> Original:
    return Original(
        file=fields.required_text("file", "write the original's path below content/originals/"),
        item=fields.text("item"),
        sha256=fields.required_text("sha256", "write the SHA-256 of the original's bytes"),
        media_type=fields.text("media_type"),
        importer=fields.text("importer"),
        version=fields.text("version"),
        imported=fields.date("imported"),
        inferred=fields.texts("inferred"),
    )


def _unreadable(path: str, line: int, message: str) -> Document:
    return Document("", "", 1, (Problem(message=message, path=path, line=line),))
