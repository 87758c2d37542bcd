"""What `dateline build --profile` prints."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.profile import Profile

_MILLI = 1000


def profile_lines(profile: "Profile") -> Iterator[str]:
    """Yield where the time of a build went, a line for each part."""
    yield "Stages (wall time)"
    for stage, seconds in profile.stages:
        yield f"  {seconds:9.3f} s  {stage}"
    if profile.layouts:
        yield "Layouts (time in whichever process rendered them)"
    for one in profile.layouts:
        yield f"  {one.seconds:9.3f} s  {one.layout}: {one.pages} pages, {_MILLI * one.seconds / one.pages:.2f} ms each"
    if profile.slowest:
        yield "Slowest pages"
    for page in profile.slowest:
        yield f"  {_MILLI * page.seconds:9.2f} ms  {page.address} ({page.layout})"
    if profile.megabytes is not None:
        yield f"Memory: {profile.megabytes:.0f} MB at most in the main process"
