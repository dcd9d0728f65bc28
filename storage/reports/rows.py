"""Two columns of all the rows of a kind of register, in one question to the database."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from tortoise.connection import get_connections

from storage.search.sql import dialect

# What a cell means, if it means what its column should.
_SQLITE: Final = "CASE WHEN json_extract({0}, '$.kind') = '{1}' THEN json_extract({0}, '$.{2}') END"
_POSTGRES: Final = "CASE WHEN {0}->>'kind' = '{1}' THEN {0}->>'{2}' END"
_KEYS: Final = {"serial": "number", "date": "day"}
NOTHING: Final = " -–—"
"""Signs in a cell that say nothing."""
_EMPTY: Final = f"b.text IS NULL OR trim(b.text, '{NOTHING}') = ''"
_ASKED: Final = """
    SELECT d.id AS document, d.desk AS desk, r.number AS number, a.position AS first_at,
        a.text AS first_text, {first} AS first, a.state AS first_state, b.position AS second_at,
        b.text AS second_text, {second} AS second, b.state AS second_state
    FROM documents d JOIN register_rows r ON r.document_id = d.id
        LEFT JOIN cells a ON a.row_id = r.id AND a."column" = $1
        LEFT JOIN cells b ON b.row_id = r.id AND b."column" = $2
    WHERE d.tag = 'register' AND d.kind = $3{where}
    ORDER BY d.id, r.number, a.position, b.position
"""


@dataclass(frozen=True, slots=True)
class Said:
    """A cell: its text, what it means in the column's own form, whether no person need look."""

    text: str
    value: str | None
    sure: bool


@dataclass(frozen=True, slots=True)
class Pair:
    """A row with its cells of two columns, None where it has none."""

    document: int
    desk: str
    number: int
    first: Said | None
    second: Said | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """A column and its type; only cells of `serial` and `date` have a value here."""

    column: str
    type: str


@dataclass(frozen=True, slots=True)
class Which:
    """The rows that are asked for: `where` says what columns of their document may hold.

    With `pending` those alone in whose second column nothing stands, or one of these words.
    """

    where: Mapping[str, Collection[str]]
    pending: Sequence[str] | None = None


async def pairs(kind: str, first: Wanted, second: Wanted, which: Which) -> list[Pair]:
    """The rows by document and number; where one has a column twice, it is the first of the two."""
    client = get_connections().all()[0]
    form = _POSTGRES if client.capabilities.dialect == "postgres" else _SQLITE
    given = [first.column, second.column, kind, *(sorted(told) for told in which.where.values())]
    holes = [f" AND d.{name} IN ${at}" for at, name in enumerate(which.where, start=4)]
    if which.pending is not None:
        words = range(len(given) + 1, len(given) + 1 + len(which.pending))
        holes.append(f" AND ({' OR '.join([_EMPTY, *(f'b.text LIKE ${at}' for at in words)])})")
        given += [f"%{word}%" for word in which.pending]
    asked = _ASKED.format(
        first=_meant(form, "a", first), second=_meant(form, "b", second), where="".join(holes)
    )
    _, rows = await client.execute_query(*dialect(client).filled(asked, given))
    found: dict[tuple[int, int], Pair] = {}
    for document, desk, number, *told in rows:
        if (document, number) not in found:
            pair = Pair(document, desk, number, _said(*told[:4]), _said(*told[4:]))
            found[document, number] = pair
    return list(found.values())


def _meant(form: str, cell: str, wanted: Wanted) -> str:
    key = _KEYS.get(wanted.type)
    return form.format(f"{cell}.value", wanted.type, key) if key else "NULL"


def _said(at: int | None, text: str, value: object, state: str) -> Said | None:
    if at is None:
        return None
    return Said(text, None if value is None else str(value), state != "review")
