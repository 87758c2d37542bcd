"""Looks for bytes that break Dateline, led by which code they reach: `python -m bench.fuzz TARGET SECONDS FOLDER`.

Needs atheris (`pip install atheris`; Linux, Python 3.11), which nothing else here does. The targets are those of
`tests/fuzz_targets.py`. FOLDER keeps, below the target's name, every input that reached new code, so that the next run
goes on from there, and `found-…` for each that broke a promise, took over ten seconds, or over two gigabytes.
Prints one line: target, seconds, cases, inputs kept, findings. Ends with 1 when there are any.
"""

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
GOLDEN = ROOT / "tests/golden"
LONGEST = 10
"""Seconds for one input, which is of a few thousand bytes."""
MOST = 2048
"""Megabytes."""
LENGTH = {"front-matter": 2000, "markdown": 2000, "dateline": 400, "html": 6000, "configuration": 1500}
"""Bytes of an input, at most."""


def main() -> int:
    """Look for as long as asked; return the exit code."""
    target, seconds, folder = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]).resolve() / sys.argv[1]
    kept = folder / "kept"
    kept.mkdir(parents=True, exist_ok=True)
    for number, data in enumerate(seeds(target)):
        (kept / f"seed-{number}").write_bytes(data)
    words = (ROOT / f"tests/fuzz_words/{target}.txt").read_text("utf-8").splitlines()
    (folder / "words").write_text("".join(f'"{quoted(word)}"\n' for word in words))
    began, cases = time.monotonic(), 0
    while (left := int(seconds - (time.monotonic() - began))) > 0:
        cases += run(target, left, folder)
    found = sorted(folder.glob("found-*"))
    print(f"{target}: {seconds} s, {cases} cases, {len(list(kept.iterdir()))} kept, {len(found)} findings")
    return 1 if found else 0


def run(target: str, seconds: int, folder: Path) -> int:
    """Look until something is found, or for so many seconds; return how many inputs were tried."""
    command = [sys.executable, "-c", f"import bench.fuzz; bench.fuzz.look({target!r})", str(folder / "kept")]
    options = {
        "max_total_time": seconds,
        "timeout": LONGEST,
        "rss_limit_mb": MOST,
        "max_len": LENGTH[target],
        "dict": folder / "words",
        "artifact_prefix": f"{folder}/found-",
        "print_final_stats": 1,
    }
    done = subprocess.run(
        [*command, *[f"-{name}={value}" for name, value in options.items()]],
        cwd=ROOT,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    with (folder / "log").open("a") as log:
        log.write(done.stdout[-20_000:] + done.stderr[-20_000:])
    tried = re.search(r"number_of_executed_units:\s*(\d+)", done.stderr) or re.search(r"#(\d+)\s[^#]*$", done.stderr)
    return int(tried[1]) if tried else 0


def look(target: str) -> None:
    """Be the process that libFuzzer runs in."""
    import atheris  # of its own virtual environment

    # What is imported before this is not led by: so nothing of the package is, above.
    with atheris.instrument_imports(include=["generator", "markdown"]):
        from tests.fuzz_targets import TARGETS

    atheris.Setup(sys.argv, TARGETS[target])
    atheris.Fuzz()


def seeds(target: str) -> Iterator[bytes]:
    """Yield what a target should be made of."""
    if target in ("front-matter", "markdown"):
        for file in sorted((GOLDEN / "site/content/releases").rglob("*.md")):
            data = file.read_bytes()
            yield data if target == "front-matter" else data.split(b"\n---\n", 1)[-1]
    elif target == "dateline":
        for file in sorted((ROOT / "tests/ingest/datelines").glob("*.tsv")):
            yield from (line.split("\t")[0].encode() for line in file.read_text("utf-8").splitlines()[::7])
    elif target == "html":
        from tests.ingest import html_pages

        yield from (value.encode() for name, value in vars(html_pages).items() if name.isupper() and "<" in str(value))
        yield from (file.read_bytes() for file in sorted((ROOT / "tests/ingest/newsrooms").glob("*.html")))
    else:
        yield (GOLDEN / "site/config.yaml").read_bytes()
        yield (ROOT / "config.yaml").read_bytes()


def quoted(word: str) -> str:
    """Write a word, whose escapes are those of Python, as libFuzzer's dictionaries do."""
    raw = re.sub(r"\\(?:n|t|x..|u....)", lambda escape: escape[0].encode().decode("unicode_escape"), word).encode()
    return "".join(chr(byte) if 32 <= byte < 127 and byte not in b'"\\' else f"\\x{byte:02x}" for byte in raw)


if __name__ == "__main__":
    sys.exit(main())
