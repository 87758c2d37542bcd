"""What the other forms of a release are made of."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.contexts import MediumContext
from generator.digests import Known
from generator.model import ABOVE_HEADLINE, Disclosure, FrontMatter
from generator.organise.frame import Frame
from generator.organise.links import rewrite_links
from generator.organise.public_record import TermNames, public_front
from generator.organise.site import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Twin:
    """A release that is written in another form."""

    known: Known[Entry]
    targets: Mapping[str, str | None]
    """Where its links lead; see `Links.targets`."""
    terms: TermNames
    media: tuple[MediumContext, ...]
    visible: str
    """When it became visible: RFC 3339, in UTC."""
    changed: str
    """When it was last changed, in the same form."""

    @property
    def entry(self) -> Entry:
        """The release with its place in the site."""
        return self.known.value

    @property
    def front(self) -> FrontMatter:
        """What may leave the site of its record."""
        return public_front(self.entry, self.terms)

    def language(self, frame: Frame) -> str:
        """Return the language of the release."""
        return self.entry.release.front.language or frame.site.language

    def body(self, frame: Frame) -> str:
        """Return the body as sanitised HTML whose links are whole URLs; empty when it was removed."""
        if self.entry.removed:
            return ""
        url = frame.url(self.entry.address)
        body = rewrite_links(frame.read_body(self.entry.release.body.key).html, self.targets, frame.url)
        return body.replace(' href="#', f' href="{url}#')

    def text(self, frame: Frame) -> str:
        """Return the words of the body, a line for each of its blocks; empty when it was removed."""
        return "" if self.entry.removed else frame.read_body(self.entry.release.body.key).text

    def foremost(self) -> Iterator[Disclosure]:
        """Yield the statements that stand above everything else."""
        yield from (one for one in self.front.disclosures if one.kind in ABOVE_HEADLINE)

    def statements(self) -> tuple[Disclosure, ...]:
        """Return the other statements whose words are not in the body."""
        return () if self.entry.removed else self.entry.release.statements
