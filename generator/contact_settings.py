"""The keys `contacts` and `contacts_valid` of `config.yaml`: whom the press turns to, and how long that is believed."""

import re
from dataclasses import dataclass

from generator.fields import Fields
from generator.model import Contact
from generator.spans import Span

DEFAULT_VALID = Span(months=24)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactSettings:
    """Whom the press turns to."""

    today: Contact | None = None
    """Whoever answers for all releases now."""
    valid: Span = DEFAULT_VALID
    """How long after a release its own contacts are still taken to be right."""


def read_contact_settings(fields: Fields) -> ContactSettings:
    """Read both keys of the whole configuration."""
    today = fields.mapping("contacts")
    return ContactSettings(today=_contact_of_today(today) if today else None, valid=_valid(fields))


def read_contact(fields: Fields) -> Contact:
    """Read one person or office, of a release or of the configuration."""
    return Contact(
        name=fields.text("name"),
        organization=fields.text("organization"),
        role=fields.text("role"),
        email=fields.text("email"),
        phone=fields.text("phone"),
        url=fields.text("url"),
    )


def _contact_of_today(fields: Fields) -> Contact:
    contact = read_contact(fields)
    if contact.url and not re.match(r"https?://", contact.url):
        fields.report("url", f"'contacts.url' is '{contact.url}'; begin it with 'https://' or 'http://'")
    fields.finish("error")
    return contact


def _valid(fields: Fields) -> Span:
    value = fields.text("contacts_valid")
    try:
        return Span.parse(value) if value else DEFAULT_VALID
    except ValueError:
        fields.report("contacts_valid", f"'contacts_valid' is '{value}'; write a span of time, like 24 months")
        return DEFAULT_VALID
