"""What the keys of other generators mean: plain values → the front matter of a release, the body as it is."""

import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import PurePath

from generator.dates import StatedDate
from generator.ingest.date_phrases import match_date, match_time
from generator.ingest.foreign_front_matter import ForeignDocument
from generator.ingest.markdown_blocks import heading_level, split_markdown
from generator.ingest.metadata_dates import read_metadata_date
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
_LATER = frozenset({"last modified", "created", "git last modified", "git created"})
"""What Eleventy puts for a day that it looks up itself."""
_JEKYLL_NAME = re.compile(r"\d{4}-\d\d-\d\d-")
_PLURAL = ("tags", "categories")
_SHORTCODE = re.compile(r"\{\{[<%]?\s*[/\w][^{}\n]{0,200}\}\}|\{%-?\s*\w[^{}\n]{0,200}%\}")
_CODE = re.compile(r"(?ms)^(?P<fence>`{3,}|~{3,})[^\n]*\n.*?(?:^(?P=fence)|\Z)|`[^`\n]{1,2000}`")
_TEMPLATE = re.compile(r"\{\{|\{%|/:|^:")


def is_foreign(document: ForeignDocument) -> bool:
    """Tell whether some key, or the way it is written, is one that only other generators have.

    A title and a date alone are everybody's.
    """
    date, tags = document.values.get("date"), document.values.get("tags")
    loose = isinstance(tags, str) or (isinstance(date, str) and (date.lower() in _LATER or _is_in_words(date)))
    return bool(_FOREIGN & document.values.keys()) or (loose and document.values.keys() <= _READ)


def read_foreign(document: ForeignDocument, item: Item) -> Reading:
    """Return the release; raises ImportRefused, naming every key that cannot be read with its line."""
    keys = _Keys(document, item)
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

    def __init__(self, document: ForeignDocument, item: Item) -> None:
        self.errors: list[Problem] = []
        self._document, self._path = document, item.shown
        layout = document.values.get("layout")
        # Eleventy's layouts are files, with an ending; Jekyll's are names.
        self._is_jekyll = bool(_JEKYLL_NAME.match(item.name)) and (
            "categories" in document.values if layout is None else not re.search(r"[./]", str(layout))
        )

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
                found += self._cut(key, value) if field == "tags" else [value]
            elif isinstance(value, list):
                found += [str(entry) for entry in value if isinstance(entry, str | int | float)]
            elif field == "tags" and value not in (None, False):
                self._report(key, f"'{key}' must be a text or a list of texts; write it like [news, harbour]")
        return tuple(dict.fromkeys(filter(None, map(str.strip, found))))

    def _cut(self, key: str, value: str) -> list[str]:
        """Return the names in one line: of Pelican between commas, of Jekyll's plural keys between blanks."""
        if self._is_jekyll and key in _PLURAL and "," not in value:
            return value.split()
        return value.split(";" if ";" in value else ",")  # Pelican takes either

    def date(self, field: str) -> StatedDate | None:
        for key in _KEYS[field]:
            text = str(self._document.values.get(key) or "").strip()
            if text and text != "{}" and text.lower() not in _LATER:
                try:
                    return StatedDate.parse(text)
                except ValueError as error:
                    if date := _read_words(text):
                        return date
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


def _is_in_words(text: str) -> bool:
    try:
        StatedDate.parse(text)
    except ValueError:
        return _read_words(text) is not None
    return False


def _read_words(text: str) -> StatedDate | None:
    """Return a day written for people, or in the form of mail headers; None when it may be one of two."""
    written = match_date(text, 0)
    if written is None:
        return read_metadata_date(text)
    rest = text[written.end :].strip(" ,")
    is_plain = written.date is not None and written.date.day is not None and written.american is None
    return written.date if is_plain and (not rest or match_time(rest, 0) == len(rest)) else read_metadata_date(text)


def _is_address(text: str) -> bool:
    return text.startswith(("/", "http://", "https://")) and not _TEMPLATE.search(text)


def _unread(document: ForeignDocument, item: Item) -> Iterator[Problem]:
    unread = [key for key, value in document.values.items() if key not in _READ and value not in (None, "")]
    if unread:
        message = f"these keys were not taken over, the original keeps them: {', '.join(sorted(unread))}"
        yield Problem(message=message, path=item.shown, severity="warning")
    if tags := [found[0] for found in _SHORTCODE.finditer(_CODE.sub("", document.body))]:
        what = f"a template's tag in it ({tags[0][:60]})" if len(tags) == 1 else f"{len(tags)} tags of a template in it"
        first = "" if len(tags) == 1 else f", the first is {tags[0][:60]}"
        message = f"the text has {what}{first}; nothing runs here, so replace them by what they stood for"
        yield Problem(message=message, path=item.shown, severity="warning")
    addresses = document.values.get("permalink")
    if isinstance(addresses, str) and _TEMPLATE.search(addresses):
        message = f"'permalink' is a pattern ({addresses[:60]}); write the address that it made into 'aliases'"
        yield Problem(message=message, path=item.shown, line=document.lines.get("permalink"), severity="warning")
