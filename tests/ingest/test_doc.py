"""Word 97 to 2003: what stands between the file and LibreOffice, and the conversion itself where it is installed."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generator.ingest.formats import doc
from generator.ingest.reading import Item
from generator.problems import ImportRefused

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WORD = OLE + bytes(504) + "WordDocument".encode("utf-16-le") + bytes(500)
LEAD = "The Harbour Trust opened the old lighthouse to its visitors today, after nine years of repairs by its members."
WRITES_DOCX = """
import sys, zipfile, pathlib
folder = pathlib.Path(sys.argv[sys.argv.index("--outdir") + 1])
assert pathlib.Path(sys.argv[-1]).read_bytes().startswith(b"\\xd0\\xcf")
assert sys.argv[1].startswith("-env:UserInstallation=file://")
assert "DisableMacrosExecution" in (folder / "profile/user/registrymodifications.xcu").read_text()
w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
lines = "Lighthouse Opens|PORT ELLEN, Maine, March 4, 2019 -- LEAD".split("|")
text = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
relations = "http://schemas.openxmlformats.org/package/2006/relationships"
with zipfile.ZipFile(folder / "release.docx", "w") as package:
    package.writestr("[Content_Types].xml", "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>"
        "<Default Extension='xml' ContentType='application/xml'/></Types>")
    package.writestr("_rels/.rels", f"<Relationships xmlns='{relations}'>"
        f"<Relationship Id='a' Type='{office}' Target='word/document.xml'/></Relationships>")
    package.writestr("word/document.xml", f"<w:document {w}><w:body>{text}</w:body></w:document>")
"""


def item(data: bytes, name: str = "a.doc") -> Item:
    return Item(name=name, shown=f"inbox/{name}", data=data)


def refusal(data: bytes) -> str:
    with pytest.raises(ImportRefused) as refused:
        doc.read(item(data))
    return " | ".join(problem.message for problem in refused.value.problems)


def stand_in(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Put a program called soffice, and nothing else, where programs are looked for."""
    program = folder / "soffice"
    program.write_text(f"#!{sys.executable}\n{script.replace('LEAD', LEAD)}")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))


needs_shebang = pytest.mark.skipif(sys.platform == "win32", reason="Windows starts no scripts by their first line")


@needs_shebang
def test_libreoffice_gets_a_profile_of_its_own_and_its_docx_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(tmp_path, monkeypatch, WRITES_DOCX)
    reading = doc.read(item(WORD, "-p --evil.doc"))
    assert reading.front.title == "Lighthouse Opens"
    assert str(reading.front.date) == "2019-03-04"
    assert reading.body == LEAD


@needs_shebang
def test_a_file_libreoffice_cannot_open_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(tmp_path, monkeypatch, "raise SystemExit(1)")
    assert refusal(WORD) == (
        "LibreOffice could not open the file, which is damaged or under a password; save it as .docx"
    )


@needs_shebang
def test_libreoffice_is_ended_with_its_children_when_it_takes_too_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sleeper = f"['{sys.executable}', '-c', 'import time; time.sleep(60)']"
    stand_in(tmp_path, monkeypatch, f"import subprocess\nsubprocess.run({sleeper})")
    monkeypatch.setattr(doc, "_SECONDS", 1)
    assert refusal(WORD) == "LibreOffice took more than 1 seconds to open the file; save it as .docx and import that"


def test_without_libreoffice_the_refusal_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert refusal(WORD) == (
        "reading Word 97 to 2003 needs LibreOffice, which is not installed; install it, or save the file as .docx"
    )


@pytest.mark.parametrize("data", [b"", b"Lighthouse Opens", OLE, OLE + "EncryptedPackage".encode("utf-16-le")])
def test_other_bytes_are_not_recognised_whatever_their_name(data: bytes) -> None:
    assert not doc.recognises(item(data))


def test_a_word_document_is_recognised_whatever_its_name() -> None:
    assert doc.recognises(item(WORD, "release.txt"))


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed, so no real .doc can be made")
def test_a_file_that_libreoffice_wrote_is_read(tmp_path: Path) -> None:
    written = tmp_path / "release.html"
    written.write_text(f"<h1>Lighthouse Opens</h1><p>PORT ELLEN, Maine, March 4, 2019 -- {LEAD}</p>")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "doc:MS Word 97", "--outdir", str(tmp_path)]
    subprocess.run([*command, "--writer", str(written)], check=True, timeout=120, capture_output=True)
    reading = doc.read(item((tmp_path / "release.doc").read_bytes()))
    assert reading.front.title == "Lighthouse Opens"
    assert reading.body == LEAD
