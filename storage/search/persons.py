"""Candidates by name: first who is called so and is of that father or place, then the near ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from storage.search import terms
from storage.search.allowed import TOLD, Values, allowed, offices
from storage.search.ask import Asker
from storage.search.found import Filters, Seer
from storage.search.names import AT, KIN, LONGEST, of_spelling, sounding
from storage.search.query import Query
from storage.search.sound import changed, key, misread, variants
from storage.search.sql import Dialect

MOST: Final = 300
NEARLY: Final = 200
FEW: Final = 100
NEAR: Final = 40
WRITTEN, EACH = 24, 8


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


class Persons:
    """Looks for those whom a query may mean, first those called so, then those called nearly so."""

    def __init__(self, ask: Asker, query: Query, seer: Seer, filters: Filters) -> None:
        self._ask, self._query, self._seer, self._filters = ask, query, seer, filters

    async def called(self) -> tuple[list[Person], bool]:
        """Those whose name sounds so, and whether a limit kept others out."""
        return await self._found(_called)

    async def nearly(self) -> tuple[list[Person], bool]:
        """Those whose name or relative is a slip or a misread letter away, or the words' first."""
        name, kin = await _heard(self._ask, self._query)
        return await self._found(partial(_nearly, name=name, kin=kin))

    async def _found(
        self, conditions: Callable[[Query, _Form], Iterator[tuple[str, int]]]
    ) -> tuple[list[Person], bool]:
        values, parts = Values(), []
        may = allowed(self._seer, self._filters, values)
        form = _Form(self._ask.dialect, values, offices(self._seer, self._filters))
        for condition, most in conditions(self._query, form):
            parts.append(f"{_ONE} WHERE {condition} AND {may} LIMIT {values.add(most)}")
        if not parts:
            return [], False
        told = " UNION ALL ".join(f"SELECT * FROM ({part}) AS q" for part in parts)
        rows = await self._ask(told, values.kept)
        return list({row[:5]: _person(row) for row in rows}.values()), len(rows) >= NEARLY


def _person(row: tuple[Any, ...]) -> Person:
    document, number, cell, field, said, name, relative, place, *facets = row
    whole = said if name is None else name
    return Person(document, number, cell, field, said, whole, relative, place, tuple(facets))


_ONE: Final = (
    "SELECT n.document_id, n.row, n.cell_id, n.field, n.said, n.name, n.relative, n.place,"
    f" {TOLD} FROM search_names n JOIN documents d ON d.id = n.document_id"
)


@dataclass(frozen=True, slots=True)
class _Heard:
    """A name as it was typed, and what it may have been: skeleton and spelling of each."""

    said: tuple[str, str]
    misread: tuple[tuple[str, str], ...]
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Form:
    """Writes conditions on name `n` for a database."""

    dialect: Dialect
    values: Values
    offices: tuple[str, ...]

    def equal(self, column: str, value: str) -> str:
        return self._seen(f"n.{column} = {self.values.add(value)}")

    def written(self, sound: str, spelling: str) -> str:
        hole = self.values.add(spelling)
        return f"{self.equal('key', sound)} AND n.spelt = {hole}"

    def among(self, column: str, told: Iterable[str]) -> str:
        return self._seen(f"n.{column} IN {self.values.add(list(told))}")

    def held(self, *groups: Iterable[str]) -> str:
        """One of each group: keys, relatives, places."""
        told = self.dialect.grouped([list(group) for group in groups], self.offices)
        parts = (self.dialect.held.replace("$1", self.values.add(one)) for one in told)
        return self._seen(" AND ".join(parts))

    def _seen(self, condition: str) -> str:
        """The same of the offices' names alone, so that the index leaves out all others."""
        if not self.offices:
            return condition
        return f"{condition} AND n.seen_by IN {self.values.add(list(self.offices))}"


def _called(query: Query, form: _Form) -> Iterator[tuple[str, int]]:
    """Conditions on name `n`, the narrowest first, and how many of each to look at."""
    sound, spelling = sounding(query.name)
    kin = key(query.relative)
    if not sound:
        if kin:
            yield form.equal("relative_key", kin), MOST
        return
    at = _places(query.place)
    for narrow in (at, [KIN + kin] if kin else []):
        if narrow:
            yield form.held([sound], narrow), MOST
    yield form.written(sound, spelling), FEW
    yield form.equal("key", sound), FEW if kin else MOST
    yield form.equal("short", sound), FEW


def _nearly(query: Query, form: _Form, *, name: _Heard, kin: _Heard) -> Iterator[tuple[str, int]]:
    """The same for what the name and the relative may have been."""
    kins = [KIN + key for key in (kin.said[0], *kin.keys) if key]
    if not name.said[0]:
        if kin.keys:
            yield form.among("relative_key", kin.keys), NEARLY
        return
    for narrow in (_places(query.place), kins):
        if narrow:
            yield form.held([name.said[0], *name.keys], narrow), NEARLY
    for sound, spelling in name.misread:
        yield form.written(sound, spelling), EACH
    if name.keys:
        yield form.among("key", name.keys), NEARLY
    yield from _beginnings(query, form)


def _places(place: str) -> list[str]:
    return [AT + sound for sound in terms.sounds(place)[:4]]


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


async def _heard(ask: Asker, query: Query) -> tuple[_Heard, _Heard]:
    """Name and relative and what they may have been.

    Of what the index has: 24 names with another letter, 40 skeletons a slip away, for a relative
    skeletons alone.
    """
    said, kin = sounding(query.name), sounding(query.relative)
    read = list(map(of_spelling, misread(query.name)))
    told = dict.fromkeys((*read, *map(of_spelling, changed(query.name))))
    pairs = [f"{key:{LONGEST}}{spelt}" for key, spelt in told if key and key != said[0]]
    slips = (sorted(set(variants(one[0])) - {one[0]}) for one in (said, kin))
    known, near, nigh = await _present(ask, pairs, *slips)
    alike = {sound for sound, _ in read} - {said[0], ""}
    kins = {key for key, _ in map(of_spelling, misread(query.relative))} - {kin[0], ""}
    names = tuple((pair[:LONGEST].rstrip(), pair[LONGEST:]) for pair in known)
    return _Heard(said, names, (*sorted(alike), *near)), _Heard(kin, (), (*sorted(kins), *nigh))


_IS: Final = (
    # A name by skeleton and spelling, told in one text of two parts.
    f"n.key = rtrim(substr(v.value, 1, {LONGEST})) AND n.spelt = substr(v.value, {LONGEST + 1})",
    "n.key = v.value",
    "n.relative_key = v.value",
)


async def _present(ask: Asker, *lists: list[str]) -> list[list[str]]:
    """Those that the index has: of names, of skeletons, of relatives' skeletons."""
    values, parts = Values(), []
    for at, (told, same, most) in enumerate(zip(lists, _IS, (WRITTEN, NEAR, NEAR), strict=True)):
        if told:
            given = ask.dialect.present.replace("$1", values.add(told))
            parts.append(
                f"SELECT {at} AS kind, v.value FROM ({given}) AS v WHERE EXISTS"
                f" (SELECT 1 FROM search_names n WHERE {same}) LIMIT {values.add(most)}"
            )
    asked = " UNION ALL ".join(f"SELECT * FROM ({part}) AS q" for part in parts)
    found = await ask(asked, values.kept) if parts else []
    return [[value for kind, value in found if kind == at] for at in range(len(lists))]
