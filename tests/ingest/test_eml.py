"""E-mails: the release in them, without the people who sent it on."""

import time
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest

from generator.ingest import ImportOptions, import_sources
from generator.ingest.formats import eml
from generator.ingest.mail_copy import clean_subject
from generator.ingest.reading import Item, Reading
from generator.problems import ImportRefused

WORDS = (
    "SALTMERE, Wales -- The Saltmere Trust today opened the archive of its tide station to the public. The readings "
    "begin in 1861 and were written by hand for ninety years by the keepers of the lighthouse.\n\n"
    "The archive holds 1.9 million readings. Visitors find them in the reading room on weekdays between nine and "
    "five, and the trust has put photographs of all of its ledgers beside them for everybody to compare.\n"
)
HTML = "<html><body><h1>Tide archive opens</h1>" + "".join(f"<p>{text}</p>" for text in WORDS.split("\n\n"))
PDF = b"%PDF-1.4 not really"


def mail(text: str | None = WORDS, markup: str | None = None, **headers: str) -> EmailMessage:
    message = EmailMessage()
    given = {
        "From": "Jo Doe <jo.doe@saltmere.example>",
        "To": "editors@paper.example",
        "Date": "Thu, 14 May 2020 10:00:00 +0100",
        "Subject": "FW: PRESS RELEASE: Tide archive opens",
        "Message-ID": "<1@saltmere.example>",
    } | headers
    for name, value in given.items():
        message[name] = value
    if text is not None:
        message.set_content(text)
    if markup is not None and text is not None:
        message.add_alternative(markup, subtype="html")
    elif markup is not None:
        message.set_content(markup, subtype="html")
    return message


def item(data: bytes | EmailMessage, name: str = "a.eml") -> Item:
    return Item(name=name, shown=f"in/{name}", data=data if isinstance(data, bytes) else data.as_bytes())


def read(data: bytes | EmailMessage) -> Reading:
    return eml.read(item(data))


def warnings(reading: Reading) -> list[str]:
    return [problem.message for problem in reading.problems]


def test_subject_and_date_stand_in_where_the_text_has_none() -> None:
    reading = read(mail())
    assert reading.front.title == "Tide archive opens"
    assert str(reading.front.date) == "2020-05-14T10:00+01:00"
    assert {"title", "date"} <= set(reading.inferred)
    assert "1.9 million readings" in reading.body


def test_a_date_and_a_headline_of_the_text_win() -> None:
    reading = read(mail("Tide archive opens\n\n" + WORDS.replace("Wales", "Wales, May 12, 2020")))
    assert reading.front.title == "Tide archive opens"
    assert str(reading.front.date) == "2020-05-12"
    assert not {"title", "date"} & set(reading.inferred)


def test_nobody_s_address_reaches_the_release() -> None:
    reading = read(mail())
    assert "jo.doe" not in repr(reading)
    assert "paper.example" not in repr(reading)


def test_html_is_taken_when_it_has_structure_and_plain_text_else() -> None:
    assert read(mail(markup=HTML.replace("1.9", "<b>1.9</b>"))).body.count("**1.9**") == 1
    plain = "<div>" + WORDS.replace("1.9", "another") + "</div>"
    assert "1.9" in read(mail(markup=plain)).body
    assert "1.9" in read(mail("See the HTML part.", markup=plain.replace("another", "1.9"))).body
    assert "1.9" in read(mail(None, markup=HTML)).body


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64", "8bit"])
@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-15", "windows-1252"])
def test_transfer_encodings_and_charsets_are_undone(encoding: str, charset: str) -> None:
    message = mail(None)
    message.set_content(WORDS.replace("1.9 million", "1,9 Mio. für 5 €"), charset=charset, cte=encoding)
    assert "1,9 Mio. für 5 €" in read(message).body


def test_a_charset_that_lies_is_read_as_what_it_is() -> None:
    data = mail().as_bytes().replace(b"keepers", "Wärter".encode())
    assert "Wärter" in read(data).body
    latin = b'Subject: A\nMIME-Version: 1.0\nContent-Type: text/plain; charset="utf-8"\n\n' + WORDS.encode()
    assert "Wärter" in read(latin.replace(b"keepers", b"W\xe4rter")).body
    assert "1.9" in read(latin.replace(b"utf-8", b"x-unknown")).body


