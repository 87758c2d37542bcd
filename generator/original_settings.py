"""Which formats of originals a site may publish.

None that could run in a reader's browser, such as a saved page; and no mail, for it holds what was not meant for the
public.
"""

PUBLISHABLE: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "doc": (frozenset({"doc"}), frozenset({".doc"})),
    "docx": (frozenset({"docx"}), frozenset({".docx"})),
    "markdown": (frozenset({"markdown", "document"}), frozenset({".md", ".markdown", ".txt"})),
    "odt": (frozenset({"odt"}), frozenset({".odt"})),
    "pdf": (frozenset({"pdf"}), frozenset({".pdf"})),
    "rtf": (frozenset({"rtf"}), frozenset({".rtf"})),
    "text": (frozenset({"text"}), frozenset({".txt", ".text"})),
}
"""What the site may name → the importers that read it, and endings of names, by which a host says what a file is."""
