"""Candidates by name: first who is called so and is of that father or place, then the near ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from storage.search import terms
from storage.search.allowed import TOLD, Values, allowed
from storage.search.ask import Asker
from storage.search.found import Filters, Seer
from storage.search.names import LONGEST, sounding
from storage.search.query import Query
from storage.search.sound import key, variants

MOST: Final = 300
FEW: Final = 100
NEAR: Final = 40


@dataclass(frozen=True, slots=True)
class Person:
    """Someone in the store who may be meant; names as in storage.search.names.Name."""

    document: int
    row: int | None
    cell: int | None
    field: str
    said: str
    name: str
    relative: str
    place: str
    facets: tuple[Any, ...]


async def persons(
    ask: Asker, query: Query, seer: Seer, filters: Filters
) -> tuple[list[Person], bool]:
    """Those who may be meant, and whether a limit kept others out."""
    if not query.name and not query.relative:
        return [], False
    sound, spelling = sounding(query.name)
    near = await _near(ask, sound)
    kin = [key(query.relative), *await _near(ask, key(query.relative), "relative_key")]
    values, parts = Values(), []
    may = allowed(seer, filters, values)
    for condition, most in _conditions(query, (sound, spelling), (near, kin), values):
        parts.append(f"{_ONE} WHERE {condition} AND {may} LIMIT {values.add(most)}")
    if not parts:
        return [], False
    rows = await ask(
        " UNION ALL ".join(f"SELECT * FROM ({part}) AS q" for part in parts), values.kept
    )
    return list({row[:5]: _person(row) for row in rows}.values()), len(rows) >= MOST


def _person(row: tuple[Any, ...]) -> Person:
    document, number, cell, field, said, name, relative, place, *facets = row
    return Person(document, number, cell, field, said, name, relative, place, tuple(facets))


_ONE: Final = (
    "SELECT n.document_id, n.row, n.cell_id, n.field, n.said, n.name, n.relative, n.place,"
    f" {TOLD} FROM search_names n JOIN documents d ON d.id = n.document_id"
)


def _conditions(
    query: Query,
    called: tuple[str, str],
    also: tuple[list[str], list[str]],
    values: Values,
) -> Iterator[tuple[str, int]]:
    """Conditions on name `n`, the narrowest first, and how many of each to look at."""
    sound, spelling = called
    near, kin = also
    if sound:
        for narrow in _narrowed(query, values):
            yield f"n.key = {values.add(sound)} AND {narrow}", MOST
            if near:
                yield f"n.key IN {values.add(near)} AND {narrow}", MOST
        yield f"n.key = {values.add(sound)} AND n.spelt = {values.add(spelling)}", MOST
        yield f"n.key = {values.add(sound)}", MOST
        if near:
            yield f"n.key IN {values.add(near)}", MOST
        yield from _beginnings(query, values)
    if query.relative and kin[0]:
        yield f"n.relative_key IN {values.add(kin)}", MOST


def _narrowed(query: Query, values: Values) -> Iterator[str]:
    """By how the relative's name begins, by the words of the place."""
    kin = key(query.relative)
    if kin:
        yield f"n.relative_key LIKE {values.add(kin[:2] + '%')}"
    if query.place:
        yield _at(terms.sounds(query.place), values)


def _at(sounds: list[str], values: Values) -> str:
    told = [f"n.place_key LIKE {values.add(f'% {sound} %')}" for sound in sounds[:4]]
    return f"({' OR '.join(told)})" if told else "1 = 0"


def _beginnings(query: Query, values: Values) -> Iterator[tuple[str, int]]:
    """The first words alone: the rest may be a relative or a place that nothing marks as such."""
    parts = query.name.split()
    for end in range(len(parts) - 1, 0, -1):
        head, rest = key(" ".join(parts[:end])), parts[end:]
        if len(head) > 1 and (end > 1 or query.marked or len(parts) == 2):
            yield f"n.key = {values.add(head[:LONGEST])}", FEW
        if not query.marked and len(head) > 1:
            kin = f"n.relative_key LIKE {values.add(key(rest[0])[:2] + '%')}"
            at = _at([sound for word in rest for sound in terms.sounds(word)], values)
            yield f"n.key = {values.add(head[:LONGEST])} AND ({kin} OR {at})", FEW


async def _near(ask: Asker, sound: str, column: str = "key") -> list[str]:
    """The skeletons in the index that are one slip away, at most 40."""
    slips = sorted(set(variants(sound)) - {sound})
    if not slips:
        return []
    present = ask.dialect.present
    found = await ask(
        f"SELECT v.value FROM ({present}) AS v WHERE EXISTS"
        f" (SELECT 1 FROM search_names n WHERE n.{column} = v.value) LIMIT $2",
        [slips, NEAR],
    )
    return [str(value) for (value,) in found]
