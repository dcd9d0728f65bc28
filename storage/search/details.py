"""The hits of the best rows and letters, with what stands there and where."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from ocr.geometry import Box
from storage import codec
from storage.search import terms
from storage.search.allowed import TOLD, Values, allowed
from storage.search.ask import Asker
from storage.search.found import FACETS, NO_FILTERS, Hit, Seer
from storage.search.mask import masked
from storage.search.query import Query
from storage.search.rank import Key, Ranked
from storage.search.snippet import Sought, of_lines, parts, sought

_PLACE: Final = (
    "SELECT d.id, d.record_key, p.scan_id, p.number, s.source, f.file_no,"
    f" CASE WHEN d.tag = 'document' THEN d.lines END, {TOLD}"
    " FROM documents d JOIN pages p ON p.id = d.page_id JOIN scans s ON s.sha256 = p.scan_id"
    " LEFT JOIN files f ON f.id = d.file_id WHERE d.id IN "
)
_CELL: Final = (
    'SELECT {} AS document, {} AS number, c.id, c."column", c.text, c.value, c.x0, c.y0, c.x1,'
    " c.y1, c.position"
)
# Of a row that was found by a name the cell that has it, of one found by words all.
_CELLS: Final = (
    f"{_CELL.format('r.document_id', 'r.number')}"
    " FROM register_rows r JOIN cells c ON c.row_id = r.id"
    " WHERE r.document_id IN $1 AND r.number IN $2 AND r.document_id * 100000 + r.number IN $3"
    f" UNION ALL {_CELL.format('NULL', 'NULL')} FROM cells c WHERE c.id IN $4 ORDER BY position"
)
Row = tuple[Any, ...]


@dataclass(slots=True)
class _Cells:
    """Cells (id, column, text, value and box) by id, and all of a row by the row."""

    named: dict[int | None, Row] = field(default_factory=dict)
    rows: dict[Key, list[Row]] = field(default_factory=dict)


async def details(ask: Asker, query: Query, best: Sequence[Ranked], seer: Seer) -> tuple[Hit, ...]:
    """The hits of `best` in their order; one that `seer` may see no more is left out."""
    if not best:
        return ()
    values = Values()
    ids = sorted({one.key[0] for one in best})
    condition = f"{values.add(ids)} AND {allowed(seer, NO_FILTERS, values)}"
    places = {row[0]: row for row in await ask(_PLACE + condition, values.kept)}
    shown = [one for one in best if one.key[0] in places]
    cells = await _cells(ask, shown)
    wanted = sought(query)
    return tuple(_hit(one, places[one.key[0]], cells, query, wanted) for one in shown)


async def _cells(ask: Asker, best: Sequence[Ranked]) -> _Cells:
    keys = sorted({one.key for one in best if one.cell is None and one.key[1] is not None})
    both = [document * 100_000 + (number or 0) for document, number in keys]
    documents = sorted({document for document, _ in keys})
    numbers = sorted({number for _, number in keys if number is not None})
    named = sorted({one.cell for one in best if one.cell is not None})
    told = _Cells()
    if keys or named:
        for document, number, *cell in await ask(_CELLS, [documents, numbers, both, named]):
            if document is None:
                told.named[cell[0]] = tuple(cell)
            else:
                told.rows.setdefault((document, number), []).append(tuple(cell))
    return told


def _hit(one: Ranked, place: Row, cells: _Cells, query: Query, wanted: Sought) -> Hit:
    told = dict(zip(FACETS, place[7:], strict=True))
    column, text, boxes = _spot(one, place, cells, query, wanted)
    return Hit(
        document=place[0],
        record_key=place[1],
        row=one.key[1],
        column=column,
        text=masked(text),
        boxes=boxes,
        sha256=place[2],
        page=place[3],
        source=place[4],
        file_no=place[5],
        snippet=parts(text, wanted),
        score=round(min(1.0, one.score), 3),
        why=tuple(sorted(one.why)),
        **told,
    )


def _spot(
    one: Ranked, place: Row, cells: _Cells, query: Query, wanted: Sought
) -> tuple[str | None, str, tuple[Box, ...]]:
    """Column, text and boxes: the cell of the name, else the cells that have most of it."""
    if one.cell in cells.named:
        best = [cells.named[one.cell]]
    elif one.key in cells.rows:
        best = _most(cells.rows[one.key], query, wanted)
    else:
        text, boxes = of_lines(json.loads(place[6]) if place[6] else [], wanted)
        return one.field, text, boxes
    text = " · ".join(cell[2] for cell in best)
    return best[0][1], text, tuple(Box(*cell[4:8]) for cell in best)


def _most(cells: Sequence[Row], query: Query, wanted: Sought) -> list[Row]:
    """Cells with something that was looked for, at most three; the first cell if none has."""
    groups = [group for group in query.groups if group]
    told = [(len(_held(cell, groups)), -at, cell) for at, cell in enumerate(cells)]
    has = sorted((one for one in told if one[0] or wanted.is_in(one[2][2])), reverse=True)
    return [cell for _, _, cell in has[:3]] or [cells[0]]


def _held(cell: Row, groups: Sequence[frozenset[str]]) -> list[frozenset[str]]:
    has = terms.of_text(cell[2]) | terms.of_value(codec.plain_of(cell[3]))
    return [group for group in groups if not has.isdisjoint(group)]
