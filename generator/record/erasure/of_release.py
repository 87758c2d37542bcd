"""The plan of erasing a release: its file and all that was made from it, or that it was made from."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from generator.fixity import list_leftovers, lost_files
from generator.front_matter import read_front_matter, split_document
from generator.journal import LOG
from generator.model import TERM_KINDS
from generator.names import name_key
from generator.problems import Problem
from generator.record.addresses import LEDGER, STRUCTURE
from generator.record.erasure.links import without_references
from generator.record.erasure.pattern import find_text
from generator.record.erasure.plan import Action, ErasurePlan, Touch, find_exports, note_on_erasure
from generator.record.erasure.shared_original import without_release
from generator.record.front_matter_edit import NotEditable
from generator.record.references_edit import is_suspect
from generator.record.selection import Record, read_record
from generator.record.values import as_problem
from generator.references import resolve_path

ORIGINALS, MEDIA, VERSIONS, PAGES = "content/originals", "content/media", "content/versions", "content/pages"
_DIGEST = re.compile(r"[0-9a-f]{16}(?=-)")
_MEDIUM = re.compile(r"/media/([^\s)\"'<>#?]+)")
_LOG_KEYS = ("event", "instant", "tool", "id", "sha256", "sha256_before", "sha256_after", "outcome")
"""What stays of an event: neither a name, nor a path, for that is made of the title, nor a value."""
_ERASURE_KEYS = ("what", "passages", "reason")
"""And of an erasure, which says itself why and not what."""


@dataclass(frozen=True, slots=True)
class _Family:
    """A release with its variants, and the rest of the archive."""

    site: Path
    records: tuple[Record, ...]
    others: Mapping[str, bytes]
    """Every other release and page, by path."""

    @property
    def paths(self) -> frozenset[str]:
        return frozenset(record.path for record in self.records)

    def shares(self, name: str) -> list[str]:
        """Return the other files that name a file of the archive."""
        return [path for path, data in self.others.items() if name.encode() in data]


def plan_release(site: Path, record: Record, files: Mapping[str, bytes], *, forget: bool, day: str) -> ErasurePlan:
    """Find all that belongs to a release; `files` are all releases and pages, and `forget` gives up its addresses.

    Without that its pages answer that they are gone, and the words of their addresses stay.
    """
    variants = [path for path, data in files.items() if _is_variant(path, data, record.path, files)]
    records = (*(read_record(site, path) for path in variants), record)
    own = {one.path for one in records}
    family = _Family(site, records, {path: data for path, data in files.items() if path not in own})
    problems: list[Problem] = []
    remarks: list[str] = []
    touches = [*_references(family, files, problems)]
    for one in records:
        touches += [*_versions(site, one), *_leftovers(site, one)]
        touches += _originals(family, one, day, remarks)
        touches += _media(family, one, remarks)
    touches += [*_log(family), *_ledger(family, forget=forget)]
    touches += [_removed(one.path, one.data, "variant" if one is not record else "release", one) for one in records]
    if record.front.variant_of and (main := resolve_path(record.front.variant_of, record.path, files)):
        remarks.append(f"it is a variant of {main}, which says much the same and stays; erase that one to erase both")
    patterns = [find_text(one.front.id or one.front.title) for one in records]
    return ErasurePlan(
        touches=tuple({touch.path: touch for touch in touches}.values()),
        exports=find_exports(site, patterns),
        lost=tuple(path for path in lost_files(site) if any(_is_own(path, one) for one in records)),
        remarks=tuple(dict.fromkeys(remarks)),
        problems=tuple(problems),
    )


def _is_variant(path: str, data: bytes, main: str, files: Mapping[str, bytes]) -> bool:
    if path == main or b"variant_of" not in data or not is_suspect(data, main):
        return False
    front, _ = read_front_matter(split_document(data, path), path)
    return bool(front and front.variant_of and resolve_path(front.variant_of, path, files) == main)


def _is_own(path: str, record: Record) -> bool:
    """Tell by its path whether a file is an earlier version of a release, or what it was made from."""
    original = f"{ORIGINALS}/{record.front.original.file}" if record.front.original else None
    return path == original or bool(record.front.id and path.startswith(f"{VERSIONS}/{record.front.id}/"))


def _leftovers(site: Path, record: Record) -> Iterator[Touch]:
    """Yield the copies of a release that editors and killed commands left beside it, and beside its versions."""
    folder, _, name = record.path.rpartition("/")
    for path in list_leftovers(site):
        if path.startswith(f"{folder}/") or _is_own(path, record):
            data = (site / path).read_bytes()
            if name in path or _is_own(path, record) or (record.front.id or record.front.title).encode() in data:
                yield _removed(path, data, "leftover", record)


def _removed(path: str, data: bytes, what: str, record: Record) -> Touch:
    return Touch(path=path, what=what, old=data, new=None, target=path, action="removed", id=record.front.id)


def _references(family: _Family, files: Mapping[str, bytes], problems: list[Problem]) -> Iterator[Touch]:
    for path, data in family.others.items():
        if not any(is_suspect(data, gone) for gone in family.paths):
            continue
        try:
            new = without_references(data, path, family.paths, files)
        except NotEditable as error:
            problems.append(as_problem(error, path))
            continue
        if new != data:
            yield Touch(path=path, what="reference", old=data, new=new, target=path, action="struck out", count=1)


def _versions(site: Path, record: Record) -> Iterator[Touch]:
    folder = site / VERSIONS / (record.front.id or "-")
    for file in sorted(folder.rglob("*")) if record.front.id and folder.is_dir() else ():
        if file.is_file():
            yield _removed(file.relative_to(site).as_posix(), file.read_bytes(), "version", record)


def _originals(family: _Family, record: Record, day: str, remarks: list[str]) -> Iterator[Touch]:
    original = record.front.original
    if original is None:
        return
    path = f"{ORIGINALS}/{original.file}"
    file = family.site / path
    sharing = family.shares(original.file)
    if not file.is_file():
        remarks.append(f"its original, {path}, is not there")
    elif not sharing:
        yield _removed(path, file.read_bytes(), "original", record)
        for part in _files_beside(family.site, original.file):
            yield _removed(part, (family.site / part).read_bytes(), "original", record)
    else:
        old = file.read_bytes()
        struck = without_release(old, original.item, record)
        new = note_on_erasure(path, day) if struck is None else struck
        if struck is None:
            remarks.append(f"{path} holds the original of {', '.join(sharing[:3])} too, and cannot keep that alone")
        action: Action = "replaced by a note" if struck is None else "struck out"
        yield Touch(
            path=path, what="original", old=old, new=new, target=path, action=action, count=1, id=record.front.id
        )


def _files_beside(site: Path, original: str) -> Iterator[str]:
    """Yield what came with an original; see `ingest/asset_originals.py`."""
    path = PurePosixPath(original)
    digest = _DIGEST.match(path.name)
    folder = site / ORIGINALS / path.with_name(f"{digest[0] if digest else path.name}-files")
    if folder.is_dir():
        yield from (file.relative_to(site).as_posix() for file in sorted(folder.rglob("*")) if file.is_file())


def _media(family: _Family, record: Record, remarks: list[str]) -> Iterator[Touch]:
    named = [name for one in record.front.media for name in (one.file, one.poster, one.captions, one.transcript)]
    named += [unquote(found) for found in _MEDIUM.findall(record.body)]
    for name in dict.fromkeys(name for name in named if name):
        path = f"{MEDIA}/{name}"
        if not (family.site / path).is_file():
            continue
        if sharing := family.shares(name):
            remarks.append(f"{path} stays, for {sharing[0]} shows it too")
        else:
            yield _removed(path, (family.site / path).read_bytes(), "medium", record)


def _log(family: _Family) -> Iterator[Touch]:
    """Yield the journal, of whose events about the releases only what tells nothing stays."""
    file = family.site / LOG
    if not file.is_file():
        return
    old = file.read_bytes()
    named = {name for one in family.records for name in (one.path, one.front.id) if name}
    named |= {one.front.original.file for one in family.records if one.front.original and one.front.original.file}
    named |= {one.front.original.sha256 for one in family.records if one.front.original}
    needles = [json.dumps(name, ensure_ascii=False)[1:-1].encode() for name in named]
    lines, count = [], 0
    for line in old.splitlines(keepends=True):
        is_meant = any(needle in line for needle in needles)
        lines.append(_scrubbed(line) if is_meant else line)
        count += lines[-1] != line
    if count:
        yield Touch(path=LOG, what="log", old=old, new=b"".join(lines), target=LOG, action="struck out", count=count)


def _scrubbed(line: bytes) -> bytes:
    try:
        event = json.loads(line)
    except ValueError:
        event = {}
    event = event if isinstance(event, dict) else {}
    keys = (*_LOG_KEYS, *(_ERASURE_KEYS if "what" in event else ()))
    kept = {key: event[key] for key in keys if key in event}
    return json.dumps({**kept, "erased": True}, ensure_ascii=False).encode() + b"\n"


def _ledger(family: _Family, *, forget: bool) -> Iterator[Touch]:
    """Yield the ledger, in which nobody stands behind the addresses of the releases any more."""
    file = family.site / LEDGER
    if not file.is_file():
        return
    old = file.read_bytes()
    owners = {name for one in family.records for name in (one.front.id, one.path) if name}
    owners |= {
        f"{kind}:{name_key(name)}"
        for one in family.records
        for kind in TERM_KINDS
        for name in getattr(one.front, kind)
        if not family.shares(name)
    }
    owners |= {
        f"quotes:{name_key(quote.speaker)}"
        for one in family.records
        for quote in one.front.quotes
        if quote.speaker and not family.shares(quote.speaker)
    }
    lines, count = [], 0
    for line in old.decode("utf-8", "surrogateescape").splitlines(keepends=True):
        address, _, behind = line.rstrip("\r\n").partition("\t")
        if behind.split("\t")[0].strip() not in owners:
            lines.append(line)
            continue
        count += 1
        if not forget:
            lines.append(f"{address}\t{STRUCTURE}\n")
    if count:
        new = "".join(lines).encode("utf-8", "surrogateescape")
        yield Touch(path=LEDGER, what="ledger", old=old, new=new, target=LEDGER, action="struck out", count=count)
