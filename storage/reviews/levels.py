"""After people's acts a page's level is assessed anew: raised at once, lowered when all is read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, get_args

from classifiers import sensitivity
from classifiers.district import District
from classifiers.heads import kind_of
from classifiers.letter_rows import LINE
from classifiers.reasons import reason
from classifiers.record import Level, Sensitivity, State
from classifiers.sensitivity import Said
from storage import codec, district
from storage.tables import documents as rows
from storage.tables.offices import File

SET = ("level", "level_reasons")
"""The columns of a document that are set here."""
LEVELS: Final = get_args(Level)  # the lowest first


@dataclass(slots=True)
class Standing:
    """A cell, as far as its page's standing is drawn from it; `number` is its row's."""

    id: int
    row_id: int
    number: int
    column: str
    text: str
    value: Any
    confidence: float
    state: State
    flag: str | None


_SEEN: Final = (
    "id",
    "row_id",
    "row__number",
    "column",
    "text",
    "value",
    "confidence",
    "state",
    "flag",
)
"""The columns of a Standing, in its order."""


async def standing(document: int) -> list[Standing]:
    """All cells of a document in their order; plain, because a model of each took long."""
    found = rows.Cell.filter(row__document_id=document).order_by("row_id", "position")
    told: Any = await found.values_list(*_SEEN)
    return [Standing(*one) for one in told]


def level(document: rows.Document, cells: Sequence[Standing]) -> None:
    """Set the document's level from what its cells say now; saves nothing.

    `cells` are all of the document's, in their order. The level stays as it is where there is
    nothing to assess by: no district was loaded in this process, or it does not know the kind.
    """
    known = district.loaded()
    if known is None or kind_of(document.kind, known) is None:
        return
    found = _assessed(document, cells, known)
    document.level, document.level_reasons = found.level, list(found.reasons)


async def least(document: rows.Document) -> bool:
    """Raise the level to that of the document's file, if it has to be; saves nothing."""
    known = File.filter(id=document.file_id).only("id", "level")
    file = await known.first() if document.file_id else None
    if file is None or LEVELS.index(file.level) <= LEVELS.index(document.level):
        return False
    document.level = file.level
    document.level_reasons = [*document.level_reasons, reason("file-level", file.level)]
    return True


def _assessed(document: rows.Document, cells: Sequence[Standing], known: District) -> Sensitivity:
    """As the page would be assessed if it were read so now."""
    if document.tag == "document":
        text = " ".join(cell.text for cell in cells if cell.column == LINE)
        values = [field.reading.value for field in codec.fields.load(document.fields_read)]
        return sensitivity.letter(document.kind, document.year, text, values, known)
    said = [Said(one.column, one.text, codec.meant(one.value), one.state) for one in cells]
    return sensitivity.table(document.kind, document.text.replace("\n", " "), said, known)