def test_lines_that_were_broken_for_the_journey_are_joined() -> None:
    data = mail().as_bytes().replace(b'charset="utf-8"', b'charset="utf-8"; format=flowed')
    assert b"format=flowed" in data
    flowed = (
        data.partition(b"\n\n")[0] + b"\n\nThe archive holds \nmany readings.\nNew line.\n\n-- \nJo Doe\n+44 1234\n"
    )
    reading = read(flowed)
    assert "The archive holds many readings." in reading.body + reading.front.title
    assert "+44" not in repr(reading.front)


FORWARD = """Hi all, see below.

---------- Forwarded message ---------
From: Jo Doe <jo.doe@saltmere.example>
Date: Tue, 12 May 2020 at 09:30
Subject: Tide archive opens
To: Ann Lee <ann@agency.example>,
 Bo Ray <bo@agency.example>


"""
FORWARDS = {
    "Gmail": FORWARD + WORDS,
    "Outlook": "FYI\n\n-----Original Message-----\nFrom: Jo Doe [mailto:jo.doe@saltmere.example]\n"
    "Sent: Tuesday, May 12, 2020 9:30 AM\nTo: ann@agency.example\nSubject: Tide archive opens\n\n" + WORDS,
    "Apple Mail, quoted": "Begin forwarded message:\n\n"
    + "".join(
        f"> {line}\n"
        for line in (
            "From: Jo Doe <jo.doe@saltmere.example>\nDate: 12 May 2020 at 09:30:00 BST\nTo: bo@agency.example\n"
            "Subject: Tide archive opens\n\n" + WORDS
        ).split("\n")
    ),
    "German Outlook": "Von: Jo Doe <jo.doe@saltmere.example>\nGesendet: Dienstag, 12. Mai 2020 09:30\n"
    "An: bo@agency.example\nBetreff: Tide archive opens\n\n" + WORDS,
    "German Outlook, marked as important": "Von: Jo Doe <jo.doe@saltmere.example>\n"
    "Gesendet: Dienstag, 12. Mai 2020 09:30\nAn: bo@agency.example\nBetreff: Tide archive opens\n"
    "Anlagen: tide.pdf\nWichtigkeit: Hoch\n\n" + WORDS,
    "French Outlook, with a file": "De : Jo Doe <jo.doe@saltmere.example>\nEnvoyé : mardi 12 mai 2020 09:30\n"
    "À : bo@agency.example\nObjet : Tide archive opens\nPièces jointes : tide.pdf\n\n" + WORDS,
    "Spanish Outlook, with a file": "De: Jo Doe <jo.doe@saltmere.example>\nEnviado: martes, 12 de mayo de 2020 09:30\n"
    "Para: bo@agency.example\nAsunto: Tide archive opens\nDatos adjuntos: tide.pdf\nImportancia: Alta\n\n" + WORDS,
    "twice": "Hi,\n\n-----Original Message-----\nFrom: x@agency.example\nSent: Thursday, May 14, 2020 9:30\n"
    "To: y@agency.example\nSubject: Fw: Tide\n\n" + FORWARD + WORDS,
}


@pytest.mark.parametrize("text", FORWARDS.values(), ids=FORWARDS)
def test_the_release_begins_below_the_headers_of_a_forward(text: str) -> None:
    reading = read(mail(text, Subject="Fw: for you", Date="Thu, 10 Mar 2022 10:00:00 +0000"))
    assert reading.front.title == "Tide archive opens"
    assert str(reading.front.date).startswith("2020-05-12")
    assert "date" in reading.inferred
    assert "example" not in reading.body
    assert "1.9 million" in reading.body
    assert ">" not in reading.body
    assert "tide.pdf" not in reading.body
    assert reading.front.subtitle is None


