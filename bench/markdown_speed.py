"""How long reading the Markdown of a release takes: `python -m bench.markdown_speed [FOLDER]`.

Reads the texts of a folder of Markdown files, the real releases beside the repository unless another is named, with
Python-Markdown as it comes, with the shortcuts, and with pyromark; then with either engine as a body, sanitised, with
anchors, links and plain text. Prints the CPU time of each for one release; the rounds alternate, and the median of them
counts. Ends with 1 when the shortcuts do not halve the time, or change a byte.
"""

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import markdown

from bench.accuracy import SHARED
from generator.front_matter import split_document
from generator.markdown_settings import DEFAULT_MARKDOWN_EXTENSIONS, ENGINES, MarkdownSettings
from generator.parse.commonmark import CommonMark
from generator.parse.markdown import MarkdownParser
from generator.parse.releases import Parser
from generator.parse.shortcuts import Shortcuts

ROUNDS = 7
LEAST = 2.0
"""How many times faster the shortcuts are to be."""


def main() -> int:
    """Measure, print, and tell whether the target is met."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED / "corpus" / "wires"
    texts = [_body(path.read_bytes()) for path in sorted(folder.rglob("*.md"))]
    plain, short = (_convert(*shortcuts) for shortcuts in ((), (Shortcuts(),)))
    differing = sum(plain(text) != short(text) for text in texts)
    whole, quick = (Parser(MarkdownParser(MarkdownSettings(engine=engine).dialect)) for engine in ENGINES)
    took = _measure(
        {
            "Python-Markdown": plain,
            "with the shortcuts": short,
            "pyromark": CommonMark(DEFAULT_MARKDOWN_EXTENSIONS).convert,
            "body, python-markdown": lambda text: whole.body(text, "", []),
            "body, commonmark": lambda text: quick.body(text, "", []),
        },
        texts,
    )
    print(f"{len(texts)} texts of {sum(map(len, texts)) / len(texts):.0f} characters; CPU time of one, in milliseconds")
    for name, milliseconds in took.items():
        print(f"{name:22} {milliseconds:7.3f}")
    factor = took["Python-Markdown"] / took["with the shortcuts"]
    print(f"{factor:.1f} times faster (at least {LEAST}); {differing} texts differ")
    return int(factor < LEAST or differing > 0)


def _body(data: bytes) -> str:
    document = split_document(data, "")
    return data.decode("utf-8", errors="replace") if document.problems else document.body


def _convert(*shortcuts: Shortcuts) -> Callable[[str], str]:
    names = [f"markdown.extensions.{name}" for name in DEFAULT_MARKDOWN_EXTENSIONS]
    converter = markdown.Markdown(extensions=[*names, *shortcuts], output_format="html")
    return lambda text: converter.reset().convert(text)


def _measure(ways: dict[str, Callable[[str], object]], texts: list[str]) -> dict[str, float]:
    """Return the CPU milliseconds that each way takes for one text."""
    rounds: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(ROUNDS):
        for name, way in ways.items():
            began = time.process_time()
            for text in texts:
                way(text)
            rounds[name].append((time.process_time() - began) / len(texts) * 1000)
    return {name: statistics.median(taken) for name, taken in rounds.items()}


if __name__ == "__main__":
    sys.exit(main())
