"""The Nu HTML checker, a program in Java of the W3C: what it says of pages, where both are installed."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from generator.check.findings import Fault, LeftOut
from generator.check.subject import Subject

if TYPE_CHECKING:
    from generator.problems import Severity

VARIABLE = "VNU_JAR"
MOST = 2000
"""Pages that are judged; of more, so many at even distances."""
_IN_NPM = Path("node_modules") / "vnu-jar" / "build" / "dist" / "vnu.jar"
_AT_ONCE = 200
_SECONDS = 600
_NOT_SO = ("Inline script violates Content Security Policy", "Resource violates Content Security Policy")
"""What it says wrongly: JSON-LD is no script, and 'self' is a host where pages are not read from a disk."""


def judge(subject: Subject, pages: Sequence[str]) -> Iterator[Fault | LeftOut]:
    """Yield what the checker says of pages, or that it was left out."""
    java, jar = shutil.which("java"), _find_jar(subject.site)
    if java is None or jar is None:
        wanted = f"no vnu.jar was found; name it in {VARIABLE}, or `npm install vnu-jar`"
        what = "Java is not installed" if java is None else wanted
        yield LeftOut(f"the Nu HTML checker did not judge the pages, for {what}")
        return
    step = max(1, -(-len(pages) // MOST))
    if step > 1:
        yield LeftOut(f"the Nu HTML checker judged {len(pages[::step]):,} of {len(pages):,} pages, at even distances")
    chosen = pages[::step]
    for start in range(0, len(chosen), _AT_ONCE):
        yield from _judge(subject, java, jar, chosen[start : start + _AT_ONCE])


def _judge(subject: Subject, java: str, jar: Path, pages: Sequence[str]) -> Iterator[Fault | LeftOut]:
    files = [str(subject.output.absolute() / page) for page in pages]
    command = [java, "-Xss2m", "-jar", str(jar), "--format", "json", "--exit-zero-always", *files]
    try:
        done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=True)  # noqa: S603 - no shell
        messages: list[dict[str, Any]] = json.loads(done.stderr)["messages"]
    except (OSError, subprocess.SubprocessError, ValueError, KeyError) as error:
        yield LeftOut(f"the Nu HTML checker could not judge the pages ({type(error).__name__}); is {jar.name} whole?")
        return
    names = dict(zip(files, pages, strict=True))
    for message in messages:
        said = str(message.get("message", ""))
        page = names.get(_file_of(str(message.get("url", ""))), "")
        if said.startswith(_NOT_SO) or (message.get("type") == "info" and message.get("subType") != "warning"):
            continue
        severity: Severity = "error" if message.get("type") == "error" else "warning"
        line = message.get("lastLine")
        words = " ".join(said.split()).rstrip(".")
        yield Fault(subject.shown(page), line if isinstance(line, int) else None, f"Nu: {words}", severity)


def _find_jar(site: Path) -> Path | None:
    named = os.environ.get(VARIABLE)
    places = [Path(named)] if named else [site / _IN_NPM, Path.cwd() / _IN_NPM]
    return next((place for place in places if place.is_file()), None)


def _file_of(url: str) -> str:
    return unquote(urlsplit(url).path)
