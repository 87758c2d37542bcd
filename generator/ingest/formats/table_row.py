"""A row of a table, as its container wrote it: JSON of columns and values, read by the names of the columns."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from generator.dates import StatedDate
from generator.ingest.agency_fields import names
from generator.ingest.html_copy import read_fragment, read_plain, without_kicker
from generator.ingest.reading import Item, Reading
from generator.ingest.stated import Stated
from generator.ingest.table_columns import find_columns
from generator.ingest.written_dates import read_written_date
from generator.model import Status
from generator.problems import ImportRefused, Problem

_HTML = re.compile(r"</?(?:p|div|br|ul|ol|li|h[1-6]|table|strong|em|b|i|a|span|img|blockquote)(?:\s[^<>]*)?/?>", re.I)
_SEPARATORS = re.compile(r"\s*[,;|]\s*")
_DRAFTS = frozenset({"draft", "pending", "private", "withheld", "entwurf", "brouillon", "borrador"})
_PUBLISHED = frozenset({"published", "publish", "public", "usable", "live"})


def recognises(item: Item) -> bool:  # noqa: ARG001 - every format is asked with an item
    """Tell that no file is one by itself: the table it stands in names the format."""
    return False


def read(item: Item) -> Reading:
    """Read a release from a row; raises ImportRefused when it has neither a title nor a text."""
    row = _parse(item.data)
    columns = find_columns(row)
    values = {field: row[column] for field, column in columns.items()}
    body = _text(values.get("body")) or ""
    problems: list[Problem] = []
    stated = Stated(
        title=_text(values.get("title")),
        subtitle=_text(values.get("subtitle")),
        summary=_text(values.get("summary")),
        date=_date(values.get("date"), columns.get("date"), problems),
        updated=_date(values.get("updated"), columns.get("updated"), problems),
        embargo=_embargo(values.get("embargo"), problems),
        status=_status(values, problems),
        language=_text(values.get("language")),
        source_url=_address(values.get("source_url")),
        slug=_text(values.get("slug")),
        number=_text(values.get("number")),
        dateline=_text(values.get("dateline")),
        tags=names(_listed(values.get("tags"))),
        people=names(_listed(values.get("people"))),
        organizations=names(_listed(values.get("organizations"))),
        places=names(_listed(values.get("places"))),
        tickers=names(_listed(values.get("tickers"))),
    )
    if not stated.title and not body:
        raise ImportRefused([Problem(message="the row has neither a title nor a text; fill it in, or take it out")])
    return (read_fragment if _HTML.search(body) else read_plain)(body, item, without_kicker(stated), problems)


def _parse(data: bytes) -> Mapping[str, Any]:
    try:
        row = json.loads(data.decode("utf-8", "surrogatepass"))
    except (ValueError, RecursionError) as error:
        message = "a row of a table is a JSON object; import the table itself"
        raise ImportRefused([Problem(message=message)]) from error
    if not isinstance(row, dict):
        raise ImportRefused([Problem(message="a row of a table is a JSON object; import the table itself")])
    return row


def _text(value: Any) -> str | None:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    text = str(value).encode("utf-8", "replace").decode().replace("\0", "").strip()
    return text or None


def _listed(value: Any) -> Iterator[str | None]:
    if isinstance(value, list):
        for entry in value:
            yield _text(entry.get("name") if isinstance(entry, dict) else entry)
    elif text := _text(value):
        yield from _SEPARATORS.split(text)


def _address(value: Any) -> str | None:
    text = _text(value)
    return text if text and text.startswith(("https://", "http://")) else None


def _date(value: Any, column: str | None, problems: list[Problem]) -> StatedDate | None:
    """Return a date that can be read in one way only; note what cannot be read."""
    text = _text(value)
    if not text:
        return None
    date = read_written_date(text)
    if date is None:
        message = f"'{column}' is '{text[:60]}', which is not a date of one meaning; write it like 2024-01-11"
        problems.append(Problem(message=message, severity="warning"))
    return date


def _embargo(value: Any, problems: list[Problem]) -> StatedDate | None:
    return _date(value, "embargo", problems)


def _status(values: Mapping[str, Any], problems: list[Problem]) -> Status | None:
    """Return draft for what is no public release, also where the table speaks of an embargo without an end."""
    word = (_text(values.get("status")) or "").casefold()
    if (
        _text(values.get("embargo")) and any("'embargo'" in problem.message for problem in problems)
    ) or word in _DRAFTS:
        return "draft"
    if word and word not in _PUBLISHED:
        message = f"the status '{word[:60]}' says nothing known here; the release was imported as a draft"
        problems.append(Problem(message=message, severity="warning"))
        return "draft"
    return None
