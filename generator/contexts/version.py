"""What the page of an earlier text may read."""

from dataclasses import dataclass

from generator.contexts.parts import Card, PageContext, SiteContext
from generator.contexts.release import ReleaseContext
from generator.contexts.story import ChangedParagraph
from generator.dates import StatedDate


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionLayout:
    """`version.html`: a release as it was before it was corrected."""

    site: SiteContext
    page: PageContext
    release: ReleaseContext
    """The earlier text; it lists no media, terms and contacts."""
    current: Card
    """The release as it stands now."""
    corrected: StatedDate
    note: str
    headline: ChangedParagraph
    """Empty when the headline stayed."""
    paragraphs: tuple[ChangedParagraph, ...]
    """Those of the text that the correction changed."""
