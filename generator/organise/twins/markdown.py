"""A release as Markdown with front matter, whose keys are those of Dateline's own files."""

from collections.abc import Iterator

from generator.front_matter import front_matter_values
from generator.organise.frame import Frame
from generator.organise.public_record import public_inferred
from generator.organise.standing_words import attribution, correction_lines, status_lines
from generator.organise.twins.body_markdown import body_markdown, escape_markdown
from generator.organise.twins.twin import Twin
from generator.yaml_writing import write_yaml


def markdown_twin(frame: Frame, twin: Twin) -> str:
    """Return the file; `url` and `inferred` come after the keys of the release, disclosures before its text."""
    front = twin.front
    values = front_matter_values(front) | {"url": frame.url(twin.entry.address)}
    if inferred := public_inferred(twin.entry, front):
        values["inferred"] = list(inferred)
    return f"---\n{write_yaml(values)}---\n\n" + "\n\n".join(filter(None, _blocks(frame, twin))) + "\n"


def _blocks(frame: Frame, twin: Twin) -> Iterator[str]:
    front, inferred = twin.front, twin.entry.release.front.inferred
    for words in (*(one.text for one in twin.foremost()), *status_lines(frame, front)):
        yield from (_quoted(words), "<!-- -->")
    title = escape_markdown(_line(front.title))
    yield f"# \\[{title}\\]" if "title" in inferred else f"# {title}"
    yield escape_markdown(_line(front.subtitle or ""))
    yield escape_markdown(_line(front.dateline or ""))
    for quote in front.quotes:
        if quote.pull:
            said = [quote.text, attribution(quote)]
            yield from ("\n>\n".join(_quoted(part) for part in said if part), "<!-- -->")
    yield body_markdown(twin.body(frame))
    yield from (escape_markdown(_line(one.text)) for one in twin.statements())
    yield from (escape_markdown(_line(line)) for line in correction_lines(frame, front))


def _quoted(text: str) -> str:
    return f"> {escape_markdown(_line(text))}"


def _line(text: str) -> str:
    return " ".join(text.split())
