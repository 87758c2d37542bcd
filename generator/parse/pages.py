"""One file of `content/pages/` → one `Page`."""

from pathlib import PurePosixPath

from generator.fields import read_mapping
from generator.front_matter import split_document
from generator.model import Page, SourceFile
from generator.parse.releases import Parser
from generator.problems import Problem, errors_in


def parse_page(source: SourceFile, parser: Parser) -> tuple[Page | None, list[Problem]]:
    """Read one plain page; it is None when its file has an error."""
    document = split_document(source.data, source.path)
    if document.problems:
        return None, list(document.problems)
    fields, problems = read_mapping(document.front, path=source.path, first_line=document.front_line)
    if fields is None:
        return None, problems
    page = Page(
        path=source.path,
        title=fields.required_text("title", "write 'title: ' and the heading of the page"),
        slug=fields.text("slug") or PurePosixPath(source.path).stem,
        description=fields.text("description"),
        language=fields.text("language"),
        body=parser.body(document.body, source.path, problems),
    )
    fields.finish()
    return (None if errors_in(problems) else page), problems
