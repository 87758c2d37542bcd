"""How a release is cited: as sentences after four manuals, and as records that reference managers read.

Every form says what the release discloses, and brackets what the archive supplied because nobody stated it.
"""

from generator.contexts import Citation, CitationRecord
from generator.organise.citation.bibtex import bibtex
from generator.organise.citation.cited import CitedRelease, cited_release
from generator.organise.citation.csl import csl_json
from generator.organise.citation.prose import ap, apa, chicago, mla
from generator.organise.citation.ris import ris
from generator.organise.citation.wikipedia import wikipedia

__all__ = ["CitedRelease", "citation_records", "citations", "cited_release"]

_STYLES = {"AP": ap, "APA": apa, "Chicago": chicago, "MLA": mla}
_FORMATS = {"Wikipedia": wikipedia, "BibTeX": bibtex, "RIS": ris, "CSL-JSON": csl_json}


def citations(cited: CitedRelease) -> tuple[Citation, ...]:
    """Return the release as each manual of style has it cited."""
    return tuple(Citation(style=style, parts=tuple(write(cited))) for style, write in _STYLES.items())


def citation_records(cited: CitedRelease) -> tuple[CitationRecord, ...]:
    """Return the release as each kind of program reads it."""
    return tuple(CitationRecord(format=name, text=write(cited)) for name, write in _FORMATS.items())
