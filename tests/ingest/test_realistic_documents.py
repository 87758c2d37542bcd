"""The same release in every format, imported as it came: nothing of it is lost, and nothing hidden comes out."""

import os
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

import pytest

from bench.accuracy import missing_in_order
from generator.ingest import ImportOptions, SourceResult, import_sources
from generator.model import FrontMatter
from tests.ingest import story
from tests.ingest.make_documents import DOCUMENTS, made_as_text, made_by_programs
from tests.ingest.office_documents import SOFFICE
from tests.ingest.story_texts import write_markdown

NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)
OFFICE = ("libreoffice.docx", "libreoffice.odt", "libreoffice.doc", "libreoffice.rtf")
PDFS = ("libreoffice.pdf", "cairo.pdf")
TEXTS = tuple(made_as_text())
PLACES = {
    "story.mbox": "story.mbox#1",
    "story.zip": "story.zip!/2025/März/story.txt",
    "wordpress.xml": "wordpress.xml#7",
    **{name: f"{name}#1" for name in TEXTS if name.startswith(("feed", "newsml"))},
    **{name: f"{name}#1" for name in ("story.rss", "story.atom", "story.csv", "story.jsonl")},
}
"""Where the release is in a file that is a container."""
LEFT_OUT = {
    "cairo.pdf": [story.PERSIAN, *story.words_of(next(part for part in story.BODY if part.kind == "table")).split()],
}
"""What the writer of a file could not set, so that it is not in it."""
WITH_TABLES = ("docx", "odt", "doc", "rtf", "html", "mht", "eml", "msg", "json", "xml", "csv", "jsonl", "md", "rss")
NO_NEWS = ("cookies", "Related news", "All rights reserved", "visited", "Our coasts")


@dataclass(frozen=True)
class Imported:
    """What became of the files of one folder."""

    results: dict[str, SourceResult]

    def release(self, name: str) -> tuple[FrontMatter, str]:
        """Return the release that was made of a file."""
        result = self.results[PLACES.get(name, name)]
        assert result.status == "imported", result.problems
        assert result.front
        assert result.body is not None
        return result.front, result.body


def imported(folder: Path, files: dict[str, bytes]) -> Imported:
    inbox = folder / "content/inbox"
    inbox.mkdir(parents=True)
    for name, data in files.items():
        (inbox / name).write_bytes(data)
    results = import_sources(folder, [inbox], ImportOptions(), now=NOW)
    return Imported({result.source.removeprefix("content/inbox/"): result for result in results})


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Imported:
    """All files, as they lie in the repository or are made without other programs."""
    kept = {name: (DOCUMENTS / name).read_bytes() for name in (*OFFICE, *PDFS) if SOFFICE or name[-3:] != "doc"}
    return imported(tmp_path_factory.mktemp("kept"), kept | made_as_text())


@pytest.fixture(scope="module")
def new_files(tmp_path_factory: pytest.TempPathFactory) -> Imported:
    """The files of other programs, made just now by the versions that are installed here."""
    need_libreoffice()
    return imported(tmp_path_factory.mktemp("new"), made_by_programs())


def need_libreoffice() -> None:
    """Skip a test loudly without LibreOffice, and let it fail with CI=true."""
    if not SOFFICE:
        message = "TESTS WITH LIBREOFFICE LEFT OUT: there is no soffice"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(message)


def check(release: tuple[FrontMatter, str], name: str) -> None:
    """Compare a release with the story."""
    front, body = release
    assert front.title == story.TITLE
    assert front.date
    assert front.date.isoformat().startswith(story.DATE)
    for secret in (*story.SECRETS, *NO_NEWS, story.HEADER):
        assert secret not in f"{front} {body}"
    if name.endswith(".md"):  # with front matter: the text below it is kept as it is
        assert body.strip() == write_markdown().strip()
        return
    assert (front.dateline or "").startswith(story.DATELINE)
    assert front.place
    assert front.place.city == "Halifax"
    body = body.replace("minutes.1", "minutes. 1")  # the mark of a footnote, which a PDF sets like any figure
    expected = words(" ".join(map(story.words_of, story.BODY)))
    absent = words(" ".join(LEFT_OUT.get(name, ())))
    assert sorted(missing_in_order(expected, words(body))) == sorted(absent)
    assert {quote.speaker for quote in front.quotes} >= {story.SPEAKER, "Owen Marchetti"}
    (contact,) = front.contacts
    assert (contact.name, contact.email, contact.phone) == ("Denise Halloran", story.EMAIL, story.PHONE)
    (disclosure,) = front.disclosures
    assert (disclosure.kind, words(disclosure.text)) == ("forward-looking", words(story.DISCLAIMER))


