"""Running the programs that reach a target: git, ssh, rsync. Nothing secret comes out of them."""

import os
import re
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from generator.deploy.target import TargetFailed, TargetUnreachable

_PASSING = re.compile(
    r"resolve host|[Cc]onnection (?:reset|refused|timed out|closed)|[Oo]peration timed out|early EOF|hung up"
    r"|RPC failed|HTTP 5\d\d|returned error: 5\d\d|Network is unreachable|No route to host|Broken pipe",
)
"""What programs say of what may be otherwise in a moment."""
_USER_INFO = re.compile(r"(://)[^/@\s]+@")
_SECRET_NAME = re.compile(r"TOKEN|SECRET|PASSW|CREDENTIAL|(?:^|_)KEY", re.IGNORECASE)
_SHORTEST_SECRET = 6
_HOLDING = ("sh", "-c", '"$@"; exit "$?"', "sh")
"""A shell that waits for a program, and has open what it inherits: ssh closes that as soon as it begins."""


def run_program(
    arguments: Sequence[str],
    *,
    stdin: bytes = b"",
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
    fails_with: Sequence[int] = (),
    inherited: Sequence[int] = (),
) -> tuple[int, bytes]:
    """Run a program to its end; return its exit code, if it is 0 or among those expected, and what it wrote.

    `inherited` are file descriptors that stay open as long as it runs, even if we are killed.
    Raises TargetFailed with what it complained of, TargetUnreachable when that may pass.
    """
    whole = {**os.environ, "LC_ALL": "C", **(environment or {})}
    if shutil.which(arguments[0], path=whole.get("PATH")) is None:
        raise TargetFailed(f"{arguments[0]} is not installed")
    command = [*(_HOLDING if inherited else ()), *arguments]
    done = subprocess.run(  # noqa: S603 - no shell parses the arguments; ours runs them as they are
        command, input=stdin, env=whole, cwd=folder, capture_output=True, check=False, pass_fds=inherited
    )
    if done.returncode and done.returncode not in fails_with:
        raise failure_of(arguments[0], done.returncode, done.stderr, whole)
    return done.returncode, done.stdout


def failure_of(program: str, code: int, said: bytes, environment: Mapping[str, str]) -> TargetFailed:
    """Return what to raise for a program that failed."""
    lines = [line.strip() for line in said.decode(errors="replace").splitlines() if line.strip()]
    text = without_secrets("; ".join(lines[-4:]), environment) or f"it ended with {code}"
    kind = TargetUnreachable if _PASSING.search(text) or (program, code) == ("ssh", 255) else TargetFailed
    return kind(f"{program}: {text}")


def without_secrets(text: str, environment: Mapping[str, str]) -> str:
    """Return a text without the user's part of addresses and without what variables with telling names hold."""
    secrets = {
        value
        for name, value in environment.items()
        if len(value) >= _SHORTEST_SECRET and (_SECRET_NAME.search(name) or name.startswith("GIT_CONFIG_VALUE"))
    }
    for secret in sorted(secrets, key=len, reverse=True):
        text = text.replace(secret, "***")
    return _USER_INFO.sub(r"\1***@", text)
