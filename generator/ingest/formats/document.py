"""A Markdown file with front matter: a release that says about itself what it is."""

from generator.front_matter import read_front_matter, split_document
from generator.ingest.reading import Item, Reading
from generator.problems import ImportRefused, Problem


def recognises(item: Item) -> bool:
    """Tell whether the item begins with front matter."""
    head = item.data[:200].removeprefix(b"\xef\xbb\xbf")
    return item.name.lower().endswith((".md", ".markdown")) and head.split(b"\n", 1)[0].rstrip() == b"---"


def read(item: Item) -> Reading:
    """Take the front matter as it is stated; raises ImportRefused, naming every error, when it cannot be read."""
    document = split_document(item.data, item.shown)
    front, problems = read_front_matter(document, item.shown)
    if front is None:
        raise ImportRefused(problems)
    if not document.body.strip() and not front.title:
        raise ImportRefused([Problem(message="the file holds no text", path=item.shown)])
    return Reading(front=front, body=document.body, problems=tuple(problems))
