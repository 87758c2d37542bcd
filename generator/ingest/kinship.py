"""How a new release stands to those that are there: a variant of one, its replacement, or a release of its own.

A release that was there before this import is never changed. Of the copies that one import brings in, the fullest
becomes the release, in whatever order they come.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from generator.ingest.candidates import (
    DAYS,
    DAYS_TO_CORRECT,
    Candidate,
    Met,
    Newcomer,
    describe,
    is_copy,
    may_replace,
    youth,
)
from generator.ingest.planned import Planned
from generator.ingest.signature_index import SignatureIndex
from generator.ingest.signatures import may_be_copies, may_be_revised
from generator.ingest.spool import SpooledByPath
from generator.ingest.texts import MOST_HELD, Texts
from generator.ingest.waiting_corrections import WaitingCorrections
from generator.likeness import compare, compare_copies
from generator.model import FrontMatter
from generator.problems import Problem
from generator.references import reference_to, resolve_path
from generator.shared_words import Places

_MUCH_FULLER = 1.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Kin:
    """How a new release stands to others, named by their paths."""

    variant_of: str | None = None
    replaces: str | None = None
    variants: tuple[str, ...] = ()
    """Releases of this import that are variants of the new one, or of the one that it is a variant of."""
    replaced_by: tuple[str, ...] = ()
    """Releases of this import that replace the new one, or the one that it is a variant of."""
    problems: tuple[Problem, ...] = ()


class Kinship:
    """What one import knows of the releases of the archive, its own included."""

    def __init__(self, site: Path, planned: Planned, *, keep: bool) -> None:
        """Read nothing yet; `planned` is what a dry run would have written, and `keep` allows to write the cache."""
        self._site, self._planned, self._keep = site, planned, keep
        self._opened: SignatureIndex | None = None
        self._own = SpooledByPath[Candidate](MOST_HELD)
        self.texts = Texts(site, planned)
        self._variants: defaultdict[str, list[str]] = defaultdict(list)
        self._replacing: defaultdict[str, list[str]] = defaultdict(list)
        self._waiting = WaitingCorrections()

    @property
    def index(self) -> SignatureIndex:
        """The signatures of all releases, brought up to date when they are first asked for."""
        if self._opened is None:
            self._opened = SignatureIndex(self._site, keep=self._keep)
        return self._opened

    def close(self) -> None:
        """Write the cache."""
        self._own.close()
        if self._opened:
            self._opened.close()

    def find(self, new: Newcomer, path: str) -> Kin:
        """Return how a new release, which is to be written to `path`, stands to the others."""
        met = self._meet(new, path)
        kin = self._pair(new, path, [one for one in met if is_copy(one.facts, new.facts, one.likeness)])
        if new.facts.correction and not kin.variant_of:
            meant = [one for one in met if may_replace(new.facts, one.facts, one.likeness)]
            kin = replace(kin, replaces=_likeliest(new, meant))
        problems = (*kin.problems, *self._waiting_corrections(new, met, path))
        return replace(kin, replaced_by=tuple(self._own_corrections(new, kin.variants)), problems=problems)

    def note(self, path: str, front: FrontMatter, new: Newcomer, kin: Kin) -> None:
        """Remember a release that was written, and what others have become by it."""
        main = kin.variant_of or path
        self.index.add(path, new.signature, new.facts.date)
        self.texts.note(path, front, new.words)
        self._own[path] = replace(new.facts, main=kin.variant_of, replaces=kin.replaces)
        if kin.replaces:
            self._replacing[kin.replaces].append(path)
        for other in kin.variants:
            self._own[other] = replace(self._own[other], main=main)
            self._variants.pop(other, None)
        for other in kin.replaced_by:
            self._own[other] = replace(self._own[other], replaces=main)
            self._replacing[main].append(other)
            self._waiting.remove(other)
        if main in self._own:
            self._variants[main] += [*kin.variants, *([path] if kin.variant_of else [])]
        if new.facts.correction and not kin.replaces:
            self._waiting.add(path, new.signature)

    def _meet(self, new: Newcomer, path: str) -> list[Met]:
        """Return the releases that share much of a text, each compared word by word."""
        before, may_be = (DAYS_TO_CORRECT, may_be_revised) if new.facts.correction else (DAYS, may_be_copies)
        met: list[Met] = []
        groups: set[str] = set()
        others = self.index.find(new.signature, new.facts.date, before=before, after=DAYS, may_be=may_be)
        places = Places(new.words) if len(others) > 1 else None
        for other in others:
            own = self._own.get(other)
            if own and (own.main or other) in groups:
                continue  # another copy of what the new one is a copy of
            found = self._look_at(other, own, new, path, places)
            if found:
                met.append(found)
                if own and is_copy(own, new.facts, found.likeness):
                    groups.add(found.main)
        return met

    def _look_at(
        self, path: str, own: Candidate | None, new: Newcomer, planned: str, places: Places | None
    ) -> Met | None:
        """Compare a release with the new one; None when it is nothing to it, or cannot be read any more."""
        if own and own.correction and not new.facts.correction:
            return None  # it waits for what it corrects, and is asked by `_own_corrections`
        words, runs = self.texts.words_and_runs(path)
        if own and not new.facts.correction:  # a copy, or nothing to the new one
            copy = compare_copies(words, new.words, places, runs)
            return Met(path, own, copy) if copy else None
        likeness = compare(words, new.words, places, runs)
        if not (likeness.is_copy or likeness.is_revision or likeness.is_rewritten):
            return None
        if own is None:
            front, body = self.texts.read(path)
            if front is None:
                return None
            own = describe(front, body, len(words), main=self._main_of(front, path, planned))
        return Met(path, own, likeness)

    def _main_of(self, front: FrontMatter, source: str, planned: str) -> str | None:
        """Return the release that one of the archive is a variant of: one that exists, or is about to."""
        return resolve_path(front.variant_of, source, _Existing(self._site, planned)) if front.variant_of else None

    def _pair(self, new: Newcomer, path: str, copies: list[Met]) -> Kin:
        """Return what a release and its copies become."""
        copies = [one for one in copies if one.main != path]  # an import that was killed had made them its variants
        standing = [one for one in copies if one.main not in self._own]
        if standing:
            best = max(standing, key=lambda one: (one.likeness.shared, one.path))
            return Kin(variant_of=best.main, problems=tuple(self._what_to_do(new, path, best)))
        mains = sorted({one.main for one in copies})
        if not mains:
            return Kin()
        fullest = max(mains, key=lambda main: self._own[main].rank)
        wins = new.facts.rank > self._own[fullest].rank
        moved = [main for main in mains if wins or main != fullest]
        variants = tuple(one for main in moved for one in (main, *self._variants[main]))
        return Kin(variant_of=None if wins else fullest, variants=variants)

    def _what_to_do(self, new: Newcomer, path: str, best: Met) -> Iterable[Problem]:
        """Yield what the author should know of a new copy of a release that was there before."""
        if best.facts.withdrawn:
            message = f"this is a copy of {best.main}, which was withdrawn; withdraw it too, or make it a draft"
            yield Problem(message=message, path=path, severity="warning")
        words = best.facts.words if best.main == best.path else len(self.texts.words(best.main))
        if new.facts.words > _MUCH_FULLER * words:
            message = (
                f"this is a variant of {best.main}, which was there first, but is fuller ({new.facts.words} words, not "
                f"{words}); to make it the release, take 'variant_of' out of it and write "
                f"'variant_of: {reference_to(path)}' into the other"
            )
            yield Problem(message=message, path=path, severity="warning")

    def _own_corrections(self, new: Newcomer, moved: Iterable[str]) -> Iterable[str]:
        """Yield the releases of this import that replace the new one, or a copy that becomes its variant."""
        targets = set(moved)
        found = {path for target in targets for path in self._replacing.get(target, ())}
        if found:
            yield from (path for path in self._own if path in found and self._own[path].replaces in targets)
        for path in self._waiting.find(new.signature):
            if path not in targets:
                likeness = compare(self.texts.words(path), new.words)
                if may_replace(self._own[path], new.facts, likeness):
                    yield path

    def _waiting_corrections(self, new: Newcomer, met: Iterable[Met], path: str) -> Iterable[Problem]:
        """Yield what to do about releases of the archive that replace one that was not there before."""
        for one in met:
            known = one.path in self._own or one.facts.replaces or one.facts.main
            if not known and may_replace(one.facts, new.facts, one.likeness):
                message = f"it replaces {path}, as it says; write 'replaces: {reference_to(path)}' into it"
                yield Problem(message=message, path=one.path, severity="warning")


class _Existing:
    """The releases on the disk and one that is about to be written, as a container of their paths."""

    def __init__(self, site: Path, planned: str) -> None:
        self._site, self._planned = site, planned

    def __contains__(self, path: object) -> bool:
        return path == self._planned or (
            isinstance(path, str) and path.endswith(".md") and (self._site / path).is_file()
        )


def _likeliest(new: Newcomer, meant: Iterable[Met]) -> str | None:
    """Return the release that a correction means: one of its title, the most alike, the youngest."""
    best = max(
        meant,
        key=lambda one: (one.facts.title == new.facts.title, one.likeness.percent, youth(one.facts), one.path),
        default=None,
    )
    return best.main if best else None
