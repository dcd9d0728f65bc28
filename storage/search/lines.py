"""Candidates by words: lines that have all that is asked, as written or as it sounds."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
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
    async for whole, alternatives in _attempts(query.groups, ask, slips=slips):
        limit = most if whole else SLIPPED
        values = Values()
        told = _either(ask, alternatives, (seer, filters), values, limit)
        try:
            now = ask.hurried(HURRY) if hurry and not whole else ask
            rows = await now(told, values.kept) if told else []
        except OutOfTime:
            if now is ask:
                raise
            return [], True
        if rows:
            found = {row[:2]: Line(row[0], row[1], row[2], whole, tuple(row[3:])) for row in rows}
            return list(found.values())[:most], len(rows) > limit
    return [], False


def _either(
    ask: Asker,
    alternatives: Sequence[Sequence[Group]],
    who: tuple[Seer, Filters],
    values: Values,
    most: int,
) -> str:
    """The statement that asks for the lines of each alternative, so many of each."""
    may, kept, parts = allowed(*who, values), as_terms(*who), []
    for groups in alternatives:
        said = map(values.add, ask.dialect.matching([*groups, *kept]))
        has = " AND ".join(ask.dialect.matched.replace("$1", one) for one in said)
        parts.append(
            f"SELECT l.document_id, l.row, l.words, {TOLD} FROM {ask.dialect.lines}"
            f" JOIN documents d ON d.id = l.document_id"
            f" WHERE {has} AND {may} LIMIT {values.add(most + 1)}"
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
