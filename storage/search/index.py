"""Keeps the search index beside what is filed: a line a row or letter, a name a person in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.transactions import in_transaction

from classifiers.fold import fold
from storage import codec
from storage.locks import SEARCH, lock
from storage.search import terms
from storage.search.names import Name, names
from storage.search.sql import NEW_SOUNDS, Dialect, Line, dialect
from storage.tables.documents import Document

RULES: Final = 2
"""Grows when terms, sounds or names are made differently: older indexes are then made anew."""

CHUNK: Final = 50

_PLACE: Final = """
SELECT d.id, d.level, d.kind, d.year, d.tag, d.text, d.fields_read, f.file_no,
    CASE WHEN d.office = 'unknown' THEN d.desk ELSE d.office END AS seen_by
FROM documents d LEFT JOIN files f ON f.id = d.file_id WHERE d.id IN $1 ORDER BY d.id
"""
_CELLS: Final = """
SELECT r.document_id, r.number, c.id, c."column", c.text, c.value
FROM register_rows r JOIN cells c ON c.row_id = r.id
WHERE r.document_id IN $1
"""


_ORDER: Final = " ORDER BY r.document_id, r.number, c.position"
Made = tuple[list[Line], list[Name]]


async def document(document_id: int, rows: Sequence[int] | None = None) -> None:
    """Index the document anew, in the transaction in which the caller is.

    With `rows`, only these of its rows: enough when nothing but their cells has changed.
    """
    await documents(Document._meta.db, [document_id], rows)  # noqa: SLF001 - Tortoise's only way


async def documents(
    client: BaseDBAsyncClient, ids: Sequence[int], rows: Sequence[int] | None = None
) -> None:
    """Index these documents anew in the caller's transaction, all their rows or those alone."""
    which = _Which(dialect(client), ids, rows)
    made: Made = ([], [])
    for lines, found in await _read(client, which):
        made[0].extend(lines)
        made[1].extend(found)
    for statement in which.form.forget:
        await client.execute_query(*which.filled(statement, "row"))
    await _write(client, which, made)


async def bring_up(client: BaseDBAsyncClient) -> int:
    """Make the index anew if it was made by other rules than these, or never; of how many pages.

    So many at a time: stopped, it goes on from there, and of several processes each does a part.
    """
    count = 0
    while await _made_to(client) is not None:
        async with in_transaction() as inside:
            await lock(inside, SEARCH)
            done = await _made_to(inside)
            if done is not None:
                count += await _chunk(inside, done)
    return count


async def _made_to(client: BaseDBAsyncClient) -> int | None:
    """The last document that was made anew; None if all are by these rules."""
    (told,) = await client.execute_query_dict("SELECT rules, done FROM search_rules")
    return None if told["rules"] == RULES else int(told["done"])


async def _chunk(client: BaseDBAsyncClient, done: int) -> int:
    """Index the documents after that one; how many."""
    waiting = Document.filter(id__gt=done).order_by("id").limit(CHUNK).using_db(client)
    # For update: what a person saves meanwhile is not taken from before.
    ids = [int(str(one)) for one in await waiting.select_for_update().values_list("id", flat=True)]
    form = dialect(client)
    if ids:
        await documents(client, ids)
        told = form.filled("UPDATE search_rules SET done = $1", [ids[-1]])
    else:
        told = form.filled("UPDATE search_rules SET rules = $1, done = 0", [RULES])
    await client.execute_query(*told)
    return len(ids)


@dataclass(frozen=True, slots=True)
class _Which:
    """Which rows of which documents, and how the database wants to be asked."""

    form: Dialect
    ids: Sequence[int]
    rows: Sequence[int] | None

    def filled(self, statement: str, row: str, rest: str = "") -> tuple[str, list[Any]]:
        """The statement, which ends with the documents, for these; `row` is the row's column."""
        if self.rows is None:
            return self.form.filled(statement + rest, [list(self.ids)])
        told = f"{statement} AND {row} IN $2{rest}"
        return self.form.filled(told, [list(self.ids), list(self.rows)])


async def _read(client: BaseDBAsyncClient, which: _Which) -> Iterator[Made]:
    places = await client.execute_query_dict(*which.form.filled(_PLACE, [list(which.ids)]))
    cells: dict[int, list[dict[str, Any]]] = {}
    asked = which.filled(_CELLS, "r.number", _ORDER)
    for cell in await client.execute_query_dict(*asked):
        cells.setdefault(cell["document_id"], []).append(cell)
    return (made(place, cells.get(place["id"], ())) for place in places)


async def _write(client: BaseDBAsyncClient, which: _Which, found: Made) -> None:
    form, (lines, people) = which.form, found
    if lines:
        await client.execute_many(form.add_line, [form.line(one) for one in lines])
        await _sounds(client, form, lines)
    if people:
        rows = [list(one.columns) for one in people]
        await client.execute_many(form.add_name, rows)
    for statement in form.add_terms:
        await client.execute_query(*which.filled(statement, "row"))


async def _sounds(client: BaseDBAsyncClient, form: Dialect, lines: Sequence[Line]) -> None:
    """Keep the sounds that are new; none is ever forgotten, as one too many does no harm."""
    found = frozenset().union(*(line.terms for line in lines))
    heard = sorted(term for term in found if term.startswith(terms.SOUND))
    new = NEW_SOUNDS.replace("{present}", form.present)
    await client.execute_query(*form.filled(new, [heard]))


def made(place: dict[str, Any], cells: Iterable[dict[str, Any]]) -> Made:
    """The lines and names of a document from its row and those of its cells, in their order.

    `place` has id, level, kind, year, tag, text, fields_read, file_no and seen_by, the office
    whose people see it; a cell number (of its row), id, column, text and value.
    """
    held = terms.of_place(place)
    rows: dict[int, list[dict[str, Any]]] = {}
    for cell in cells:
        rows.setdefault(cell["number"], []).append(cell | {"value": codec.plain_of(cell["value"])})
    if place["tag"] == "document":
        return _letter(place, held)
    lines, office = [_line(place["id"], *row, held) for row in rows.items()], place["seen_by"]
    people = [
        name
        for number, row in rows.items()
        for cell in row
        for name in names(cell["value"], (place["id"], number, cell["id"], cell["column"], office))
    ]
    return lines, people


def _line(document: int, number: int, row: list[dict[str, Any]], held: set[str]) -> Line:
    text = " ".join(cell["text"] for cell in row)
    meant = set().union(*(terms.of_value(cell["value"]) for cell in row))
    found = frozenset(held | meant | terms.of_text(text))
    return Line(document, number, " ".join(terms.words(text)), found)


def _letter(place: dict[str, Any], held: set[str]) -> Made:
    fields = place["fields_read"]
    fields = codec.fitting_fields(fields) if isinstance(fields, str | bytes) else fields or ()
    people, meant = list[Name](), set[str]()
    for field in fields:
        value = field["reading"]["value"]
        meant |= terms.of_value(value)
        people += names(value, (place["id"], None, None, field["name"], place["seen_by"]))
    text = place["text"]
    found = frozenset(held | meant | terms.of_text(text))
    return [Line(place["id"], None, fold(text), found)], people
