"""All `Release`s → one `Site` and the plan of its pages: visibility, addresses, groups, neighbours, collisions.

Organising is pure: the same releases, settings and instant give the same plan.
"""

from generator.organise.frame import Outline, make_outline
from generator.organise.gate import next_change
from generator.organise.organise import Archive, LastSite, organise
from generator.organise.page_finder import PageFinder
from generator.organise.page_plan import PagePlan
from generator.organise.plan import plan_last, plan_pages, plan_parts
from generator.organise.plan_part import PlanPart
from generator.organise.public_files import describe_files
from generator.organise.published import (
    claims_of_content,
    find_broken_links,
    find_collisions,
    find_missing_logo,
    find_missing_media,
    output_path,
    published_files,
)
from generator.organise.site import Site

__all__ = [
    "Archive",
    "LastSite",
    "Outline",
    "PageFinder",
    "PagePlan",
    "PlanPart",
    "Site",
    "claims_of_content",
    "describe_files",
    "find_broken_links",
    "find_collisions",
    "find_missing_logo",
    "find_missing_media",
    "make_outline",
    "next_change",
    "organise",
    "output_path",
    "plan_last",
    "plan_pages",
    "plan_parts",
    "published_files",
]
