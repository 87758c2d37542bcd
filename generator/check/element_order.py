"""Which elements of HTML may stand open, which end by themselves, and which never hold anything (HTML, 13.1.2)."""

from generator.check.markup import Tag

VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_MAY_STAY_OPEN = frozenset(
    "html head body p li dt dd option optgroup tr td th thead tbody tfoot colgroup caption rt rp".split()
)
_BLOCKS = (
    "address article aside blockquote details dialog div dl fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 "
    "header hgroup hr main menu nav ol p pre search section table ul"
)
_ENDED_BY: dict[str, frozenset[str]] = {
    "p": frozenset(_BLOCKS.split()),
    "li": frozenset(["li"]),
    "dt": frozenset(["dt", "dd"]),
    "dd": frozenset(["dt", "dd"]),
    "option": frozenset(["option", "optgroup"]),
    "optgroup": frozenset(["optgroup"]),
    "tr": frozenset(["tr", "tbody", "tfoot", "thead"]),
    "td": frozenset(["td", "th", "tr", "tbody", "tfoot"]),
    "th": frozenset(["td", "th", "tr", "tbody", "tfoot"]),
    "thead": frozenset(["tbody", "tfoot"]),
    "tbody": frozenset(["tbody", "tfoot"]),
    "colgroup": frozenset(["thead", "tbody", "tfoot", "tr"]),
    "caption": frozenset(["colgroup", "thead", "tbody", "tfoot", "tr"]),
    "rt": frozenset(["rt", "rp"]),
    "rp": frozenset(["rt", "rp"]),
    "head": frozenset(["body"]),
}
"""An element that is open, and the start tags that end it."""
_FOREIGN = frozenset(["svg", "math"])


class OpenElements:
    """The elements that are open while the tags of a page are read."""

    def __init__(self) -> None:
        """Begin with none."""
        self._open: list[str] = []
        self._foreign = 0

    def take(self, tag: Tag) -> str | None:
        """Take the next tag; return what is wrong with where it stands."""
        name = tag.name
        if name[0] == "/":
            return self._close(name[1:])
        while self._open and name in _ENDED_BY.get(self._open[-1], ()):
            self._open.pop()
        if name in VOID or (self._foreign and tag.written.rstrip().endswith(b"/")):
            return None
        self._open.append(name)
        self._foreign += name in _FOREIGN
        return None

    def end(self) -> str | None:
        """Return what is wrong at the end of the page."""
        left = [name for name in self._open if name not in _MAY_STAY_OPEN]
        return f"<{left[-1]}> is never closed" if left else None

    def _close(self, name: str) -> str | None:
        if name not in self._open:
            return f"</{name}> closes nothing"
        problem = None
        while (last := self._open.pop()) != name:
            self._foreign -= last in _FOREIGN
            if last not in _MAY_STAY_OPEN:
                problem = problem or f"<{last}> is not closed before </{name}>"
        self._foreign -= name in _FOREIGN
        return problem
