"""An e-mail as it was sent (RFC 5322 and MIME), from a file or a mailbox; its attached documents are items too."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import policy
from email.errors import CloseBoundaryNotFoundDefect, MessageError
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import PurePosixPath

from generator.ingest.decode import decode
from generator.ingest.mail_copy import DOCUMENTS, Mail, Text, read_mail
from generator.ingest.mail_pictures import Picture, addresses_of, is_publishable
from generator.ingest.metadata_dates import read_metadata_date
from generator.ingest.reading import Item, Reading
from generator.problems import ImportRefused, Problem

_HEADER_LINE = re.compile(rb"(?:From [^\r\n]*\r?\n|>From [^\r\n]*\r?\n)*[!-9;-~]{1,60}:[ \t]?[^\r\n]*\r?\n")
_KNOWN = re.compile(rb"^(?:from|date|subject|message-id|mime-version|received|return-path):", re.I | re.M)
_OF_TRANSPORT = re.compile(rb"^(?:message-id|mime-version|received|return-path):", re.I | re.M)
_SAVED_PAGE = re.compile(rb"^(?:snapshot-content-location:|from: ?\"?<?saved by)", re.I | re.M)
_PARSED_FIELD = re.compile(rb"^(content-[\w-]+|subject|date):[^\n]*(?:\n[ \t][^\n]*)*", re.I | re.M)
_LONGEST_FIELD = 16_384
"""Bytes of a header field whose words are read one by one; lists of receivers may be as long as they like."""
_FAULTS = (MessageError, ValueError, LookupError, AttributeError, TypeError, RecursionError)
"""What the parser of the standard library lets escape on hostile headers."""
_DEEPEST = 20
_SOUGHT = 65_536
_WIDER = {"iso-8859-1": "cp1252", "latin1": "cp1252", "gb2312": "gb18030", "gbk": "gb18030", "ks_c_5601-1987": "cp949"}
_SILENT = re.compile(
    r"text/(?:calendar|vcard|x-vcard|x-amp-html|rfc822-headers)|application/(?:pgp-signature|(?:x-)?pkcs7-signature)|"
    r"message/(?:delivery-status|disposition-notification)"
)
_ENCRYPTED = re.compile(r"multipart/encrypted|application/(?:x-)?pkcs7-mime")


@dataclass(slots=True)
class _Parts:
    """The parts of a message, told apart."""

    texts: list[Text] = field(default_factory=list)
    documents: list[tuple[str, bytes]] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def recognises(item: Item) -> bool:
    """Tell whether the item begins with the header of an e-mail; a saved web page has one that differs."""
    head = re.split(rb"\r?\n\r?\n", item.data[:_SOUGHT].lstrip(), maxsplit=1)[0] + b"\n"
    if not _HEADER_LINE.match(head) or _SAVED_PAGE.search(head) or item.name.lower().endswith((".mht", ".mhtml")):
        return False
    return bool((_KNOWN if item.name.lower().endswith(".eml") else _OF_TRANSPORT).search(head))


def read(item: Item) -> Reading:
    """Read the release in an e-mail.

    Raises ImportRefused when it is encrypted, damaged or without text, NotARelease when it only brings documents.
    """
    message = _parse(item)
    parts = _sorted_parts(message, item)
    mail = Mail(
        subject=_header(message, "subject"),
        sent=read_metadata_date(_header(message, "date")),
        texts=tuple(parts.texts),
        documents=tuple(name for name, _ in parts.documents),
        left_out=tuple(parts.left_out),
        pictures=tuple(parts.pictures),
        problems=tuple(parts.problems),
    )
    return read_mail(mail, item)


def attachments(item: Item) -> Iterator[Item]:
    """Yield the documents attached to an e-mail; raises ImportRefused when it cannot be read."""
    yield from attached_items(item, _sorted_parts(_parse(item), item).documents)


def attached_items(item: Item, documents: list[tuple[str, bytes]]) -> Iterator[Item]:
    """Yield documents as items of the e-mail they came with; a name that stands twice is numbered."""
    seen: dict[str, int] = {}
    for name, data in documents:
        seen[name] = seen.get(name, 0) + 1
        at = PurePosixPath(name)
        unique = name if seen[name] == 1 else f"{at.stem} ({seen[name]}){at.suffix}"
        address = f"{item.item}!/{unique}" if item.item else unique
        yield Item(name=unique, shown=f"{item.shown}!/{unique}", item=address, data=data)


def safe_name(name: str, default: str) -> str:
    """Return the last part of an attachment's name, without signs that no file can have."""
    last = re.sub(r"[\x00-\x1f\x7f]+", " ", name.replace("\\", "/")).rpartition("/")[2]
    return " ".join(last.split()).strip(". ") or default


def is_cut_short(message: EmailMessage) -> bool:
    """Tell whether a message of several parts ends before the line that closes them."""
    return any(isinstance(defect, CloseBoundaryNotFoundDefect) for part in message.walk() for defect in part.defects)


def _parse(item: Item) -> EmailMessage:
    if endless := next((found for found in _PARSED_FIELD.finditer(item.data) if len(found[0]) > _LONGEST_FIELD), None):
        name, size = endless[1].decode("ascii", "replace"), len(endless[0]) >> 10
        raise _refusal(
            f"the e-mail's {name} goes on for {size} KiB, which no mail program writes; save its text, and import that"
        )
    try:
        message = BytesParser(EmailMessage, policy=policy.default).parsebytes(item.data)
    except _FAULTS as error:
        raise _refusal("the e-mail's parts cannot be told apart; save its text, and import that") from error
    if not message.keys():
        raise _refusal("the file has no header of an e-mail; if it is a text, give it the ending .txt")
    return message


