"""Corrections of one import whose replaced release has not come yet, found by the signature of the one that comes."""

from collections import defaultdict

from generator.ingest.signatures import Signature, may_be_revised


class WaitingCorrections:
    """The signatures of corrections, each under all of its numbers: texts that share none share nothing."""

    def __init__(self) -> None:
        """Wait for nothing yet."""
        self._signatures: dict[str, Signature] = {}
        self._by_number: defaultdict[int, set[str]] = defaultdict(set)

    def add(self, path: str, signature: Signature) -> None:
        """Wait for what the correction at a path replaces."""
        self._signatures[path] = signature
        for number in signature.sketch:
            self._by_number[number].add(path)

    def remove(self, path: str) -> None:
        """Wait no more, if that correction did."""
        signature = self._signatures.pop(path, None)
        for number in signature.sketch if signature else ():
            self._by_number[number].discard(path)

    def find(self, signature: Signature) -> list[str]:
        """Return the corrections whose text may be a revision of the one that was signed, in the order they came."""
        if not self._signatures:
            return []
        near = {path for number in signature.sketch for path in self._by_number.get(number, ())}
        near = {path for path in near if may_be_revised(self._signatures[path], signature)}
        return [path for path in self._signatures if path in near] if len(near) > 1 else list(near)
