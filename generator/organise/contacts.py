"""Whom the press turns to: contacts whose telephone can be dialled and whose address can be written to."""

import re

from generator.contexts import ContactContext
from generator.model import Contact

_EXTENSION = re.compile(r"\s*(?:,|;|\bext(?:ension)?\.?|\bx)\s*(?P<digits>\d{1,6})\s*$", re.IGNORECASE)
_NOT_DIALLED = re.compile(r"\(0\)|[\s().\-‐-―/]")
_DIALLED = re.compile(r"\+?\d{5,15}", re.ASCII)
_MAIL = re.compile(r"[^\s@<>\"?&%]+@[^\s@<>\"?&%/]+")


def make_contact(contact: Contact, url: str) -> ContactContext:
    """Return a contact as a page shows it; `url` is the present target of its address, or what stands there for one."""
    email = contact.email or ""
    return ContactContext(
        name=contact.name or "",
        organization=contact.organization or "",
        role=contact.role or "",
        email=email,
        mail=f"mailto:{email}" if _MAIL.fullmatch(email) else "",
        phone=contact.phone or "",
        dial=dial(contact.phone or ""),
        url=url,
    )


def dial(phone: str) -> str:
    """Return the URI of a telephone number (RFC 3966); empty when the text is not plainly one number."""
    extension = _EXTENSION.search(phone)
    digits = _NOT_DIALLED.sub("", phone[: extension.start()] if extension else phone)
    if not _DIALLED.fullmatch(digits):
        return ""
    return f"tel:{digits};ext={extension['digits']}" if extension else f"tel:{digits}"
