"""The address of a release or page, from the site's permalink and its own slug."""

import re
import unicodedata
from posixpath import splitext

from generator.model import Page, Release
from generator.problems import Problem
from generator.slugs import is_slug, slugify

LEADING_DATE = re.compile(r"\d{4}(?:-\d{2}){0,2}-(?=.)")
_SLASHES = re.compile(r"/{2,}")


def release_address(release: Release, permalink: str, problems: list[Problem]) -> str:
    """Return the address of a release; a part of its date that nobody stated is left out of it."""
    date = release.front.date
    stem = splitext(release.path.rpartition("/")[2])[0]
    slug = _slug(release.front.slug, LEADING_DATE.sub("", stem), release.path, problems)
    if date is None:
        return f"/undated/{slug}/"
    parts = {
        "{year}": f"{date.year:04}",
        "{month}": f"{date.month:02}" if date.month else "",
        "{day}": f"{date.day:02}" if date.day else "",
        "{slug}": slug,
    }
    address = permalink
    for field, value in parts.items():
        address = address.replace(field, value)
    return _SLASHES.sub("/", address)


def page_address(page: Page, problems: list[Problem]) -> str:
    """Return the address of a plain page."""
    return f"/{_slug(page.slug, page.slug, page.path, problems)}/"


def _slug(stated: str | None, stem: str, path: str, problems: list[Problem]) -> str:
    slug = unicodedata.normalize("NFC", stated or stem)
    if is_slug(slug):
        return slug
    proposal = slugify(slug)
    if stated is None and is_slug(proposal):
        return proposal
    advice = f"write 'slug: {proposal}'" if is_slug(proposal) else "write a 'slug' of letters, digits and '-'"
    reason = (
        "two digits would be read as a month or day" if re.fullmatch(r"\d\d", slug) else "no address can be made of it"
    )
    problems.append(Problem(message=f"the slug '{slug}' is refused, for {reason}; {advice}", path=path))
    return proposal or "unnamed"
