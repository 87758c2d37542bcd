"""The key `deploy` of `config.yaml`: the places that a site is sent to, by name. No secret stands in it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from generator.fields import Fields

Compression = Literal["gzip", "brotli"]
History = Literal["keep", "replace"]
TargetType = Literal["folder", "ssh", "sftp", "s3", "git", "zip"]
TYPES: tuple[TargetType, ...] = ("folder", "ssh", "sftp", "s3", "git", "zip")
COMPRESSIONS: tuple[Compression, ...] = ("gzip", "brotli")
COMPRESSED_IN_PLACE: tuple[TargetType, ...] = ("s3",)
"""Those that say of a file how it is compressed; elsewhere a compressed file lies beside the plain one."""
HISTORIES: tuple[History, ...] = ("keep", "replace")


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderPlace:
    """A folder of this machine, or a share."""

    path: str
    """Relative to the site's folder, or absolute; it becomes a link to the version that is shown."""
    keep: int = 3
    """How many earlier versions are kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ZipPlace:
    """One file to hand to somebody."""

    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GitPlace:
    """A branch of a repository."""

    repository: str
    """An address, a folder, or the name of a remote of the site's own repository."""
    branch: str
    history: History = "keep"
    """Whether a deployment adds a commit, or leaves only its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerPlace:
    """A folder of a server that is reached by SSH."""

    host: str
    path: str
    user: str = ""
    port: int = 0
    """0 is whatever ~/.ssh/config says, or else 22."""
    key: str = ""
    """The file of a private key; without one, those of the agent and of ~/.ssh are tried."""
    known_hosts: str = ""
    """A file of known servers; without one, ~/.ssh/known_hosts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class S3Place:
    """A bucket of Amazon S3 or of a store that speaks its language."""

    bucket: str
    prefix: str = ""
    """A folder in the bucket, without slashes at its ends."""
    endpoint: str = ""
    """The address of another store than Amazon's."""
    region: str = ""


Place = FolderPlace | ZipPlace | GitPlace | ServerPlace | S3Place


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetSettings:
    """One place that the site is sent to."""

    name: str
    type: TargetType
    place: Place
    base_url: str = ""
    """Instead of the site's."""
    compress: tuple[Compression, ...] = ()
    """How files are compressed where they lie."""


def read_deploy_settings(fields: Fields, base_url_problem: Callable[[str], str | None]) -> tuple[TargetSettings, ...]:
    """Read the key of the whole configuration, in the order in which it names them."""
    targets = fields.mapping("deploy")
    if targets is None:
        return ()
    found = []
    for name in targets.names:
        if not re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,39}", name):
            targets.report(name, f"'{name}' cannot name a target; write small letters, digits, '-' and '_'")
        target = targets.mapping(name)
        if target is None:
            continue
        base_url = target.text("base_url") or ""
        if base_url and (problem := base_url_problem(base_url)):
            target.report("base_url", f"'deploy.{name}.base_url' is '{base_url}'; {problem}")
        compress = target.choices("compress", COMPRESSIONS, ())
        if "type" not in target:
            target.report("type", f"'deploy.{name}.type' is missing; write {', '.join(TYPES[:-1])} or {TYPES[-1]}")
            continue
        known = len(target.problems)
        type_ = target.choice("type", TYPES, TYPES[0])
        if len(target.problems) > known:
            continue
        if type_ in COMPRESSED_IN_PLACE and len(compress) > 1:
            target.report("compress", f"'deploy.{name}.compress' names two; what lies in {type_} is of one: choose it")
        place = _READERS[type_](target, name)
        target.finish("error")
        url = base_url and base_url.rstrip("/") + "/"
        found.append(TargetSettings(name=name, type=type_, place=place, base_url=url, compress=compress))
    return tuple(found)


def _folder(fields: Fields, name: str) -> FolderPlace:
    return FolderPlace(path=_path(fields, name), keep=fields.number("keep", default=3))


def _zip(fields: Fields, name: str) -> ZipPlace:
    path = _path(fields, name)
    if path and not path.endswith(".zip"):
        fields.report("path", f"'deploy.{name}.path' is '{path}'; write a file that ends in .zip")
    return ZipPlace(path=path)


def _git(fields: Fields, name: str) -> GitPlace:
    repository = fields.required_text("repository", "write an address, a folder, or a remote like origin")
    _refuse_password(fields, "repository", repository, name)
    if repository.startswith("-") or "::" in repository:
        advice = "write an address, a folder, or a remote like origin"
        fields.report("repository", f"'deploy.{name}.repository' is '{repository}'; {advice}")
    branch = fields.text("branch") or "gh-pages"
    if not re.fullmatch(r"\w[\w./-]*", branch) or re.search(r"\.\.|//|/\.|\.lock$|[./]$", branch):
        fields.report("branch", f"'deploy.{name}.branch' is '{branch}'; write the name of a branch, like gh-pages")
    return GitPlace(repository=repository, branch=branch, history=fields.choice("history", HISTORIES, "keep"))


def _server(fields: Fields, name: str) -> ServerPlace:
    host, user = fields.required_text("host", "write the name of the server"), fields.text("user") or ""
    if host and not re.fullmatch(r"[\w.:][\w.:-]*", host):
        fields.report("host", f"'deploy.{name}.host' is '{host}'; write the name of the server alone")
    if user and not re.fullmatch(r"\w[\w.@+-]*", user):
        fields.report("user", f"'deploy.{name}.user' is '{user}'; write the name of an account alone")
    return ServerPlace(
        host=host,
        path=_path(fields, name),
        user=user,
        port=fields.number("port", default=0),
        key=fields.text("key") or "",
        known_hosts=fields.text("known_hosts") or "",
    )


def _s3(fields: Fields, name: str) -> S3Place:
    endpoint = fields.text("endpoint") or ""
    if endpoint and not re.match(r"https?://[^/]", endpoint):
        fields.report("endpoint", f"'deploy.{name}.endpoint' is '{endpoint}'; begin it with 'https://' or 'http://'")
    _refuse_password(fields, "endpoint", endpoint, name)
    return S3Place(
        bucket=fields.required_text("bucket", "write the name of the bucket"),
        prefix=(fields.text("prefix") or "").strip("/"),
        endpoint=endpoint.rstrip("/"),
        region=fields.text("region") or "",
    )


def _path(fields: Fields, name: str) -> str:
    path = fields.required_text("path", "write where the site goes")
    if path and (path.strip("./~") == "" or path.startswith("-") or "\n" in path):
        fields.report("path", f"'deploy.{name}.path' is '{path}'; write a place that is for the site alone")
    return path.rstrip("/")


def _refuse_password(fields: Fields, key: str, value: str, name: str) -> None:
    try:
        has_password = urlsplit(value).password is not None
    except ValueError:
        has_password = "@" in value
    if has_password:
        advice = "take it out; Dateline reads secrets from the environment and from the usual files of credentials"
        fields.report(key, f"'deploy.{name}.{key}' has a password in it; {advice}")


_READERS: dict[TargetType, Callable[[Fields, str], Place]] = {
    "folder": _folder,
    "ssh": _server,
    "sftp": _server,
    "s3": _s3,
    "git": _git,
    "zip": _zip,
}
