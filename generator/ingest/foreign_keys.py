"""What the keys of other generators mean: plain values → the front matter of a release, the body as it is."""

import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import PurePath

from generator.dates import StatedDate
from generator.ingest.foreign_front_matter import ForeignDocument
from generator.ingest.markdown_blocks import heading_level, split_markdown
from generator.ingest.reading import Item, Reading
from generator.ingest.wire_copy import date_in_name
from generator.model import FrontMatter, Status
from generator.problems import ImportRefused, Problem

_KEYS = {
    "title": ("title",),
    "subtitle": ("subtitle",),
    "summary": ("summary", "description", "excerpt"),
    "slug": ("slug",),
    "language": ("language", "lang", "locale"),
    "date": ("date", "created"),
    "updated": ("updated", "lastmod", "modified", "last_modified_at"),
    "embargo": ("embargo", "publishdate"),
    "expires": ("expires", "expirydate"),
    "tags": ("tags", "tag", "categories", "category", "keywords"),
    "aliases": ("aliases", "redirect_from", "permalink", "url"),
}
_STATUS_KEYS = ("draft", "published", "status")
_READ = frozenset(key for keys in _KEYS.values() for key in keys) | frozenset(_STATUS_KEYS)
_OWN = frozenset(field.name for field in fields(FrontMatter))
_FOREIGN = (_READ - _OWN) | frozenset("layout author authors type weight image template".split())
_TRUE = frozenset({"true", "yes", "on", "1"})
_FALSE = frozenset({"false", "no", "off", "0"})
_DRAFT_WORDS = frozenset({"draft", "private", "hidden", "pending", "skip"})
_TEMPLATE = re.compile(r"\{\{|\{%|/:|^:")


def is_foreign(document: ForeignDocument) -> bool:
    """Tell whether some key is one that only other generators have; a title and a date alone are everybody's."""
    return bool(_FOREIGN & document.values.keys())


def read_foreign(document: ForeignDocument, item: Item) -> Reading:
    """Return the release; raises ImportRefused, naming every key that cannot be read with its line."""
    keys = _Keys(document, item.shown)
    stated_title, stated_date = keys.text("title"), keys.date("date")
    date = stated_date or date_in_name(item.name)
    front = FrontMatter(
        title=stated_title or _title(document.body, item.name),
        subtitle=keys.text("subtitle"),
        summary=keys.text("summary"),
        slug=keys.text("slug"),
        language=keys.text("language"),
        date=date,
        updated=keys.date("updated"),
        embargo=keys.date("embargo"),
        expires=keys.date("expires"),
        status=keys.status(),
        tags=keys.texts("tags"),
        aliases=tuple(address for address in keys.texts("aliases") if _is_address(address)),
    )
    if keys.errors:
        raise ImportRefused(keys.errors)
    if not document.body.strip() and not stated_title:
        raise ImportRefused([Problem(message="the file holds no text", path=item.shown)])
    guesses = (("title", not stated_title), ("date", bool(date) and not stated_date))
    return Reading(
        front=front,
        body=document.body,
        inferred=tuple(name for name, guessed in guesses if guessed),
        problems=tuple(_unread(document, item)),
    )


class _Keys:
    """The values of a document by the field they mean; every one that cannot be read is noted."""

    def __init__(self, document: ForeignDocument, path: str) -> None:
        self.errors: list[Problem] = []
        self._document, self._path = document, path

    def text(self, field: str) -> str | None:
        for key in _KEYS[field]:
            value = self._document.values.get(key)
            if isinstance(value, str | int | float) and not isinstance(value, bool) and str(value).strip():
                return str(value).strip()
            if value not in (None, "", False):
                self._report(key, f"'{key}' must be a text; write it on one line behind the key")
        return None

    def texts(self, field: str) -> tuple[str, ...]:
        found: list[str] = []
        for key in _KEYS[field]:
            value = self._document.values.get(key)
            if isinstance(value, str):
                # Pelican and Jekyll write several in one line; an address has no comma to be cut at.
                found += value.split(",") if field == "tags" else [value]
            elif isinstance(value, list):
                found += [str(entry) for entry in value if isinstance(entry, str | int | float)]
        return tuple(dict.fromkeys(filter(None, map(str.strip, found))))

    def date(self, field: str) -> StatedDate | None:
        for key in _KEYS[field]:
            text = str(self._document.values.get(key) or "").strip()
            if text and text != "{}":
                try:
                    return StatedDate.parse(text)
                except ValueError as error:
                    self._report(key, f"'{key}': {error}")
        return None

    def status(self) -> Status:
        """Return draft when any key keeps the text from the public, in the words of any of the generators."""
        draft, published, status = (str(self._document.values.get(key) or "").lower() for key in _STATUS_KEYS)
        if "published" in self._document.values and self._document.values["published"] is False:
            published = "false"
        if draft and draft not in _TRUE | _FALSE:
            self._report("draft", f"'draft' is '{draft}'; write true or false")
        unwritten = str(self._document.values.get("permalink")).lower() == "false"  # Eleventy's way to say so
        hidden = draft in _TRUE or published in _FALSE or status in _DRAFT_WORDS
        return "draft" if hidden or unwritten else "published"

    def _report(self, key: str, message: str) -> None:
        self.errors.append(Problem(message=message, path=self._path, line=self._document.lines.get(key)))


def _title(body: str, name: str) -> str:
    """Return the first heading of the body, or the words of the file's name."""
    headings = [block for block in split_markdown(body)[:4] if block.kind == "heading" and block.text.strip()]
    if headings:
        return " ".join(min(headings, key=heading_level).text.split())
    stem = re.sub(r"^\d{4}-\d\d-\d\d-", "", PurePath(name).stem)
    return re.sub(r"[-_\s]+", " ", stem).strip() or stem


def _is_address(text: str) -> bool:
    return text.startswith(("/", "http://", "https://")) and not _TEMPLATE.search(text)


def _unread(document: ForeignDocument, item: Item) -> Iterator[Problem]:
    unread = [key for key, value in document.values.items() if key not in _READ and value not in (None, "")]
    if unread:
        message = f"these keys were not taken over, the original keeps them: {', '.join(sorted(unread))}"
        yield Problem(message=message, path=item.shown, severity="warning")
    addresses = document.values.get("permalink")
    if isinstance(addresses, str) and _TEMPLATE.search(addresses):
        message = f"'permalink' is a pattern ({addresses[:60]}); write the address that it made into 'aliases'"
        yield Problem(message=message, path=item.shown, line=document.lines.get("permalink"), severity="warning")
