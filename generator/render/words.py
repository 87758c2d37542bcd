"""The functions by which layouts say the archive's own words: `_`, `ngettext` and `pgettext`."""

from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup

from generator.digests import digest_of
from generator.render.layouts import Layouts
from generator.wording import FOLDER, Wording, wording_of


class Words:
    """The translations that come with layouts."""

    def __init__(self, layouts: Layouts) -> None:
        """Use the catalogues among these layouts, each read when a page is in its language."""
        self._layouts = layouts
        self._wordings: dict[str, Wording] = {}
        self._functions: dict[str, dict[str, Callable[..., str]]] = {}
        self.digest = digest_of([(name, data) for name, data in sorted(layouts.items()) if name.startswith(FOLDER)])

    def functions(self, language: str) -> dict[str, Callable[..., str]]:
        """Return the functions for pages on which the archive speaks a language (BCP 47).

        All fill `%(name)s` from their named arguments, and take `language` for words that follow the release instead.
        """
        if language not in self._functions:
            self._functions[language] = self._make_functions(language)
        return self._functions[language]

    def _make_functions(self, default: str) -> dict[str, Callable[..., str]]:
        escaped: dict[str, str] = {}

        @pass_eval_context
        def gettext(context: EvalContext, message: str, /, *, language: str = default, **values: Any) -> str:
            if not values and language == default and context.autoescape:  # nearly always
                if message not in escaped:
                    escaped[message] = _fill(context, self._wording(language).gettext(message), values)
                return escaped[message]
            return _fill(context, self._wording(language).gettext(message), values)

        @pass_eval_context
        def ngettext(
            context: EvalContext, one: str, many: str, count: int, /, *, language: str = default, **values: Any
        ) -> str:
            return _fill(context, self._wording(language).ngettext(one, many, count), values)

        @pass_eval_context
        def pgettext(
            context: EvalContext, about: str, message: str, /, *, language: str = default, **values: Any
        ) -> str:
            return _fill(context, self._wording(language).pgettext(about, message), values)

        return {"_": gettext, "ngettext": ngettext, "pgettext": pgettext}

    def _wording(self, language: str) -> Wording:
        if language not in self._wordings:
            self._wordings[language] = wording_of(self._layouts, language)
        return self._wordings[language]


def _fill(context: EvalContext, message: str, values: Mapping[str, Any]) -> str:
    """Return a message with its values, which are escaped where the layout is HTML or XML; the message is trusted."""
    text = Markup(message) if context.autoescape else message  # noqa: S704 - a message is trusted like a layout
    return text % values if values else text
