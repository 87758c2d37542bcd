"""Where in the lines of an e-mail the release is: below a forwarder's note and greeting, above a signature.

The headers of forwarded mail have the addresses of people in them, so none of their lines stays in the text.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

_NAMES = {
    "from": "from von de da van från fra od от 发件人 差出人 보낸사람",
    "sent": "sent date gesendet datum envoyé envoyée fecha enviado data inviato verzonden skickat дата "
    "发送时间 日期 送信日時",
    "to": "to an à a aan para till til кому 收件人 宛先",
    "subject": "subject betreff objet asunto assunto oggetto onderwerp ämne emne тема 主题 件名",
    "other": "cc bcc cci cco ccn reply-to organization kopie copie copia cópia kopi 抄送 "
    "importance importância importancia importanza wichtigkeit priority priorität priorité belang sensitivity "
    "vertraulichkeit categories kategorien attachments attachment anlagen anlage anhang anhänge allegati bijlagen "
    "anexos adjuntos bilagor vedlegg вложения 附件",
}
_PHRASES = ("reply to", "répondre à", "antwort an", "responder a", "rispondi a", "pièces jointes", "datos adjuntos")
_KINDS = {
    **{word: kind for kind, words in _NAMES.items() for word in words.split()},
    **dict.fromkeys(_PHRASES, "other"),
}
_HEADER = re.compile(r"[>\s*]*(?P<name>[\w-]{1,15}(?: [\w-]{1,8})?)\s?\*?\s?[:：]\*?\s*(?P<value>.*)")
_MARKER = re.compile(
    r"[>\s]*(?:-{2,}\s*(?:forwarded|original|weitergeleitete|urspr[uü]ngliche|message (?:transf|d'ori)|mensaje|"
    r"mensagem|messaggio|doorgestuurd|oorspronkelijk)[^-]{0,40}-{2,}|begin forwarded message:|_{20,})\s*",
    re.IGNORECASE,
)
_PRECISE = re.compile(r"@|\d:\d\d")
"""What the header of a mail has, and the head of a memorandum has not."""
_GREETING = re.compile(
    r"(?:dear|hi|hello|good (?:morning|afternoon|day)|greetings|sehr geehrte|liebe|guten (?:tag|morgen)|bonjour|cher|"
    r"chère|estimad|hola|buenos|gentile|beste|geachte|prezad|fyi)\b[^.\n]{0,70}",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(r"--\s?")
_LONGEST_NOTE = 100
"""Words: a longer text above a mail is not about that mail, it is the message itself."""
_LONGEST_SIGNATURE = 15
_MOST_FORWARDS = 20
_MOST_HEADER_LINES = 60
_MOST_TRIED = 500
"""Lines that begin like a header: a text with more of them is no mail, and looking on would take for ever."""


@dataclass(slots=True)
class Found:
    """The lines of the release: from `start` up to, and without, `end`."""

    start: int
    end: int
    header: dict[str, str] = field(default_factory=dict)
    """Of the forwarded mail: `sent` and `subject`, if it says them; empty when none was forwarded."""
    left_out: list[str] = field(default_factory=list)
    """What stands in the mail and not in the release, for a warning."""


def find_release(lines: Sequence[str]) -> Found:
    """Find the release among the lines of an e-mail."""
    found = Found(start=0, end=len(lines))
    for _ in range(_MOST_FORWARDS):
        header = _next_header(lines, found)
        if header is None:
            break
        begin, end, values = header
        words = sum(len(line.split()) for line in lines[found.start : begin])
        if words > _LONGEST_NOTE:
            found.end = begin
            found.left_out.append("the earlier mail below it")
            break
        if words:
            found.left_out.append(f"the {words} words above the forwarded mail")
        found.start, found.header = end, values
    _drop_signature(lines, found)
    _drop_greeting(lines, found)
    return found


def _next_header(lines: Sequence[str], found: Found) -> tuple[int, int, dict[str, str]] | None:
    """Return where the next header block begins and ends, and what it says."""
    tried = 0
    for number in range(found.start, found.end):
        line = lines[number]
        marked = bool(_MARKER.fullmatch(line))
        if not marked and _kind(line) != "from":
            continue
        tried += 1
        if tried > _MOST_TRIED:
            break
        end, values = _read_header(lines, number + marked)
        if len(values) >= 2 + (not marked) and "subject" in values and _PRECISE.search(" ".join(values.values())):
            return number, end, values
    return None


def _read_header(lines: Sequence[str], start: int) -> tuple[int, dict[str, str]]:
    """Return the line behind a block of header lines, and their values by kind; empty lines may divide them."""
    values: dict[str, str] = {}
    end, last = start, ""
    for number in range(start, min(start + _MOST_HEADER_LINES, len(lines))):
        line = lines[number].strip("> \t*\xa0")
        kind = _kind(line)
        if kind:
            header = _HEADER.match(line)
            values.setdefault(kind, header["value"].strip("* ") if header else "")
            end, last = number + 1, kind
        elif line and not (last in ("to", "other", "from") and "@" in line):
            break
        elif line:
            end = number + 1
    return end, values


def _kind(line: str) -> str | None:
    header = _HEADER.match(line)
    return _KINDS.get(header["name"].casefold()) if header else None


def _drop_signature(lines: Sequence[str], found: Found) -> None:
    for number in range(found.start + 1, found.end):
        if _SIGNATURE.fullmatch(lines[number]):
            below = [line for line in lines[number + 1 : found.end] if line.strip()]
            if 0 < len(below) <= _LONGEST_SIGNATURE:
                found.end = number
                found.left_out.append("the sender's signature")
            return


def _drop_greeting(lines: Sequence[str], found: Found) -> None:
    for number in range(found.start, found.end):
        line = lines[number].strip("> \t\xa0")
        if line:
            if _GREETING.fullmatch(line) and line[-1] in ",!:" and any(map(str.strip, lines[number + 1 : found.end])):
                found.start = number + 1
                found.left_out.append("the greeting")
            return
