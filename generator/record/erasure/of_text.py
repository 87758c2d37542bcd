"""The plan of erasing a text: wherever it stands in content, vocabulary, log and ledger, in whatever form."""

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from re import Pattern

from generator.fixity import list_content, list_leftovers, lost_files
from generator.front_matter import front_matter_values, read_front_matter, split_document
from generator.journal import LOG
from generator.model import FrontMatter
from generator.problems import DatelineError, Problem
from generator.record.addresses import LEDGER, STRUCTURE
from generator.record.erasure.opaque import write_over
from generator.record.erasure.pattern import NothingToFind, black_out, find_text
from generator.record.erasure.plan import Action, ErasurePlan, Touch, find_exports, note_on_erasure
from generator.record.erasure.strike import holds, is_opaque, strike
from generator.record.erasure.struck import Struck

ORIGINALS = "content/originals"
_WHAT = {
    "releases": "release",
    "versions": "version",
    "originals": "original",
    "media": "medium",
    "pages": "page",
    "static": "static file",
    "inbox": "waiting source",
}
_BY_HAND = "the text stands here, and a program must not decide how this goes on without it; take it out by hand"
_SITE_FILES = ("config.yaml", "layouts")


def plan_text(site: Path, text: str, vocabulary: str, *, within: Sequence[str] = (), day: str) -> ErasurePlan:
    """Find a text, in the files at some paths below the site if `within` names any; raises DatelineError.

    Log, ledger and vocabulary are looked at in any case.
    """
    try:
        pattern = find_text(text)
    except NothingToFind:
        raise DatelineError([Problem(message="there is no letter or digit in the text; name what is to go")]) from None
    search = _Search(site, pattern, day)
    chosen = tuple(f"{path}/" for path in within)
    for path in sorted({*list_content(site), *_waiting(site)}):
        if path not in (LOG, LEDGER) and (not within or f"{path}/".startswith(chosen)):
            search.look_at(path)
    for path in list_leftovers(site):
        if not within or f"{path}/".startswith(chosen):
            search.look_at_leftover(path)
    search.look_at_opaque_originals()
    search.look_at_log_and_ledger()
    if (site / vocabulary).is_file():
        search.look_at(vocabulary)
    for path in _by_hand(site):
        if strike(pattern, (site / path).read_bytes()):
            search.problems.append(Problem(message=_BY_HAND, path=path))
    return ErasurePlan(
        touches=tuple(search.touches),
        exports=(exports := find_exports(site, [pattern])),
        lost=tuple(path for path in lost_files(site) if pattern.search(path)),
        remarks=tuple(_beside(site, pattern, {vocabulary, *_SITE_FILES, *(export.name for export in exports)})),
        problems=tuple(search.problems),
    )


