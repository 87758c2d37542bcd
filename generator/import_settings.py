"""The mapping `import` of `config.yaml`: how releases are taken in."""

import re
from dataclasses import dataclass

from generator.fields import Fields
from generator.model import STATUSES, Status

_TESSERACT_LANGUAGE = re.compile(r"[A-Za-z]{3,}(_[A-Za-z]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportSettings:
    """How releases are taken in."""

    status: Status = "published"
    seconds: int = 30
    """What reading one item of a risky format may take."""
    megabytes: int = 1024
    """The memory of the process that reads it."""
    ocr_languages: tuple[str, ...] = ()
    """As Tesseract calls them; none means the language of the site."""
    private_hosts: tuple[str, ...] = ()
    """Hosts inside a private network from which pictures may be fetched."""


def read_import_settings(fields: Fields) -> ImportSettings:
    """Read the mapping; the caller finishes it."""
    return ImportSettings(
        status=fields.choice("status", STATUSES, "published"),
        seconds=fields.number("seconds", default=30, least=1),
        megabytes=fields.number("megabytes", default=1024, least=256),
        ocr_languages=_ocr_languages(fields),
        private_hosts=tuple(host.lower() for host in fields.texts("private_hosts")),
    )


def _ocr_languages(fields: Fields) -> tuple[str, ...]:
    languages = fields.texts("ocr_languages")
    for language in languages:
        if not _TESSERACT_LANGUAGE.fullmatch(language):
            message = (
                f"'import.ocr_languages' has '{language}'; write what Tesseract calls it, like eng, deu or chi_sim"
            )
            fields.report("ocr_languages", message)
    return languages
