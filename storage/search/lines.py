"""Candidates by words: lines that have all that is asked, as written or as it sounds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from storage.search.allowed import TOLD, Values, allowed, as_terms
from storage.search.ask import Asker
from storage.search.found import Filters, Seer
from storage.search.query import Query
from storage.search.sound import variants
from storage.search.sql import Dialect
from storage.search.terms import SOUND

MOST: Final = 500
Group = frozenset[str]


@dataclass(frozen=True, slots=True)
class Line:
    """A row or letter that may be meant. `whole` if it has all that was asked."""

    document: int
    row: int | None
    words: str
    whole: bool
    facets: tuple[Any, ...]


async def lines(ask: Asker, query: Query, seer: Seer, filters: Filters) -> tuple[list[Line], bool]:
    """The lines with all words; if there are none, with all but one slip a word, or but one word.

    And whether there are more than the 500 that are told.
    """
    kept = as_terms(seer, filters)
    for whole, told in _attempts(query.groups, ask.dialect):
        values = Values()
        matched = ask.dialect.matched.replace(
            "$1", values.add(_all(ask.dialect, [told, *(_any(ask.dialect, one) for one in kept)]))
        )
        may = allowed(seer, filters, values)
        rows = await ask(
            f"SELECT l.document_id, l.row, l.words, {TOLD} FROM {ask.dialect.lines}"
            f" JOIN documents d ON d.id = l.document_id"
            f" WHERE {matched} AND {may} LIMIT {values.add(MOST + 1)}",
            values.kept,
        )
        if rows:
            found = [Line(row[0], row[1], row[2], whole, tuple(row[3:])) for row in rows]
            return found[:MOST], len(rows) > MOST
    return [], False


def _attempts(groups: Sequence[Group], form: Dialect) -> Iterator[tuple[bool, str]]:
    if not groups:
        return
    yield True, _all(form, [_any(form, group) for group in groups])
    slipped = [_slipped(group) for group in groups]
    if slipped != list(groups):
        yield False, _all(form, [_any(form, group) for group in slipped])
    if len(groups) > 2:
        told = [_any(form, group) for group in groups]
        rests = [_all(form, told[:at] + told[at + 1 :]) for at in range(len(told))]
        yield False, f"({form.joints[0].join(rests)})"


def _slipped(group: Group) -> Group:
    """The group with what one slip makes of its sounds."""
    sounds = [term.removeprefix(SOUND) for term in group if term.startswith(SOUND)]
    return group | {SOUND + slip for sound in sounds for slip in variants(sound)}


def _any(form: Dialect, group: Group) -> str:
    return f"({form.joints[0].join(form.quoted(term) for term in sorted(group))})"


def _all(form: Dialect, told: Sequence[str]) -> str:
    return f"({form.joints[1].join(told)})"
