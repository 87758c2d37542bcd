"""The story so far: releases of which each takes the place of the one before, in both directions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.contexts import Card, ChangesLayout, Link, StoryStep
from generator.digests import Known
from generator.organise.differences import find_difference
from generator.organise.frame import Frame, Outline
from generator.organise.page_plan import PagePlan
from generator.organise.site import Entry, Site
from generator.references import resolve_path

CHANGES = "changes/"
"""What the address of a release ends with where it is compared with the one it replaces."""
MOST_STEPS = 30
"""Of a story that a page shows: those around its own release."""


@dataclass(frozen=True, slots=True)
class Stories:
    """Who replaces whom among the visible releases; a variant replaces nothing, its main release does."""

    replaced: Mapping[str, Entry]
    """By the path of the release that takes its place."""
    gone: frozenset[str]
    """The paths of those whose place another has taken."""
    chapters: Mapping[str, tuple[Entry, ...]]
    """All releases of its story, oldest first, by the path of each."""


def find_stories(site: Site) -> Stories:
    """Return every story of the visible releases."""
    replaced: dict[str, Entry] = {}
    story: dict[str, int] = {}
    members: dict[int, list[str]] = {}
    for number, entry in enumerate(site.entries):
        older = _replaced_by(entry, site)
        if older is None:
            continue
        replaced[entry.release.path] = older
        joined = [story.get(path, -1 - place) for place, path in enumerate((entry.release.path, older.release.path))]
        paths = {path for one in joined for path in members.pop(one, ())} | {entry.release.path, older.release.path}
        members[number] = sorted(paths)
        story |= dict.fromkeys(paths, number)
    if not replaced:
        return Stories({}, frozenset(), {})
    chapters: dict[int, list[Entry]] = {}
    for entry in site.entries:
        if entry.release.path in story:
            chapters.setdefault(story[entry.release.path], []).append(entry)
    gone = frozenset(older.release.path for older in replaced.values())
    told = {number: tuple(entries) for number, entries in chapters.items()}
    return Stories(replaced, gone, {path: told[number] for path, number in story.items()})


def story_of(outline: Outline, stories: Stories, entry: Entry) -> tuple[StoryStep, ...]:
    """Return the story that a release belongs to, oldest first; of a variant that of the release it would replace."""
    chapters = stories.chapters.get(entry.release.path)
    if chapters is None and entry.release.front.replaces:
        path = resolve_path(entry.release.front.replaces, entry.release.path, outline.site.by_path)
        named = outline.site.by_path[path] if path else entry
        chapters = () if named is entry else stories.chapters.get(named.release.path, (named,))
    if not chapters:
        return ()
    standing = [one for one in chapters if not one.withdrawn]
    current = next((one for one in reversed(standing) if one.release.path not in stories.gone), None)
    place = next((number for number, one in enumerate(chapters) if one is entry), len(chapters))
    first = max(0, min(place - MOST_STEPS // 2, len(chapters) - MOST_STEPS))
    return tuple(
        StoryStep(
            card=outline.card(one),
            here=one is entry,
            current=one is current,
            changes=_changes_address(one) if is_compared(one, stories.replaced.get(one.release.path)) else "",
        )
        for one in chapters[first : first + MOST_STEPS]
    )


def is_compared(entry: Entry, older: Entry | None) -> bool:
    """Tell whether what changed may be shown: both texts still stand, in one language."""
    if older is None or entry.withdrawn or older.withdrawn:
        return False
    return entry.release.front.language == older.release.front.language


def plan_changes_pages(outline: Outline) -> Iterator[PagePlan]:
    """Yield the page of what changed for each release that takes the place of another."""
    stories = find_stories(outline.site)
    for entry in outline.site.entries:
        older = stories.replaced.get(entry.release.path)
        if older and is_compared(entry, older):
            frame = outline.of_language(entry.release.front.language).frame
            inputs = (older.known(), entry.known(), outline.card(older), outline.card(entry))
            yield PagePlan(_changes_address(entry), "changes.html", entry.release.path, frame, _changes, inputs)


def _replaced_by(entry: Entry, site: Site) -> Entry | None:
    front = entry.release.front
    if not front.replaces or front.variant_of:
        return None
    path = resolve_path(front.replaces, entry.release.path, site.by_path)
    return site.by_path[path] if path and path != entry.release.path else None


def _changes_address(entry: Entry) -> str:
    return entry.address + CHANGES


def _changes(frame: Frame, older: Known[Entry], newer: Known[Entry], before: Card, after: Card) -> ChangesLayout:
    title = frame.gettext("What changed: %(title)s") % {"title": after.title}
    headline, paragraphs = find_difference(frame, older.value.release, newer.value.release)
    return ChangesLayout(
        site=frame.site,
        page=frame.page(
            _changes_address(newer.value),
            title,
            language=after.language,
            trail=(Link(title=after.title, address=after.address),),
            noindex=True,
        ),
        before=before,
        after=after,
        headline=headline,
        paragraphs=paragraphs,
    )
