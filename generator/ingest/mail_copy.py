"""An e-mail's subject, date and texts → a release, whatever format the e-mail is saved in.

The addresses of sender and receivers never come in here, so they cannot reach a release.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from generator.dates import StatedDate
from generator.ingest.assets import Assets
from generator.ingest.date_phrases import match_date
from generator.ingest.fragment_pictures import take_fragment_pictures
from generator.ingest.html_copy import read_fragment, read_plain, without_kicker
from generator.ingest.html_tags import strip_tags
from generator.ingest.mail_forwards import Found, find_release
from generator.ingest.mail_pictures import Picture, attached_media, large_media, place_pictures
from generator.ingest.metadata_dates import infer_date, read_metadata_date
from generator.ingest.reading import Item, NotARelease, Reading
from generator.ingest.stated import Stated
from generator.names import name_key
from generator.problems import ImportRefused, Problem

DOCUMENTS = tuple(".pdf .doc .docx .odt .rtf .txt .htm .html .md .eml .msg".split())
"""Suffixes of the attachments that can be releases of their own."""

_PREFIX = re.compile(
    r"\s*(?:(?:fwd?|re|aw|wg|tr|rv|enc|sv|vs|i|r)\s*(?:\[\d+\])?\s*[:：]|\[[^\]]{1,30}\]|"
    r"(?:press|news|media) release\s*[:：–—-]|for immediate release\s*[:：–—-]?|(?:embargoed|update)\s*[:：–—-])\s*",
    re.IGNORECASE,
)
_LINE_END = re.compile(r"<br\b[^<>]*>|</(?:p|div|tr|li|h[1-6]|blockquote|table|pre)\s*>", re.IGNORECASE)
_STRUCTURE = re.compile(r"<(?:h[1-6]|ul|ol|table|strong|b|em|i|a)\b", re.IGNORECASE)
_BODY = re.compile(r"<body\b[^<>]*>(.*?)(?:</body\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_LEAST_OF_PLAIN = 0.5
"""The share of the HTML part's words that the plain part must have to be a text of its own."""
_SHORT_NOTE = 50
_OF_OUTLOOK = "winmail.dat"
_NEAR_TOP = 15


