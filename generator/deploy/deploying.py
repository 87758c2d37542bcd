"""The sentence of deploying: build, check, compare, send, note what is public."""

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from generator.build import BuildOptions, BuildReport, build, now_from
from generator.changed_files import Progress as BuildProgress
from generator.check import CheckOptions, check
from generator.config import Config, load_config
from generator.deploy.compressing import expect_libraries
from generator.deploy.guards import read_held, refuse_deletes, refuse_strangers
from generator.deploy.local_files import LocalFile, find_local_files, manifest_of
from generator.deploy.manifest import Manifest, encode_manifest
from generator.deploy.memory import MEMORY, remember_state, remembered_states
from generator.deploy.planning import Plan, make_plan
from generator.deploy.rolling_back import manifest_of_mixed, mix_versions, paths_left_out
from generator.deploy.sending import PAUSES, Progress, Sender
from generator.deploy.target import KeepingStore, Opening, Store, TargetFailed
from generator.deploy.targets import KEEPING, TARGETS
from generator.deploy_settings import COMPRESSED_IN_PLACE, TargetSettings
from generator.lock import hold_lock
from generator.problems import DatelineError, Problem
from generator.public_file import PublicFile
from generator.record.public_addresses import append_addresses, ledger_addresses

WORKSHOP = ".dateline/deploy"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeployOptions:
    """How a site is sent this time."""

    dry_run: bool = False
    max_deletes: int | None = None
    """Files that may be taken away; None means 50, or one in twenty."""
    force: bool = False
    """Send it even though somebody else's build is there."""
    building: BuildProgress | None = None
    sending: Progress | None = None
    pauses: tuple[float, ...] = PAUSES
    """Seconds before each further attempt."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeployReport:
    """What was done, or would be."""

    target: TargetSettings
    plan: Plan
    manifest: Manifest
    """Of the build."""
    held: Manifest
    """What the target held before."""
    build: BuildReport
    sent: int
    """Files."""
    bytes_sent: int
    """Before compression."""
    addresses: int
    """New lines of the ledger."""
    planning_seconds: float
    """How long it took to know what to do, once the site was built."""


def deploy(site: Path, name: str | None, options: DeployOptions) -> DeployReport:
    """Build the site for a target and bring the target to it; raise DatelineError, saying what is to be done."""
    config, _ = load_config(site, os.environ)
    target = find_target(config, name)
    workshop = site / WORKSHOP
    expect_libraries(target.compress)
    with hold_lock(site, "deployment"):
        built = _build(site, target, options)
        began = time.perf_counter()
        files = _local_files(workshop, target, built)
        with _open(target, site, workshop) as store:
            held = read_held(store, target, force=options.force)
            wanted = manifest_of(files)
            plan = make_plan(held, wanted, lambda path: files[path].source.read_bytes())
            planning = time.perf_counter() - began
            known = remembered_states(_memory(site, target))
            refuse_strangers(held, plan, known, ledger_addresses(site), target, force=options.force)
            refuse_deletes(plan, target, options.max_deletes)
            if not plan.is_empty:
                _check(site, target, built)
            sent = (0, 0) if options.dry_run else _send(store, files, held, plan, site, target, options)
        shutil.rmtree(_packed(workshop, target), ignore_errors=True)
        added = 0 if options.dry_run else append_addresses(site, public_addresses(built.files))
    return DeployReport(
        target=target,
        plan=plan,
        manifest=wanted,
        held=held,
        build=built,
        sent=sent[0],
        bytes_sent=sent[1],
        addresses=added,
        planning_seconds=round(planning, 3),
    )


def roll_back(site: Path, name: str | None) -> tuple[TargetSettings, str]:
    """Show the version before the one that a target shows; return the target, and what that version is called there."""
    config, _ = load_config(site, os.environ)
    target, workshop = find_target(config, name), site / WORKSHOP
    if target.type not in KEEPING:
        message = f"'{target.name}' keeps no earlier versions; deploy an earlier state of the content instead"
        raise DatelineError([Problem(message=message)])
    with hold_lock(site, "deployment"), _open(target, site, workshop) as store:
        keeping = _keeping(store)
        versions = keeping.versions()
        if len(versions) < 2:
            raise DatelineError([Problem(message=f"'{target.name}' has no earlier version to go back to")])
        now, earlier, *_ = versions
        mixed = mix_versions(earlier, now)
        manifest = manifest_of_mixed(mixed)
        remember_state(_memory(site, target), manifest.identity)
        keeping.show(mixed, encode_manifest(manifest))
        return target, earlier.name


def find_target(config: Config, name: str | None) -> TargetSettings:
    """Return a target by its name, or the only one; raise DatelineError when there is none."""
    names = [target.name for target in config.targets]
    if not names:
        message = "there is no 'deploy' in config.yaml; write there where the site is to go"
        raise DatelineError([Problem(message=message, path="config.yaml")])
    found = [target for target in config.targets if name in (None, target.name)]
    if len(found) == 1:
        return found[0]
    what = f"there is no target '{name}'" if name else "there are several targets"
    raise DatelineError([Problem(message=f"{what}; name one of: {', '.join(names)}")])


def public_addresses(files: tuple[PublicFile, ...]) -> Iterator[tuple[str, str]]:
    """Yield the addresses that the ledger keeps, each with what is behind it."""
    return ((file.address, file.owner) for file in files if file.address)


def _build(site: Path, target: TargetSettings, options: DeployOptions) -> BuildReport:
    """Build into a folder of the target's own, so that only what changed is made."""
    building = BuildOptions(
        output=site / WORKSHOP / target.name,
        base_url=target.base_url or None,
        describe=True,
        progress=options.building,
    )
    return build(site, building)


