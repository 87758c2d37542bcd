"""One file of `content/releases/` → one `Release`."""

from dataclasses import dataclass

from generator.front_matter import read_front_matter, split_document
from generator.model import Body, Release, SourceFile
from generator.parse.markdown import MarkdownParser
from generator.problems import Problem

EMPTY_BODY = Body(html="", text="")


@dataclass(frozen=True, slots=True)
class Parser:
    """What parsing needs beside the file: the Markdown dialect of the site."""

    markdown: MarkdownParser

    def body(self, text: str, path: str, problems: list[Problem]) -> Body:
        """Return the body of a Markdown text; what cannot be parsed is noted and left out."""
        try:
            return self.markdown.parse(text)
        except RecursionError:
            message = "the Markdown is nested too deeply; flatten its quotations, lists or brackets"
            problems.append(Problem(message=message, path=path))
            return EMPTY_BODY


def parse_release(source: SourceFile, parser: Parser) -> tuple[Release | None, list[Problem]]:
    """Read one release; it is None when its file has an error."""
    document = split_document(source.data, source.path)
    front, problems = read_front_matter(document, source.path)
    if front is None:
        return None, problems
    body = parser.body(document.body, source.path, problems)
    return Release(path=source.path, front=front, body=body), problems
