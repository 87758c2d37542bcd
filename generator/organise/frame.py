"""What every page is made with: the site as all know it, and, while they are planned, the cards and links."""

from collections.abc import Callable, Container, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field

from generator import __version__
from generator.addresses import absolute_url
from generator.contexts import Card, LanguageLink, Link, PageContext, SiteContext
from generator.date_text import date_text, language_name
from generator.dates import StatedDate
from generator.digests import digest_of
from generator.languages import direction
from generator.model import Body, TermKind
from generator.organise.cards import make_card
from generator.organise.contacts import make_contact
from generator.organise.feed_links import feed_links
from generator.organise.links import Links
from generator.organise.sections import speaks
from generator.organise.site import Entry, Site
from generator.organise.speakers import QUOTES
from generator.organise.structured_data import Node, breadcrumbs, graph
from generator.wording import Wording

TIMELINE, ALL, SEARCH = "timeline/", "all/", "search/"
"""Below the home page."""
ICONS = ("favicon.svg", "favicon.png", "favicon.ico")


@dataclass(frozen=True, slots=True)
class Frame:
    """What every page is made with beside its inputs: the site as every page knows it, and the bodies."""

    site: SiteContext
    wording: Wording
    """What the archive says, in the site's language; its digest is part of that of each layout."""
    read_body: Callable[[str], Body]
    """Returns the body of a release from the key of its extract."""
    digest: str
    """Of what is the same on every page."""
    kept: MutableMapping[str, bytes]
    """What the search index has kept of earlier builds; see `organise/search/kept.py`."""

    def page(
        self,
        address: str,
        title: str,
        *,
        description: str = "",
        language: str = "",
        trail: tuple[Link, ...] = (),
        canonical: str | None = None,
        noindex: bool = False,
        nodes: Sequence[Node] = (),
        image: str = "",
        alternates: tuple[LanguageLink, ...] = (),
    ) -> PageContext:
        """Return what a page knows about itself; `canonical` is an address when another page stands for this one.

        `nodes` are what its structured data says of it beside where it stands; `image` is an address.
        """
        language = language or self.site.language
        noindex = noindex or self.site.preview
        trail = (Link(title=self.site.title, address=self.root), *trail) if address != self.root else ()
        if address.endswith("/") and trail and not noindex:
            nodes = (*nodes, breadcrumbs([(step, self.url(step.address)) for step in trail], title))
        return PageContext(
            address=address,
            title=title,
            description=description,
            language=language,
            direction=direction(language),
            canonical=self.url(address if canonical is None else canonical),
            noindex=noindex,
            trail=trail,
            structured=graph(nodes),
            image=self.url(image) if image else "",
            alternates=alternates,
        )

    @property
    def root(self) -> str:
        """The address of the home page."""
        return self.site.root

    def url(self, address: str) -> str:
        """Return the whole URL of an address."""
        return absolute_url(self.site.base_url, address)

    def gettext(self, message: str) -> str:
        """Return a message of the archive in the site's language."""
        return self.wording.gettext(message)

    def period(self, date: StatedDate) -> str:
        """Return a day, month or year in the site's language."""
        return date_text(date, self.site.language)


def kind_title(kind: TermKind, wording: Wording) -> str:
    """Return what the archive calls the terms of a kind."""
    titles: dict[TermKind, str] = {
        "tags": wording.gettext("Tags"),
        "people": wording.gettext("People"),
        "organizations": wording.gettext("Organisations"),
        "places": wording.gettext("Places"),
    }
    return titles[kind]


