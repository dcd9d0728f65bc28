"""Every register row in the store, as the lines of `panji export records`."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

from storage import codec
from storage.contents import waits
from storage.exports.order import ALL, Choice, ordered
from storage.tables.documents import Cell, Document, Row


async def lines(choice: Choice = ALL) -> AsyncIterator[dict[str, Any]]:
    """One dict a row: source, sha256, page, kind, office, row, file_no and its cells.

    `row` counts from 1 down the page; boxes are in pixels of the page as received.
    """
    async for documents in ordered("register", choice):
        of_document = {document.id: document for document in documents}
        rows = Row.filter(document_id__in=list(of_document)).order_by("number")
        by_document: dict[int, list[Row]] = {}
        for row in await rows.prefetch_related("cells"):
            by_document.setdefault(row.document_id, []).append(row)
        for key, document in of_document.items():
            for row in by_document.get(key, []):
                line = _line(document, row)
                yield line | {"cells": choice.words(line["cells"])}


def _line(document: Document, row: Row) -> dict[str, Any]:
    cells = sorted(row.cells, key=lambda cell: cell.position)
    return {
        "source": document.page.scan.source,
        "sha256": document.page.scan.sha256,
        "page": document.page.number,
        "kind": document.kind,
        "office": document.office,
        "row": row.number,
        "file_no": document.file.file_no if document.file else None,
        "cells": [_cell(cell) for cell in cells],
    }


def _cell(cell: Cell) -> dict[str, Any]:
    return {
        "column": cell.column,
        "heading": cell.heading,
        "raw": cell.as_read,
        "text": cell.text,
        "value": codec.plain(cell.value),
        "confidence": cell.confidence,
        "box": [cell.x0, cell.y0, cell.x1, cell.y1],
        "state": "review" if waits(cell) else cell.state,
    }
