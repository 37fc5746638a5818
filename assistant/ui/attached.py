"""Files as the browser saves them."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import Response

_OFFICE = "application/vnd.openxmlformats-officedocument"
KINDS = {
    "xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    "docx": f"{_OFFICE}.wordprocessingml.document",
    "csv": "text/csv; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "json": "application/json",
    "yaml": "application/yaml; charset=utf-8",
}
"""Media type by form of a document."""


def attached(content: bytes, name: str, kind: str) -> Response:
    """A file to save under a name, whatever letters it has.

    Args:
        content: of the file.
        name: with its ending.
        kind: media type.
    """
    disposition = f"attachment; filename*=UTF-8''{quote(name)}"
    return Response(content, media_type=kind, headers={"Content-Disposition": disposition})
