"""How exactly import reads real web pages without their metadata: `python -m bench.html_accuracy`.

Before a page is read, its `<meta>`, JSON-LD, `datetime` and RDFa are taken out, so that title and date can only come
from what the page shows. The reference for the words is cut from the page's own markup by the names its templates
give to headline and text, which the importer knows nothing of. Misses go to `.dateline/accuracy/html-misses.tsv`.
"""

import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from lxml import html as lxml_html

from bench.accuracy import ROOT, SHARED, Measure, Miss, print_report
from bench.word_order import missing_in_order
from generator.ingest.formats import html
from generator.ingest.markdown_blocks import plain_words
from generator.ingest.reading import Item, Reading
from generator.problems import ImportRefused

PAGES, TRUTH = SHARED / "corpus" / "html", SHARED / "truth" / "html.tsv"
MISSES = ROOT / ".dateline" / "accuracy" / "html-misses.tsv"

_METADATA = re.compile(
    rb"<meta\b(?![^>]*\bcharset)[^>]*>|<script\b[^>]*ld\+json[^>]*>.*?</script>"
    rb"|<span\b[^>]*\brdf-meta\b[^>]*></span>|<link\b[^>]*\brel=[\"']?canonical\b[^>]*>",
    re.IGNORECASE | re.DOTALL,
)
_STATED = re.compile(rb"\s(?:datetime|property|content)=(?:\"[^\"]*\"|'[^']*')", re.IGNORECASE)
_TEXT = (
    "//*[@id='node-title'] | //*[contains(@class, 'field--name-field-pr-subtitle')]"
    " | //*[contains(@class, 'field--name-field-pr-body')]"
)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Page:
    """One page, and what a reader found on it."""

    path: str
    title: str
    date: str
    data: bytes
    """Without its metadata."""


def read_pages(folder: Path = PAGES, truth: Path = TRUTH) -> list[Page]:
    """Read the pages and the table of what is true of them."""
    rows = [line.split("\t") for line in truth.read_text(encoding="utf-8").splitlines()[1:] if line]
    return [Page(path, title, date, without_metadata((folder / path).read_bytes())) for path, title, date in rows]


def without_metadata(data: bytes) -> bytes:
    """Return a page that states title and date only where a reader sees them; its `<title>` stays."""
    return _STATED.sub(b"", _METADATA.sub(b"", data))


def shown_words(data: bytes) -> list[str]:
    """Return the words of headline, subhead and text, in the order of the page."""
    root = lxml_html.document_fromstring(data.decode("utf-8", "replace"))
    words: list[str] = []
    for part in root.xpath(_TEXT):
        for unseen in part.xpath(".//script | .//style | .//comment()"):
            unseen.drop_tree()
        for block in part.xpath(".//p | .//li | .//td | .//th | .//div | .//br | .//h2 | .//h3 | .//h4"):
            block.tail = f" {block.tail or ''}"
            block.text = f" {block.text or ''}"
        words.extend(_WORD.findall(part.text_content()))
    return words


def read_all(pages: Sequence[Page]) -> tuple[dict[str, Reading | ImportRefused], float]:
    """Read every page in this process; return what became of each, and the seconds it took."""
    html.read(Item(name="warm.html", shown="warm.html", data=pages[0].data))  # what is slow to import is imported once
    results: dict[str, Reading | ImportRefused] = {}
    began = perf_counter()
    for page in pages:
        try:
            results[page.path] = html.read(Item(name=page.path, shown=page.path, data=page.data))
        except ImportRefused as refused:
            results[page.path] = refused
    return results, perf_counter() - began


def measure(
    pages: Sequence[Page], results: dict[str, Reading | ImportRefused], seconds: float
) -> tuple[list[Measure], list[Miss]]:
    """Compare what was read with what is true."""
    misses: list[Miss] = []
    lost, added, words, kept_words = 0, 0, 0, 0
    for page in pages:
        result = results[page.path]
        if isinstance(result, ImportRefused):
            misses.extend(Miss(name, page.path, "read", str(result)) for name in ("title", "date"))
            continue
        front = result.front
        date = front.date.isoformat() if front.date and "date" not in result.inferred else ""
        if front.title != page.title:
            misses.append(Miss("title", page.path, page.title, front.title))
        if date != page.date:
            misses.append(Miss("date", page.path, page.date, date))
        wanted, kept = shown_words(page.data), _WORD.findall(plain_words(_text_of(result)))
        missing, extra = missing_in_order(wanted, kept), missing_in_order(kept, wanted)
        lost, added, words, kept_words = (
            lost + len(missing),
            added + len(extra),
            words + len(wanted),
            kept_words + len(kept),
        )
        for name, which in (("words", missing), ("surplus", extra)):
            if which:
                misses.append(Miss(name, page.path, " ".join(which[:40]), f"{len(which)} of {len(wanted)}"))
    count = {name: sum(miss.measure == name for miss in misses) for name in ("title", "date")}
    return [
        Measure("pages without metadata: title exact", 100 - 100 * count["title"] / len(pages), 93),
        Measure("pages without metadata: date", 100 - 100 * count["date"] / len(pages), 93),
        Measure("words of the articles kept, in their order", 100 - 100 * lost / words, 98),
        Measure("words that are none of the articles'", 100 * added / kept_words, 2, at_least=False),
        Measure("pages a second, in one process", len(pages) / seconds, 25, unit=" "),
    ], misses


def _text_of(reading: Reading) -> str:
    """Return the texts of a release in the order of a page."""
    front = reading.front
    pulled = [" ".join((quote.text, quote.speaker or "", quote.role or "")) for quote in front.quotes if quote.pull]
    contacts = [
        " ".join(filter(None, (each.role, each.name, each.organization, each.phone, each.email, each.url)))
        for each in front.contacts
    ]
    disclosed = [each.text for each in front.disclosures if each.kind != "forward-looking"]
    parts = (front.title, front.subtitle or "", *pulled, front.dateline or "", reading.body, *contacts, *disclosed)
    return "\n".join(parts)


def main() -> int:
    """Measure, print, and write down what missed."""
    pages = read_pages()
    results, seconds = read_all(pages)
    measures, misses = measure(pages, results, seconds)
    return print_report(measures, misses, MISSES)


if __name__ == "__main__":
    sys.exit(main())
