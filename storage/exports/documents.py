"""Every page that is not a register page, as the lines of `panji export documents`."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

from storage.exports.order import ALL, Choice, ordered
from storage.tables.documents import Document


async def lines(choice: Choice = ALL) -> AsyncIterator[dict[str, Any]]:
    """One dict a page: where it came from, what it is, its text and the fields found in it."""
    async for documents in ordered("document", choice):
        for document in documents:
            line = _line(document)
            yield line | {name: choice.words(line[name]) for name in ("text", "fields")}


def _line(document: Document) -> dict[str, Any]:
    return {
        "source": document.page.scan.source,
        "sha256": document.page.scan.sha256,
        "page": document.page.number,
        "kind": document.kind,
        "head": document.head,
        "file_no": document.file.file_no if document.file else None,
        "text": document.text,
        "fields": [_field(one) for one in document.fields_read if one["reading"]["text"]],
        "sensitivity": document.level,
        "confidence": document.confidence,
        "state": document.state,
    }


def _field(field: dict[str, Any]) -> dict[str, Any]:
    reading, box = field["reading"], field["reading"]["box"]
    return {
        "name": field["name"],
        "raw": reading["raw"],
        "text": reading["text"],
        "value": reading["value"],
        "confidence": reading["confidence"],
        "box": [box["x0"], box["y0"], box["x1"], box["y1"]],
    }