@dataclass(frozen=True, slots=True)
class Outline:
    """The organised site while its pages are planned."""

    site: Site
    links: Links
    frame: Frame
    shared: str
    """The digest of what every part of the plan is made from: the settings, the vocabulary, all frames."""
    sections: Mapping[str, "Outline"] = field(default_factory=dict)
    """The outline of each language that has pages of its own."""
    _cards: dict[str, Card] = field(default_factory=dict)
    """Those already made, by path: a release stands in many lists."""
    digests: dict[tuple[str, str], str] = field(default_factory=dict)
    """Those that `digest_of_entry` has found."""

    def card(self, entry: Entry) -> Card:
        """Return the card of a release."""
        path = entry.release.path
        if path not in self._cards:
            self._cards[path] = make_card(entry, self.site.config.language)
        return self._cards[path]

    def of_language(self, language: str | None) -> "Outline":
        """Return the part of the site whose lists a release in a language stands in."""
        found = (outline for wanted, outline in self.sections.items() if speaks(language, wanted))
        return next(found, self)

    def cards(self, entries: Sequence[Entry]) -> tuple[Card, ...]:
        """Return the cards of entries given oldest first, newest first."""
        return tuple(self.card(entry) for entry in reversed(entries))


def make_outline(
    site: Site,
    assets: Mapping[str, str],
    static: Container[str],
    read_body: Callable[[str], Body],
    wording_of: Callable[[str], Wording],
    kept: MutableMapping[str, bytes] | None = None,
) -> Outline:
    """Return the outline of a site; `assets` maps names to addresses, `static` holds files copied to the output."""
    links, cards = Links(site), dict[str, Card]()
    languages = tuple(_language_link(part) for part in (site, *site.sections)) if site.sections else ()
    kept = {} if kept is None else kept

    def make_frame(part: Site) -> Frame:
        wording = wording_of(part.config.language)
        context = _site_context(part, assets, static, wording, languages)
        return Frame(context, wording, read_body, digest_of(context), kept)

    frames = [make_frame(part) for part in (site, *site.sections)]
    settings = (site.config, site.vocabulary.terms, site.preview, site.portable)
    shared = digest_of((settings, [frame.digest for frame in frames]))
    sections = {
        part.config.language: Outline(part, links, frame, shared, {}, cards)
        for part, frame in zip(site.sections, frames[1:], strict=True)
    }
    return Outline(site, links, frames[0], shared, sections, cards)


def _site_context(
    site: Site,
    assets: Mapping[str, str],
    static: Container[str],
    wording: Wording,
    languages: tuple[LanguageLink, ...],
) -> SiteContext:
    config = site.config
    return SiteContext(
        title=config.title,
        description=config.description,
        language=config.language,
        direction=direction(config.language),
        root=site.root,
        languages=languages,
        base_url=config.base_url,
        publisher=config.publisher.name or config.title,
        publisher_url=config.publisher.url,
        logo=config.publisher.logo if config.publisher.logo.removeprefix("/") in static else "",
        contact=make_contact(config.contacts.today, config.contacts.today.url or "") if config.contacts.today else None,
        license=config.license,
        menu=tuple(Link(title=entry.title, address=entry.address) for entry in config.menu)
        or _default_menu(site, wording),
        feeds=feed_links(config, site.root),
        search=site.root + SEARCH if config.search else "",
        icon=_icon(static),
        assets=dict(sorted(assets.items())),
        generator=f"Dateline {__version__}",
        preview=site.preview,
        portable=site.portable,
    )


def _language_link(site: Site) -> LanguageLink:
    language = site.config.language
    return LanguageLink(
        title=language_name(language), address=site.root, language=language, direction=direction(language)
    )


def _icon(static: Container[str]) -> str:
    return next((f"/{name}" for name in ICONS if name in static), "")


def _default_menu(site: Site, wording: Wording) -> tuple[Link, ...]:
    kinds = (
        Link(title=kind_title(kind, wording), address=f"{site.root}{kind}/")
        for kind, groups in site.terms.items()
        if groups
    )
    elsewhere = {plain.address for section in site.sections for plain in section.pages}
    spoken = [plain for plain in site.pages if plain.address not in elsewhere]
    pages = (Link(title=plain.page.title, address=plain.address) for plain in spoken)
    timeline = Link(title=wording.gettext("Timeline"), address=site.root + TIMELINE)
    quotes = [Link(title=wording.gettext("Quotes"), address=f"{site.root}{QUOTES}/")] if site.speakers else []
    everything = Link(title=wording.gettext("All releases"), address=site.root + ALL)
    return (timeline, *kinds, *quotes, everything, *pages)