class Text(NamedTuple):
    """A text of a message, in one form or in both."""

    plain: str | None = None
    markup: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """What is read of an e-mail; nobody's address is."""

    subject: str
    sent: StatedDate | None
    texts: tuple[Text, ...]
    documents: tuple[str, ...] = ()
    """The names of attachments that are items of their own."""
    left_out: tuple[str, ...] = ()
    """The names of other attachments."""
    pictures: tuple[Picture, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_mail(mail: Mail, item: Item) -> Reading:
    """Read the release in an e-mail; raises ImportRefused without a text, NotARelease when it only has documents."""
    chosen = [_choose(text) for text in mail.texts]
    chosen = [text for text in chosen if _words(text.plain or "") or _words(_strip(text.markup or ""))]
    if not chosen:
        if mail.documents:
            raise NotARelease("the e-mail holds no text of its own, only documents, which are imported by themselves")
        advice = (
            "open it in Outlook, and save its text" if _OF_OUTLOOK in mail.left_out else "save it anew, or delete it"
        )
        raise ImportRefused([Problem(message=f"the e-mail holds no text that could be a release; {advice}")])
    assets = Assets(item)
    beside = attached_media(mail.pictures, [text.markup for text in mail.texts if text.markup], assets)
    media = tuple(filter(None, beside.values()))
    left_out = [picture for picture in mail.pictures if picture not in beside]
    if all(text.plain is not None for text in chosen):
        lines = "\n\n".join(text.plain or "" for text in chosen).split("\n")
        found = find_release(lines)
        kept = _unquoted(lines[found.start : found.end]) if found.header else lines[found.start : found.end]
        inside = large_media(left_out, assets)
        media = (*filter(None, inside.values()), *media)
        left_out = [picture for picture in left_out if picture not in inside]
        reading = read_plain(
            "\n".join(kept), item, without_kicker(_stated(mail, found, kept)), _problems(mail, found, item)
        )
    else:
        markup = "\n".join(text.markup or f"<pre>{html.escape(text.plain or '')}</pre>" for text in chosen)
        lines, offsets = _lines(markup)
        found = find_release(lines)
        kept = lines[found.start : found.end]
        fragment, used = place_pictures(markup[offsets[found.start] : offsets[found.end]], mail.pictures, assets)
        fragment, in_text = take_fragment_pictures(fragment, assets)
        media = (*in_text, *media)
        left_out = [picture for picture in left_out if picture not in used]
        reading = read_fragment(
            fragment, item, without_kicker(_stated(mail, found, kept)), _problems(mail, found, item)
        )
    reading = replace(reading, front=replace(reading.front, media=media))
    reading = assets.attach(_with_warning(reading, len(left_out), item))
    return infer_date(_with_subject(reading, mail, found), _sent(mail, found))


def clean_subject(subject: str) -> str:
    """Return a subject without what mail programs and press offices put before it."""
    subject = " ".join(subject.split())
    while (prefix := _PREFIX.match(subject)) and prefix.end() < len(subject):
        subject = subject[prefix.end() :]
    return subject


def _choose(text: Text) -> Text:
    """Return the better form of a text: HTML when it has structure or says much more, else plain text."""
    if text.markup is None or text.plain is None:
        return Text(plain=text.plain) if text.markup is None else Text(markup=_body(text.markup))
    body = _body(text.markup)
    is_short = _words(text.plain) < _LEAST_OF_PLAIN * _words(_strip(body))
    return Text(markup=body) if is_short or _STRUCTURE.search(body) else Text(plain=text.plain)


def _body(markup: str) -> str:
    body = _BODY.search(markup)
    return body[1] if body else markup


def _strip(markup: str) -> str:
    return html.unescape(strip_tags(markup))


def _words(text: str) -> int:
    return len(re.findall(r"\w+", text))


def _lines(markup: str) -> tuple[list[str], list[int]]:
    """Return the lines that a browser would show, and where in the HTML each begins; one offset more than lines."""
    ends = [found.end() for found in _LINE_END.finditer(markup)]
    offsets = [0, *ends, *([] if ends and ends[-1] == len(markup) else [len(markup)])]
    parts = (markup[start:end] for start, end in pairwise(offsets))
    return [" ".join(_strip(part).split()) for part in parts], offsets


def _unquoted(lines: list[str]) -> list[str]:
    """Return the lines without the `>` that a forward may put before each."""
    written = [line for line in lines if line.strip()]
    quoted = sum(1 for line in written if line.startswith(">"))
    if not written or quoted * 10 < len(written) * 9:
        return lines
    return [re.sub(r"^> ?", "", line) for line in lines]


def _stated(mail: Mail, found: Found, lines: list[str]) -> Stated:
    """Return what the mail states: the subject is the title when a line near the top repeats it."""
    subject = clean_subject(found.header.get("subject") or mail.subject)
    near = [line for line in lines if line.strip()][:_NEAR_TOP]
    is_headline = bool(subject) and any(name_key(line) == name_key(subject) for line in near)
    words = sum(map(_words, lines))
    return Stated(
        title=subject if is_headline else None,
        status="draft" if mail.documents and words < _SHORT_NOTE else None,
    )


def _with_subject(reading: Reading, mail: Mail, found: Found) -> Reading:
    """Return the reading with the subject for a title, if the text has no headline; it stays an inferred one."""
    subject = clean_subject(found.header.get("subject") or mail.subject)
    if not subject or "title" not in reading.inferred:
        return reading
    return replace(reading, front=replace(reading.front, title=subject))


def _sent(mail: Mail, found: Found) -> StatedDate | None:
    """Return when the mail was sent; of a forwarded one, when the first sender sent it."""
    if not found.header:
        return mail.sent
    written = found.header.get("sent", "")
    phrase = match_date(written, 0)
    return read_metadata_date(written) or (phrase.date if phrase else None)


def _with_warning(reading: Reading, left_out: int, item: Item) -> Reading:
    if not left_out:
        return reading
    message = (
        f"pictures inside the e-mail are left out ({left_out}), as a signature's are; name in 'media' what is none"
    )
    problem = Problem(message=message, path=item.shown, severity="warning")
    return replace(reading, problems=(*reading.problems, problem))


def _problems(mail: Mail, found: Found, item: Item) -> tuple[Problem, ...]:
    return (*mail.problems, *(replace(problem, path=item.shown) for problem in _warnings(mail, found)))


def _warnings(mail: Mail, found: Found) -> Iterator[Problem]:
    if found.left_out:
        message = f"of the e-mail, {' and '.join(found.left_out)} is left out; add to the release what belongs to it"
        yield Problem(message=message, severity="warning")
    if mail.left_out:
        names = ", ".join(mail.left_out)
        message = f"attachments that are no documents are left out ({names}); save them, and name them in 'media'"
        yield Problem(message=message, severity="warning")
    if mail.documents:
        message = f"the e-mail has documents attached ({', '.join(mail.documents)}), which are imported by themselves"
        yield Problem(message=message, severity="warning")