def test_a_forward_in_html_is_cut_at_the_same_place() -> None:
    markup = (
        "<div>Hi Bo,<br>see below.</div><div class=gmail_quote><div>---------- Forwarded message ---------<br>"
        "From: <b>Jo Doe</b> &lt;<a href='mailto:jo.doe@saltmere.example'>jo.doe@saltmere.example</a>&gt;<br>"
        "Date: Tue, 12 May 2020 at 09:30<br>Subject: Tide archive opens<br>To: ann@agency.example<br></div><br>"
    )
    reading = read(mail(None, markup=markup + HTML + '<img src="cid:logo"></div>'))
    assert reading.front.title == "Tide archive opens"
    assert "example" not in repr((reading.front, reading.body))
    assert "see below" not in reading.body
    assert "cid:" not in reading.body


def test_the_mail_that_an_answer_quotes_is_left_out() -> None:
    reading = read(mail(WORDS * 2 + "\n" + FORWARD.partition("\n\n")[2] + "What news do you have for us?\n"))
    assert "What news" not in reading.body
    assert "the earlier mail below it" in warnings(reading)[0]


def test_a_memorandum_s_head_is_no_forward() -> None:
    text = "From: The Harbour Office\nTo: All editors\nDate: May 12, 2020\nSubject: Tides\n\n" + WORDS
    assert "Harbour Office" in repr(read(mail(text)))


def test_documents_are_items_and_pictures_are_not() -> None:
    message = mail()
    message.add_attachment(PDF, maintype="application", subtype="pdf", filename="../Größe.pdf")
    message.add_attachment(PDF, maintype="application", subtype="pdf", filename="Größe.pdf")
    message.add_attachment(b"x", maintype="application", subtype="zip", filename="photos.zip")
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", disposition="inline", cid="<logo>")
    message.add_attachment(mail("Another text."))
    found = list(eml.attachments(item(message)))
    assert [(one.name, one.shown, one.item) for one in found[:2]] == [
        ("Größe.pdf", "in/a.eml!/Größe.pdf", "Größe.pdf"),
        ("Größe (2).pdf", "in/a.eml!/Größe (2).pdf", "Größe (2).pdf"),
    ]
    assert found[2].name == "FW: PRESS RELEASE: Tide archive opens.eml"
    assert found[0].data == PDF
    assert eml.recognises(found[2])
    text = " ".join(warnings(read(message)))
    assert "attachments that are no documents are left out (photos.zip)" in text
    assert "pictures inside the e-mail are left out (1)" in text


def test_a_note_that_only_comes_with_a_document_is_a_draft() -> None:
    message = mail("Please find our release attached.")
    message.add_attachment(PDF, maintype="application", subtype="pdf", filename="release.pdf")
    assert read(message).front.status == "draft"


@pytest.mark.parametrize(
    ("subject", "clean"),
    [
        ("Fwd: RE: [Press] News release: Light is back", "Light is back"),
        ("For Immediate Release: Light is back", "Light is back"),
        ("AW: WG: Light", "Light"),
        ("Fwd:", "Fwd:"),
        ("Reopening: a date", "Reopening: a date"),
    ],
)
def test_subjects_lose_what_was_put_before_them(subject: str, clean: str) -> None:
    assert clean_subject(subject) == clean


def encrypted() -> bytes:
    return mail().as_bytes().replace(b"Content-Type: text/plain", b"Content-Type: application/pkcs7-mime")


def nested(depth: int) -> bytes:
    head = b"Subject: Deep\nMIME-Version: 1.0\n"
    levels = (b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (level, level) for level in range(depth))
    return head + b"".join(levels) + b"\nText\n"


HOSTILE = {
    "no header": (b"Just a text.\nOf two lines.\n", "has no header of an e-mail"),
    "no text": (mail("").as_bytes(), "holds no text that could be a release"),
    "encrypted": (encrypted(), "the e-mail is encrypted"),
    "nested": (nested(60), "lie more than 20 deep in each other"),
    "nested without end": (nested(3000), "save its text, and import that"),
    "empty": (b"", "has no header of an e-mail"),
}


@pytest.mark.parametrize(("data", "message"), HOSTILE.values(), ids=HOSTILE)
def test_a_damaged_or_hostile_mail_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(ImportRefused) as refused:
        read(data)
    assert message in str(refused.value)


