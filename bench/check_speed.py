"""How fast the checks of a built site are: `python -m bench.check_speed [--releases N | --site FOLDER] [CHECK…]`.

Builds an invented archive of N releases, one of them under embargo, or takes a site that is built already, and runs
each check in a process of its own, one after the other. Prints processor time with all processes, pages a second that
two idle processors would read in that time, and the most memory. Ends with 1 when the check of links is too slow.
"""

import argparse
import sys
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.builds.contenders import Dateline
from bench.builds.maker import LAST_DAY, Maker
from bench.builds.measuring import run_measured
from generator.check import CHECKS
from generator.check.subject import find_files

LEAST = 1000
"""Pages a second of two processors, for links."""
_PROCESSORS = 2


def main() -> int:
    """Measure, print, and tell whether the target is met."""
    options = _options()
    with TemporaryDirectory() as folder:
        site = options.site or _build(Path(folder), options.releases)
        files = find_files(site / "output")
        pages = sum(path.endswith(".html") for path in files)
        print(f"{pages:,} pages of {sum(files.values()) / len(files):,.0f} bytes a file, {len(files):,} files")
        print(f"{'check':10} {'processors':>11} {'pages a second':>15} {'memory':>9}")
        reached = True
        for name in options.checks or [check.name for check in CHECKS]:
            command = [sys.executable, "-m", "generator", "check", name, "--json"]
            cost = run_measured(command, site, {"SOURCE_DATE_EPOCH": str(int(LAST_DAY.timestamp()) + 86_400)})
            speed = pages / (cost.cpu_seconds / _PROCESSORS)
            print(f"{name:10} {cost.cpu_seconds:9.1f} s {speed:15,.0f} {cost.megabytes:6.0f} MB")
            reached &= name != "links" or speed >= LEAST
    return int(not reached)


def _build(folder: Path, releases: int) -> Path:
    dateline = Dateline("commonmark", folder / "site")
    dateline.begin()
    for number, release in enumerate(Maker().archive(releases)):
        embargo = LAST_DAY.replace(year=LAST_DAY.year + 10) if number == releases // 2 else None
        dateline.write(replace(release, embargo=embargo))
    command, environment = dateline.command(LAST_DAY)
    run_measured(command, dateline.site, environment)
    return dateline.site


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--releases", type=int, default=2000)
    parser.add_argument("--site", type=Path)
    parser.add_argument("checks", nargs="*", metavar="CHECK")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
