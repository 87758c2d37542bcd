"""Scanned PDFs, through the real ocrmypdf; without it these tests are left out loudly, and fail with CI=true."""

import io
import os
import shutil
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pypdfium2
import pytest
from click.testing import CliRunner
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from generator.cli import dateline
from generator.ingest import ImportOptions, SourceResult, import_sources
from generator.ingest.ocr import OcrSettings, name_language
from generator.problems import ImportRefused
from tests.sites import write_site

NOW = datetime(2024, 2, 1, tzinfo=UTC)
ENGLISH = OcrSettings(("eng",), 60)
LINES = (
    "PORT ELLEN, Maine, March 4, 2019 -- The Harbour Trust opened the old lighthouse to its",
    "visitors today, after nine years of repairs by its members. The lamp was ground in Leiden.",
    "",
    "Visitors climb the stair in groups of ten, and the keepers tell them how the lamp was lit",
    "before there was electricity on the island.",
)


def write_scan(*lines: str) -> bytes:
    """Return a PDF of one page that is a picture of a headline and lines."""
    typed = io.BytesIO()
    canvas = Canvas(typed, pagesize=A4)
    canvas.setFont("Times-Bold", 20)
    canvas.drawString(72, 760, "Harbour Trust opens the old lighthouse" if lines else "")
    canvas.setFont("Times-Roman", 12)
    for number, line in enumerate(lines):
        canvas.drawString(72, 720 - 16 * number, line)
    canvas.save()
    document = pypdfium2.PdfDocument(typed.getvalue())
    picture = document[0].render(scale=2).to_pil()
    document.close()
    scanned = io.BytesIO()
    canvas = Canvas(scanned, pagesize=A4, invariant=1)
    canvas.drawImage(ImageReader(picture), 0, 0, *A4)
    canvas.save()
    return scanned.getvalue()


@pytest.fixture
def ocrmypdf() -> None:
    if shutil.which("ocrmypdf") is None:
        message = "there is no ocrmypdf: install Debian's ocrmypdf"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)


def run(site: Path, scan: bytes, ocr: OcrSettings | None, name: str = "scan.pdf") -> SourceResult:
    path = site / "content/inbox" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(scan)
    (result,) = import_sources(site, [path], ImportOptions(ocr=ocr), now=NOW)
    return result


@pytest.mark.usefixtures("ocrmypdf")
def test_the_text_of_a_scan_becomes_the_release_and_nothing_of_it_counts_as_stated(tmp_path: Path) -> None:
    result = run(tmp_path, write_scan(*LINES), ENGLISH, "2001-05-06 scan.pdf")
    assert result.status == "imported"
    assert result.front
    assert (result.front.title, str(result.front.date)) == ("Harbour Trust opens the old lighthouse", "2019-03-04")
    assert result.body == (
        "The Harbour Trust opened the old lighthouse to its visitors today, after nine years of repairs by its members."
        " The lamp was ground in Leiden.\n\nVisitors climb the stair in groups of ten, and the keepers tell them how"
        " the lamp was lit before there was electricity on the island."
    )
    assert {"title", "date", "dateline", "place"} <= set(result.front.inferred)
    assert str(result.problems[0]) == (
        "content/inbox/2001-05-06 scan.pdf: warning: read by OCR, which may have read letters wrong; compare the "
        "release with the original"
    )
    assert not (tmp_path / "content/inbox/2001-05-06 scan.pdf").exists()
    assert result.front.original
    assert (tmp_path / "content/originals" / result.front.original.file).read_bytes() == write_scan(*LINES), (
        "the scan as it came is what is kept, not what ocrmypdf made of it"
    )


@pytest.mark.usefixtures("ocrmypdf")
def test_a_scan_without_a_word_stays_a_draft(tmp_path: Path) -> None:
    result = run(tmp_path, write_scan(), ENGLISH)
    assert result.front
    assert (result.front.title, result.front.status, result.body) == ("scan", "draft", "")
    (problem,) = (problem for problem in result.problems if "OCR" in problem.message)
    assert problem.message == "read by OCR, which found no text on its pages; write the text into this draft"


