"""Media and originals that nobody may see: their bytes are in no file of the output, whatever it is called."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from generator.check.findings import Fault
from generator.check.held_back import HeldBack, media_of, said_of
from generator.check.subject import Subject
from generator.load import MEDIA

ORIGINALS = "content/originals"


def find_media(subject: Subject, held: list[HeldBack]) -> Iterator[Fault]:
    """Yield every file of the output with the bytes of a medium or original that only what is held back has."""
    secret = _secret_files(subject, held)
    sizes: defaultdict[int, list[tuple[str, str]]] = defaultdict(list)
    for path, said in secret.items():
        file = subject.site / path
        if file.is_file() and file.stat().st_size:
            sizes[file.stat().st_size].append((path, said))
    public = {digest for path in _public_files(subject) if (digest := _digest(subject.site / path, sizes))}
    for path, size in subject.files.items():
        if size in sizes:
            digest = _digest(subject.output / path, sizes)
            for secret_path, said in sizes[size]:
                if digest == _digest(subject.site / secret_path, sizes) and digest not in public:
                    yield Fault(subject.shown(path), None, said)


def _secret_files(subject: Subject, held: list[HeldBack]) -> dict[str, str]:
    """Return the files below the site that may not be in the output, and what to say of each."""
    public = _public_files(subject)
    found: dict[str, str] = {}
    for one in held:
        path = one.release.path
        for name in media_of(one.release):
            found[f"{MEDIA}/{name}"] = said_of("a medium", path, one.reason)
        if one.release.front.original:
            original = f"{ORIGINALS}/{one.release.front.original.file}"
            found[original] = said_of("the original", path, one.reason)
    for entry in subject.organised.entries:
        for medium in entry.release.front.media:
            if (
                medium.file
                and medium.rights_until
                and medium.rights_until.earliest(subject.config.zone) <= subject.as_of
            ):
                said = said_of("a medium", entry.release.path, "whose rights have ended")
                found.setdefault(f"{MEDIA}/{medium.file}", said)
    return {path: said for path, said in found.items() if path not in public}


def _public_files(subject: Subject) -> set[str]:
    site = subject.organised
    public: set[str] = set()
    for entry in site.entries:
        if entry.removed:
            continue
        lapsed = {
            medium.file
            for medium in entry.release.front.media
            if medium.rights_until and medium.rights_until.earliest(subject.config.zone) <= subject.as_of
        }
        public |= {f"{MEDIA}/{name}" for name in media_of(entry.release) if name not in lapsed}
        if entry.release.front.original:
            public.add(f"{ORIGINALS}/{entry.release.front.original.file}")
    for plain in site.pages:
        names = (link.rpartition("media/")[2] for link in plain.page.body.links if "/media/" in f"/{link}")
        public |= {f"{MEDIA}/{name}" for name in names}
    return public


def _digest(file: Path, sizes: dict[int, list[tuple[str, str]]]) -> str:
    """Return the digest of a file that may be one of the wanted; of another size, nothing."""
    try:
        if file.stat().st_size not in sizes:
            return ""
        with file.open("rb") as opened:
            return hashlib.file_digest(opened, "sha256").hexdigest()
    except OSError:
        return ""
