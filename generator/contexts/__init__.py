"""What a layout may read: one frozen dataclass for each layout, and nothing else.

Organise makes these values and render turns each into bytes. A context is complete, holds no clock, no machine path
and no other page, and encodes to the same bytes for equal content, so that a fingerprint can be taken from it.
Addresses in it are paths from the root of the site (`/2024/01/slug/`); a layout writes them with `link(…)`.
"""

from generator.contexts.citation import Citation, CitationPart, CitationRecord, MetaTag, TwinLink
from generator.contexts.lists import (
    AllLayout,
    Bar,
    HomeLayout,
    ListLayout,
    TermLayout,
    TermsLayout,
    TimelineLayout,
    TimelineYear,
)
from generator.contexts.machines import (
    FeedEntry,
    FeedLayout,
    RobotsLayout,
    SitemapEntry,
    SitemapLayout,
)
from generator.contexts.parts import (
    Card,
    ContactContext,
    Count,
    Direction,
    FeedLink,
    LanguageLink,
    Link,
    PageContext,
    Period,
    Ribbon,
    SiteContext,
)
from generator.contexts.quotes import Quotation, QuotesLayout, SpeakerLayout
from generator.contexts.release import (
    CorrectionContext,
    DatelineContext,
    MediumContext,
    Passage,
    ReleaseContext,
    ReleaseLayout,
    Term,
    Terms,
)
from generator.contexts.single import GoneLayout, NotFoundLayout, PlainLayout, RedirectLayout, SearchLayout
from generator.contexts.story import ChangedParagraph, ChangedRun, ChangesLayout, StoryStep
from generator.contexts.version import VersionLayout
from generator.contexts.whole_site import DocumentLayout, GuideLayout, SecurityLayout, SitemapIndexLayout

__all__ = [
    "LAYOUTS",
    "AllLayout",
    "Bar",
    "Card",
    "ChangedParagraph",
    "ChangedRun",
    "ChangesLayout",
    "Citation",
    "CitationPart",
    "CitationRecord",
    "ContactContext",
    "CorrectionContext",
    "Count",
    "DatelineContext",
    "Direction",
    "DocumentLayout",
    "FeedEntry",
    "FeedLayout",
    "FeedLink",
    "GoneLayout",
    "GuideLayout",
    "HomeLayout",
    "LanguageLink",
    "Layout",
    "Link",
    "ListLayout",
    "MediumContext",
    "MetaTag",
    "NotFoundLayout",
    "PageContext",
    "Passage",
    "Period",
    "PlainLayout",
    "Quotation",
    "QuotesLayout",
    "RedirectLayout",
    "ReleaseContext",
    "ReleaseLayout",
    "Ribbon",
    "RobotsLayout",
    "SearchLayout",
    "SecurityLayout",
    "SiteContext",
    "SitemapEntry",
    "SitemapIndexLayout",
    "SitemapLayout",
    "SpeakerLayout",
    "StoryStep",
    "Term",
    "TermLayout",
    "Terms",
    "TermsLayout",
    "TimelineLayout",
    "TimelineYear",
    "TwinLink",
    "VersionLayout",
]

Layout = (
    HomeLayout
    | ReleaseLayout
    | ChangesLayout
    | VersionLayout
    | TimelineLayout
    | ListLayout
    | TermsLayout
    | TermLayout
    | QuotesLayout
    | SpeakerLayout
    | AllLayout
    | PlainLayout
    | NotFoundLayout
    | RedirectLayout
    | GoneLayout
    | FeedLayout
    | SitemapLayout
    | RobotsLayout
    | SitemapIndexLayout
    | GuideLayout
    | SecurityLayout
    | DocumentLayout
    | SearchLayout
)

LAYOUTS: dict[str, type] = {
    "home.html": HomeLayout,
    "release.html": ReleaseLayout,
    "changes.html": ChangesLayout,
    "version.html": VersionLayout,
    "timeline.html": TimelineLayout,
    "list.html": ListLayout,
    "terms.html": TermsLayout,
    "term.html": TermLayout,
    "quotes.html": QuotesLayout,
    "speaker.html": SpeakerLayout,
    "all.html": AllLayout,
    "page.html": PlainLayout,
    "404.html": NotFoundLayout,
    "redirect.html": RedirectLayout,
    "gone.html": GoneLayout,
    "feed.xml": FeedLayout,
    "rss.xml": FeedLayout,
    "feed.json": FeedLayout,
    "sitemap.xml": SitemapLayout,
    "robots.txt": RobotsLayout,
    "sitemap-index.xml": SitemapIndexLayout,
    "llms.txt": GuideLayout,
    "security.txt": SecurityLayout,
    "document.txt": DocumentLayout,
    "search.html": SearchLayout,
}
"""Each layout, by its file name below `layouts/`, and the context it is given."""
