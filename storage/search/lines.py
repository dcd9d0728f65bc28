"""Candidates by words: lines that have all that is asked, as written or as it sounds."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from storage.search.allowed import TOLD, Values, allowed, as_terms
from storage.search.ask import Asker, OutOfTime
from storage.search.found import Filters, Seer
from storage.search.query import Query
from storage.search.sound import variants
from storage.search.sql import KNOWN_SOUNDS
from storage.search.terms import SOUND

MOST: Final = 300
FEW: Final = 100
SLIPPED: Final = 40
HURRY: Final = 0.15
"""Seconds for what is only nearly what was asked: common words alone take the index far longer."""

Group = frozenset[str]


@dataclass(frozen=True, slots=True)
class Line:
    """A row or letter that may be meant. `whole` if it has all that was asked."""

    document: int
    row: int | None
    words: str
    whole: bool
    facets: tuple[Any, ...]


async def lines(  # noqa: PLR0913 - who asks for what, and how far to go for it
    ask: Asker,
    query: Query,
    seer: Seer,
    filters: Filters,
    *,
    slips: bool,
    hurry: bool = False,
    most: int = MOST,
) -> tuple[list[Line], bool]:
    """The lines with all words, at most `most`, and whether there are more.

    If there are none and `slips` may be: those that have all words but one, or of one or two words
    all with a slip in one of them; with `hurry` only if that does not take long.
    """
    kept = as_terms(seer, filters)
    shares = await _shares(ask, [*query.groups, *kept]) if query.groups else {}
    async for whole, alternatives in _attempts(query.groups, ask, slips=slips):
        limit = most if whole else SLIPPED
        values = Values()
        may = f"{allowed(seer, filters, values)} LIMIT {values.add(limit + 1)}"
        said = [ask.dialect.matching([*groups, *kept], shares) for groups in alternatives]
        told = _either(ask.dialect.lines, (one for one, _ in said), may, values)
        try:
            now = ask.hurried(HURRY) if hurry and not whole else ask
            some = all(part for _, part in said)
            rows = await now(told, values.kept, some=some) if told else []
        except OutOfTime:
            if now is ask:
                raise
            return [], True
        if rows:
            found = {row[:2]: Line(row[0], row[1], row[2], whole, tuple(row[3:])) for row in rows}
            return list(found.values())[:most], len(rows) > limit
    return [], False


async def _shares(ask: Asker, groups: Sequence[Group]) -> dict[str, float]:
    """How many of all lines hold a term, for those that many hold, as far as it is known."""
    if not ask.dialect.shares:
        return {}
    rows = await ask(ask.dialect.shares, [sorted(frozenset().union(*groups))])
    return dict(rows)


def _either(
    table: str, alternatives: Iterable[list[tuple[str, str]]], may: str, values: Values
) -> str:
    """The statement that asks for the lines of each alternative, so many of each."""
    parts = []
    for told in alternatives:
        has = " AND ".join(condition.replace("$1", values.add(one)) for condition, one in told)
        parts.append(
            f"SELECT l.document_id, l.row, l.words, {TOLD} FROM {table}"
            f" JOIN documents d ON d.id = l.document_id WHERE {has} AND {may}"
        )
    return " UNION ALL ".join(f"SELECT * FROM ({part}) AS q" for part in parts)


async def _attempts(
    groups: Sequence[Group], ask: Asker, *, slips: bool
) -> AsyncIterator[tuple[bool, list[list[Group]]]]:
    """What to look for, if anything before found nothing: alternatives, each for itself.

    Alone, so that the words that are as they should be keep most of the others' lines unread.
    """
    if not groups:
        return
    told = list(groups)
    yield True, [told]
    if slips and len(told) > 2:
        # A slip is in the word left out; a word and all its slips take the index far longer.
        yield False, [told[:at] + told[at + 1 :] for at in range(len(told))]
    elif slips:
        known = await _known(ask, groups)
        slipped = ((at, group | _slips(group) & known) for at, group in enumerate(told))
        yield (
            False,
            [[*told[:at], wide, *told[at + 1 :]] for at, wide in slipped if wide != told[at]],
        )


async def _known(ask: Asker, groups: Sequence[Group]) -> Group:
    """Those slips of the groups that the index has."""
    slips = sorted(frozenset().union(*map(_slips, groups)))
    told = KNOWN_SOUNDS.replace("{present}", ask.dialect.present)
    return frozenset(value for (value,) in await ask(told, [slips]))


def _slips(group: Group) -> Group:
    """What one slip makes of the group's sounds."""
    sounds = [term.removeprefix(SOUND) for term in group if term.startswith(SOUND)]
    return frozenset(SOUND + slip for sound in sounds for slip in variants(sound))
