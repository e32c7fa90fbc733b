"""What a file is, by its name: what browsers must be told."""

from __future__ import annotations

import mimetypes
from pathlib import Path

TEXTS = ("text/", "application/xml", "application/json", "application/javascript", "image/svg+xml")
OFFICE = "application/vnd.openxmlformats-officedocument"
TYPES = {
    ".docx": f"{OFFICE}.wordprocessingml.document",
    ".md": "text/markdown",
    ".ofd": "application/ofd",
    ".pptx": f"{OFFICE}.presentationml.presentation",
    ".webmanifest": "application/manifest+json",
    ".xlsx": f"{OFFICE}.spreadsheetml.sheet",
    ".xml": "application/xml",
}
"""Besides those that every Python knows."""
UNKNOWN = "application/octet-stream"


def media_type(path: str) -> str:
    """The media type of a file, by its name."""
    ending = Path(path).suffix.lower()
    found = TYPES.get(ending) or mimetypes.types_map.get(ending) or UNKNOWN
    return f"{found}; charset=utf-8" if found.startswith(TEXTS) else found
