"""A bucket of Amazon S3, or of a store that speaks its language (MinIO, R2, Ceph, SeaweedFS …).

Every object says what it is, for how long it may be kept and how it is compressed. The manifest is only ever replaced
while it is still the one that was read, where the store can tell: two deployments at once do not mix.
"""

import configparser
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.deploy.manifest import MANIFEST
from generator.deploy.programs import without_secrets
from generator.deploy.target import Done, Opening, TargetFailed, TargetUnreachable, Upload

if TYPE_CHECKING:
    from generator.deploy_settings import S3Place

_AT_ONCE = 16
_DELETED_AT_ONCE = 1000
_IN_PARTS = 16 << 20
"""Bytes above which a file goes in parts."""
_PRIVATE = "no-cache"


@contextmanager
def open_target(opening: Opening) -> Iterator["S3Bucket"]:
    """Open the bucket."""
    try:
        import obstore.store
    except ImportError:
        raise TargetFailed("this needs obstore; install it with: pip install 'dateline[s3]'") from None
    place: S3Place = opening.place
    settings: dict[str, Any] = {**_credentials(), "client_options": {"timeout": "60s", "connect_timeout": "10s"}}
    if place.endpoint:
        settings |= {"endpoint": place.endpoint}
        settings["client_options"]["allow_http"] = place.endpoint.startswith("http://")
    region = place.region or os.environ.get("AWS_REGION") or os.environ.get("AWS_DEFAULT_REGION")
    settings["region"] = region or "us-east-1"
    settings["retry_config"] = {"max_retries": 2, "retry_timeout": timedelta(seconds=30)}
    with _words():
        yield S3Bucket(obstore.store.S3Store(place.bucket, prefix=place.prefix or None, **settings))


def _credentials() -> dict[str, str]:
    """Return what ~/.aws/credentials says, unless the environment says it; obstore reads that itself."""
    if "AWS_ACCESS_KEY_ID" in os.environ:
        return {}
    parser = configparser.ConfigParser(interpolation=None)
    file = os.environ.get("AWS_SHARED_CREDENTIALS_FILE") or Path("~/.aws/credentials").expanduser()
    try:
        parser.read(file, encoding="utf-8")
    except (OSError, configparser.Error):
        return {}
    profile = os.environ.get("AWS_PROFILE", "default")
    if not parser.has_section(profile):
        return {}
    names = {"aws_access_key_id": "access_key_id", "aws_secret_access_key": "secret_access_key"}
    names |= {"aws_session_token": "session_token"}
    return {key: parser[profile][name] for name, key in names.items() if name in parser[profile]}


@contextmanager
def _words() -> Iterator[None]:
    """Word what the library raises."""
    from obstore import exceptions

    try:
        yield
    except exceptions.PermissionDeniedError:
        raise TargetFailed("the store refuses the credentials, or they may not do this in the bucket") from None
    except exceptions.UnauthenticatedError:
        raise TargetFailed("the store wants credentials; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY") from None
    except (exceptions.PreconditionError, exceptions.AlreadyExistsError):
        raise TargetFailed("another deployment changed the bucket in the meantime; run it again") from None
    except exceptions.GenericError as error:
        raise TargetUnreachable(_brief(error)) from None
    except exceptions.BaseError as error:
        raise TargetFailed(_brief(error)) from None


def _brief(error: Exception) -> str:
    """Return what an error says, on one line, without its history and without secrets."""
    text = " ".join(str(error).split("Debug source")[0].split())
    return without_secrets(text[:300], os.environ)


class S3Bucket:
    """The bucket, or a folder in it."""

    def __init__(self, store: Any) -> None:
        """Use an open store."""
        self._store = store
        self._mode: Any = None
        """On what the manifest may be written: that it is the one that was read."""

    def read_manifest(self) -> bytes | None:
        """Return the manifest."""
        import obstore

        try:
            result = obstore.get(self._store, MANIFEST)
        except FileNotFoundError:
            self._mode = "create"
            return None
        tag = result.meta.get("e_tag")
        self._mode = {"e_tag": tag} if tag else None
        return bytes(result.bytes())

    def is_empty(self) -> bool:
        """Tell whether nothing lies there."""
        import obstore

        return not any(batch for batch in obstore.list(self._store, chunk_size=1))

    def begin(self, manifest: bytes) -> None:
        """Write what may be there."""
        self._write_manifest(manifest)

    def put(self, uploads: Sequence[Upload], done: Done) -> None:
        """Send files, several at once."""
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            try:
                for upload in pool.map(self._put, uploads):
                    done(upload)
            except BaseException:
                pool.shutdown(cancel_futures=True)
                raise

    def remove(self, paths: Sequence[str]) -> None:
        """Remove objects."""
        import obstore

        for start in range(0, len(paths), _DELETED_AT_ONCE):
            with _words():
                obstore.delete(self._store, [*paths[start : start + _DELETED_AT_ONCE]])

    def note(self, manifest: bytes) -> None:
        """Write the manifest."""
        self._write_manifest(manifest)

    def commit(self, manifest: bytes) -> None:
        """Write the manifest."""
        self._write_manifest(manifest)

    def _put(self, upload: Upload) -> Upload:
        import obstore

        attributes = {"Content-Type": upload.media_type, "Cache-Control": upload.cache_control}
        if upload.encoding:
            attributes["Content-Encoding"] = upload.encoding
        large = upload.size > _IN_PARTS
        data = upload.source if large else upload.source.read_bytes()
        with _words():
            obstore.put(self._store, upload.path, data, attributes=attributes, use_multipart=large)
        return upload

    def _write_manifest(self, manifest: bytes) -> None:
        import obstore

        attributes = {"Content-Type": "application/gzip", "Cache-Control": _PRIVATE}
        with _words():
            try:
                result = obstore.put(
                    self._store, MANIFEST, manifest, attributes=attributes, mode=self._mode, use_multipart=False
                )
            except NotImplementedError:
                result = obstore.put(self._store, MANIFEST, manifest, attributes=attributes)
        tag = result.get("e_tag")
        self._mode = {"e_tag": tag} if tag else None
