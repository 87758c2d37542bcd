"""What is wrong in a layout, as a problem with the layout's name, the line and what to do."""

import dataclasses
import difflib
import traceback
from collections.abc import Iterable, Iterator
from typing import Any

from jinja2 import StrictUndefined, TemplateNotFound, TemplateSyntaxError, UndefinedError
from jinja2.utils import missing

from generator.contexts import LAYOUTS
from generator.problems import Problem

Place = tuple[str, int]
"""A layout's name and a line of it."""

ROOT = "layouts:"
"""Before a layout's name in tracebacks: layouts are data, and lie in no folder when they run."""
_GIVEN = {field.name for context in LAYOUTS.values() for field in dataclasses.fields(context)}
_ADVICE = "mend it, or remove the file to use the layout that comes with Dateline"


class Unknown(StrictUndefined):
    """A name nobody gave the layout; using it in any way is an error that offers the nearest known one."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        """Word what Jinja's own message leaves out: which names there are."""
        name, owner = str(self._undefined_name), self._undefined_obj
        if self._undefined_hint:
            return str(self._undefined_hint)
        if owner is missing:
            return f"nothing is called '{name}' here{_did_you_mean(name, _GIVEN)}"
        if not dataclasses.is_dataclass(owner):
            return f"a value of type {type(owner).__name__} has no '{name}'"
        known = [field.name for field in dataclasses.fields(owner)]
        return f"{type(owner).__name__} has no '{name}'{_did_you_mean(name, known) or '; it has ' + ', '.join(known)}"


def problem_of(error: Exception, layout: str) -> Problem:
    """Return the problem behind whatever was raised while `layout` was rendered."""
    places = list(_places(error))
    if isinstance(error, TemplateSyntaxError):
        places.append((error.name or layout, error.lineno))
    name, line = places[-1] if places else (layout, None)
    outer = [place for place in dict.fromkeys(places) if place[0] != name] if name != layout else []
    via = f" (used by {', '.join(f'layouts/{name}:{line}' for name, line in reversed(outer))})" if outer else ""
    return Problem(message=f"{_message(error)}{via}", path=f"layouts/{name}", line=line)


def _message(error: Exception) -> str:
    if isinstance(error, TemplateNotFound):
        return f"there is no layout '{error.name}'; put one of that name in layouts/, or correct the name"
    if isinstance(error, TemplateSyntaxError):
        return f"the layout is not well-formed: {_sentence(error.message)}; {_ADVICE}"
    if isinstance(error, UndefinedError | ValueError):
        return _sentence(str(error))
    return f"the layout fails: {_sentence(str(error)) or type(error).__name__}; {_ADVICE}"


def _sentence(text: str | None) -> str:
    return " ".join((text or "").split()).rstrip(".")


def _places(error: Exception) -> Iterator[Place]:
    """Yield the lines of layouts that were being rendered, outermost first."""
    for frame, line in traceback.walk_tb(error.__traceback__):
        file = frame.f_code.co_filename
        if file.startswith(ROOT):
            yield file.removeprefix(ROOT), line


def _did_you_mean(name: str, known: Iterable[Any]) -> str:
    near = difflib.get_close_matches(name, sorted(known), n=1)
    return f"; did you mean '{near[0]}'?" if near else ""
