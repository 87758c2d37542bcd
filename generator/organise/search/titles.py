"""The small index of titles and names, over all years: what matches in it stands above what matches in a text.

It names releases by year and `place`, so that one that comes or goes changes only the files of its own words.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from generator.digests import digest_of_bytes
from generator.organise.search.cuts import cut
from generator.organise.search.documents import Document
from generator.organise.search.kept import Kept, kept_or_made
from generator.organise.search.places import DAYS, MARKS
from generator.organise.search.postings import Coded, far_places, write_lines
from generator.organise.search.segment import ENOUGH, CutFile

MOST = 1024
"""Files."""
_BYTES_OF_A_PLACE = 4
"""About, once encoded."""


def encode_names(documents: Iterable[Document], year: int) -> bytes:
    """Return word → places of the titles and names of one year, for `make_titles`; a place there has the year too."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for document in documents:
        for word in document.names:
            found[word].append(year * DAYS * MARKS + document.place)
    return _ENCODER.encode({word: array("Q", sorted(set(places))).tobytes() for word, places in sorted(found.items())})


def make_titles(years: Sequence[bytes], kept: Kept) -> list[CutFile]:
    """Return the files of the index of titles; `years` are what `encode_names` made of each year, oldest first."""
    found: defaultdict[str, list[bytes]] = defaultdict(list)
    for year in years:
        for word, places in _DECODER.decode(year).items():
            found[word].append(places)
    words = sorted(found)
    joined = {word: b"".join(found[word]) for word in words}
    sizes = [len(word) + len(joined[word]) * _BYTES_OF_A_PLACE // 8 for word in words]
    parts = cut(words, sizes, enough=ENOUGH, most=MOST)
    return [CutFile(beginning, _keep(words[start:end], joined, kept)) for beginning, start, end in parts]


def _keep(words: Sequence[str], places: Mapping[str, bytes], kept: Kept) -> str:
    """Keep the text of a file, encoded unless it is known what the same words and places came to."""
    packed = _ENCODER.encode([(word, places[word]) for word in words])

    def encode() -> bytes:
        coded = (Coded(word, far_places(array("Q", places[word]))) for word in words)
        return write_lines(coded).encode()

    digest = digest_of_bytes(packed)
    kept_or_made(kept, f"text {digest}", encode)
    return digest


_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(dict[str, bytes])