def _sorted_parts(message: EmailMessage, item: Item) -> _Parts:
    parts = _Parts()
    try:
        _sort(message, parts, item, depth=0)
    except _FAULTS as error:
        raise _refusal("the e-mail is damaged; save its text, and import that") from error
    if is_cut_short(message):
        raise _refusal("the e-mail ends in the middle of a part; save it again, or save its text and import that")
    return parts


def _sort(part: EmailMessage, parts: _Parts, item: Item, *, depth: int) -> None:
    kind = part.get_content_type()
    if _ENCRYPTED.fullmatch(kind) and depth == 0:
        raise _refusal("the e-mail is encrypted; open it in your mail program, save its text, and import that")
    if depth > _DEEPEST:
        raise _refusal(
            f"the e-mail's parts lie more than {_DEEPEST} deep in each other; save its text, and import that"
        )
    if part.is_multipart() and part.get_content_maintype() == "multipart":
        own = _Parts() if kind == "multipart/alternative" else parts
        for child in part.iter_parts():
            if isinstance(child, EmailMessage):
                _sort(child, own, item, depth=depth + 1)
        if own is not parts:
            _add_alternatives(own, parts)
    else:
        _sort_leaf(part, kind, parts, item)


def _add_alternatives(own: _Parts, parts: _Parts) -> None:
    """Add the forms of one text as one."""
    plain = next((text.plain for text in own.texts if text.plain is not None), None)
    markup = next((text.markup for text in own.texts if text.markup is not None), None)
    if own.texts:
        parts.texts.append(Text(plain=plain, markup=markup))
    parts.documents += own.documents
    parts.left_out += own.left_out
    parts.pictures += own.pictures
    parts.problems += own.problems


def _sort_leaf(part: EmailMessage, kind: str, parts: _Parts, item: Item) -> None:
    disposition, filename = part.get_content_disposition(), part.get_filename() or ""
    if kind in ("text/plain", "text/html") and disposition != "attachment" and not (filename and parts.texts):
        text = _text(part, parts, item)
        parts.texts.append(Text(markup=text) if kind == "text/html" else Text(plain=text))
    elif kind == "message/rfc822":
        inner = part.get_payload(0)
        if isinstance(inner, EmailMessage):
            name = safe_name(filename or _header(inner, "subject"), "message")
            data = inner.as_bytes(policy=policy.default.clone(refold_source="none"))
            parts.documents.append((name if name.lower().endswith(".eml") else f"{name}.eml", data))
    elif kind.startswith("image/") and (disposition != "attachment" or part["content-id"]):
        picture = part.get_payload(decode=True)
        _add_picture(part, safe_name(filename, "picture"), picture if isinstance(picture, bytes) else b"", parts)
    elif not _SILENT.fullmatch(kind):
        _sort_attachment(part, safe_name(filename, "unnamed"), parts)


def _sort_attachment(part: EmailMessage, name: str, parts: _Parts) -> None:
    data = part.get_payload(decode=True)
    if name.lower().endswith(DOCUMENTS) and isinstance(data, bytes) and data:
        parts.documents.append((name, data))
    elif isinstance(data, bytes) and is_publishable(data):
        _add_picture(part, name, data, parts)
    else:
        parts.left_out.append(name)


def _add_picture(part: EmailMessage, name: str, data: bytes, parts: _Parts) -> None:
    addresses = addresses_of(_header(part, "content-id"), _header(part, "content-location"))
    parts.pictures.append(Picture(name, data, addresses))


def _text(part: EmailMessage, parts: _Parts, item: Item) -> str:
    """Return the text of a part: in the charset it names, or in the one its bytes are in if that is another."""
    data = part.get_payload(decode=True)
    data = data if isinstance(data, bytes) else b""
    charset = (part.get_content_charset() or "us-ascii").lower()
    try:
        text = data.decode(_WIDER.get(charset, charset)).replace("\r\n", "\n").replace("\r", "\n")
    except (UnicodeDecodeError, LookupError):
        decoded = decode(data, item.shown)
        parts.problems += [problem for problem in decoded.problems if problem.severity == "warning"]
        text = decoded.text if decoded.text is not None else data.decode("cp1252", "replace")
    is_flowed = str(part.get_param("format", "")).lower() == "flowed"
    deletes = str(part.get_param("delsp", "")).lower() == "yes"
    return _unflow(text, "" if deletes else " ") if is_flowed and part.get_content_subtype() == "plain" else text


def _unflow(text: str, joint: str) -> str:
    """Join the lines that format=flowed (RFC 3676) broke: those that end with a blank."""
    lines: list[str] = []
    is_open = False
    for raw in text.split("\n"):
        line = raw.removeprefix(" ")
        flows = line.endswith(" ") and line != "-- "
        kept = line[:-1] if flows else line
        if is_open and line != "-- ":
            lines[-1] += joint + kept
        else:
            lines.append(kept)
        is_open = flows
    return "\n".join(lines)


def _header(message: EmailMessage, name: str) -> str:
    try:
        return " ".join(str(message[name] or "").split())
    except _FAULTS:
        return ""


def _refusal(message: str) -> ImportRefused:
    return ImportRefused([Problem(message=message)])
