"""Mailboxes are read message by message, as they were before they were put there."""

import io
from datetime import UTC, datetime
from pathlib import Path

import pytest

from generator.ingest import ImportOptions, import_sources
from generator.ingest.containers import mbox
from generator.ingest.reading import Item
from generator.manifest import sha256_of_file
from generator.problems import ImportRefused

FIRST = b"From: press@saltmere.example\nSubject: One\n\nFrom here it begins.\n>From the start of the line.\n"
SECOND = b"From: press@saltmere.example\nSubject: Two\n\nThe second text.\n"
POSTMARK = b"From press@saltmere.example Thu May 14 10:00:00 2020\n"


def boxed(*messages: bytes) -> bytes:
    """Write a mailbox as mboxrd has it."""
    return b"".join(
        POSTMARK + b"\n".join(b">" + line if line.lstrip(b">").startswith(b"From ") else line for line in lines) + b"\n"
        for lines in (message.split(b"\n") for message in messages)
    )


def opened(data: bytes) -> list[Item]:
    return list(mbox.open_items(io.BytesIO(data), "a.mbox", "export.zip!/a.mbox"))


def test_each_message_has_its_number_and_the_bytes_it_had_before() -> None:
    items = opened(boxed(FIRST, SECOND))
    assert [item.data for item in items] == [FIRST, SECOND]
    assert [(item.item, item.shown, item.format) for item in items] == [
        ("#1", "export.zip!/a.mbox#1", "eml"),
        ("#2", "export.zip!/a.mbox#2", "eml"),
    ]


def test_a_sentence_that_begins_with_from_is_no_message() -> None:
    text = SECOND + b"\nFrom today on, the museum opens at 9:30.\n\nFrom Monday to Friday.\n"
    assert [item.data for item in opened(POSTMARK + text + b"\n")] == [text]


def test_postmarks_of_several_programs_are_known() -> None:
    marks = (
        b"From - Tue Apr 01 09:12:44 2014\n",
        b"From 1734567890123@xxx Mon Jan 06 08:00:01 +0000 2025\n",
        b"From MAILER-DAEMON Fri Jul  8 12:08:34 2011\n",
        b"From press@saltmere.example  Wed Mar  4 07:30:00 GMT 1998\n",
    )
    assert len(opened(b"".join(mark + SECOND + b"\n" for mark in marks))) == 4


def test_line_ends_of_dos_stay_as_they_are() -> None:
    assert opened(boxed(FIRST, SECOND).replace(b"\n", b"\r\n"))[0].data == FIRST.replace(b"\n", b"\r\n")


def test_the_last_message_of_a_truncated_mailbox_is_what_there_is() -> None:
    assert [item.data for item in opened(boxed(FIRST, SECOND)[:-9])] == [FIRST, SECOND[:-8]]


def test_a_line_of_ten_megabytes_is_read_in_parts() -> None:
    long = SECOND + b"x" * 10_000_000 + b"\n"
    assert [item.data for item in opened(boxed(long, SECOND))] == [long, SECOND]


def test_a_message_that_is_too_large_costs_itself_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mbox, "_LARGEST_MESSAGE", 1 << 20)
    messages = mbox.open_items(io.BytesIO(boxed(SECOND + b"x\n" * 600_000, SECOND)), "a.mbox", "a.mbox")
    assert next(messages).item == "#2"
    with pytest.raises(ImportRefused, match=r"message 1 is larger than 1 MiB; save its text, and import that"):
        next(messages)


@pytest.mark.parametrize(
    ("head", "is_mailbox"),
    [
        (boxed(FIRST), True),
        (b"\r\n" + boxed(FIRST).replace(b"\n", b"\r\n"), True),
        (b"From today on, the museum opens at nine.\nIt closes at five.\n", False),
        (FIRST, False),
        (b"", False),
    ],
)
def test_a_mailbox_is_known_by_its_first_lines(head: bytes, is_mailbox: bool) -> None:
    assert mbox.recognises(head, "a.mbox") is is_mailbox


def test_a_mailbox_is_kept_once_and_not_once_for_each_of_its_messages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[Path] = []

    def note(file: Path) -> str:
        read.append(file)
        return sha256_of_file(file)

    monkeypatch.setattr("generator.ingest.originals.sha256_of_file", note)
    message = "From: a@x.example\nMessage-ID: <{0}@x>\nSubject: Tide {0}\n\nThe tide of day {0} was high.\n\n"
    box = tmp_path / "press.mbox"
    box.write_text("".join("From a Tue Mar  4 12:00:00 2025\n" + message.format(number) for number in range(20)))
    results = list(import_sources(tmp_path, [box], ImportOptions(), now=datetime(2025, 4, 1, tzinfo=UTC)))
    assert [result.status for result in results] == ["imported"] * 20
    (kept,) = (tmp_path / "content/originals").rglob("*.mbox")
    assert kept.read_bytes() == box.read_bytes()
    assert len(read) == 1
