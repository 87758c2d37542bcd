"""One file of `content/releases/` → one `Release`."""

from collections.abc import Iterator, MutableMapping
from dataclasses import dataclass, replace

from generator.digests import digest_of, digest_of_bytes
from generator.front_matter import read_front_matter, split_document
from generator.model import ABOVE_HEADLINE, Body, Disclosure, Extract, FrontMatter, Release, SourceFile
from generator.parse.anchors import add_anchors, find_quoted
from generator.parse.markdown import MarkdownParser, beginning_of
from generator.problems import Problem
from generator.search_words import distinct_words

EMPTY_BODY = Body(html="", text="")
Bodies = MutableMapping[str, Body]
"""The bodies of releases, by the key of their extract. What is in it already is not parsed again."""


@dataclass(frozen=True, slots=True)
class Parser:
    """What parsing needs beside the file: the Markdown dialect of the site."""

    markdown: MarkdownParser

    def key(self, text: str) -> str:
        """Return the key of a text's body."""
        return digest_of((self.markdown.dialect, text))

    def body(self, text: str, path: str, problems: list[Problem]) -> Body:
        """Return the body of a Markdown text; what cannot be parsed is noted and left out."""
        try:
            body = self.markdown.parse(text)
        except RecursionError:
            message = "the Markdown is nested too deeply; flatten its quotations, lists or brackets"
            problems.append(Problem(message=message, path=path))
            return EMPTY_BODY
        return replace(body, html=add_anchors(body.html))


def parse_release(source: SourceFile, parser: Parser, bodies: Bodies) -> tuple[Release | None, list[Problem]]:
    """Read one release and put its body into `bodies`; it is None when its file has an error."""
    document = split_document(source.data, source.path)
    front, problems = read_front_matter(document, source.path)
    if front is None:
        return None, problems
    key = parser.key(document.body)
    body = bodies.get(key)
    if body is None:
        body = parser.body(document.body, source.path, problems)
        if body is EMPTY_BODY:
            return None, problems
        body = replace(body, words=" ".join(sorted(distinct_words(body.text))))
        bodies[key] = body
    release = Release(
        path=source.path,
        digest=digest_of_bytes(source.data),
        front=front,
        body=Extract(key=key, beginning=beginning_of(body), links=body.links, pictures=body.pictures),
        statements=tuple(_outside(front, body.text)),
        quoted_at=find_quoted(body.html, [quote.text for quote in front.quotes]) if front.quotes else (),
    )
    return release, problems


def _outside(front: FrontMatter, text: str) -> Iterator[Disclosure]:
    statements = [statement for statement in front.disclosures if statement.kind not in ABOVE_HEADLINE]
    words = " ".join(text.split()) if statements else ""
    for statement in statements:
        if " ".join(statement.text.split()) not in words:
            yield statement