@pytest.mark.parametrize("missing", [60, 600])
def test_a_mail_that_ends_in_the_middle_of_a_part_is_refused(missing: int) -> None:
    data = mail(markup=HTML.replace("1.9", "<b>1.9</b>")).as_bytes()
    with pytest.raises(ImportRefused, match="ends in the middle of a part; save it again"):
        read(data[:-missing])


def test_a_mail_with_200_000_header_lines_in_its_text_is_refused_before_it_costs_the_square_of_them() -> None:
    lines = "From: Jo Doe <jo@saltmere.example>\n" * 200_000
    started = time.process_time()
    with pytest.raises(ImportRefused, match="this is no press release"):
        read(mail(f"{WORDS}\n{lines}"))
    assert time.process_time() - started < 15


@pytest.mark.parametrize("header", [b"Date: yesterday", b"Subject: =?utf-8?b?////?=", b"Date:", b"From: <<<>>>,,;:"])
def test_odd_headers_do_no_harm(header: bytes) -> None:
    assert "1.9" in read(header + b"\nMIME-Version: 1.0\n\n" + WORDS.encode()).body


def test_mails_are_known_by_their_header() -> None:
    assert eml.recognises(item(mail(), "a"))
    assert eml.recognises(item(b"Subject: A\n\nText", "a.eml"))
    assert not eml.recognises(item(b"Subject: A\n\nText", "a.txt"))
    assert not eml.recognises(item(PDF, "a.eml"))
    saved = b"From: <Saved by Blink>\nSnapshot-Content-Location: https://x.example/\nMIME-Version: 1.0\n\n"
    assert not eml.recognises(item(saved, "a.mht"))
    assert not eml.recognises(item(saved, "a"))


def only_bringing(*texts: str) -> EmailMessage:
    message = mail("\n", Subject="Three texts")
    for number, text in enumerate(texts, 1):
        message.add_attachment(text, filename=f"{number}.txt")
    return message


def test_a_mail_that_only_brings_documents_is_kept_and_they_are_imported(tmp_path: Path) -> None:
    inbox = tmp_path / "content/inbox"
    inbox.mkdir(parents=True)
    wrapper = only_bringing(WORDS, WORDS.replace("1861", "1871").replace("Wales", "Maine") + "A third paragraph.\n")
    (inbox / "wrapper.eml").write_bytes(wrapper.as_bytes())
    forward = mail(None, Subject="Fw: two", **{"Message-ID": "<2@saltmere.example>"})
    forward.set_content(mail(WORDS * 2))
    (inbox / "forward.eml").write_bytes(forward.as_bytes())
    now = datetime(2024, 2, 1, tzinfo=UTC)
    results = list(import_sources(tmp_path, [inbox], ImportOptions(), now=now))
    assert [(result.source.partition("inbox/")[2], result.status, result.reason) for result in results] == [
        ("forward.eml", "skipped", "not-a-release"),
        ("forward.eml!/FW: PRESS RELEASE: Tide archive opens.eml", "imported", None),
        ("wrapper.eml", "skipped", "not-a-release"),
        ("wrapper.eml!/1.txt", "imported", None),
        ("wrapper.eml!/2.txt", "imported", None),
    ]
    kept = {path.read_bytes() for path in (tmp_path / "content/originals").rglob("*.eml")}
    assert {wrapper.as_bytes(), forward.as_bytes()} <= kept
    assert list(inbox.iterdir()) == []


def test_a_mail_whose_documents_are_there_already_is_kept_when_it_leaves_the_inbox(tmp_path: Path) -> None:
    inbox = tmp_path / "content/inbox"
    inbox.mkdir(parents=True)
    now = datetime(2024, 2, 1, tzinfo=UTC)
    (tmp_path / "first.txt").write_text(WORDS)
    list(import_sources(tmp_path, [tmp_path / "first.txt"], ImportOptions(), now=now))
    (inbox / "wrapper.eml").write_bytes(only_bringing(WORDS).as_bytes())
    results = list(import_sources(tmp_path, [inbox], ImportOptions(), now=now))
    assert [result.reason for result in results] == ["not-a-release", "same-bytes"]
    assert [path.name[17:] for path in (tmp_path / "content/originals").rglob("*.eml")] == ["wrapper.eml"]
    assert list(inbox.iterdir()) == []