class _Search:
    """What was found of a text so far."""

    def __init__(self, site: Path, pattern: Pattern[str], day: str) -> None:
        self.site, self.pattern, self.day = site, pattern, day
        self.touches: list[Touch] = []
        self.problems: list[Problem] = []
        self.originals: dict[str, str | None] = {}
        """Of the releases that held it, with their ids."""
        self.targets: set[str] = set()

    def look_at(self, path: str) -> None:
        """Look at one file and at its name."""
        try:
            data = (self.site / path).read_bytes()
        except OSError as error:
            message = f"the file cannot be read ({error.strerror}), so it may hold the text; check its permissions"
            self.problems.append(Problem(message=message, path=path))
            return
        struck = strike(self.pattern, data)
        if not struck and not self.pattern.search(path):
            return
        new, action = self._new(path, data, struck)
        target = self.target(path, new)
        if not struck and target == path:
            return
        front = _front_of(path, data)
        if front and front.original:
            self.originals[f"{ORIGINALS}/{front.original.file}"] = front.id
        if new is None or (front and new != data and not _says_the_same_fields(front, _front_of(path, new))):
            self.problems.append(Problem(message=_BY_HAND, path=path))
            return
        count = struck.count if struck else 0
        what = _WHAT.get(path.split("/")[1], "file") if path.startswith("content/") else "vocabulary"
        release = front.id if front else None
        self.touches.append(
            Touch(path=path, what=what, old=data, new=new, target=target, action=action, count=count, id=release)
        )

    def look_at_leftover(self, path: str) -> None:
        """Look at a copy that an editor or a killed command left: nobody needs it."""
        data = (self.site / path).read_bytes()
        if self.pattern.search(path) or strike(self.pattern, data):
            self.touches.append(_removed(path, data))

    def look_at_opaque_originals(self) -> None:
        """Note the originals that nobody can look into, of releases that held the text: they hold it too."""
        seen = {touch.path for touch in self.touches}
        for path, release in sorted(self.originals.items()):
            file = self.site / path
            if path in seen or not file.is_file() or not is_opaque(data := file.read_bytes()):
                continue
            self.touches.append(
                Touch(
                    path=path,
                    what="original",
                    old=data,
                    new=note_on_erasure(path, self.day),
                    target=self.target(path, None),
                    action="replaced by a note",
                    id=release,
                )
            )

    def look_at_log_and_ledger(self) -> None:
        """Strike the text out of the journal, and forget addresses in whose words it stands."""
        for path, what in ((LOG, "log"), (LEDGER, "ledger")):
            if not (self.site / path).is_file():
                continue
            old = (self.site / path).read_bytes()
            text = old.decode("utf-8", "surrogateescape")
            new, count = black_out(self.pattern, text) if path == LOG else self._ledger(text)
            if count:
                data = new.encode("utf-8", "surrogateescape")
                self.touches.append(
                    Touch(path=path, what=what, old=old, new=data, target=path, action="struck out", count=count)
                )

    def target(self, path: str, new: bytes | None) -> str:
        """Return where a file is to lie whose name must not hold the text; a killed erasure may have begun it."""
        parts = path.split("/")
        fixed, named = ("/".join(parts[:2]), "/".join(parts[2:])) if parts[0] == "content" else (path, "")
        struck, count = black_out(self.pattern, named)
        if not count:
            return path
        target = f"{fixed}/{struck}"
        file = self.site / target
        if target in self.targets or (file.exists() and file.read_bytes() != new):
            stem, dot, suffix = target.rpartition(".")
            others = (f"{stem}-{number}{dot}{suffix}" for number in range(2, 10_000))
            target = next(one for one in others if one not in self.targets and not (self.site / one).exists())
        self.targets.add(target)
        return target

    def _new(self, path: str, data: bytes, struck: Struck | None) -> tuple[bytes | None, Action]:
        if struck is None:
            return data, "renamed"
        if struck.data is not None:
            return struck.data, "struck out"
        if path.startswith(("content/originals/", "content/inbox/")) or path.lower().endswith(".pdf"):
            return note_on_erasure(path, self.day), "replaced by a note"
        written_over, _ = write_over(self.pattern, data)  # a recording, or a file of a kind that nobody knows
        return None if strike(self.pattern, written_over) else written_over, "struck out"

    def _ledger(self, text: str) -> tuple[str, int]:
        kept, count = [], 0
        for line in text.splitlines(keepends=True):
            address, tab, _ = line.partition("\t")
            if not self.pattern.search(line):
                kept.append(line)
                continue
            count += 1
            if not self.pattern.search(address):
                kept.append(f"{address}{tab}{STRUCTURE}\n")
        return "".join(kept), count


def _removed(path: str, data: bytes) -> Touch:
    return Touch(path=path, what="leftover", old=data, new=None, target=path, action="removed")


def _beside(site: Path, pattern: Pattern[str], known: Collection[str]) -> Iterator[str]:
    """Yield a remark for each file beside `content/` that holds the text: it is somebody's own."""
    for file in sorted(site.iterdir()):
        if file.name not in known and file.is_file() and (pattern.search(file.name) or holds(pattern, file)):
            yield f"{file.name} holds it too, and is no file of the archive; remove it yourself"


def _front_of(path: str, data: bytes) -> FrontMatter | None:
    if not path.startswith(("content/releases/", "content/versions/")) or not path.endswith(".md"):
        return None
    return read_front_matter(split_document(data, path), path)[0]


def _says_the_same_fields(before: FrontMatter, after: FrontMatter | None) -> bool:
    return after is not None and front_matter_values(before).keys() == front_matter_values(after).keys()


def _waiting(site: Path) -> Iterator[str]:
    folder = site / "content" / "inbox"
    if folder.is_dir():
        yield from (file.relative_to(site).as_posix() for file in folder.rglob("*") if file.is_file())


def _by_hand(site: Path) -> Iterator[str]:
    for name in _SITE_FILES:
        place = site / name
        files = [place] if place.is_file() else sorted(place.rglob("*")) if place.is_dir() else []
        yield from (file.relative_to(site).as_posix() for file in files if file.is_file())
