"""The pages of docs/how-to/ as something to run: their commands, in their order, typed into a site."""

import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.sites import ROOT, dateline

FOLDER = ROOT / "docs" / "how-to"


def commands_in(name: str) -> list[str]:
    """Return the lines of a page that one is told to type: those of its indented blocks that begin with `dateline`."""
    text = (FOLDER / f"{name}.md").read_text(encoding="utf-8")
    return re.findall(r"^    (dateline .+)$", text, re.MULTILINE)


def type_all(name: str, site: Path) -> dict[str, subprocess.CompletedProcess[str]]:
    """Type everything that a page tells to type, into other folders too; installing was done before."""
    text = (FOLDER / f"{name}.md").read_text(encoding="utf-8")
    said = {}
    for command in re.findall(r"^    ((?:dateline|cp|cd|pip|bagit\.py) .+)$", text, re.MULTILINE):
        program, *arguments = shlex.split(command)
        if program == "cd":
            site = (site / arguments[0]).resolve()
        elif program == "dateline":
            said[command] = dateline(*arguments, cwd=site)
        elif program != "pip":
            typed = [sys.executable, "-m", "bagit", *arguments] if program == "bagit.py" else [program, *arguments]
            said[command] = subprocess.run(typed, cwd=site, capture_output=True, text=True, check=False)
        assert command not in said or said[command].returncode == 0, f"{command}\n{said[command].stderr}"
    return said


def follow(
    name: str, site: Path, *, by_hand: Mapping[str, Callable[[], None]]
) -> dict[str, subprocess.CompletedProcess[str]]:
    """Type the commands of a page in a site, each of which must do what it says; return what each said.

    `by_hand` is what the page says to do with an editor, by the beginning of the command before which it is done.
    """
    said = {}
    waiting = dict(by_hand)
    for command in commands_in(name):
        for beginning in [one for one in waiting if command.startswith(one)]:
            waiting.pop(beginning)()
        done = dateline(*shlex.split(command)[1:], cwd=site)
        assert done.returncode == 0, f"{command}\n{done.stderr}"
        said[command] = done
    assert not waiting, f"the page has no command that begins with {[*waiting]}"
    return said
