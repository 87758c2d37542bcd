"""A message of Outlook (.msg): its HTML or its plain text, and the documents attached to it."""

import re
from collections.abc import Iterator
from datetime import UTC
from email.errors import MessageError
from typing import TYPE_CHECKING

from generator.dates import StatedDate
from generator.ingest.formats.eml import attached_items, safe_name
from generator.ingest.html_copy import missing_extra
from generator.ingest.mail_copy import DOCUMENTS, Mail, Text, read_mail
from generator.ingest.mail_pictures import Picture, addresses_of, is_publishable
from generator.ingest.reading import Item, Reading
from generator.problems import ImportRefused, Problem

if TYPE_CHECKING:
    from oxmsg import Message
    from oxmsg.attachment import Attachment

_COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OF_MESSAGES = "__properties_version1.0".encode("utf-16-le")
_FAULTS = (MessageError, ValueError, LookupError, AttributeError, TypeError, RecursionError, OSError, ArithmeticError)
"""What python-oxmsg and olefile let escape on damaged files; struct's errors are caught by name."""
_PICTURE = re.compile(r"image/", re.IGNORECASE)
_CONTENT_ID, _HIDDEN, _LONG_NAME, _SHORT_NAME = 0x3712, 0x7FFE, 0x3707, 0x3704


def recognises(item: Item) -> bool:
    """Tell whether the item is a compound file with a message in it, or one that is called a message."""
    if not item.data.startswith(_COMPOUND_FILE):
        return False
    return item.name.lower().endswith(".msg") or _OF_MESSAGES in item.data


def read(item: Item) -> Reading:
    """Read the release in a message.

    Raises ImportRefused when it is damaged or without text, NotARelease when it only brings documents.
    """
    message = _load(item)
    documents, left_out, pictures = _sorted_attachments(message)
    mail = Mail(
        subject=message.subject,
        sent=_sent(message),
        texts=(_text(message),),
        documents=tuple(name for name, _ in documents),
        left_out=left_out,
        pictures=pictures,
    )
    return read_mail(mail, item)


def attachments(item: Item) -> Iterator[Item]:
    """Yield the documents attached to a message; raises ImportRefused when it cannot be read."""
    yield from attached_items(item, _sorted_attachments(_load(item))[0])


def _load(item: Item) -> "Message":
    """Return the message with its properties read, so that no fault of them comes later."""
    import struct

    try:
        from oxmsg import Message
    except ImportError as error:
        raise missing_extra("python-oxmsg") from error
    try:
        message = Message.load(item.data)
        _ = (message.subject, message.body, message.html_body, message.sent_date)
        _sorted_attachments(message)
    except (*_FAULTS, struct.error) as error:
        text = "the Outlook message is damaged; open it in Outlook and save it again, or save its text"
        raise ImportRefused([Problem(message=text)]) from error
    return message


def _text(message: "Message") -> Text:
    plain = message.body or None
    markup = message.html_body or None
    if plain is None and markup is None:
        text = "the Outlook message holds its text as RTF only; save it in Outlook as HTML or text, and import that"
        raise ImportRefused([Problem(message=text)])
    plain = plain.replace("\r\n", "\n").replace("\r", "\n").rstrip("\0") if plain else None
    return Text(plain=plain, markup=markup.rstrip("\0") if markup else None)


def _sent(message: "Message") -> StatedDate | None:
    sent = message.sent_date
    if sent is None:
        return None
    return StatedDate.of(sent if sent.tzinfo else sent.replace(tzinfo=UTC))


def _sorted_attachments(message: "Message") -> tuple[list[tuple[str, bytes]], tuple[str, ...], tuple[Picture, ...]]:
    """Return the documents, the names of other attachments, and the pictures."""
    documents: list[tuple[str, bytes]] = []
    left_out: list[str] = []
    pictures: list[Picture] = []
    for attachment in message.attachments:
        name, data = _name(attachment), attachment.file_bytes
        inside = attachment.properties.str_prop_value(_CONTENT_ID) or attachment.properties.int_prop_value(_HIDDEN)
        is_picture = _PICTURE.match(attachment.mime_type or "") and inside
        if is_picture or (data and is_publishable(data)):
            identity = (attachment.properties.str_prop_value(_CONTENT_ID) or "").rstrip("\0")
            pictures.append(Picture(name, data or b"", addresses_of(identity)))
        elif data and name.lower().endswith(DOCUMENTS):
            documents.append((name, data))
        else:
            left_out.append(name)
    return documents, tuple(left_out), tuple(pictures)


def _name(attachment: "Attachment") -> str:
    properties = attachment.properties
    name = properties.str_prop_value(_LONG_NAME) or properties.str_prop_value(_SHORT_NAME) or ""
    return safe_name(name.rstrip("\0"), "unnamed")
