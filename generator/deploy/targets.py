"""The kinds of targets: each a module with `open_target(opening)`, which yields a `Store`."""

from types import ModuleType

from generator.deploy import folder, git, s3, sftp, ssh, zip_file
from generator.deploy_settings import TargetType

TARGETS: dict[TargetType, ModuleType] = {
    "folder": folder,
    "ssh": ssh,
    "sftp": sftp,
    "s3": s3,
    "git": git,
    "zip": zip_file,
}
KEEPING: tuple[TargetType, ...] = ("folder", "git")
"""Those that keep earlier versions."""
