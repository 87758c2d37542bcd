"""When a deployment is refused before anything is sent: what is there is not ours, or too much of it would go."""

from collections.abc import Container, Sequence

from generator.deploy.manifest import MANIFEST, Manifest, ManifestDamaged, decode_manifest
from generator.deploy.planning import Plan
from generator.deploy.target import Store
from generator.deploy_settings import TargetSettings
from generator.problems import DatelineError, Problem


def read_held(store: Store, target: TargetSettings, *, force: bool) -> Manifest:
    """Return what a target holds; raise DatelineError when nobody can tell, unless that is no matter."""
    data = store.read_manifest()
    if data is None:
        if not (force or store.is_empty()):
            message = (
                f"'{target.name}' holds files that Dateline did not put there; name an empty place, "
                "or run it with --force: then it writes between them and leaves the others alone"
            )
            raise DatelineError([Problem(message=message)])
        return Manifest()
    try:
        return decode_manifest(data)
    except ManifestDamaged:
        if force:
            return Manifest()
        message = (
            f"{MANIFEST} at '{target.name}' cannot be read, or a later version of Dateline wrote it; "
            "with --force everything is sent again"
        )
        raise DatelineError([Problem(message=message)]) from None


def refuse_strangers(
    held: Manifest, plan: Plan, known: Sequence[str], ledger: Container[str], target: TargetSettings, *, force: bool
) -> None:
    """Raise DatelineError when another build was there since.

    `known` are the states in which this machine left the target. A machine that remembers none goes by the `ledger` of
    its content: whoever deployed every page that is there handed it on.
    """
    if force or not held.files or plan.is_empty or held.identity in known:
        return
    pages = (f"/{path.removesuffix('index.html')}" for path in held.files if path.endswith(".html"))
    if not known and (
        not (plan.removed or plan.deletes) or all(page in ledger for page in pages if page != "/404.html")
    ):
        return
    message = (
        f"'{target.name}' was changed by another build than the last one from here; bring the content of both "
        "together, look at --dry-run, then run it with --force"
    )
    raise DatelineError([Problem(message=message)])


def refuse_deletes(plan: Plan, target: TargetSettings, limit: int | None) -> None:
    """Raise DatelineError when a plan takes away more than the user allows."""
    most = plan.too_many_deletes(limit)
    if most is not None:
        message = (
            f"{plan.deletes} of the {plan.held} files at '{target.name}' would be taken away, and at most "
            f"{most} may be; look at --dry-run, and if it is right run it with --max-deletes {plan.deletes}"
        )
        raise DatelineError([Problem(message=message)])
