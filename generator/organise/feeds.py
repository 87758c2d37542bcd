"""What a feed says of a release."""

import html
import uuid
from collections.abc import Sequence
from datetime import UTC, datetime

from generator.addresses import absolute_url
from generator.contexts import FeedEntry
from generator.model import FrontMatter
from generator.organise.cards import summary_of
from generator.organise.gate import UNDATED
from generator.organise.links import Links
from generator.organise.site import Entry, Site

_NAMESPACE = uuid.UUID("6f0b1a52-5d0e-5b8e-9d6f-0d1f1f6a7c11")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def feed_entries(site: Site, links: Links) -> tuple[FeedEntry, ...]:
    """Return the newest listed releases as feed entries, newest first."""
    newest = site.listed[-site.config.feeds.limit :]
    return tuple(_entry(entry, site, links) for entry in reversed(newest))


def feed_updated(site: Site) -> str:
    """Return when the feed last changed: the latest change of any of its entries, so that no clock is in it."""
    newest = site.listed[-site.config.feeds.limit :]
    return rfc3339(max((_updated(entry, site) for entry in newest), default=_EPOCH))


def urn(key: str) -> str:
    """Return the name of a release or feed that no change of title, date, slug or domain touches."""
    return f"urn:uuid:{uuid.uuid5(_NAMESPACE, key)}"


def rfc3339(instant: datetime) -> str:
    """Return an instant in UTC as RFC 3339 writes it."""
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _entry(entry: Entry, site: Site, links: Links) -> FeedEntry:
    front = entry.release.front
    updated = _updated(entry, site)
    return FeedEntry(
        id=urn(entry.key),
        title=front.title,
        url=absolute_url(site.config.base_url, entry.address),
        published="" if "date" in front.inferred or front.date is None else rfc3339(_known(entry.instant)),
        updated=rfc3339(updated),
        summary=_withdrawal(entry) or summary_of(entry),
        html=_content(entry, links),
        language=front.language or site.config.language,
        authors=_stated(front, "issuers", front.issuers) if not entry.removed else (),
        categories=_stated(front, "tags", front.tags) if not entry.withdrawn else (),
    )


def _content(entry: Entry, links: Links) -> str:
    """Return the body with the statements that stand above it; only the reason when the text was removed."""
    front = entry.release.front
    parts = [_paragraph(_withdrawal(entry))] if entry.withdrawn else []
    if not entry.removed:
        parts += [_paragraph(statement.text) for statement in front.disclosures if statement.kind in ("fara", "paid")]
        parts += [_paragraph(notice.text) for notice in front.notices]
        parts += [_paragraph(front.dateline)] if front.dateline else []
        parts += [f"<blockquote>{_paragraph(quote.text)}</blockquote>" for quote in front.quotes if quote.pull]
        parts.append(links.for_feed(entry.release.body.html, entry.release.path))
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


def _known(instant: datetime) -> datetime:
    """Return an instant, but the epoch for that of a draft without a date, which only a preview shows."""
    return _EPOCH if instant == UNDATED else instant


def _stated(front: FrontMatter, field: str, values: Sequence[str]) -> tuple[str, ...]:
    return () if field in front.inferred else tuple(values)


def _paragraph(text: str) -> str:
    return f"<p>{html.escape(text, quote=False)}</p>" if text else ""
