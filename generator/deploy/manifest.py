"""What a target holds, as the manifest that lies there says, and what the build would have it hold."""

import gzip
import zlib
from collections.abc import Iterable, Mapping

import msgspec

from generator.digests import digest_of_bytes

MANIFEST = ".dateline-manifest"
"""The file of a target that says what Dateline put there; it holds nothing that the public may not read."""
NOT_THERE, UNSURE = "", "?"
"""Instead of a digest, while a deployment is under way: of a file that may not be there yet, or may be the old one."""


class HeldFile(msgspec.Struct, frozen=True, array_like=True):
    """One file of a target."""

    digest: str
    size: int
    """In bytes, before compression."""
    rank: int
    """See `public_file`."""
    release: str = ""
    is_withdrawn: bool = False


class Manifest(msgspec.Struct, frozen=True):
    """Every file that Dateline put into a target, by path."""

    files: dict[str, HeldFile] = {}
    format: int = 1
    is_partial: bool = False
    """Withdrawals are shown, and lists that still have what was withdrawn: nobody ever goes back to that."""

    @property
    def identity(self) -> str:
        """What tells this state of a target from every other."""
        return digest_of_bytes(_encode(self))

    def standing(self) -> dict[str, bool]:
        """Return each release that has a file here, and whether it was withdrawn."""
        return {file.release: file.is_withdrawn for file in self.files.values() if file.release}


class ManifestDamaged(Exception):
    """The manifest of a target cannot be read as what it is."""


def encode_manifest(manifest: Manifest) -> bytes:
    """Return the file."""
    return gzip.compress(_encode(manifest), 6, mtime=0)


def decode_manifest(data: bytes) -> Manifest:
    """Read the file; raise ManifestDamaged when it is none, or of a later format."""
    try:
        manifest = _DECODER.decode(gzip.decompress(data))
    except (OSError, EOFError, zlib.error, msgspec.DecodeError) as error:
        raise ManifestDamaged from error
    if manifest.format != 1 or any(not is_plain(path) for path in manifest.files):
        raise ManifestDamaged
    return manifest


def is_plain(path: str) -> bool:
    """Tell whether a path leads to a place below the target and nowhere else."""
    return bool(path) and not path.startswith("/") and not {"", ".", ".."} & set(path.split("/")) and "\0" not in path


def with_changes(manifest: Manifest, put: Mapping[str, HeldFile], removed: Iterable[str] = ()) -> Manifest:
    """Return a manifest after files were put and removed."""
    files = dict(manifest.files)
    for path in removed:
        files.pop(path, None)
    files.update(put)
    return Manifest(files, is_partial=manifest.is_partial)


def _encode(manifest: Manifest) -> bytes:
    return msgspec.json.encode(msgspec.structs.replace(manifest, files=dict(sorted(manifest.files.items()))))


_DECODER = msgspec.json.Decoder(Manifest)
