"""RIS, which reference managers import. It knows no press releases: a web page says in M3 that it is one."""

from collections.abc import Iterator

from generator.organise.citation.cited import CitedRelease


def ris(cited: CitedRelease) -> str:
    """Return a record; the lines end with line feeds, and none of the values has one."""
    return "\n".join(f"{tag}  - {value}" for tag, value in _lines(cited))


def _lines(cited: CitedRelease) -> Iterator[tuple[str, str]]:
    yield "TY", "ELEC"
    yield from (("AU", name) for name in cited.authors)
    yield "TI", f"[{cited.title}]" if cited.title_inferred else cited.title
    yield "T2", cited.archive
    yield "M3", "Press release"
    if cited.date:
        month, day = (f"{part:02}" if part else "" for part in (cited.date.month, cited.date.day))
        yield "PY", f"{cited.date.year:04}"
        yield "DA", f"{cited.date.year:04}/{month}/{day}/"
    for tag, value in (("PB", cited.wire), ("CY", cited.city), ("SN", cited.number), ("DO", cited.doi)):
        if value:
            yield tag, value
    yield "LA", cited.language
    yield "UR", cited.url
    if cited.date_inferred:
        yield "N1", "The archive supplied the date."
    if cited.authors and cited.authors_inferred:
        yield "N1", "The archive supplied the author."
    yield from (("N1", note) for note in cited.notes)
    yield "ER", ""
