"""One release as a zip file for a journalist: text, pictures, whom to ask, how to cite it, and checksums of it all."""

import os
import secrets
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from generator.export.vcard import write_vcards
from generator.manifest import sha256_of
from generator.organise.citation import citation_records, citations, cited_release
from generator.organise.frame import Outline
from generator.organise.gate import contacts_lapse
from generator.organise.links import MEDIA_FOLDER
from generator.organise.media import media_paths
from generator.organise.site import Entry
from generator.organise.twins.markdown import markdown_twin
from generator.organise.twins.plain import plain_twin
from generator.organise.twins.plan import make_twin
from generator.problems import DatelineError, Problem

_RECORDS = {"BibTeX": "citation.bib", "RIS": "citation.ris", "CSL-JSON": "citation.json"}
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The same release gives the same bytes: no clock is in them."""


def write_pack(outline: Outline, site: Path, named: str, file: Path | None) -> Path:
    """Write the pack of the release with this id, number or path, and return where; by default it has its slug's name.

    Raises DatelineError when there is no such release, none that has a text, or when the file is there already.
    """
    entry = _find(outline, named)
    if entry.withdrawn:
        message = f"'{named}' was withdrawn, or has expired, so that there is nothing to hand out"
        raise DatelineError([Problem(message=message, path=entry.release.path)])
    target = file or Path(f"{entry.address.rstrip('/').rpartition('/')[2]}.zip")
    if target.exists():
        raise DatelineError([Problem(message=f"{target} is there already; name another file with --output")])
    draft = target.with_name(f".{target.name}-{os.getpid()}-{secrets.token_hex(4)}.tmp")
    try:
        with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED) as archive:
            sums = ""
            for name, data in sorted(_members(outline, site, entry)):
                archive.writestr(_member(name), data, zipfile.ZIP_DEFLATED)
                sums += f"{sha256_of(data)}  {name}\n"
            archive.writestr(_member("SHA256SUMS"), sums, zipfile.ZIP_DEFLATED)
        draft.replace(target)
    finally:
        with suppress(OSError):
            draft.unlink()
    return target


def _find(outline: Outline, named: str) -> Entry:
    for entry in outline.site.entries:
        front, path = entry.release.front, entry.release.path
        if named in (front.id, front.number, path, path.rpartition("/")[2]):
            return entry
    message = f"no release that may leave the archive has the id, number or path '{named}'; `dateline list` shows them"
    raise DatelineError([Problem(message=message)])


def _members(outline: Outline, site: Path, entry: Entry) -> Iterator[tuple[str, bytes]]:
    twin = make_twin(outline, entry)
    yield "release.txt", plain_twin(outline.frame, twin).encode()
    yield "release.md", markdown_twin(outline.frame, twin).encode()
    yield from _citations(outline, entry)
    if entry.release.front.contacts:
        yield "contacts.vcf", write_vcards(entry.release.front.contacts, note=_note(outline, entry))
    in_text = outline.links.media_in(entry.release.body.pictures, entry.release.path)
    paths = dict.fromkeys((*media_paths(entry, outline.site), *in_text))
    yield from ((f"media/{path.removeprefix(MEDIA_FOLDER)}", (site / path).read_bytes()) for path in paths)
    if captions := "\n".join(_captions(outline, entry)):
        yield "media/captions.txt", captions.encode()


def _citations(outline: Outline, entry: Entry) -> Iterator[tuple[str, bytes]]:
    frame = outline.frame
    cited = cited_release(entry, url=frame.url(entry.address), archive=frame.site.title, language=frame.site.language)
    written = (f"{one.style}\n{''.join(part.text for part in one.parts)}\n" for one in citations(cited))
    yield "citation.txt", "\n".join(written).encode()
    for record in citation_records(cited):
        if name := _RECORDS.get(record.format):
            yield name, record.text.encode()


def _captions(outline: Outline, entry: Entry) -> Iterator[str]:
    """Yield what is to be printed beside each picture: a credit that is lost here is lost for good."""
    shown = set(media_paths(entry, outline.site))
    for medium in entry.release.front.media:
        name = medium.file if medium.file and MEDIA_FOLDER + medium.file in shown else None
        if name or (medium.url and not medium.file):
            yield f"{name or medium.url}"
            said = {"Caption": medium.caption, "Credit": medium.credit, "License": medium.license, "Shows": medium.alt}
            yield from (f"    {label}: {' '.join(text.split())}" for label, text in said.items() if text)
            if medium.rights_until:
                yield f"    May be used until: {medium.rights_until}"


def _note(outline: Outline, entry: Entry) -> str:
    """Say from when a contact is: people change places."""
    front, config = entry.release.front, outline.site.config
    lapse = contacts_lapse(front, config.contacts.valid, config.zone)
    when = f"Contact named in a press release of {front.date or 'no date'}: {outline.frame.url(entry.address)}"
    return f"{when} (may no longer be right)" if lapse and lapse <= outline.site.as_of else when


def _member(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _EPOCH)
    info.external_attr = 0o644 << 16
    return info
