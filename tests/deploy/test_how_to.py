"""What the how-tos of publishing tell people to type does what they say."""

import io
import os
import re
import stat
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
import yaml

from generator.config import read_config
from generator.problems import DatelineError
from tests.deploy.samples import BEFORE, change
from tests.deploy.servers import get, nginx, program
from tests.sites import CONFIG, EPOCH, ROOT, files_in
from tests.web import read_page

FOLDER = ROOT / "docs/how-to"
PAGES = [*sorted(path.name for path in FOLDER.glob("publish-*.md")), "move-to-another-domain.md"]
WORKFLOWS = FOLDER / "workflows"


def blocks_of(text: str) -> list[str]:
    """Return the indented blocks of a page, without their indent."""
    found = re.findall(r"(?:^ {4}.*\n|^\n(?= {4}))+", text, re.MULTILINE)
    return [re.sub(r"^ {4}", "", block, flags=re.MULTILINE).strip("\n") + "\n" for block in found]


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Return an environment in which `dateline` is this one."""
    (tmp_path / "bin").mkdir()
    command = tmp_path / "bin/dateline"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m generator "$@"\n')
    command.chmod(command.stat().st_mode | stat.S_IXUSR)
    path = f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}"
    return os.environ | {"PATH": path, "PYTHONPATH": str(ROOT), "SOURCE_DATE_EPOCH": EPOCH}


def run(script: str, folder: Path, environment: dict[str, str]) -> str:
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script], cwd=folder, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def test_a_newcomer_gets_a_public_site(tmp_path: Path, environment: dict[str, str]) -> None:
    program("git", "git")
    text = (FOLDER / "publish-with-git.md").read_text()
    section = text[text.index("## Try it on your own machine") :]
    (script,) = blocks_of(section)
    work = tmp_path / "work"
    work.mkdir()
    run(script, work, environment)
    (lines,) = re.findall(r"^```nginx\n(.*?)^```", section, re.MULTILINE | re.DOTALL)
    with nginx(tmp_path / "nginx", lines.replace("/srv/www", str(work))) as origin:
        met, waiting = set[str](), [f"{origin}/"]
        while waiting:
            url = waiting.pop()
            if url in met:
                continue
            met.add(url)
            status, headers, body = get(url)
            assert status == 200, url
            assert headers["x-content-type-options"] == "nosniff"
            if headers["content-type"].startswith("text/html"):
                page = read_page(body)
                found = (urljoin(url, link).partition("#")[0] for link in (*page.links, *page.loads))
                waiting += [link for link in found if link.startswith(f"{origin}/")]
        assert len(met) > 50
        assert get(f"{origin}/nowhere/")[0] == 404
    files = files_in(work / "public")
    assert any(path.startswith("2016/") for path in files)
    assert (work / "newsroom/content/addresses.tsv").exists()


@pytest.mark.parametrize("name", PAGES)
def test_every_configuration_of_a_page_is_one(name: str) -> None:
    tried = 0
    for block in blocks_of((FOLDER / name).read_text()):
        try:
            value = yaml.safe_load(block)
        except yaml.YAMLError:
            continue
        if not (isinstance(value, dict) and value.keys() & {"deploy", "base_url"}):
            continue
        settings = yaml.safe_load(CONFIG) | value
        try:
            read_config(yaml.safe_dump(settings).encode(), {})
        except DatelineError as failed:
            pytest.fail(str(failed))
        tried += 1
    assert tried


def steps_of(path: Path) -> dict[str, str]:
    """Return the scripts of GitHub's workflow that publishes, by their names."""
    workflow: dict[Any, Any] = yaml.safe_load(path.read_text())
    return {step["name"]: step["run"] for step in workflow["jobs"]["publish"]["steps"] if "run" in step}


