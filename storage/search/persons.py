"""Candidates by name: first who is called so and is of that father or place, then the near ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from storage.search import terms
from storage.search.allowed import TOLD, Values, allowed
from storage.search.ask import Asker
from storage.search.found import Filters, Seer
from storage.search.names import AT, KIN, LONGEST, sounding
from storage.search.query import Query
from storage.search.sound import key, misread, variants
from storage.search.sql import Dialect

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


@dataclass(frozen=True, slots=True)
class _Heard:
    """A name as it was typed, and what it may have been: skeleton and spelling of each."""

    said: tuple[str, str]
    misread: tuple[tuple[str, str], ...]
    near: tuple[str, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """What it may be instead."""
        return (*dict.fromkeys(key for key, _ in self.misread), *self.near)


async def persons(
    ask: Asker, query: Query, seer: Seer, filters: Filters
) -> tuple[list[Person], bool]:
    """Those who may be meant, and whether a limit kept others out."""
    if not query.name and not query.relative:
        return [], False
    name = await _heard(ask, query.name, "key")
    kin = await _heard(ask, query.relative, "relative_key")
    values, parts = Values(), []
    may = allowed(seer, filters, values)
    for condition, most in _conditions(query, name, kin, _Form(ask.dialect, values)):
        parts.append(f"{_ONE} WHERE {condition} AND {may} LIMIT {values.add(most)}")
    if not parts:
        return [], False
    rows = await ask(
        " UNION ALL ".join(f"SELECT * FROM ({part}) AS q" for part in parts), values.kept
    )
    return list({row[:5]: _person(row) for row in rows}.values()), len(rows) >= MOST


def _person(row: tuple[Any, ...]) -> Person:
    document, number, cell, field, said, name, relative, place, *facets = row
    whole = said if name is None else name
    return Person(document, number, cell, field, said, whole, relative, place, tuple(facets))


_ONE: Final = (
    "SELECT n.document_id, n.row, n.cell_id, n.field, n.said, n.name, n.relative, n.place,"
    f" {TOLD} FROM search_names n JOIN documents d ON d.id = n.document_id"
)


@dataclass(frozen=True, slots=True)
class _Form:
    """Writes conditions on name `n` for a database."""

    dialect: Dialect
    values: Values

    def equal(self, column: str, value: str) -> str:
        return f"n.{column} = {self.values.add(value)}"

    def among(self, column: str, told: Iterable[str]) -> str:
        return f"n.{column} IN {self.values.add(list(told))}"

    def held(self, *groups: Iterable[str]) -> str:
        """One of each group: keys, relatives, places."""
        either, both = self.dialect.joints
        told = [f"({either.join(map(self.dialect.quoted, group))})" for group in groups]
        return self.dialect.held.replace("$1", self.values.add(both.join(told)))


def _conditions(query: Query, name: _Heard, kin: _Heard, form: _Form) -> Iterator[tuple[str, int]]:
    """Conditions on name `n`, the narrowest first, and how many of each to look at."""
    sound, spelling = name.said
    if sound:
        for narrow in _narrowed(query, kin):
            for keys in ((sound,), name.keys):
                if keys:
                    yield form.held(keys, *narrow), MOST
        yield f"{form.equal('key', sound)} AND {form.equal('spelt', spelling)}", MOST
        yield form.equal("key", sound), MOST
        yield form.equal("short", sound), MOST
        if name.misread:
            keys, spelt = zip(*name.misread, strict=True)
            yield f"{form.among('key', keys)} AND {form.among('spelt', spelt)}", MOST
        if name.near:
            yield form.among("key", name.near), MOST
        yield from _beginnings(query, form)
    if kin.said[0]:
        yield form.among("relative_key", (kin.said[0], *kin.keys)), MOST


def _narrowed(query: Query, kin: _Heard) -> Iterator[tuple[list[str], ...]]:
    """By the relative, however he is written, by how his name begins, by the words of the place."""
    at = [AT + sound for sound in terms.sounds(query.place)[:4]]
    said = kin.said[0]
    every = [KIN + key for key in (said, *kin.keys)]
    if said and at:
        yield every, at
    if said:
        yield ([KIN + said],)
        yield (every,)
        yield ([KIN + said[:2]],)
    if at:
        yield (at,)


def _beginnings(query: Query, form: _Form) -> Iterator[tuple[str, int]]:
    """The first words alone: the rest may be a relative or a place that nothing marks as such."""
    parts = query.name.split()
    for end in range(len(parts) - 1, 0, -1):
        head, rest = key(" ".join(parts[:end]))[:LONGEST], parts[end:]
        if len(head) > 1 and (end > 1 or query.marked or len(parts) == 2):
            yield form.equal("key", head), FEW
        if not query.marked and len(head) > 1:
            yield form.held([head], _unmarked(rest)), FEW


def _unmarked(rest: list[str]) -> list[str]:
    """The relatives and places that the words at the end of a query may be."""
    kin = [key(" ".join(rest[:end])) for end in range(1, len(rest) + 1)]
    at = [sound for word in rest for sound in terms.sounds(word)]
    return [KIN + one for one in (*kin, kin[0][:2])] + [AT + one for one in at]


async def _heard(ask: Asker, name: str, column: str) -> _Heard:
    """The name and what it may have been: a letter misread, and of all slips 40 that are there."""
    said = sounding(name)
    read = dict.fromkeys(map(sounding, misread(name)))
    slips = sorted(set(variants(said[0])) - {said[0]} - {key for key, _ in read})
    near = await _present(ask, slips, column, NEAR) if slips else []
    return _Heard(said, tuple(one for one in read if one[0] and one[0] != said[0]), tuple(near))


async def _present(ask: Asker, keys: list[str], column: str, most: int) -> list[str]:
    """Those of the skeletons that the index has."""
    found = await ask(
        f"SELECT v.value FROM ({ask.dialect.present}) AS v WHERE EXISTS"
        f" (SELECT 1 FROM search_names n WHERE n.{column} = v.value) LIMIT $2",
        [keys, most],
    )
    return [str(value) for (value,) in found]
