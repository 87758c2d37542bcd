"""References to files that are erased: they go from front matter, and links to them become their words."""

import re
from collections.abc import Collection
from urllib.parse import unquote

from generator.front_matter import read_front_matter, split_document
from generator.record.front_matter_edit import cut_front_matter
from generator.record.values import Edited, Value, change_values
from generator.references import resolve_path

_LINK = re.compile(r"(?<!!)\[(?P<words>[^\]]*)\]\(\s*<?(?P<target>[^\s<>)]+)>?[^)]*\)")
_SINGLE = ("replaces", "translation_of", "variant_of")


def without_references(data: bytes, path: str, gone: Collection[str], known: Collection[str]) -> bytes:
    """Return a release or page that names none of the files that go; `known` are all there are. Raises NotEditable."""

    def leads_there(reference: str | None) -> bool:
        target = unquote(reference.partition("#")[0]) if reference else ""
        return bool(target) and resolve_path(target, path, known) in gone

    front, _ = read_front_matter(split_document(data, path), path)
    if front and path.startswith("content/releases/"):
        values: dict[str, Value] = {key: None for key in _SINGLE if leads_there(getattr(front, key))}
        if any(map(leads_there, front.related)):
            values["related"] = tuple(one for one in front.related if not leads_there(one)) or None
        if front.withdrawn and leads_there(front.withdrawn.alternative):
            values["withdrawn.alternative"] = None
        data = change_values(Edited(data, front), values).data
    cut = cut_front_matter(data)
    behind = _LINK.sub(lambda found: found["words"] if leads_there(found["target"]) else found[0], cut.behind)
    return (cut.before + cut.front + behind).encode()
