"""The pages of quotations: an index of speakers, and for each all that was said, divided by year where that is much."""

from collections.abc import Iterator, Sequence
from functools import partial

from generator.contexts import Count, Link, Period, Quotation, QuotesLayout, SpeakerLayout
from generator.dates import StatedDate
from generator.organise.frame import Frame, Outline
from generator.organise.lists import year_address
from generator.organise.page_plan import PagePlan
from generator.organise.plan_part import PlanPart, make_part, part_of_every_build
from generator.organise.site import Said, Speaker
from generator.organise.speakers import QUOTES
from generator.organise.term_pages import MOST_COUNTED


def plan_quote_pages(outline: Outline) -> Iterator[PlanPart]:
    """Yield for each speaker the years and the page, then the index; a site without quotations has none."""
    site = outline.site
    if not site.speakers:
        return
    people = {group.key: group.address for group in site.terms["people"]}
    for speaker in site.speakers:
        person = people.get(speaker.key, "")
        inputs = (speaker.name, speaker.address, person, [(one.entry.digest, one.number) for one in speaker.said])
        plan = partial(_plan_speaker, outline, speaker, person)
        yield make_part(f"quotes {site.root} {speaker.key}", outline, inputs, 1, plan)
    yield part_of_every_build(f"quotes {site.root}", partial(_plan_index, outline))


def _plan_index(outline: Outline) -> Iterator[PagePlan]:
    site, frame = outline.site, outline.frame
    counts = tuple(Count(title=one.name, address=one.address, count=len(one.said)) for one in site.speakers)
    common = tuple(sorted(counts, key=lambda count: -count.count)[:MOST_COUNTED])
    total = sum(count.count for count in counts)
    index = (counts, common, total)
    yield PagePlan(quotes_address(site.root), "quotes.html", "the index of quotes", frame, _index, index)


def quotes_address(root: str) -> str:
    """Return the address of the index below a home page."""
    return f"{root}{QUOTES}/"


def _plan_speaker(outline: Outline, speaker: Speaker, person: str) -> Iterator[PagePlan]:
    frame, origin = outline.frame, f"the quotes of '{speaker.name}'"
    link, limit = Link(title=speaker.name, address=speaker.address), outline.site.config.page_size
    years = _by_year(speaker.said) if len(speaker.said) > limit else {}
    numbers: list[int | None] = [None, *years, None]
    for index, (year, said) in enumerate(years.items()):
        inputs = (link, person, year, _quotations(outline, said), numbers[index], numbers[index + 2])
        yield PagePlan(year_address(speaker.address, year), "speaker.html", origin, frame, _year, inputs)
    newest = _quotations(outline, speaker.said[-limit:] if years else speaker.said)
    periods = tuple(
        Period(date=StatedDate(year), address=year_address(speaker.address, year), count=len(said))
        for year, said in reversed(list(years.items()))
    )
    landing = (link, person, len(speaker.said), newest, periods)
    yield PagePlan(speaker.address, "speaker.html", origin, frame, _landing, landing)


def _by_year(said: Sequence[Said]) -> dict[int, list[Said]]:
    """Part quotations by the year that their release states; those without a date are left out."""
    years: dict[int, list[Said]] = {}
    for one in said:
        date = one.entry.release.front.date
        if date is not None:
            years.setdefault(date.year, []).append(one)
    return dict(sorted(years.items()))


def _quotations(outline: Outline, said: Sequence[Said]) -> tuple[Quotation, ...]:
    """Return quotations given oldest first, those of the newest release first, of one in the order of its text."""
    ordered = sorted(said, key=lambda one: (one.entry.instant, one.entry.key), reverse=True)
    return tuple(_quotation(outline, one) for one in ordered)


def _quotation(outline: Outline, said: Said) -> Quotation:
    quote = said.entry.release.front.quotes[said.number]
    return Quotation(
        text=quote.text,
        role=quote.role or "",
        card=outline.card(said.entry),
        address=f"{said.entry.address}#{said.anchor}" if said.anchor else said.entry.address,
    )


def _index(frame: Frame, speakers: tuple[Count, ...], common: tuple[Count, ...], total: int) -> QuotesLayout:
    page = frame.page(quotes_address(frame.root), frame.gettext("Quotes"))
    return QuotesLayout(site=frame.site, page=page, speakers=speakers, common=common, total=total)


def _landing(
    frame: Frame,
    speaker: Link,
    person: str,
    count: int,
    quotations: tuple[Quotation, ...],
    years: tuple[Period, ...],
) -> SpeakerLayout:
    title = frame.gettext("Quotes: %(name)s") % {"name": speaker.title}
    return SpeakerLayout(
        site=frame.site,
        page=frame.page(speaker.address, title, trail=(_index_link(frame),)),
        speaker=speaker,
        person=person,
        date=None,
        count=count,
        quotations=quotations,
        years=years,
        earlier=None,
        later=None,
    )


def _year(
    frame: Frame,
    speaker: Link,
    person: str,
    year: int,
    quotations: tuple[Quotation, ...],
    before: int | None,
    after: int | None,
) -> SpeakerLayout:
    date = StatedDate(year)
    title = f"{frame.gettext('Quotes: %(name)s') % {'name': speaker.title}}, {frame.period(date)}"
    return SpeakerLayout(
        site=frame.site,
        page=frame.page(year_address(speaker.address, year), title, trail=(_index_link(frame), speaker)),
        speaker=speaker,
        person=person,
        date=date,
        count=len(quotations),
        quotations=quotations,
        years=(),
        earlier=_year_link(frame, speaker, before),
        later=_year_link(frame, speaker, after),
    )


def _year_link(frame: Frame, speaker: Link, year: int | None) -> Link | None:
    if year is None:
        return None
    return Link(title=frame.period(StatedDate(year)), address=year_address(speaker.address, year))


def _index_link(frame: Frame) -> Link:
    return Link(title=frame.gettext("Quotes"), address=quotes_address(frame.root))
