"""`dateline erase --text`: a name is planted in every form, and afterwards no byte of the site has it in any."""

import base64
import html
import io
import json
import quopri
import re
import unicodedata
import zipfile
from contextlib import suppress
from pathlib import Path
from subprocess import CompletedProcess
from unittest.mock import patch
from urllib.parse import unquote

import pytest
from reportlab.pdfgen.canvas import Canvas

from generator.fixity import check_fixity, list_content
from generator.manifest import begin_manifest
from generator.record.erasure import performing
from generator.record.erasure.erasing import erase_text
from generator.record.erasure.pattern import NothingToFind, black_out, find_text
from tests.packing import zipped
from tests.sites import AS_OF, dateline, files_in, problems_of, release, write_site
from tests.test_manifest import sha256sum

NAME = "Jörg Straßer-O'Neill"
REASON = "Right to erasure, request 12"
FORMS = {
    "as it is": NAME,
    "capitals": "JÖRG STRASSER-O'NEILL",
    "without accents": "jorg strasser o neill",
    "decomposed": unicodedata.normalize("NFD", NAME),
    "full width": "Ｊörg Straßer-O'Neill",
    "other apostrophe and dash": "Jörg Straßer‑O’Neill",
    "over a line": "Jörg\nStraßer-O'Neill",
    "over a quoted line": "> Jörg\n> Straßer-O'Neill",
    "hyphenated": "Jörg Straß-\ner-O'Neill",
    "soft hyphens": "Jörg Stra\u00adßer-O'Nei\u200bll",
    "emphasis": "**Jörg** _Straßer_-O'Neill",
    "emphasis within a word": "Jörg Stra**ßer**-O'Neill",
    "escapes": "Jörg Straßer\\-O\\'Neill",
    "tags": "J<b>ö</b>rg <i>Straßer</i>-O'Neill",
    "references by name": "J&ouml;rg&nbsp;Stra&szlig;er-O&rsquo;Neill",
    "references by number": "J&#246;rg Stra&#xDF;er-O&#39;Neill",
    "every letter a reference": "".join(f"&#{ord(letter)};" for letter in NAME),
    "an address": "https://example.org/J%C3%B6rg%20Stra%C3%9Fer-O%27Neill",
    "an address in Latin-1": "/?q=J%F6rg+Stra%DFer-O%27Neill",
    "a mail address": "joerg <j.x@example.org>, jörg.straßer.oneill@example.org",
    "a slug": "jorg-strasser-o-neill",
    "words run together": "#JörgStraßerONeill",
}


def seen(text: str) -> str:
    """Return the letters of a text as a reader sees them, whatever is between them; by other means than the command."""
    plain = html.unescape(re.sub(r"<[^>]*>", "", text))
    folded = unicodedata.normalize("NFKD", plain).casefold()
    return re.sub(r"[\W_]", "", "".join(one for one in folded if not unicodedata.combining(one)))


def readings(data: bytes) -> list[str]:
    """Return all that the bytes of a file may say."""
    if data.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            inner = [text for name in archive.namelist() for text in readings(archive.read(name))]
            return [*archive.namelist(), *inner]
    texts = [data.decode("utf-8", "replace"), data.decode("latin-1"), data.decode("utf-16", "replace")]
    texts += [quopri.decodestring(data).decode("utf-8", "replace"), quopri.decodestring(data).decode("latin-1")]
    texts += [unquote(texts[0]), unquote(texts[1], "latin-1")]
    texts += [re.sub(r"\\(?:u([0-9a-f]{4})|\n)", lambda one: chr(int(one[1], 16)) if one[1] else "", texts[0])]
    for run in re.findall(rb"(?:^[A-Za-z0-9+/]{4,}={0,2}\r?\n?$)+", data, re.MULTILINE):
        with suppress(ValueError, zipfile.BadZipFile):
            texts += readings(base64.b64decode(re.sub(rb"\s", b"", run)))
    return texts


def tells(data: bytes) -> bool:
    return any("jorgstrasseroneill" in seen(text) for text in readings(data))


def where_it_stands(folder: Path) -> list[str]:
    return [path for path, data in files_in(folder).items() if tells(data) or "jorgstrasser" in seen(path)]