def words(markdown: str) -> list[str]:
    """Return the words of a text without the signs of Markdown, hyphens that show at line ends alone, and markup."""
    plain = re.sub(r"\]\([^)]*\)|<[^>]*>|\\(?=\W)|\u00ad", "", unescape(markdown))
    return re.findall(r"[\w’.,]*\w", plain)


@pytest.mark.parametrize("name", [*OFFICE, *PDFS, *TEXTS])
def test_a_realistic_file_is_read_whole(files: Imported, name: str) -> None:
    if name.endswith(".doc"):
        need_libreoffice()
    if name not in ("story.txt", "story.zip"):  # plain text has no levels
        assert_no_loss_of_structure(files, name)
    check(files.release(name), name)


def assert_no_loss_of_structure(files: Imported, name: str) -> None:
    body = files.release(name)[1]
    assert re.search(r"^[-*] Readings of 41 stations\n+    [-*] hourly since 1911$", body, re.MULTILINE) or (
        name == "libreoffice.pdf"  # a footnote stands between the two at the foot of the page
    )
    if name.rpartition(".")[2] in WITH_TABLES:
        assert re.search(r"^\| *Halden Quay +\| +1827 +\| +1,904,211 *\|", body, re.MULTILINE)
        assert f"[handbook]({story.LINK})" in body


@pytest.mark.parametrize("name", OFFICE)
def test_what_an_author_hid_is_counted_and_the_rest_is_kept(files: Imported, name: str) -> None:
    if name.endswith(".doc"):
        need_libreoffice()
    body = files.release(name)[1]
    assert story.INSERTED in body
    assert story.NOTE in body
    told = " ".join(problem.message for problem in files.results[name].problems)
    assert "1 comment, 1 tracked deletion, 1 hidden passage" in told
    assert story.HEADER in told


@pytest.mark.parametrize("name", PDFS)
def test_what_pages_repeat_is_no_text(files: Imported, name: str) -> None:
    front, body = files.release(name)
    assert story.HEADER not in body
    assert not re.search(r"^\W*(?:Page )?\d(?: of \d)?\W*$", body, re.MULTILINE)
    assert story.HEADER in " ".join(problem.message for problem in files.results[name].problems)
    assert (front.subtitle, story.NOTE in body) == (story.SUBTITLE, name == "libreoffice.pdf")


@pytest.mark.parametrize("name", [*OFFICE, *PDFS])
def test_a_file_that_was_written_just_now_is_read_whole(new_files: Imported, name: str) -> None:
    check(new_files.release(name), name)


def test_a_picture_with_its_caption_becomes_a_medium(files: Imported) -> None:
    for name in ("story.html", "story.mht"):
        (medium,) = files.release(name)[0].media
        assert (medium.url, medium.alt, medium.credit) == (story.PICTURE, story.ALT, "Jan Peeters")


def test_what_came_with_a_mail_is_a_release_too(files: Imported) -> None:
    attached = files.results["story.eml!/tide-archive.pdf"]
    assert attached.front
    assert attached.front.title == story.TITLE
    assert files.results["story.mbox#2"].status == "imported"
    # The same picture as in the Word file, which came first, and kept once.
    assert files.results["story.zip!/2025/März/gauge.png"].reason == "asset-of content/inbox/libreoffice.doc"
    assert files.results["wordpress.xml#8"].front
    assert files.results["wordpress.xml#8"].front.status == "draft"


def test_the_files_of_other_programs_lie_in_the_repository() -> None:
    assert sorted(path.name for path in DOCUMENTS.iterdir()) == sorted((*OFFICE, *PDFS))
