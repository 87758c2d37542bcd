"""An import that is killed at one of many moments: nothing is lost, and the next run finishes."""

import io
import subprocess
import sys
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
COMMAND = (
    "import sys; from datetime import UTC, datetime; from pathlib import Path;"
    "from generator.ingest import ImportOptions, import_sources;"
    "site, last = Path(sys.argv[1]), int(sys.argv[2]);"
    "results = import_sources(site, [site / 'content/inbox'], ImportOptions(), now=datetime(2024, 2, 1, tzinfo=UTC))"
    "\nfor number, result in enumerate(results, 1):"
    "\n    print(result.status, flush=True)"
    "\n    if number == last: sys.stdin.read()"
)
SUBJECTS = "anchors bells charts decks engines flags gales harbours islands jetties keels lamps".split()


def text(subject: str) -> str:
    lead = f"The Harbour Trust today showed its {subject} to all visitors, after nine years in which nobody saw them."
    more = " ".join(
        f"The {number}th of the {subject} came to the quay in the year {1800 + number}." for number in range(9)
    )
    return f"Harbour Trust shows its {subject}\n\nPORT ELLEN, Maine, March 4, 2019 -- {lead}\n\n{more}\n"


def mail(subject: str, *attached: str) -> bytes:
    message = EmailMessage()
    message["From"], message["Message-ID"] = "press@harbour.example", f"<{subject}@harbour.example>"
    message["Subject"] = f"Harbour Trust shows its {subject}"
    message.set_content(text(subject))
    for other in attached:
        message.add_attachment(text(other), filename=f"{other}.txt")
    if attached:
        message.set_boundary("harbour")
    return message.as_bytes()


def fill(site: Path) -> None:
    """Put files, a mailbox, a mail with documents, a table and an archive into the inbox: twelve releases."""
    inbox = site / "content/inbox"
    inbox.mkdir(parents=True)
    names = iter(SUBJECTS)
    (inbox / "a.txt").write_text(text(next(names)))
    box = b"".join(b"From a Tue Mar  4 12:00:00 2025\n" + mail(next(names)) + b"\n" for _ in range(3))
    (inbox / "b.mbox").write_bytes(box)
    (inbox / "c.eml").write_bytes(mail(next(names), next(names), next(names)))
    table = "".join(f'"Trust shows {name}","{text(name)}",2019-03-04\n' for name in (next(names), next(names)))
    (inbox / "d.csv").write_text(f"title,body,date\n{table}")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in (next(names), next(names)):
            archive.writestr(zipfile.ZipInfo(f"{name}.txt"), text(name))
    (inbox / "e.zip").write_bytes(packed.getvalue())
    (inbox / "f.html").write_text("".join(f"<p>{part}</p>" for part in text(next(names)).split("\n\n")))


def run(site: Path, last: int = 0) -> int:
    """Import the inbox; with `last`, kill the process when so many results have come. Return how many came."""
    command = [sys.executable, "-c", COMMAND, str(site), str(last)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        count = 0
        for line in process.stdout:
            assert line.strip() != "failed"
            count += 1
            if count == last:
                process.kill()
                break
    return count


def content_of(site: Path) -> dict[str, bytes]:
    content = site / "content"
    return {path.relative_to(content).as_posix(): path.read_bytes() for path in content.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    site = tmp_path_factory.mktemp("whole")
    fill(site)
    assert run(site) == 12
    return content_of(site)


@pytest.mark.parametrize("last", [1, 3, 6, 9, 11])
def test_what_was_killed_is_finished_by_the_next_run(last: int, whole: dict[str, bytes], tmp_path: Path) -> None:
    fill(tmp_path)
    assert run(tmp_path, last) == last
    assert run(tmp_path) > 0
    assert content_of(tmp_path) == whole


def test_the_same_import_again_changes_nothing(tmp_path: Path) -> None:
    fill(tmp_path)
    inbox = {path.name: path.read_bytes() for path in (tmp_path / "content/inbox").iterdir()}
    run(tmp_path)
    before = content_of(tmp_path)
    for name, data in inbox.items():
        (tmp_path / "content/inbox" / name).write_bytes(data)
    assert run(tmp_path) == 12
    assert content_of(tmp_path) == before
