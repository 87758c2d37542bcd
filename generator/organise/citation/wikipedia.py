"""Wikipedia's template {{cite press release}} (Citation Style 1)."""

import re
from collections.abc import Iterator

from generator.organise.citation.cited import CitedRelease
from generator.organise.citation.dates import day_first

_SCRIPTS = frozenset(
    "am ar be bg bn el fa gu he hi hy ja ka kk km kn ko lo mk ml mn mr my ne pa ps ru sr ta te th uk ur yi zh".split()
)
"""Languages that `script-title` takes: those that are not written in Latin letters."""
_MARKUP = re.compile(r"[|{}\[\]<>]|''+|~~~+|__+|&(?=#?\w+;)")


def wikipedia(cited: CitedRelease) -> str:
    """Return the template; what the release discloses follows it, for the template has no place for that."""
    template = "{{cite press release" + "".join(f" |{name}={value}" for name, value in _fields(cited)) + "}}"
    return " ".join([template, *map(_escape, cited.notes)])


def _fields(cited: CitedRelease) -> Iterator[tuple[str, str]]:
    primary = cited.language.partition("-")[0].lower()
    title = _escape(f"[{cited.title}]" if cited.title_inferred else cited.title)
    yield ("script-title", f"{primary}:{title}") if primary in _SCRIPTS else ("title", title)
    yield "url", _escape(cited.url)
    if cited.date:
        # Square brackets are an error in this field; "c." is how the template marks what is not certain.
        yield "date", f"{'c. ' if cited.date_inferred else ''}{day_first(cited.date)}"
    names = "; ".join(cited.authors)
    publisher = f"[{names}]" if names and cited.authors_inferred else names
    optional = {
        "location": cited.city,
        "publisher": publisher,
        "agency": cited.wire,
        "via": cited.archive,
        "id": cited.number,
        "doi": cited.doi,
        "language": "" if primary == "en" else cited.language,
    }
    yield from ((name, _escape(value)) for name, value in optional.items() if value)


def _escape(text: str) -> str:
    """Return a text in which nothing is markup."""
    return _MARKUP.sub(lambda found: "".join(f"&#{ord(character)};" for character in found[0]), text)