@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_found_and_nothing_but_marks_is_left_of_it(form: str) -> None:
    text = f"Yesterday {FORMS[form]} said so."
    struck, count = black_out(find_text(NAME), text)
    assert count == 1
    assert tells(text.encode()), "the test itself must see it"
    assert not tells(struck.encode())
    assert struck.startswith(("Yesterday ", "> ")) or "Yesterday" in struck
    assert struck.endswith(" said so.")
    assert seen("strasser") not in seen(struck)


@pytest.mark.parametrize(
    "other", ["Jörg said. Strasser is a town.", "Jürg Straßer-O'Neill", "Jorg Strasse", "O'Neill, Straßer, Jörg"]
)
def test_another_name_is_none_of_them(other: str) -> None:
    assert find_text(NAME).search(other) is None


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("김철수", unicodedata.normalize("NFD", "김철수")),
        ("محمد علي", "مُحَمَّد عَلِي"),
        ("山田 太郎", "山田太郎"),
        ("Иван Ёлкин", "ИВАН ЕЛКИН"),
        ("Σωκράτης", "ΣΩΚΡΑΤΗΣ"),
        ("fi", "ﬁ"),
        ("+44 20 7946 0001", "+44-20-7946-0001"),
        ("a@b.example", "A@B.example"),
    ],
)
def test_every_script_has_its_forms(text: str, written: str) -> None:
    assert black_out(find_text(text), f"x {written} y")[1] == 1
    assert black_out(find_text(written), f"x {text} y")[1] == 1


def test_a_text_without_a_letter_is_refused() -> None:
    with pytest.raises(NothingToFind):
        find_text("…")


def mail(body: bytes, encoding: str, subject: str = "News") -> bytes:
    head = f"From: a@example.org\nSubject: {subject}\nMessage-ID: <1@example.org>\nMIME-Version: 1.0\n"
    kind = f"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: {encoding}\n\n"
    return head.encode() + kind.encode() + body


def pdf(text: str) -> bytes:
    packed = io.BytesIO()
    page = Canvas(packed)
    page.drawString(50, 700, text)
    page.save()
    return packed.getvalue()