@pytest.fixture
def project(tmp_path: Path, environment: dict[str, str]) -> Path:
    """Return a clone of a project whose content is to be published by a workflow."""
    pages = "deploy:\n  pages: {type: git, repository: origin, branch: gh-pages}\n"
    folder = tmp_path / "project"
    change(folder, BEFORE | {"config.yaml": CONFIG + pages, ".gitignore": ".dateline/\noutput/\n"})
    run(
        "git init --quiet --bare ../origin.git; git init --quiet --initial-branch=main; git add .; "
        "git -c user.name=A -c user.email=a@example.org commit --quiet --message Content; "
        "git remote add origin ../origin.git; git push --quiet --set-upstream origin main; rm -rf ../copy",
        folder,
        environment,
    )
    return folder


def test_the_workflow_for_github_publishes_and_keeps_the_ledger(project: Path, environment: dict[str, str]) -> None:
    steps = steps_of(WORKFLOWS / "github-actions.yml")
    run(steps["Publish"], project, environment)
    run(steps["Keep the list of what is public"], project, environment)
    packed = subprocess.run(
        ["git", "--git-dir", str(project.parent / "origin.git"), "archive", "gh-pages"], capture_output=True, check=True
    )
    with tarfile.open(fileobj=io.BytesIO(packed.stdout)) as archive:
        assert "2024/01/bridge/index.html" in archive.getnames()
    ledger = run("git --git-dir ../origin.git show main:content/addresses.tsv", project, environment)
    assert "/2024/01/bridge/\tbridge1" in ledger
    run(steps["Publish"] + steps["Keep the list of what is public"], project, environment)
    assert run("git --git-dir ../origin.git rev-list --count main gh-pages", project, environment) == "3\n"


@pytest.mark.parametrize(
    ("event", "next_change", "due"),
    [
        ("push", "2999-01-01T00:00:00Z", "yes"),
        ("schedule", "2999-01-01T00:00:00Z", "no"),
        ("schedule", "2001-01-01T00:00:00Z", "yes"),
        ("schedule", "", "no"),
        ("schedule", None, "yes"),
    ],
)
def test_a_scheduled_run_asks_whether_anything_is_due(
    event: str, next_change: str | None, due: str, tmp_path: Path, environment: dict[str, str]
) -> None:
    (tmp_path / ".dateline").mkdir()
    if next_change is not None:
        (tmp_path / ".dateline/next-change").write_text(next_change + "\n" * bool(next_change))
    script = steps_of(WORKFLOWS / "github-actions.yml")["Is anything due?"]
    run(script, tmp_path, environment | {"EVENT": event, "GITHUB_OUTPUT": str(tmp_path / "said")})
    assert (tmp_path / "said").read_text() == f"due={due}\n"


def test_the_workflow_for_gitlab_publishes_what_the_job_hands_over(
    project: Path, environment: dict[str, str], tmp_path: Path
) -> None:
    pages = "deploy:\n  pages: {type: folder, path: .dateline/pages, keep: 0}\n"
    (project / "config.yaml").write_text(CONFIG + pages)
    (tmp_path / "bin/pip").write_text("#!/bin/sh\n")
    (tmp_path / "bin/pip").chmod(0o755)
    script = yaml.safe_load((WORKFLOWS / "gitlab-ci.yml").read_text())["pages"]["script"]
    *steps, push = script
    variables = {"CI_PIPELINE_SOURCE": "push", "CI_PAGES_URL": "https://press.example.org"}
    run("\n".join(steps), project, environment | variables)
    public = files_in(project / "public")
    assert b"https://press.example.org/2024/01/bridge/" in public["2024/01/bridge/index.html"]
    assert ".dateline-manifest" not in public
    assert "PUSH_TOKEN" in push
    later = variables | {"CI_PIPELINE_SOURCE": "schedule"}
    (project / ".dateline/next-change").write_text("2999-01-01T00:00:00Z\n")
    run("rm -r public\n" + "\n".join(steps), project, environment | later)
    assert files_in(project / "public") == public


def test_checks_of_workflows_use_commands_that_there_are() -> None:
    from generator.cli import COMMANDS

    for path in sorted(WORKFLOWS.glob("*.yml")):
        for command in re.findall(r"^\s*(?:- )?dateline (\S+)", path.read_text(), re.MULTILINE):
            assert command in COMMANDS
