"""The page of each earlier text of a release."""

from collections.abc import Iterator, Mapping

from generator.addresses import linker
from generator.contexts import Card, Link, VersionLayout
from generator.dates import StatedDate
from generator.digests import Known
from generator.organise.cards import make_release
from generator.organise.differences import changed_only, find_difference
from generator.organise.frame import Frame, Outline
from generator.organise.links import rewrite_links
from generator.organise.page_plan import PagePlan
from generator.organise.release_body import part_about
from generator.organise.site import Entry


def plan_version_pages(outline: Outline) -> Iterator[PagePlan]:
    """Yield the page of every text of a visible release that was corrected; none may be found by search engines."""
    for path, versions in outline.site.versions.items():
        current = outline.site.by_path[path]
        part = outline.of_language(current.release.front.language)
        for version, after in zip(versions, (*(one.entry for one in versions[1:]), current), strict=True):
            body, notices = version.entry.release.body, current.release.front.notices
            links = [*body.links, *(notice.url or "" for notice in notices)]
            inputs = (
                version.entry.known(),
                after.known(),
                outline.card(current),
                version.corrected,
                version.note,
                outline.links.targets(links, path),
            )
            yield PagePlan(version.entry.address, "version.html", path, part.frame, _version_page, inputs)


def _version_page(
    frame: Frame,
    known: Known[Entry],
    after: Known[Entry],
    current: Card,
    corrected: StatedDate,
    note: str,
    targets: Mapping[str, str | None],
) -> VersionLayout:
    entry = known.value
    front = entry.release.front
    write = linker(entry.address, portable=frame.site.portable)
    html, about = part_about(rewrite_links(frame.read_body(entry.release.body.key).html, targets, write))
    headline, paragraphs = changed_only(find_difference(frame, entry.release, after.value.release))
    return VersionLayout(
        site=frame.site,
        page=frame.page(
            entry.address,
            frame.gettext("Earlier text: %(title)s") % {"title": front.title},
            language=front.language or "",
            trail=(Link(title=current.title, address=current.address),),
            noindex=True,
        ),
        release=make_release(
            entry,
            frame.site.language,
            follow=lambda address: targets.get(address, address) or "" if address else "",
            media=(),
            terms=(),
            corrections=(),
            html=html,
            about=about,
            contacts_lapsed=True,
            original_address="",
        ),
        current=current,
        corrected=corrected,
        note=note,
        headline=headline,
        paragraphs=paragraphs,
    )
