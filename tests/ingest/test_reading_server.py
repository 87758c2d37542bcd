"""The server of the processes that read: when it is started, and that many files are read through it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sites import ROOT, dateline, write_site

STARTED = """
import sys
from multiprocessing.forkserver import _forkserver
from pathlib import Path
from generator.reading_server import start_early
start_early([Path(sys.argv[1])])
print(_forkserver._forkserver_pid is not None, "generator.ingest" in sys.modules)
"""
RELEASE = "The Harbour Trust opens light {number}\n\nPORT ELLEN, March 4, 2019 -- The Harbour Trust opened it today.\n"


@pytest.mark.parametrize(("files", "is_started"), [(256, False), (257, True)])
def test_it_is_started_before_anything_is_imported_and_only_for_many_files(
    tmp_path: Path, files: int, is_started: bool
) -> None:
    for number in range(files):
        folder = tmp_path / f"{number % 7}"
        folder.mkdir(exist_ok=True)
        (folder / f"{number}.txt").touch()
    done = subprocess.run(
        [sys.executable, "-c", STARTED, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == [str(is_started), "False"]


def test_an_import_of_many_files_takes_all_of_them_in(tmp_path: Path) -> None:
    texts = {f"raw/{number}.txt": RELEASE.format(number=number) for number in range(300)}
    site = write_site(tmp_path, texts)
    done = dateline("import", str(site / "raw"), "--site", str(site), "--jobs", "2", "--json")
    assert done.returncode == 0, done.stderr
    summary = json.loads(done.stdout.splitlines()[-1])
    assert (summary["imported"], summary["failed"]) == (300, 0)
