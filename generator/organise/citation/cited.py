"""What a citation says of a release."""

from dataclasses import dataclass

from generator.dates import StatedDate
from generator.model import ABOVE_HEADLINE, FrontMatter
from generator.organise.citation.dates import american
from generator.organise.site import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedRelease:
    """A release as all forms of its citation know it."""

    key: str
    """By which a bibliography tells it from others: letters, digits and dashes of ASCII."""
    authors: tuple[str, ...]
    """The issuers; organisations, as a rule."""
    authors_inferred: bool
    title: str
    title_inferred: bool
    date: StatedDate | None
    date_inferred: bool
    wire: str
    city: str
    """Where it was issued; empty when nobody stated it."""
    archive: str
    """The title of the site."""
    url: str
    language: str
    """BCP 47."""
    number: str
    doi: str
    notes: tuple[str, ...]
    """What must not be cited away: that it was withdrawn, disclosures, notices."""

    @property
    def container(self) -> str:
        """Who carried it: the wire, else the archive."""
        return self.wire or self.archive


def cited_release(entry: Entry, *, url: str, archive: str, language: str) -> CitedRelease:
    """Return what may be cited of a release; of one whose text was removed, what stays at its address.

    `language` is that of a release which states none.
    """
    front = entry.release.front
    kept = FrontMatter(title=front.title, date=front.date, withdrawn=front.withdrawn) if entry.removed else front
    place = kept.place if "place" not in front.inferred else None
    slug = entry.address.rstrip("/").rpartition("/")[2] or "release"
    dois = (name.partition(":")[2] for name in kept.identifiers if name.lower().startswith("doi:"))
    return CitedRelease(
        key=f"{slug}-{front.date.year}" if front.date else slug,
        authors=tuple(map(_one_line, kept.issuers)),
        authors_inferred="issuers" in front.inferred,
        title=_one_line(front.title),
        title_inferred="title" in front.inferred,
        date=front.date,
        date_inferred="date" in front.inferred,
        wire=_one_line(kept.source or ""),
        city=_one_line(place.city or "") if place else "",
        archive=_one_line(archive),
        url=url,
        language=front.language or language,
        number=_one_line(kept.number or ""),
        doi=next(dois, "").strip(),
        notes=tuple(map(_one_line, _notes(kept))),
    )


def _notes(front: FrontMatter) -> tuple[str, ...]:
    withdrawn = (f"Withdrawn {american(front.withdrawn.date)}.",) if front.withdrawn else ()
    disclosures = (statement.text for statement in front.disclosures if statement.kind in ABOVE_HEADLINE)
    return (*withdrawn, *disclosures, *(notice.text for notice in front.notices))


def _one_line(text: str) -> str:
    return " ".join(text.split())
