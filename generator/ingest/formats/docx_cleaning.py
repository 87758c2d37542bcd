"""WordprocessingML (ISO/IEC 29500-1, part 17) without what the writer deleted, hid or remarked.

Insertions are text that was accepted; a paragraph mark that was deleted is left for the converter, which joins the
paragraphs.
"""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from generator.ingest.formats.left_out import LeftOut
from generator.ingest.formats.office_zip import attribute, local_name

_DELETED = {"del", "moveFrom"}
_PROPERTIES = {"pPr", "rPr", "trPr", "tcPr", "tblPr", "sectPr"}
_PICTURES = {"blip", "imagedata"}
_EMBEDDED = {"altChunk", "OLEObject", "chart", "relIds"}
_COMMENT_MARKS = {"commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef"}
_FIELD_MARKS = {"rPr", "fldChar", "instrText"}
_NUMBER = re.compile(r"-?\d{0,9}(?:\.\d{1,9}|\d)[f%]?")
_MOST_CROPPED = 0.005
"""Programs crop by a hair when they convert."""
_OFF = {"0", "false", "off"}


def hidden_styles(styles: Element) -> frozenset[str]:
    """Return the ids of the styles whose text is hidden, by themselves or by what they are based on."""
    own: dict[str, bool | None] = {}
    base: dict[str, str | None] = {}
    for style in styles:
        if local_name(style) == "style" and (name := attribute(style, "styleId")):
            own[name] = _vanishes(style)
            parent = _child(style, "basedOn")
            base[name] = attribute(parent, "val") if parent is not None else None
    return frozenset(name for name in own if _inherits(name, own, base))


def clean_part(
    root: Element, hidden: frozenset[str], left_out: LeftOut, pictures: frozenset[str] = frozenset()
) -> None:
    """Take out, in place, what no reader sees; `hidden` are the styles whose text is hidden.

    `pictures` are the ids of the pictures that are in the package; others are taken out.
    """
    _clean(root, hidden, left_out, pictures, paragraph_hidden=False)


def shown_words(root: Element) -> Iterator[str]:
    """Yield the words of the paragraphs that have any."""
    for paragraph in root.iter():
        if local_name(paragraph) == "p":
            words = "".join(" " if local_name(part) == "tab" else part.text or "" for part in _text_parts(paragraph))
            if words.strip():
                yield " ".join(words.split())


def _clean(
    element: Element, hidden: frozenset[str], left_out: LeftOut, pictures: frozenset[str], *, paragraph_hidden: bool
) -> None:
    before_hidden = False
    for child in list(element):
        name = local_name(child)
        if name in _PROPERTIES:
            continue
        if name in _DELETED or _is_deleted_part(child, name):
            element.remove(child)
            left_out.deletions += any(True for _ in _text_parts(child))
        elif name in _COMMENT_MARKS or (name == "Choice" and _has_fallback(element)):
            element.remove(child)
        elif name in _PICTURES:
            if not _may_stay(child, element, pictures, left_out):
                element.remove(child)
        elif name in {"inline", "anchor"} and _is_unseen(child):
            element.remove(child)
            left_out.hidden += 1
        elif name in _EMBEDDED:
            element.remove(child)
            left_out.embedded += 1
        elif name == "tr" and _flag(child, "trPr", "hidden"):
            element.remove(child)
            left_out.hidden += 1
        elif name == "r" and _is_hidden_run(child, hidden, paragraph_hidden=paragraph_hidden):
            had_words = _empty_run(child)
            # Word cuts one passage into many runs.
            left_out.hidden += had_words and not before_hidden
            before_hidden = True
        else:
            before_hidden = before_hidden and name != "r"
            within_hidden = _has_style(child, "pPr", "pStyle", hidden) if name == "p" else paragraph_hidden
            _clean(child, hidden, left_out, pictures, paragraph_hidden=within_hidden)


def _may_stay(picture: Element, around: Element, pictures: frozenset[str], left_out: LeftOut) -> bool:
    """Tell whether a picture is in the package and shown whole; count it if not."""
    crop = next((part for part in around if local_name(part) == "srcRect"), None)
    sides = [_share(attribute(crop, side), 100_000) for side in "ltrb"] if crop is not None else []
    sides += [_share(attribute(picture, f"crop{side}"), 65_536) for side in ("left", "top", "right", "bottom")]
    name = attribute(picture, "embed" if local_name(picture) == "blip" else "id")
    if any(side > _MOST_CROPPED for side in sides):
        left_out.cropped += 1
    elif name not in pictures:
        left_out.pictures += 1
    else:
        return True
    return False


def _share(side: str | None, whole: int) -> float:
    """Return how much of a picture one side of it is cut off by: a share, or a number of parts of the whole."""
    number = float(side.rstrip("f%")) if side and _NUMBER.fullmatch(side) else 0.0
    return number * 1000 / whole if side and side.endswith("%") else number / (whole if abs(number) > 1 else 1)


def _is_unseen(drawing: Element) -> bool:
    """Tell whether the selection pane hides a drawing."""
    about = _child(drawing, "docPr")
    return about is not None and attribute(about, "hidden") in {"1", "true"}


def _is_deleted_part(element: Element, name: str) -> bool:
    """Tell whether an element is a row or a cell of a table that a tracked change deleted."""
    if name == "tr":
        return _grandchild(element, "trPr", "del") is not None
    return name == "tc" and _grandchild(element, "tcPr", "cellDel") is not None


def _is_hidden_run(run: Element, hidden: frozenset[str], *, paragraph_hidden: bool) -> bool:
    own = _vanishes(run)
    if own is not None:
        return own
    return paragraph_hidden or _has_style(run, "rPr", "rStyle", hidden)


def _empty_run(run: Element) -> bool:
    """Take everything out of a run save the marks that fields need; tell whether there were words."""
    had_words = any((part.text or "").strip() for part in _text_parts(run))
    for child in list(run):
        if local_name(child) not in _FIELD_MARKS:
            run.remove(child)
    return had_words


def _inherits(name: str, own: dict[str, bool | None], base: dict[str, str | None]) -> bool:
    seen: set[str] = set()
    at: str | None = name
    while at is not None and at not in seen:
        seen.add(at)
        decided = own.get(at)
        if decided is not None:
            return decided
        at = base.get(at)
    return False


def _vanishes(element: Element) -> bool | None:
    """Return what the element's run properties say of being hidden, None if nothing."""
    vanish = _grandchild(element, "rPr", "vanish")
    return None if vanish is None else attribute(vanish, "val") not in _OFF


def _flag(element: Element, properties: str, name: str) -> bool:
    found = _grandchild(element, properties, name)
    return found is not None and attribute(found, "val") not in _OFF


def _has_style(element: Element, properties: str, name: str, styles: frozenset[str]) -> bool:
    style = _grandchild(element, properties, name)
    return style is not None and attribute(style, "val") in styles


def _has_fallback(element: Element) -> bool:
    return _child(element, "Fallback") is not None


def _text_parts(element: Element) -> Iterator[Element]:
    return (part for part in element.iter() if local_name(part) in {"t", "delText", "tab"})


def _child(element: Element, name: str) -> Element | None:
    return next((child for child in element if local_name(child) == name), None)


def _grandchild(element: Element, name: str, inner: str) -> Element | None:
    child = _child(element, name)
    return None if child is None else _child(child, inner)
