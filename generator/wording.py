"""What the archive itself says: the words around releases, in the language of the reader.

The messages are English and stand where they are used, in layouts and in `organise`. Their translations are gettext
catalogues, `translations/<language>.po` in a folder of layouts; a message without one is shown in English.
"""

import io
from collections.abc import Mapping
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from generator.problems import BuildFailed, Problem

if TYPE_CHECKING:
    from babel.messages import Catalog

FOLDER = "translations"
"""The folder of a layout folder that holds the catalogues."""


class Wording:
    """The messages of one language."""

    __slots__ = ("_translations", "language")

    def __init__(self, language: str, translations: NullTranslations) -> None:
        """Use these translations; messages they do not have stay English."""
        self.language = language
        self._translations = translations

    def gettext(self, message: str) -> str:
        """Return a message; the places `%(name)s` in it are filled by the caller."""
        return self._translations.gettext(message)

    def ngettext(self, one: str, many: str, count: int) -> str:
        """Return the form of a message that goes with a count."""
        return self._translations.ngettext(one, many, count)

    def pgettext(self, context: str, message: str) -> str:
        """Return a message whose words mean something else elsewhere; `context` tells the two apart."""
        return self._translations.pgettext(context, message)


ENGLISH = Wording("en", NullTranslations())


def wording_of(layouts: Mapping[str, bytes], language: str) -> Wording:
    """Return the wording of a language (BCP 47) or of its nearest parent: for `fr-CA` that of `fr`.

    `layouts` holds bytes by name, catalogues among them. Raises `BuildFailed` when the one needed cannot be read.
    """
    subtags = language.split("-")
    for length in range(len(subtags), 0, -1):
        name = f"{FOLDER}/{'-'.join(subtags[:length])}.po"
        if name in layouts:
            return Wording(language, _compile(layouts[name], name))
    return Wording(language, NullTranslations())


def merge_catalogues(own: bytes, shipped: bytes, name: str) -> bytes:
    """Return a catalogue with the messages of both; a site's own words win. `name` is theirs, for what is wrong."""
    from babel.messages.pofile import write_po

    ours, theirs = _read(own, name), _read(shipped, name)
    for message in ours:
        if message.id and message.string:
            theirs.delete(message.id, message.context)
            theirs[message.id] = message
    merged = io.BytesIO()
    write_po(merged, theirs, width=0, no_location=True, omit_header=False, sort_output=True)
    return merged.getvalue()


@lru_cache(maxsize=32)
def _compile(catalogue: bytes, name: str) -> GNUTranslations:
    from babel.messages.mofile import write_mo

    compiled = io.BytesIO()
    write_mo(compiled, _read(catalogue, name))
    compiled.seek(0)
    return GNUTranslations(compiled)


def _read(catalogue: bytes, name: str) -> "Catalog":
    from babel.messages.pofile import PoFileError, read_po

    try:
        found = read_po(io.BytesIO(catalogue), locale=_locale(name), charset="utf-8", abort_invalid=True)
        problems = [(message.lineno, str(error)) for message, errors in found.check() for error in errors]
    except PoFileError as error:
        problems = [(error.lineno + 1, str(error))]
    except UnicodeDecodeError as error:
        problems = [(catalogue[: error.start].count(b"\n") + 1, "it is not UTF-8")]
    if problems:
        advice = "write it as gettext's tools do, with the same %(name)s as in the message"
        path = f"layouts/{name}"
        raise BuildFailed(
            [
                Problem(message=f"this translation cannot be used ({error}); {advice}", path=path, line=line)
                for line, error in problems
            ]
        ) from None
    return found


def _locale(name: str) -> str | None:
    """Return what Babel calls the language of a catalogue, by which it knows the plural forms, or None."""
    from babel import Locale, UnknownLocaleError

    try:
        return str(Locale.parse(PurePosixPath(name).stem, sep="-"))
    except (UnknownLocaleError, ValueError):
        return None
