"""Which other forms a release has, and where."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from generator.config import Config
from generator.contexts import DocumentLayout, TwinLink
from generator.organise.feeds import latest_change, rfc3339
from generator.organise.frame import Frame, Outline
from generator.organise.gate import UNDATED
from generator.organise.media import shown_media
from generator.organise.page_plan import PagePlan
from generator.organise.plan_part import PlanPart, by_month_shown, digest_of_entry, make_part
from generator.organise.public_record import public_terms
from generator.organise.site import Entry
from generator.organise.twins.markdown import markdown_twin
from generator.organise.twins.ninjs import ninjs_twin
from generator.organise.twins.plain import plain_twin
from generator.organise.twins.twin import Twin

_FORMS = {
    "md": ("release.md", "text/markdown"),
    "txt": ("release.txt", "text/plain"),
    "ninjs": ("release.json", "application/json"),
}
"""Of each format: file, media type."""
_WRITERS: dict[str, Callable[[Frame, Twin], str]] = {"md": markdown_twin, "txt": plain_twin, "ninjs": ninjs_twin}


def twins_of(entry: Entry, config: Config) -> tuple[TwinLink, ...]:
    """Return the other forms of a release; of one whose text was removed only that which says so to programs."""
    wanted = [form for form in _FORMS if form in config.formats and (form == "ninjs" or not entry.removed)]
    return tuple(
        TwinLink(format=form, address=entry.address + file, media_type=media_type)
        for form, (file, media_type) in _FORMS.items()
        if form in wanted
    )


def plan_twins(outline: Outline) -> Iterator[PlanPart]:
    """Yield the other forms of every visible release, by month, oldest first."""
    site = outline.site
    if site.config.formats == ("html",):
        return
    for month, entries in by_month_shown(site.entries).items():
        digests = [digest_of_entry(entry, outline) for entry in entries]
        expected = len(entries) * len(site.config.formats)
        yield make_part(f"twins {month}", outline, digests, expected, partial(_plan_twins, outline, entries))


def _plan_twins(outline: Outline, entries: Iterable[Entry]) -> Iterator[PagePlan]:
    for entry in entries:
        if links := twins_of(entry, outline.site.config):
            twin = make_twin(outline, entry)
            for link in links:
                inputs = (link.address, link.format, twin)
                frame, path = outline.frame, entry.release.path
                yield PagePlan(link.address, "document.txt", path, frame, _write, inputs)


def make_twin(outline: Outline, entry: Entry) -> Twin:
    """Return what the other forms of a release are made of."""
    site, body = outline.site, entry.release.body
    links = () if entry.removed else body.links
    return Twin(
        known=entry.known(),
        targets=outline.links.targets(links, entry.release.path),
        terms=public_terms(entry, site),
        media=shown_media(entry, site, outline.links),
        visible="" if entry.instant == UNDATED else rfc3339(entry.instant),
        changed=rfc3339(latest_change([entry], site)),
    )


def _write(frame: Frame, address: str, form: str, twin: Twin) -> DocumentLayout:
    page = frame.page(address, twin.entry.release.front.title, noindex=True)
    return DocumentLayout(site=frame.site, page=page, text=_WRITERS[form](frame, twin))
