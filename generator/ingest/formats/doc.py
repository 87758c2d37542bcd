"""Word 97 to 2003 (.doc): turned into .docx by LibreOffice where it is installed, then read as that.

LibreOffice runs without a window, with a profile of its own that runs no macros and follows no links, and not for long.
"""

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

from generator.ingest.formats import docx
from generator.ingest.formats.office_zip import refused
from generator.ingest.programs import TookTooLong, run_program
from generator.ingest.reading import Item, Reading
from generator.problems import ImportRefused

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STREAM = "WordDocument".encode("utf-16-le")
_PROGRAMS = ("soffice", "libreoffice", "soffice.com")
_SECONDS = 90
_SETTINGS = """\
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse">
<value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse">
<value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableActiveContent" oor:op="fuse">
<value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks"
 oor:op="fuse"><value>true</value></prop></item>
</oor:items>
"""


def recognises(item: Item) -> bool:
    """Tell whether the bytes are a compound file with a Word document in it."""
    return item.data.startswith(_OLE) and _STREAM in item.data


def read(item: Item) -> Reading:
    """Read a release; raises ImportRefused without LibreOffice, or when LibreOffice cannot open the file."""
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        raise refused(
            "reading Word 97 to 2003 needs LibreOffice, which is not installed; install it, or save the file as .docx"
        )
    converted = replace(item, data=_convert(program, item.data))
    if not docx.recognises(converted):
        raise _unreadable()
    return docx.read(converted)


def _convert(program: str, data: bytes) -> bytes:
    """Return the bytes as .docx."""
    with tempfile.TemporaryDirectory(prefix="dateline-doc-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        settings = folder / "profile" / "user" / "registrymodifications.xcu"
        settings.parent.mkdir(parents=True)
        settings.write_text(_SETTINGS, encoding="utf-8")
        # The name is ours: one that came with the file could be an option, or lead elsewhere.
        (folder / "release.doc").write_bytes(data)
        _run(program, folder)
        try:
            return (folder / "release.docx").read_bytes()
        except OSError as error:
            raise _unreadable() from error


def _run(program: str, folder: Path) -> None:
    command = [
        program,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        *("--headless", "--norestore", "--nolockcheck", "--nodefault", "--convert-to", "docx:MS Word 2007 XML"),
        *("--outdir", str(folder), str(folder / "release.doc")),
    ]
    try:
        run_program(command, folder, _SECONDS)
    except TookTooLong as error:
        message = f"LibreOffice took more than {_SECONDS} seconds to open the file; save it as .docx and import that"
        raise refused(message) from error


def _unreadable() -> ImportRefused:
    return refused("LibreOffice could not open the file, which is damaged or under a password; save it as .docx")
