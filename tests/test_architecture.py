"""The shape of the package: stages that do not know each other, pure ones that touch nothing, one place that prints."""

import ast
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from tests.sites import EPOCH, ROOT, build_at, release, write_site

PACKAGE = ROOT / "generator"
MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted(PACKAGE.rglob("*.py"))
}

STAGES = ("ingest", "load", "parse", "organise", "render", "publish", "record", "serve", "check", "deploy")
MAY_IMPORT_STAGES = {
    "generator.beginning": {"load"},
    "generator.cached_parse": {"load", "parse"},
    "generator.cached_pictures": {"load"},
    "generator.changed_files": {"load", "organise", "render", "publish"},
    "generator.check": {"ingest", "load", "parse", "organise", "render", "publish"},  # what they wrote, the one gate
    "generator.export": {"load", "parse", "organise", "render"},  # what a build would plan, in other forms
    "generator.commands": {"check", "deploy", "ingest", "record", "serve"},
    "generator.deploy": {"check", "record"},  # before anything is sent, and the ledger afterwards
    "generator.explaining": {"organise", "render"},
    "generator.last_build": {"load"},
    "generator.layout_folders": {"load"},
    "generator.ingest.again": {"record"},
    "generator.listing": {"load"},
    "generator.looking": {"load"},
    "generator.making": {"load", "parse", "organise", "render", "publish"},
    "generator.memory": {"load", "parse", "organise"},  # what a preview keeps of them
    "generator.record.addresses": {"organise"},  # where a release stands, and whether it is visible
    "generator.on_request": {"load", "organise", "render"},
    "generator.planning": {"load", "organise", "render"},
    "generator.questions": {"load", "organise", "render"},
    "generator.scaffold": {"publish"},  # the marker of a new site's output folder
    "generator.serve": {"ingest"},
}
"""Who knows stages beside the stages themselves; serve may build and import, and everyone else knows none."""

PURE = ("generator.parse", "generator.organise", "generator.contexts", "generator.model", "generator.dates")
IMPURE_MODULES = set(
    "asyncio ctypes fcntl getpass http io locale logging mmap multiprocessing os pathlib platform random secrets "
    "select shutil signal site socket sqlite3 ssl subprocess sys tempfile threading time webbrowser".split()
)
CLOCKS = {"now", "utcnow", "today", "fromtimestamp", "localtime", "urandom", "uuid1", "uuid4", "getrandom"}
FILE_CALLS = set(
    "open read_bytes read_text write_bytes write_text iterdir glob rglob walk scandir listdir stat exists is_file "
    "is_dir unlink mkdir rename touch".split()
)

LONGEST = 300
"""Lines of a module."""


@cache
def tree(module: str) -> ast.Module:
    return ast.parse(MODULES[module].read_text(encoding="utf-8"))


def imports(module: str, *, anywhere: bool = True) -> Iterator[str]:
    """Yield the modules that a module imports; not `anywhere`, only those it needs to be imported itself."""
    for node in ast.walk(tree(module)) if anywhere else _run_on_import(tree(module).body):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: write whole names in imports"
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                pure_part = whole == "pathlib.PurePosixPath"  # names of files, without a disk below them
                yield whole if whole in MODULES or pure_part else node.module or ""


