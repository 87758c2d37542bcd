"""The vocabulary: what a site calls its tags, people, organisations and places, and which other names mean the same.

A YAML file beside `config.yaml` that people may edit and `dateline terms` keeps.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.fields import Fields, read_mapping
from generator.model import TERM_KINDS, SourceFile, TermKind
from generator.names import name_key
from generator.problems import Problem, errors_in


@dataclass(frozen=True, slots=True, kw_only=True)
class VocabularyTerm:
    """One term with everything the vocabulary says of it."""

    name: str
    also: tuple[str, ...] = ()
    """Other names of the same thing; their addresses lead to it."""
    labels: Mapping[str, str] = field(default_factory=dict)
    """Language → its name there."""
    uri: str | None = None
    note: str | None = None
    line: int = 1


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The terms of each kind, in the order of the file."""

    terms: Mapping[TermKind, tuple[VocabularyTerm, ...]] = field(default_factory=dict)
    _by_key: Mapping[tuple[TermKind, str], VocabularyTerm] = field(default_factory=dict)

    def of(self, kind: TermKind) -> tuple[VocabularyTerm, ...]:
        """Return the terms of a kind."""
        return self.terms.get(kind, ())

    def find(self, kind: TermKind, key: str) -> VocabularyTerm | None:
        """Return the term that has a name or another name with this key (see `name_key`), or None."""
        return self._by_key.get((kind, key))

    def key_of(self, kind: TermKind, key: str) -> str:
        """Return the key of the term that a name belongs to; its own when the vocabulary does not know it."""
        term = self._by_key.get((kind, key)) if self._by_key else None
        return name_key(term.name) if term else key


def read_vocabulary(source: SourceFile | None) -> tuple[Vocabulary, list[Problem]]:
    """Read the vocabulary; an absent file says nothing. With an error in it the returned one is empty."""
    if source is None:
        return Vocabulary(), []
    try:
        text = source.data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = source.data[: error.start].count(b"\n") + 1
        message = "the vocabulary is not UTF-8; save it as UTF-8"
        return Vocabulary(), [Problem(message=message, path=source.path, line=line)]
    fields, problems = read_mapping(text, path=source.path)
    if fields is None:
        return Vocabulary(), problems
    terms = {kind: tuple(_terms(fields, kind)) for kind in TERM_KINDS}
    fields.finish("error")
    by_key = _index(terms, source.path, problems)
    return (Vocabulary(), problems) if errors_in(problems) else (Vocabulary(terms, by_key), problems)


def _terms(fields: Fields, kind: TermKind) -> list[VocabularyTerm]:
    terms = []
    for entry in fields.mappings(kind):
        labels = entry.mapping("labels")
        terms.append(
            VocabularyTerm(
                name=entry.required_text("name", "write what the term is called"),
                also=entry.texts("also"),
                labels={language: labels.text(language) or "" for language in labels.names} if labels else {},
                uri=entry.text("uri"),
                note=entry.text("note"),
                line=entry.line("name") or 1,
            )
        )
        entry.finish("error")
    return terms


def _index(
    terms: Mapping[TermKind, tuple[VocabularyTerm, ...]], path: str, problems: list[Problem]
) -> dict[tuple[TermKind, str], VocabularyTerm]:
    found: dict[tuple[TermKind, str], VocabularyTerm] = {}
    for kind, of_kind in terms.items():
        for term in of_kind:
            for name in (term.name, *term.also):
                other = found.setdefault((kind, name_key(name)), term)
                if other is not term:
                    message = f"'{name}' is a name of '{other.name}' already, on line {other.line}; remove one of them"
                    problems.append(Problem(message=message, path=path, line=term.line))
    return found
