"""The folder that a browser saves beside a page: which page it belongs to, and what is in it.

Browsers name it after the page and, in the language of the system, after what it holds.
"""

from collections.abc import Collection, Iterator
from pathlib import Path

PAGES = (".html", ".htm", ".xhtml", ".xht", ".shtml")
_ENDINGS = (
    "_files .files _file -Dateien _fichiers _archivos _arquivos _ficheiros _bestanden _fitxers _fitxategiak -filer "
    "_tiedostot _pliki _soubory _elemei _dosyalar _datoteke _fajlovi _failid _fails _bylos"
).split()
_DOCUMENTS = tuple(".pdf .doc .docx .odt .rtf .eml .msg .md".split())
"""What is no part of a page, wherever it lies: it may be a release of its own."""
_PICTURES = tuple(
    ".png .jpg .jpeg .gif .webp .avif .svg .tif .tiff .bmp .ico .heic .mp3 .m4a .wav .ogg .mp4 .webm .mov".split()
)
_MOST_FILES = 5000
_MOST_BYTES = 512 << 20


def page_of(folder: str, names: Collection[str]) -> str | None:
    """Return which of the files beside a folder is the page that it belongs to."""
    for ending in _ENDINGS:
        stem = folder.removesuffix(ending)
        if stem and stem != folder:
            pages = (stem + written for suffix in PAGES for written in (suffix, suffix.upper()))
            return next((page for page in pages if page in names), None)
    return None


def pages_of(files: Collection[str]) -> dict[str, str]:
    """Return the files in such folders, of all files of a tree, with the page that each belongs to; paths have `/`."""
    names: dict[str, set[str]] = {}
    for file in files:
        names.setdefault(file.rpartition("/")[0], set()).add(file.rpartition("/")[2])
    owners: dict[str, str | None] = {"": None}
    for folder in sorted({folder for name in names for folder in _folders(name)}):
        above, _, name = folder.rpartition("/")
        page = page_of(name, names.get(above, ()))
        owners[folder] = owners[above] or (page and f"{above}/{page}".removeprefix("/"))
    found = ((file, owners[file.rpartition("/")[0]]) for file in files if is_part(file))
    return {file: page for file, page in found if page}


def _folders(path: str) -> Iterator[str]:
    """Yield a folder and those around it."""
    while path:
        yield path
        path = path.rpartition("/")[0]


def is_part(name: str) -> bool:
    """Tell whether a file in such a folder is a part of the page."""
    return not name.lower().endswith(_DOCUMENTS)


def is_picture(name: str) -> bool:
    """Tell whether a file is called a picture or a recording, which may belong to another file."""
    return name.lower().endswith(_PICTURES)


def companion_files(page: Path) -> Iterator[str]:
    """Yield the files of a page's folder, from where the page lies; no links, and no more than a page can have."""
    if not page.name.lower().endswith(PAGES):
        return
    folders = (path for path in sorted(page.parent.iterdir()) if path.is_dir() and not path.is_symlink())
    companion = next((folder for folder in folders if page_of(folder.name, (page.name,))), None)
    size = 0
    for number, path in enumerate(_plain_files(companion) if companion else ()):
        size += path.lstat().st_size
        if number >= _MOST_FILES or size > _MOST_BYTES:
            return
        yield path.relative_to(page.parent).as_posix()


def _plain_files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.is_symlink() or path.name.startswith("."):
            continue
        if path.is_dir():
            yield from _plain_files(path)
        elif path.is_file() and is_part(path.name):
            yield path
