"""What became of every source: data, which the command line prints and the preview shows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from generator.config import DEFAULT_VOCABULARY
from generator.front_matter import front_matter_values
from generator.ingest.fetching import Fetcher
from generator.ingest.ocr import OcrSettings
from generator.ingest.workers import Limits
from generator.model import FrontMatter, Status
from generator.problems import Problem

Outcome = Literal["imported", "skipped", "failed"]
Reference = Literal["variant_of", "replaces"]
SkipReason = str
"""same-bytes, not-a-release, system-file, or asset-of and the path of the source that the file belongs to.

Of a release that was imported again: unchanged.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportOptions:
    """How releases are taken in."""

    status: Status | None = None
    """Of the new releases; None means published. One without a date is a draft whatever this says."""
    dry_run: bool = False
    """Read everything, write nothing."""
    format: str | None = None
    """The name of the format of all sources; None means that each is recognised."""
    own_urls: tuple[str, ...] = ()
    """Where the site stands or stood: only an address below one of these is an old address of a release."""
    vocabulary: str = DEFAULT_VOCABULARY
    """The file, relative to the site's folder, of names that suggestions prefer."""
    repair_encoding: bool = False
    """Mend text that was decoded with the wrong table once."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """Of tables: the field each of their columns is."""
    ocr: OcrSettings | None = None
    """How the text of scanned PDFs is recognised; None leaves them drafts."""
    fetcher: Fetcher | None = None
    """What fetches remote pictures; None leaves them links."""
    limits: Limits = field(default_factory=Limits)
    """What reading one item of a risky format may cost."""
    jobs: int = 1
    """Processes that read; 1 is the import's own. What is written is the same for any number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A reference that was written into another release of the same import."""

    file: str
    key: Reference
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceResult:
    """What became of one source."""

    source: str
    """Its path, relative to the site when it lies inside, with forward slashes."""
    status: Outcome
    file: str | None = None
    """The release, relative to the site: the new one, or the one that was there already."""
    front: FrontMatter | None = None
    body: str | None = None
    """The Markdown of the release."""
    problems: tuple[Problem, ...] = ()
    reason: SkipReason | None = None
    """Why a source was skipped."""
    changed: Mapping[str, tuple[Any, Any]] = field(default_factory=dict)
    """Of a release that was imported again: the fields that changed, each with its value before and now."""
    changes: tuple[Change, ...] = ()
    """What this source brought to light of releases that earlier sources of the same import had become."""

    def as_json(self) -> dict[str, Any]:
        """Return the object that `import --json` prints for this source (DESIGN §7)."""
        changed = {name: {"from": old, "to": new} for name, (old, new) in self.changed.items()}
        return {
            "source": self.source,
            "status": self.status,
            "reason": self.reason,
            "file": self.file,
            "release": front_matter_values(self.front) if self.front else None,
            "body": self.body,
            "problems": [
                {"message": problem.message, "line": problem.line, "path": problem.path, "severity": problem.severity}
                for problem in self.problems
            ],
        } | ({"changed": changed} if changed else {})


def refer(front: FrontMatter, key: Reference, reference: str) -> FrontMatter:
    """Return a front matter with a reference that nobody stated."""
    original = front.original
    if original and key not in original.inferred:
        original = replace(original, inferred=(*original.inferred, key))
    if key == "variant_of":
        return replace(front, original=original, variant_of=reference)
    return replace(front, original=original, replaces=reference)


def asset_of(owner: str) -> SkipReason:
    """Return why a file is skipped that belongs to another source."""
    return f"asset-of {owner}"


def summarise(results: Iterable[SourceResult], *, seconds: float = 0.0) -> dict[str, int | float]:
    """Return the last object that `import --json` prints; sources = imported + skipped + failed."""
    return summary((result.status, has_inferred(result)) for result in results) | {"seconds": round(seconds, 3)}


def summary(outcomes: Iterable[tuple[Outcome, bool]]) -> dict[str, int | float]:
    """Count what became of sources, each with whether its release has fields that nobody stated."""
    counts: dict[str, int | float] = {"sources": 0, "imported": 0, "skipped": 0, "failed": 0, "inferred": 0}
    for status, inferred in outcomes:
        counts["sources"] += 1
        counts[status] += 1
        counts["inferred"] += status == "imported" and inferred
    return counts


def has_inferred(result: SourceResult) -> bool:
    """Tell whether the release of a source has fields that nobody stated."""
    return bool(result.front and result.front.inferred)