def _check(site: Path, target: TargetSettings, built: BuildReport) -> None:
    """Raise DatelineError, with all that was found, when the site should not be published."""
    options = CheckOptions(output=built.output, base_url=target.base_url or None)
    errors = check(site, options, now=now_from(os.environ)).errors
    if errors:
        message = f"nothing was sent to '{target.name}', for `dateline check` finds this wrong with the site"
        raise DatelineError([*(finding.problem for finding in errors), Problem(message=message)])


def _local_files(workshop: Path, target: TargetSettings, built: BuildReport) -> dict[str, LocalFile]:
    beside = target.type not in COMPRESSED_IN_PLACE
    known = workshop / f"{target.name}.digests"
    return find_local_files(built.output, built.files, known, compress=target.compress, beside=beside)


@contextmanager
def _open(target: TargetSettings, site: Path, workshop: Path) -> Iterator[Store]:
    """Open a target, and word what it refuses."""
    workshop.mkdir(parents=True, exist_ok=True)
    opening = Opening(name=target.name, place=target.place, site=site, workshop=workshop)
    try:
        with TARGETS[target.type].open_target(opening) as store:
            yield store
    except TargetFailed as failed:
        advice = "what readers see there is whole; mend the cause and run it again"
        raise DatelineError(
            [Problem(message=f"'{target.name}' could not be reached or changed: {failed}; {advice}")]
        ) from failed


def _send(
    store: Store,
    files: dict[str, LocalFile],
    held: Manifest,
    plan: Plan,
    site: Path,
    target: TargetSettings,
    options: DeployOptions,
) -> tuple[int, int]:
    memory = _memory(site, target)

    def remember(manifest: Manifest) -> None:
        remember_state(memory, manifest.identity)

    sender = Sender(
        store,
        files,
        held,
        packed=_packed(site / WORKSHOP, target),
        remember=remember,
        progress=options.sending,
        pauses=options.pauses,
    )
    if plan.is_empty:
        remember(held)
    sender.carry_out(plan)
    if target.type in KEEPING and (plan.withdrawn or plan.erased):
        keeping = _keeping(store)
        now, *earlier = keeping.versions()
        for version in earlier if keeping.can_forget else ():
            keeping.forget(version, paths_left_out(version, now))
    return sender.sent, sender.bytes_sent


def _keeping(store: Store) -> KeepingStore:
    """Return the store of a target of one of the types in KEEPING, as what it is."""
    return cast("KeepingStore", store)


def _memory(site: Path, target: TargetSettings) -> Path:
    return site / f"{MEMORY}{target.name}.json"


def _packed(workshop: Path, target: TargetSettings) -> Path:
    return workshop / f"{target.name}.packed"
