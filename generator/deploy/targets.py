"""The kinds of targets: each a module with `open_target(opening)`, which yields a `Store`."""

from types import ModuleType

from generator.deploy import folder, zip_file
from generator.deploy_settings import TargetType

TARGETS: dict[TargetType, ModuleType] = {
    "folder": folder,
    "zip": zip_file,
}
KEEPING: tuple[TargetType, ...] = ("folder", "git")
"""Those that keep earlier versions."""
COMPRESSED_IN_PLACE: tuple[TargetType, ...] = ("s3",)
"""Those that say of a file how it is compressed; elsewhere a compressed file lies beside the plain one."""
