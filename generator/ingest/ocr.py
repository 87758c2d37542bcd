"""Scanned PDFs, whose pages are pictures: ocrmypdf recognises their text, then they are read as any PDF is.

It runs only when it was asked for. What it recognises may be wrong, so no field of such a release counts as stated.
"""

import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path

from generator.ingest.programs import TookTooLong, run_program
from generator.ingest.reading import Item, Reading
from generator.model import FrontMatter
from generator.problems import ImportRefused, Problem

PROGRAM = "ocrmypdf"

_LANGUAGES = {
    "ar": "ara", "cs": "ces", "da": "dan", "de": "deu", "el": "ell", "en": "eng", "es": "spa", "et": "est", "fa": "fas",
    "fi": "fin", "fr": "fra", "he": "heb", "hr": "hrv", "hu": "hun", "id": "ind", "it": "ita", "ja": "jpn", "ko": "kor",
    "lt": "lit", "lv": "lav", "nb": "nor", "nl": "nld", "no": "nor", "pl": "pol", "pt": "por", "ro": "ron", "ru": "rus",
    "sk": "slk", "sl": "slv", "sv": "swe", "th": "tha", "tr": "tur", "uk": "ukr", "vi": "vie", "zh": "chi_sim",
}  # fmt: skip
_NOT_FROM_THE_TEXT = frozenset({"status", "listed", "media", "original"})
_MOST_SAID = 200


@dataclass(frozen=True, slots=True)
class OcrSettings:
    """How text is recognised."""

    languages: tuple[str, ...]
    """As Tesseract calls them: `eng`, `deu`."""
    seconds: float
    """For each page, and once more to begin with."""


def name_language(tag: str) -> str:
    """Return what Tesseract calls a language; English when it is none that is known here."""
    main, *rest = tag.lower().split("-")
    if main == "zh" and {"hant", "tw", "hk", "mo"} & set(rest):
        return "chi_tra"
    return _LANGUAGES.get(main, "eng")


def require_ocr(languages: Sequence[str]) -> None:
    """Raise ImportRefused when ocrmypdf is not installed, or Tesseract does not know one of the languages."""
    if shutil.which(PROGRAM) is None:
        message = (
            "--ocr needs the program ocrmypdf, which is not installed; install it (on Debian and Ubuntu: apt install "
            "ocrmypdf, on macOS: brew install ocrmypdf), or import without --ocr"
        )
        raise ImportRefused([Problem(message=message)])
    known = _known_languages()
    missing = [language for language in languages if known and language not in known]
    if missing:
        message = (
            f"--ocr needs Tesseract's data for '{missing[0]}', which is not installed; install it (on Debian and "
            f"Ubuntu: apt install tesseract-ocr-{missing[0].replace('_', '-')}), or set 'import.ocr_languages' to "
            f"what is installed: {', '.join(sorted(known))}"
        )
        raise ImportRefused([Problem(message=message)])


def read_scan(item: Item, draft: Reading, settings: OcrSettings, read: Callable[[Item], Reading]) -> Reading:
    """Return what a PDF says whose pages are pictures; `draft` is what could be read without recognising them.

    Raises ImportRefused when the text cannot be recognised in time.
    """
    reading = read(replace(item, data=_recognise(item.data, draft.pages_without_text, settings)))
    if reading.pages_without_text:
        message = "read by OCR, which found no text on its pages; write the text into this draft"
        return replace(draft, problems=(_warning(message, item),))
    message = "read by OCR, which may have read letters wrong; compare the release with the original"
    front = replace(reading.front, media=draft.front.media)
    return replace(
        reading,
        front=front,
        inferred=tuple(_read_fields(front)),
        problems=(_warning(message, item), *reading.problems),
        assets=draft.assets,
    )


def _recognise(data: bytes, pages: int, settings: OcrSettings) -> bytes:
    """Return the PDF with a text layer."""
    with tempfile.TemporaryDirectory(prefix="dateline-ocr-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        (folder / "scan.pdf").write_bytes(data)
        seconds = settings.seconds * (pages + 1)
        command = [
            shutil.which(PROGRAM) or PROGRAM,
            *("--quiet", "--output-type", "pdf", "--optimize", "0", "--skip-text", "--rotate-pages"),
            *("--tesseract-timeout", str(settings.seconds), "--language", "+".join(settings.languages)),
            *("scan.pdf", "read.pdf"),
        ]
        try:
            ended = run_program(command, folder, seconds)
        except TookTooLong as error:
            message = f"its text could not be recognised within {seconds:.0f} s; raise 'import.seconds'"
            raise ImportRefused([Problem(message=f"{message}, or import it without --ocr")]) from error
        try:
            return (folder / "read.pdf").read_bytes()
        except OSError as error:
            said = " ".join(re.sub(r"\S*/", "", ended.said).split())[:_MOST_SAID] or f"it ended with {ended.code}"
            message = f"ocrmypdf could not recognise its text ({said}); import it without --ocr"
            raise ImportRefused([Problem(message=message)]) from error


def _known_languages() -> frozenset[str]:
    """Return the languages that Tesseract has data of; none when it does not say."""
    program = shutil.which("tesseract")
    if program is None:
        return frozenset()
    said = subprocess.run([program, "--list-langs"], capture_output=True, text=True, timeout=60, check=False)  # noqa: S603
    return frozenset(said.stdout.split("\n", 1)[-1].split())


def _read_fields(front: FrontMatter) -> Sequence[str]:
    return [
        spec.name
        for spec in fields(front)
        if spec.name not in _NOT_FROM_THE_TEXT and getattr(front, spec.name) not in (None, ())
    ]


def _warning(message: str, item: Item) -> Problem:
    return Problem(message=message, path=item.shown, severity="warning")
