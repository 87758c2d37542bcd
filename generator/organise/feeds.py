"""What a feed says of a release."""

import heapq
import html
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime

from generator.contexts import FeedEntry
from generator.digests import Known
from generator.model import FrontMatter
from generator.organise.cards import summary_of
from generator.organise.frame import Frame
from generator.organise.gate import UNDATED
from generator.organise.links import Links, rewrite_links
from generator.organise.site import Entry, Site
from generator.organise.standing_words import correction_lines

_NAMESPACE = uuid.UUID("6f0b1a52-5d0e-5b8e-9d6f-0d1f1f6a7c11")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class FeedItem:
    """A release of a feed, before its body is read."""

    entry: Known[Entry]
    updated: str
    """RFC 3339, in UTC."""
    targets: Mapping[str, str | None]
    """Where its links lead; see `Links.targets`."""


def feed_entry(frame: Frame, item: FeedItem) -> FeedEntry:
    """Return what a feed says of a release."""
    entry = item.entry.value
    front = entry.release.front
    is_dated = front.date is not None and "date" not in front.inferred
    return FeedEntry(
        id=urn(entry.key),
        title=front.title,
        url=frame.url(entry.address),
        published=rfc3339(_known(entry.instant)) if is_dated else "",
        published_rfc822=rfc822(_known(entry.instant)) if is_dated else "",
        updated=item.updated,
        summary=_withdrawal(entry) or summary_of(entry),
        html=_content(frame, item),
        language=front.language or frame.site.language,
        authors=_stated(front, "issuers", front.issuers) if not entry.removed else (),
        categories=_stated(front, "tags", front.tags) if not entry.withdrawn else (),
    )


def feed_item(entry: Entry, site: Site, links: Links) -> FeedItem:
    """Return what a feed's entry is made of."""
    release = entry.release
    targets = {} if entry.removed else links.targets(release.body.links, release.path)
    return FeedItem(entry.known(), rfc3339(_updated(entry, site)), targets)


def newest_entries(entries: Sequence[Entry], site: Site) -> list[Entry]:
    """Return what a feed holds of entries given oldest first: the newest, and those that were changed last.

    So a correction of an old release is told, and pushes no new one out. The last change comes last.
    """
    limit = site.config.feeds.limit
    newest = entries[-limit:]
    changed = {entry.release.path: entry for entry in (*(one for one in entries if _may_change(one)), *newest)}
    changes = {path: _updated(entry, site) for path, entry in changed.items()}
    latest = heapq.nlargest(limit, changed.values(), key=lambda entry: (changes[entry.release.path], _order(entry)))
    chosen = {entry.release.path: entry for entry in (*newest, *latest)}
    return sorted(chosen.values(), key=lambda entry: (changes[entry.release.path], _order(entry)))


def latest_change(entries: Iterable[Entry], site: Site) -> datetime:
    """Return the latest change of any of the entries, so that no clock is in a feed."""
    return max((_updated(entry, site) for entry in entries), default=_EPOCH)


def urn(key: str) -> str:
    """Return the name of a release or feed that no change of title, date, slug or domain touches."""
    return f"urn:uuid:{uuid.uuid5(_NAMESPACE, key)}"


def rfc3339(instant: datetime) -> str:
    """Return an instant in UTC as RFC 3339 writes it."""
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def rfc822(instant: datetime) -> str:
    """Return an instant in UTC as RFC 822 writes it, with a year of four digits, whatever the locale."""
    return format_datetime(instant.astimezone(UTC))


def _content(frame: Frame, item: FeedItem) -> str:
    """Return the body with the statements that stand above it; only the reason when the text was removed."""
    entry = item.entry.value
    front = entry.release.front
    parts = [_paragraph(_withdrawal(entry))] if entry.withdrawn else []
    if not entry.removed:
        parts += [_paragraph(statement.text) for statement in front.disclosures if statement.kind in ("fara", "paid")]
        parts += [_paragraph(notice.text) for notice in front.notices]
        parts += [_paragraph(front.dateline)] if front.dateline else []
        parts += [f"<blockquote>{_paragraph(quote.text)}</blockquote>" for quote in front.quotes if quote.pull]
        body = frame.read_body(entry.release.body.key)
        parts.append(rewrite_links(body.html, item.targets, frame.url))
        parts += [_paragraph(statement.text) for statement in entry.release.statements]
        parts += map(_paragraph, correction_lines(frame, front))
    return "\n".join(part for part in parts if part)


def _withdrawal(entry: Entry) -> str:
    withdrawn = entry.release.front.withdrawn
    if withdrawn:
        return f"Withdrawn on {withdrawn.date}: {withdrawn.reason}"
    return "This release has expired." if entry.removed else ""


def _updated(entry: Entry, site: Site) -> datetime:
    front = entry.release.front
    zone = site.config.zone
    changes = [front.updated, front.withdrawn.date if front.withdrawn else None, *(c.date for c in front.corrections)]
    instants = [date.earliest(zone) for date in changes if date]
    expired = [front.expires.earliest(zone)] if front.expires else []
    return max([_known(entry.instant), *instants, *(instant for instant in expired if instant <= site.as_of)])


def _may_change(entry: Entry) -> bool:
    front = entry.release.front
    return bool(front.updated or front.corrections or front.withdrawn or front.expires)


def _order(entry: Entry) -> tuple[datetime, str, str]:
    return entry.instant, entry.key, entry.release.path


def _known(instant: datetime) -> datetime:
    """Return an instant, but the epoch for that of a draft without a date, which only a preview shows."""
    return _EPOCH if instant == UNDATED else instant


def _stated(front: FrontMatter, field: str, values: Sequence[str]) -> tuple[str, ...]:
    return () if field in front.inferred else tuple(values)


def _paragraph(text: str) -> str:
    return f"<p>{html.escape(text, quote=False)}</p>" if text else ""