def _run_on_import(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    for node in body:
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            continue
        if isinstance(node, ast.If | ast.Try):
            yield from _run_on_import([*node.body, *node.orelse])
        yield node


def below(module: str, package: str) -> bool:
    return module == package or module.startswith(f"{package}.")


def stage_of(module: str) -> str | None:
    return next((stage for stage in STAGES if below(module, f"generator.{stage}")), None)


@pytest.mark.parametrize("module", MODULES)
def test_a_module_knows_no_stage_it_may_not_know(module: str) -> None:
    known = {stage for name in imports(module) if (stage := stage_of(name))}
    allowed = {stage} if (stage := stage_of(module)) else set()
    for owner, stages in MAY_IMPORT_STAGES.items():
        if below(module, owner):
            allowed |= stages
    assert known <= allowed


@pytest.mark.parametrize("module", MODULES)
def test_only_the_command_line_the_preview_and_deployment_know_the_build(module: str) -> None:
    if any(below(name, "generator.build") for name in imports(module)):
        assert any(below(module, f"generator.{name}") for name in ("commands", "serve", "deploy"))


@pytest.mark.parametrize("module", MODULES)
def test_only_the_entry_point_knows_the_command_line(module: str) -> None:
    known = {name for name in imports(module) if below(name, "generator.cli") or below(name, "generator.commands")}
    assert not known or below(module, "generator.commands") or module in ("generator.__main__", "generator.cli")


def test_there_is_no_circle_of_imports() -> None:
    graph = {module: {*imports(module, anywhere=False)} & {*MODULES} - {module} for module in MODULES}
    assert list(TopologicalSorter(graph).static_order())


@pytest.mark.parametrize("module", [name for name in MODULES if any(below(name, pure) for pure in PURE)])
def test_a_pure_module_knows_no_disk_clock_or_chance(module: str) -> None:
    known = {name for name in imports(module) if name.partition(".")[0] in IMPURE_MODULES | {"urllib.request"}}
    assert known <= {"pathlib.PurePosixPath"}
    calls = [node.func for node in ast.walk(tree(module)) if isinstance(node, ast.Call)]
    names = {func.attr if isinstance(func, ast.Attribute) else getattr(func, "id", "") for func in calls}
    assert names & (CLOCKS | FILE_CALLS | {"input", "print", "exec", "eval", "__import__", "id", "hash"}) == set()


CLOCK_READERS = ("generator.clock", "generator.commands", "generator.fault", "generator.scaffold", "generator.serve")


@pytest.mark.parametrize("module", [name for name in MODULES if not any(below(name, edge) for edge in CLOCK_READERS)])
def test_the_clock_is_read_at_the_edge_and_given_on(module: str) -> None:
    read = {
        ast.unparse(node)
        for node in ast.walk(tree(module))
        if isinstance(node, ast.Attribute) and ast.unparse(node) in {"datetime.now", "datetime.utcnow", "date.today"}
    }
    assert read == set()


@pytest.mark.parametrize("module", MODULES)
def test_only_the_command_line_prints(module: str) -> None:
    if module == "generator.cli" or below(module, "generator.commands") or below(module, "generator.serve"):
        return
    calls = [node.func for node in ast.walk(tree(module)) if isinstance(node, ast.Call)]
    names = {ast.unparse(func) for func in calls}
    assert names & {"print", "click.echo", "sys.stdout.write", "sys.stderr.write", "sys.exit", "exit"} == set()


@pytest.mark.parametrize("module", MODULES)
def test_a_module_can_be_read_in_one_sitting(module: str) -> None:
    lines = len(MODULES[module].read_text(encoding="utf-8").splitlines())
    assert lines <= LONGEST


@pytest.mark.parametrize("module", MODULES)
def test_a_module_says_what_it_is_for(module: str) -> None:
    assert ast.get_docstring(tree(module)) or module == "generator.__main__"


@pytest.mark.parametrize("module", MODULES)
def test_no_module_has_a_name_that_says_nothing(module: str) -> None:
    assert module.rpartition(".")[2] not in {"utils", "util", "helpers", "common", "misc", "manager", "core", "base"}


def test_help_is_shown_without_what_only_a_build_needs() -> None:
    slow = ("babel", "watchdog", "nh3", "markdown", "jinja2", "yaml", "msgspec", "charset_normalizer", "anyascii")
    program = (
        "import sys, generator.cli\n"
        "try:\n    generator.cli.main(['--help'])\n"
        f"finally:\n    print(sorted(set({slow!r}) & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "Usage: dateline" in done.stdout
    assert done.stderr == "[]\n"


def test_a_build_with_nothing_to_do_waits_for_none_of_what_makes_pages(tmp_path: Path) -> None:
    site = write_site(tmp_path, {"content/releases/2024/a.md": release("A")})
    build_at(site)
    build_at(site)  # for the first may have been too soon after the files were written
    program = (
        "import sys, generator.cli\n"
        "try:\n    generator.cli.main(['build', '--json'])\n"
        "finally:\n    print(sorted(name for name in sys.modules), file=sys.stderr)"
    )
    environment = os.environ | {"SOURCE_DATE_EPOCH": EPOCH, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=site, capture_output=True, text=True, check=True, env=environment
    )
    assert json.loads(done.stdout)["unchanged"] > 0
    assert json.loads(done.stdout)["written"] == 0
    loaded = set(ast.literal_eval(done.stderr))
    slow = "babel markdown nh3 jinja2 html yaml email concurrent.futures multiprocessing"
    ours = "generator.config generator.model generator.organise generator.render generator.commands.deploy"
    assert {*slow.split(), *ours.split()} & loaded == set()


def test_the_folders_of_tests_mirror_the_package() -> None:
    folders = {path.name for path in Path(__file__).parent.iterdir() if path.is_dir() and any(path.glob("test_*.py"))}
    assert folders <= {path.name for path in PACKAGE.iterdir() if path.is_dir()}
