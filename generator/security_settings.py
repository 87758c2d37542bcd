"""The key `security` of `config.yaml`: to whom a weakness of the site is reported (RFC 9116)."""

import re
from dataclasses import dataclass

from generator.dates import StatedDate
from generator.fields import Fields


@dataclass(frozen=True, slots=True, kw_only=True)
class SecuritySettings:
    """What `/.well-known/security.txt` says."""

    contacts: tuple[str, ...]
    """URIs, the preferred one first."""
    expires: StatedDate
    """Until when it may be believed."""


def read_security_settings(fields: Fields) -> SecuritySettings | None:
    """Read the key of the whole configuration."""
    security = fields.mapping("security")
    if security is None:
        return None
    contacts = security.texts("contact")
    if not contacts:
        security.report("contact", "'security.contact' is missing; write an address like mailto:security@example.org")
    for contact in contacts:
        if not re.match(r"(mailto:|tel:|https://)\S+$", contact):
            advice = "begin it with 'mailto:', 'tel:' or 'https://'"
            security.report("contact", f"'security.contact' has '{contact}'; {advice}")
    expires = security.required_date("expires")
    security.finish("error")
    return SecuritySettings(contacts=contacts, expires=expires)
