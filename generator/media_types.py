"""What a file is, by the ending of its name.

A table, because what the standard library answers differs from machine to machine.
"""

from pathlib import PurePath

UNKNOWN = "application/octet-stream"
MEDIA_TYPES = {
    ".avif": "image/avif",
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".doc": "application/msword",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".eml": "message/rfc822",
    ".epub": "application/epub+zip",
    ".flac": "audio/flac",
    ".gif": "image/gif",
    ".gz": "application/gzip",
    ".htm": "text/html; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".jsonl": "application/jsonl; charset=utf-8",
    ".m4a": "audio/mp4",
    ".m4v": "video/mp4",
    ".map": "application/json",
    ".md": "text/markdown; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".mov": "video/quicktime",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".oga": "audio/ogg",
    ".ogg": "audio/ogg",
    ".ogv": "video/ogg",
    ".opus": "audio/ogg",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".rtf": "application/rtf",
    ".srt": "application/x-subrip",
    ".svg": "image/svg+xml",
    ".tif": "image/tiff",
    ".tiff": "image/tiff",
    ".tsv": "text/tab-separated-values; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".vtt": "text/vtt; charset=utf-8",
    ".wav": "audio/wav",
    ".webm": "video/webm",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".xml": "application/xml; charset=utf-8",
    ".xsl": "application/xslt+xml",
    ".zip": "application/zip",
}
_TEXTS = ("text/", "application/json", "application/xml", "application/xslt", "image/svg", "application/manifest")
WITHOUT_ENDING = {"CNAME": "text/plain; charset=utf-8", "LICENSE": "text/plain; charset=utf-8"}


def media_type_of(path: PurePath) -> str:
    """Return the value of `Content-Type` for a file."""
    return MEDIA_TYPES.get(path.suffix.lower()) or WITHOUT_ENDING.get(path.name, UNKNOWN)


def is_compressible(path: PurePath) -> bool:
    """Return whether compression makes the file smaller."""
    return media_type_of(path).startswith(_TEXTS)


def is_html(path: PurePath) -> bool:
    """Return whether a browser shows the file as a page."""
    return media_type_of(path).startswith("text/html")