def test_a_scan_is_a_draft_unless_ocr_was_asked_for(tmp_path: Path) -> None:
    result = run(tmp_path, write_scan(*LINES), None)
    assert result.front
    assert (result.front.title, result.front.status) == ("scan", "draft")
    assert any(
        problem.message.startswith("needs OCR: ")
        and "delete this draft and import the PDF with --ocr" in problem.message
        for problem in result.problems
    )


def stand_in(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str, name: str = "ocrmypdf") -> None:
    """Put a program of this name, and nothing else, where programs are looked for."""
    folder.mkdir(exist_ok=True)
    program = folder / name
    program.write_text(f"#!{sys.executable}\n{script}")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))


needs_shebang = pytest.mark.skipif(sys.platform == "win32", reason="Windows starts no scripts by their first line")
SLEEPER = """
import subprocess, sys
subprocess.run([sys.executable, "-c", "import time, pathlib; time.sleep(4); pathlib.Path(r'MARK').touch()"])
"""


@needs_shebang
def test_ocr_that_takes_too_long_is_ended_with_all_it_began(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mark = tmp_path / "still running"
    stand_in(tmp_path / "bin", monkeypatch, SLEEPER.replace("MARK", str(mark)))
    result = run(tmp_path, write_scan(*LINES), OcrSettings(("eng",), 0.5))
    (problem,) = result.problems
    assert str(problem) == (
        "content/inbox/scan.pdf: error: its text could not be recognised within 1 s; raise 'import.seconds', or import "
        "it without --ocr"
    )
    assert (tmp_path / "content/inbox/scan.pdf").exists()
    time.sleep(4)
    assert not mark.exists()


@needs_shebang
def test_what_ocrmypdf_says_when_it_fails_is_told_without_a_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(tmp_path / "bin", monkeypatch, "import sys\nsys.exit('InputFileError: /tmp/x/scan.pdf is odd')")
    result = run(tmp_path, write_scan(*LINES), ENGLISH)
    assert [problem.message for problem in result.problems] == [
        "ocrmypdf could not recognise its text (InputFileError: scan.pdf is odd); import it without --ocr"
    ]


def refusal(site: Path) -> str:
    done = CliRunner().invoke(dateline, ["import", "--site", str(site), "--ocr"])
    assert isinstance(done.exception, ImportRefused)
    return str(done.exception)


def test_one_message_says_how_to_get_ocrmypdf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = write_site(tmp_path / "site", {"content/inbox/a.pdf": write_scan(*LINES)})
    monkeypatch.setenv("PATH", str(tmp_path))
    assert refusal(site) == (
        "error: --ocr needs the program ocrmypdf, which is not installed; install it (on Debian and Ubuntu: apt"
        " install ocrmypdf, on macOS: brew install ocrmypdf), or import without --ocr"
    )
    assert (site / "content/inbox/a.pdf").exists()


@needs_shebang
def test_a_language_that_is_not_installed_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(tmp_path / "bin", monkeypatch, "")
    stand_in(tmp_path / "bin", monkeypatch, "print('List of languages (2):\\neng\\nosd')", "tesseract")
    site = write_site(tmp_path / "site", {})
    monkeypatch.setenv("DATELINE_IMPORT__OCR_LANGUAGES", "[eng, chi_sim]")
    assert refusal(site) == (
        "error: --ocr needs Tesseract's data for 'chi_sim', which is not installed; install it (on Debian and Ubuntu: "
        "apt install tesseract-ocr-chi-sim), or set 'import.ocr_languages' to what is installed: eng, osd"
    )


@pytest.mark.parametrize(
    ("tag", "name"),
    [("en-GB", "eng"), ("fa", "fas"), ("zh", "chi_sim"), ("zh-Hant", "chi_tra"), ("zh-TW", "chi_tra"), ("xx", "eng")],
)
def test_the_language_of_the_site_is_what_is_recognised(tag: str, name: str) -> None:
    assert name_language(tag) == name
