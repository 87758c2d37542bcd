"""Accept what the golden site builds into now as what is expected: `make golden`, and read the diff."""

import shutil
import sys
import tempfile
from pathlib import Path

from tests.sites import GOLDEN, build_at, copy_golden_site, differences, files_in


def main() -> None:
    """Build the golden site and put the result in the place of `tests/golden/expected/`; say what changed."""
    with tempfile.TemporaryDirectory() as folder:
        site = copy_golden_site(Path(folder) / "site")
        build_at(site)
        found = files_in(site / "output")
    expected = files_in(GOLDEN / "expected")
    for line in differences(expected, found):
        print(line)
    shutil.rmtree(GOLDEN / "expected", ignore_errors=True)
    for path, data in found.items():
        target = GOLDEN / "expected" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    print(f"{len(found)} files in tests/golden/expected/")


if __name__ == "__main__":
    sys.exit(main())
