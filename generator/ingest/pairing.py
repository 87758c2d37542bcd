"""What import writes of kinship: `variant_of` and `replaces` of the new release, and of those of the same import.

A release of this import is written again when a later one turns out to be fuller; one that was there before never is,
nor is one that somebody has changed since it was written.
"""

from dataclasses import dataclass

from generator.front_matter import read_front_matter, split_document, write_document
from generator.ingest.candidates import Newcomer, meet
from generator.ingest.files import rewrite
from generator.ingest.kinship import Kin
from generator.ingest.reading import Reading
from generator.ingest.results import Change, Reference, refer
from generator.ingest.run import Run
from generator.manifest import sha256_of
from generator.model import FrontMatter
from generator.problems import Problem
from generator.references import reference_to


@dataclass(frozen=True, slots=True)
class Related:
    """A release that is about to be written, with its references."""

    front: FrontMatter
    new: Newcomer
    kin: Kin
    changes: tuple[Change, ...]
    """What was written into other releases of this import."""
    problems: tuple[Problem, ...]


def relate(run: Run, front: FrontMatter, reading: Reading) -> Related:
    """Find what a new release is a variant of or replaces, and change what this import wrote before by it.

    This comes before the release is written: killed in between, the next import finds the references to it.
    """
    new = meet(front, reading.body, reading.signed)
    stated = front.variant_of or front.replaces or front.translation_of
    path = run.shelves.foresee(front)
    kin = Kin() if stated else run.kinship.find(new, path)
    main = kin.variant_of or path
    changes, problems = list[Change](), list(kin.problems)
    found: tuple[tuple[tuple[str, ...], Reference], ...] = ((kin.variants, "variant_of"), (kin.replaced_by, "replaces"))
    for paths, key in found:
        for other in paths:
            change = Change(file=other, key=key, reference=reference_to(main))
            if _write(run, change):
                changes.append(change)
            else:
                message = f"this was changed while it was imported; write '{key}: {change.reference}' into it"
                problems.append(Problem(message=message, path=other, severity="warning"))
    front = refer(front, "variant_of", reference_to(kin.variant_of)) if kin.variant_of else front
    front = refer(front, "replaces", reference_to(kin.replaces)) if kin.replaces else front
    return Related(front, new, kin, tuple(changes), tuple(problems))


def note_related(run: Run, path: str, front: FrontMatter, related: Related) -> None:
    """Remember a release that was written, with its front matter as it was, so that later ones find it."""
    run.kinship.note(path, front, related.new, related.kin)


def _write(run: Run, change: Change) -> bool:
    """Write a reference into a release of this import; return False when it is not as import wrote it."""
    if change.file in run.planned:
        front, body = run.planned[change.file]
        run.planned[change.file] = refer(front, change.key, change.reference), body
        return True
    file = run.site / change.file
    if not run.kinship.index.is_unchanged(change.file):
        return False
    data = file.read_bytes()
    document = split_document(data, change.file)
    written = run.kinship.texts.held_front(change.file) or read_front_matter(document, change.file)[0]
    if written is None:
        return False
    changed = refer(written, change.key, change.reference)
    new = write_document(changed, document.body)
    if not rewrite(file, old=data, new=new, durable=change.file in run.durable):
        return False
    run.written.note(change.file, sha256_of(new))
    run.kinship.index.note_change(change.file)
    run.kinship.texts.note_change(change.file, changed)
    return True
