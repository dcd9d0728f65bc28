"""A page as the screen gets it: plain data, masked where its level asks for that."""

from __future__ import annotations

import hashlib
from itertools import islice
from typing import Any, Final

from classifiers import reasons
from classifiers.district import District
from classifiers.kinds import Column
from ocr.faults import Language
from ocr.geometry import Box
from ocr.unwarp import Place, places
from review import cuts, letters
from review.cuts import Cut
from review.leaves import key
from storage.reviews.page import CellSeen, PageSeen, RowSeen, Spot
from storage.sessions import Login

COLUMNS: Final = {"person": "names", "officer": "ranks", "place": "places", "sections": "acts"}
"""Which of the district's word lists completes a column of that type."""


def hidden(page: PageSeen | Spot, login: Login) -> bool:
    """Whether the page is shown without its words until its reader says why he needs them."""
    return page.level == "restricted" and not login.sees(page.id)


def shown(page: PageSeen, district: District, language: Language, login: Login) -> dict[str, Any]:
    """What the screen needs of a page; no words of a record that is still masked."""
    masked, me = hidden(page, login), login.person.name
    rows = () if masked else page.rows
    at = iter(places(page.page, [cell.box for row in rows for cell in row.cells]))
    return {
        "id": page.id,
        "version": page.version,
        "tag": page.tag,
        "kind": page.kind,
        "title": title(page, district),
        "office": page.office,
        "desk": page.desk,
        "year": page.year,
        "volume": page.volume,
        "level": page.level,
        "hidden": masked,
        "state": page.state,
        "flag": page.flag,
        "waiting": page.waiting,
        "file_no": page.file_no,
        "source": page.source,
        "page": page.page.number,
        "width": page.page.width,
        "height": page.page.height,
        "columns": columns(page, district, language),
        "drawn": _drawn(page),
        "leaves": [[leaf.mesh.width, leaf.mesh.height] for leaf in page.page.leaves],
        "rows": [
            _row(row, tuple(islice(at, len(row.cells))), page, (district, language), me)
            for row in rows
        ],
    }


def _drawn(page: PageSeen) -> str:
    """Changes when the page is laid flat or cut into cells anew: then old pictures are wrong."""
    boxes = [cell.box for row in page.rows for cell in row.cells]
    return hashlib.sha256(repr((key(page.page), boxes)).encode()).hexdigest()[:12]


def title(page: PageSeen, district: District) -> str:
    """What the kind is called in the office."""
    kind = district.registers.get(page.kind) or district.letters.get(page.kind)
    return kind.title if kind else page.kind


def columns(page: PageSeen, district: District, language: Language) -> list[dict[str, Any]]:
    """The columns of the page in their order: id, heading, type, words to complete from."""
    if page.tag == "document":
        return letters.columns(page, district, language)
    kind = district.registers.get(page.kind)
    known = {column.id: column for column in kind.columns} if kind else {}
    first = page.rows[0].cells if page.rows else ()
    return [_column(cell, known.get(cell.column), district) for cell in first]


def _column(cell: CellSeen, column: Column | None, district: District) -> dict[str, Any]:
    kind = column.type if column else "text"
    closed = column.words if column else ()
    listed = district.words.get(COLUMNS.get(kind, ""), ())
    return {
        "id": cell.column,
        "heading": column.heading if column else cell.heading,
        "type": kind,
        "closed": bool(closed),
        "words": list(closed or listed),
    }


def _row(
    row: RowSeen, at: tuple[Place, ...], page: PageSeen, of: tuple[District, Language], me: str
) -> dict[str, Any]:
    cut = cuts.laid(page.page, at) if at else None
    return {
        "id": row.id,
        "number": row.number,
        "held_by": None if row.held_by == me else row.held_by,
        "strip": cut and _strip(cut),
        "cells": [
            _cell(cell, *of) | {"leaf": place.leaf, "flat": _box(place.box)}
            for cell, place in zip(row.cells, at, strict=True)
        ],
    }


def _strip(cut: Cut) -> dict[str, Any]:
    """The size of the row's picture and where on it the row and its cells are."""
    return {
        "width": cut.width,
        "height": cut.height,
        "top": round(cut.top, 1),
        "bottom": round(cut.bottom, 1),
        "cells": [_box(box) for box in cut.cells],
    }


def _box(box: Box) -> list[float]:
    return [round(at, 1) for at in (box.x0, box.y0, box.x1, box.y1)]


def _cell(cell: CellSeen, district: District, language: Language) -> dict[str, Any]:
    return {
        "id": cell.id,
        "column": cell.column,
        "raw": letters.said(cell.column, cell.raw, district),
        "text": letters.said(cell.column, cell.text, district),
        "confidence": round(cell.confidence, 4),
        "box": _box(cell.box),
        "source": cell.source,
        "state": cell.state,
        "flag": cell.flag,
        "unsure": any(one.startswith("low-confidence") for one in cell.reasons),
        "reasons": [reasons.say(one, language) for one in cell.reasons],
        "alternatives": list(cell.alternatives),
        "version": cell.version,
        "said": [{"by": one.by, "note": one.note} for one in cell.said],
    }
