"""Digests: by what bytes and values are told apart, the same on every machine.

BLAKE2b (RFC 7693) over the bytes, or over the MessagePack of a value: every part carries its length, so that no two
values share an encoding by chance of where one part ends.
"""

import hashlib
from typing import Any, Generic, TypeVar

import msgspec

Value = TypeVar("Value")

_SIZE = 16
"""Bytes; 2⁻⁶⁴ that any two of four thousand million values share one."""


class Known(Generic[Value]):  # not a dataclass: those are encoded field by field
    """A value that stands in a digest for itself by one that is known already."""

    __slots__ = ("digest", "value")

    def __init__(self, value: Value, digest: str) -> None:
        """Join a value and its digest."""
        self.value, self.digest = value, digest


def digest_of_bytes(data: bytes) -> str:
    """Return the digest of bytes, in hexadecimal."""
    return hashlib.blake2b(data, digest_size=_SIZE).hexdigest()


def digest_of(value: Any) -> str:
    """Return the digest of a value made of texts, numbers, sequences, mappings and dataclasses, in hexadecimal."""
    return digest_of_bytes(_ENCODER.encode(value))


def _stand_in(value: Any) -> Any:
    if isinstance(value, Known):
        return value.digest
    raise TypeError(f"{type(value).__name__} has no digest")


_ENCODER = msgspec.msgpack.Encoder(enc_hook=_stand_in, order="deterministic")
