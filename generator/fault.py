"""A fault of ours: what to tell the user, and the report to attach."""

import platform
import traceback
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from generator import __version__

ISSUES = "the project's issue tracker"


def report_fault(error: BaseException, arguments: Sequence[str]) -> str:
    """Write a report to the working directory and return what to print; print the report itself if none can be written.

    The report holds the traceback, which may name paths, and no content of the site.
    """
    report = (
        f"dateline {__version__}, Python {platform.python_version()}, {platform.platform()}\n"
        f"arguments: {' '.join(arguments)}\n\n{''.join(traceback.format_exception(error))}"
    )
    name = f"dateline-fault-{datetime.now(UTC):%Y%m%dT%H%M%S}.txt"
    try:
        Path(name).write_text(report, encoding="utf-8")
    except OSError:
        where = f"please attach this:\n{report}"
    else:
        where = f"please attach {name} from this folder (read it first: it may name files of yours)"
    return f"This is a fault of Dateline, not of your content: {error!r}\nReport it in {ISSUES}; {where}"
