"""Bring the catalogues of `layouts/translations/` to the messages in use: `python -m tests.update_translations`.

A new message comes in without a translation, which `tests/test_translations.py` then asks for; one that is no longer
said goes.
"""

import io
import re
import sys

from babel.messages.pofile import read_po, write_po

from tests.interface_messages import interface_messages
from tests.sites import ROOT

CATALOGUES = ROOT / "layouts" / "translations"

_EMPTY_HEADERS = re.compile(rb'^"(?!Language:|Plural-Forms:|MIME-|Content-)[A-Z][\w-]+: .*\n', re.MULTILINE)
"""Of a catalogue that is versioned with the code: dates and names that git knows better."""


def main() -> int:
    """Rewrite every catalogue; return the exit code."""
    messages = interface_messages()
    for path in sorted(CATALOGUES.glob("*.po")):
        catalogue = read_po(path.read_bytes().decode().splitlines(keepends=True), locale=path.stem.replace("-", "_"))
        catalogue.update(messages, no_fuzzy_matching=True, update_header_comment=False)
        catalogue.obsolete.clear()
        written = io.BytesIO()
        write_po(written, catalogue, width=100, no_location=True, sort_output=True)
        path.write_bytes(_EMPTY_HEADERS.sub(b"", written.getvalue()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