DOCX = zipped(
    {
        "[Content_Types].xml": b"<Types/>",
        "word/document.xml": "<w:p><w:t>J\u00f6rg Stra\u00df</w:t><w:t>er-O’Neill</w:t></w:p>".encode(),
    }
)
ORIGINALS: dict[str, bytes] = {
    "plain.txt": f"A text.\n\n{NAME} came.\n".encode(),
    "legacy.txt": f"A text. {NAME} came.\n".encode("cp1252"),
    "wide.txt": f"A text. {NAME} came.\n".encode("utf-16"),
    "page.html": b"<p>J&ouml;rg <b>Stra&szlig;er</b>-O&#8217;Neill came.</p>",
    "quoted.eml": mail(quopri.encodestring(f"And {NAME} came, as he did.\n".encode()), "quoted-printable"),
    "coded.eml": mail(base64.encodebytes(f"And {NAME} came, as he did.\n".encode()), "base64"),
    "subject.eml": mail(b"Words.\n", "7bit", "=?utf-8?q?J=C3=B6rg_Stra?=\n =?utf-8?q?=C3=9Fer-O=27Neill?= came"),
    "attached.eml": mail(base64.encodebytes(DOCX), "base64"),
    "letter.docx": DOCX,
    "pack.zip": zipped(
        {"a/in.txt": NAME.encode(), "b.txt": b"Other words.", "c.zip": zipped({"d.txt": NAME.encode()})}
    ),
    "rows.json": json.dumps([{"text": NAME}, {"text": "other"}]).encode(),
    "rich.rtf": b"{\\rtf1 J\\'f6rg Stra\\'dfer-O'Neill}",
    "scan.pdf": pdf(NAME),
    "jorg-strasser-o-neill.txt": b"Only its name.",
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    body = "\n\n".join(f"{form}: {text} said so." for form, text in FORMS.items())
    files: dict[str, str | bytes | None] = {
        "content/releases/2024/2024-01-11-a.md": release("A day", body, id="a1", people=f'["{NAME}", Ada]'),
        "content/releases/2024/2024-01-12-jorg-strasser-o-neill-leaves.md": release(
            f'"{NAME} leaves"', "Words.", date="2024-01-12", id="b2", related="[2024-01-11-a]"
        ),
        "content/releases/2024/2024-01-13-c.md": release(
            "Other", "[He](2024-01-12-jorg-strasser-o-neill-leaves.md) left.", date="2024-01-13", id="c3"
        ),
        "content/versions/a1/1.md": release("A day", f"{NAME} came.", id="a1"),
        "content/pages/about.md": f"---\ntitle: About\n---\n\nAsk {NAME}.\n",
        "content/static/names.txt": NAME,
        "content/inbox/waiting.txt": f"{NAME} waits.",
        "content/media/2024/photo.jpg": b"\xff\xd8\xff\xe1\x00\x18Exif" + NAME.encode() + b"\x00\xff\xd9",
        "content/log.jsonl": json.dumps({"event": "ingestion", "source": f"inbox/{NAME}.txt"}, ensure_ascii=False)
        + "\n",
        "content/addresses.tsv": f"/2024/01/a/\ta1\n/people/jorg-strasser-o-neill/\tpeople:{NAME.casefold()}\n",
        "vocabulary.yaml": f'people:\n  - name: "{NAME}"\n    also: [Jorg]\n',
    }
    files |= {f"content/originals/ab/0123456789abcdef-{name}": data for name, data in ORIGINALS.items()}
    site = write_site(tmp_path / "site", files)
    begin_manifest(site, list_content(site))
    assert problems_of(site) == []
    return site


@pytest.fixture
def exported(site: Path) -> Path:
    """Return the site after it has left in every form."""
    for form in ("--jsonl", "--csv"):
        output = str(site.parent / f"all{form}")
        assert dateline("export", form, "--output", output, "--site", str(site)).returncode == 0
    assert dateline("export", "--sqlite", str(site.parent / "all.db"), "--site", str(site)).returncode == 0
    assert dateline("export", "--bag", str(site.parent / "bag"), "--site", str(site)).returncode == 0
    return site


def erase(site: Path, *options: str) -> CompletedProcess[str]:
    return dateline("erase", "--text", NAME, *options, "--site", str(site))


def test_it_is_shown_first_and_nothing_is_written(site: Path) -> None:
    before = files_in(site)
    done = erase(site)
    assert done.returncode == 0, done.stderr
    shown = [re.split(r" {2,}", line) for line in done.stdout.splitlines()]
    assert ["struck out (23)", "release", "content/releases/2024/2024-01-11-a.md"] in shown
    assert ["replaced by a note (1)", "original", "content/originals/ab/0123456789abcdef-scan.pdf"] in shown
    assert "Nothing was erased yet." in done.stderr
    assert {path: data for path, data in files_in(site).items() if not path.endswith(".lock")} == {
        path: data for path, data in before.items() if not path.endswith(".lock")
    }


def test_afterwards_no_byte_of_the_site_has_it_in_any_form(exported: Path) -> None:
    site = exported
    assert len(where_it_stands(site)) > 20
    done = erase(site, "--yes", "--reason", REASON)
    assert done.returncode == 0, done.stderr
    assert where_it_stands(site) == []
    assert where_it_stands(site.parent) == [], "the exports that hold it are gone"
    assert (check_fixity(site).findings, sha256sum(site).returncode) == ((), 0)
    assert problems_of(site) == []
    assert where_it_stands(site) == [], "nor has the next build"
    assert "git filter-repo" in done.stderr
    assert "web archives" in done.stderr


def test_what_stands_around_it_stays(site: Path) -> None:
    erase(site, "--yes", "--reason", REASON)
    a = (site / "content/releases/2024/2024-01-11-a.md").read_text(encoding="utf-8")
    assert a.count(" said so.") == len(FORMS)
    assert 'people: ["xxxxx", Ada]' in a
    renamed = site / "content/releases/2024/2024-01-12-xxxxx-leaves.md"
    assert 'title: "xxxxx leaves"' in renamed.read_text(encoding="utf-8")
    other = (site / "content/releases/2024/2024-01-13-c.md").read_text(encoding="utf-8")
    assert "[He](2024-01-12-xxxxx-leaves.md) left." in other
    with zipfile.ZipFile(site / "content/originals/ab/0123456789abcdef-pack.zip") as archive:
        assert archive.read("b.txt") == b"Other words."
        assert archive.read("a/in.txt") == b"xxxxx"
    assert json.loads((site / "content/originals/ab/0123456789abcdef-rows.json").read_bytes()) == [
        {"text": "xxxxx"},
        {"text": "other"},
    ]
    note = (site / "content/originals/ab/0123456789abcdef-scan.pdf").read_bytes()
    assert note.startswith(b"%PDF-")
    assert b"This file was erased on" in note
    photo = (site / "content/media/2024/photo.jpg").read_bytes()
    assert len(photo) == len(b"\xff\xd8\xff\xe1\x00\x18Exif" + NAME.encode() + b"\x00\xff\xd9")


def test_the_log_tells_when_and_why_and_by_digests_what(site: Path) -> None:
    erase(site, "--yes", "--reason", REASON)
    events = [json.loads(line) for line in (site / "content/log.jsonl").read_text(encoding="utf-8").splitlines()]
    of_pdf = next(event for event in events if event.get("file", "").endswith("scan.pdf"))
    assert (of_pdf["event"], of_pdf["outcome"], of_pdf["reason"]) == ("deletion", "erased", REASON)
    assert len(of_pdf["sha256_before"]) == len(of_pdf["sha256_after"]) == 64
    assert {event["event"] for event in events if event.get("reason")} == {"deletion", "modification"}


def test_an_address_with_the_name_is_given_up_and_others_stay(site: Path) -> None:
    erase(site, "--yes", "--reason", REASON)
    assert (site / "content/addresses.tsv").read_text(encoding="utf-8") == "/2024/01/a/\ta1\n"


def test_it_may_be_erased_in_one_release_alone(site: Path) -> None:
    done = erase(site, "--in", "a1", "--yes", "--reason", REASON)
    assert done.returncode == 0, done.stderr
    left = where_it_stands(site / "content")
    assert not [path for path in left if path.endswith(("2024-01-11-a.md", "versions/a1/1.md"))]
    assert "pages/about.md" in left


def test_a_reason_that_tells_it_is_refused(site: Path) -> None:
    done = erase(site, "--yes", "--reason", "jorg strasser-o'neill asked for it")
    assert done.returncode == 1
    assert done.stderr == "error: the reason names what is to be erased, and it stays in the log; word it otherwise\n"
    assert erase(site, "--yes").returncode == 2


def test_nothing_is_erased_while_something_must_be_done_by_hand(site: Path) -> None:
    config = (site / "config.yaml").read_text(encoding="utf-8")
    (site / "config.yaml").write_text(f"{config}description: By {NAME}\n", encoding="utf-8")
    before = where_it_stands(site / "content")
    done = erase(site, "--yes", "--reason", REASON)
    assert done.returncode == 1
    assert done.stderr.startswith("config.yaml: error: the text stands here, and a program must not decide")
    assert where_it_stands(site / "content") == before


def test_a_text_that_stands_nowhere_is_said_to(site: Path) -> None:
    done = dateline("erase", "--text", "Zacharias", "--site", str(site))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "Nothing was found.\n")
    assert dateline("erase", "--text", "…", "--site", str(site)).returncode == 1


def test_a_killed_erasure_is_finished_by_the_same_command(site: Path) -> None:
    remove = performing.remove_file

    def dying(*arguments: object, **named: object) -> None:
        if "leaves" in str(arguments[1]):  # the file that gets another name is there twice now
            raise KeyboardInterrupt
        remove(*arguments, **named)  # type: ignore[arg-type]

    with patch.object(performing, "remove_file", dying), pytest.raises(KeyboardInterrupt):
        erase_text(site, NAME, within=None, reason=REASON, now=AS_OF, agreed=True)
    assert erase(site, "--yes", "--reason", REASON).returncode == 0
    assert where_it_stands(site) == []
    assert [path.name for path in sorted((site / "content/releases/2024").iterdir())] == [
        "2024-01-11-a.md",
        "2024-01-12-xxxxx-leaves.md",
        "2024-01-13-c.md",
    ]
    assert (check_fixity(site).findings, problems_of(site)) == ((), [])
