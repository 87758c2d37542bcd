"""BibTeX, as BibLaTeX and reference managers read it as well."""

import re

from generator.organise.citation.cited import CitedRelease
from generator.organise.citation.dates import MONTHS

# A brace counts for BibTeX even behind a backslash, so that only commands can stand for one.
_ESCAPES = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
} | {character: f"\\{character}" for character in "#$%&_"}
_SPECIAL = re.compile("[" + re.escape("".join(_ESCAPES)) + "]")


def bibtex(cited: CitedRelease) -> str:
    """Return an entry; names and the title stand in double braces, so that no style changes or divides them."""
    fields: list[tuple[str, str]] = []
    if cited.authors:
        written = (f"[{name}]" if cited.authors_inferred else name for name in cited.authors)
        names = " and ".join(f"{{{_escape(name)}}}" for name in written)
        fields.append(("author", f"{{{names}}}"))
    title = f"[{cited.title}]" if cited.title_inferred else cited.title
    fields.append(("title", f"{{{{{_escape(title)}}}}}"))
    how = f"Press release {cited.number}" if cited.number else "Press release"
    fields.append(("howpublished", f"{{{_escape(', '.join(filter(None, (how, cited.wire))))}}}"))
    if cited.date:
        year = f"[{cited.date.year}]" if cited.date_inferred else str(cited.date.year)
        fields.append(("year", f"{{{year}}}"))
        if cited.date.month:
            fields.append(("month", MONTHS[cited.date.month - 1][:3].lower()))
        if cited.date.day:
            fields.append(("day", f"{{{cited.date.day}}}"))
    fields.append(("url", f"{{{cited.url}}}"))
    if cited.doi:
        fields.append(("doi", f"{{{_escape(cited.doi)}}}"))
    fields.append(("language", f"{{{cited.language}}}"))
    if cited.notes:
        fields.append(("note", f"{{{_escape(' '.join(cited.notes))}}}"))
    lines = ",\n".join(f"  {name} = {value}" for name, value in fields)
    return f"@misc{{{cited.key},\n{lines}\n}}"


def _escape(text: str) -> str:
    return _SPECIAL.sub(lambda found: _ESCAPES[found[0]], text)
