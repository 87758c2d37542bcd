"""What the converter passes over, in elements that it knows: simple fields, formulas, readings of characters, boxes.

Only names and places of elements change; the words are those of the document.
"""

from xml.etree.ElementTree import Element, SubElement

from generator.ingest.formats.office_zip import local_name

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_COMPATIBLE = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_VECTORS = "urn:schemas-microsoft-com:vml"
_UNWRAPPED = {"fldSimple", "bdo", "dir"}
_FORMULAS = {"oMath", "oMathPara"}
_IN_FIELD = {"r", "hyperlink", "smartTag", "sdt", "ins", "fldSimple", "bdo", "dir"}


def spell_out(root: Element) -> int:
    """Change the tree in place; return how many formulas lost their form."""
    formulas = 0
    for around in reversed(list(root.iter())):  # from within, for one may be in another
        for child in list(around):
            name = local_name(child)
            if name in _UNWRAPPED:
                _replace(around, child, [inner for inner in child if local_name(inner) in _IN_FIELD])
            elif name in _FORMULAS:
                formulas += name == "oMath"
                _replace(around, child, [_run(root, _words(child))])
            elif name == "ruby":
                _spell_ruby(around, child)
            elif name == "cr":
                child.tag = _named(root, "br")
            elif name == "drawing" and (boxes := [each for each in child.iter() if local_name(each) == "txbxContent"]):
                _replace(around, child, [_box(root, box) for box in boxes])
            elif name == "AlternateContent" and not any(local_name(each) == "Fallback" for each in child):
                for choice in child:
                    choice.tag = f"{{{_COMPATIBLE}}}Fallback"
    return formulas


def _replace(around: Element, old: Element, new: list[Element]) -> None:
    at = list(around).index(old)
    around[at : at + 1] = new


def _spell_ruby(around: Element, ruby: Element) -> None:
    """Put the characters, and behind them in brackets how they are read, in place of both."""
    base, reading = ("".join(_words(part) for part in ruby if local_name(part) == name) for name in ("rubyBase", "rt"))
    text = Element(_named(around, "t"))
    text.text = f"{base}（{reading}）" if reading else base
    _replace(around, ruby, [text])


def _run(root: Element, words: str) -> Element:
    run = Element(_named(root, "r"))
    text = SubElement(run, _named(root, "t"))
    text.text = words
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return run


def _box(root: Element, content: Element) -> Element:
    picture = Element(_named(root, "pict"))
    SubElement(SubElement(picture, f"{{{_VECTORS}}}shape"), f"{{{_VECTORS}}}textbox").append(content)
    return picture


def _words(element: Element) -> str:
    return "".join(part.text or "" for part in element.iter() if local_name(part) == "t")


def _named(root: Element, name: str) -> str:
    """Return the name in the namespace of the document, which is another in the strict form of the format."""
    return f"{{{_STRICT if root.tag.startswith(f'{{{_STRICT}') else _WORD}}}{name}"
