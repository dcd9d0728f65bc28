"""The search: persons, cases, places and words, as `panji search` and the screen ask for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from storage.errors import named
from storage.search.ask import SECONDS, OutOfTime, asking
from storage.search.details import details
from storage.search.faults import SearchTooSlow
from storage.search.found import FACETS, NO_FILTERS, Filters, Found, Seer
from storage.search.lines import FEW, lines
from storage.search.lines import MOST as MOST_LINES
from storage.search.persons import Persons
from storage.search.query import Query, understood
from storage.search.rank import Ranked, Scored, near, ranked, scored, settled

LIMIT: Final = 20
MOST: Final = 200


async def find(
    words: str,
    seer: Seer,
    filters: Filters = NO_FILTERS,
    *,
    limit: int = LIMIT,
    seconds: float = SECONDS,
) -> Found:
    """What `seer` may see of what `words` mean, at most `limit` (and 200) hits.

    `seconds` is how long each of looking and telling may take. Raises SearchTooShort and
    SearchTooLong, and SearchTooSlow if nothing was found in that time.
    """
    query = understood(words)
    with named():
        best, more, cut = await _candidates(query, seer, filters, seconds)
        if cut and not best:
            raise SearchTooSlow
        try:
            async with asking(seconds) as ask:
                hits = await details(ask, query, best[: max(1, min(limit, MOST))], seer)
        except OutOfTime:
            raise SearchTooSlow from None
    return Found(hits, len(best), more, _facets(best), cut)


async def _candidates(
    query: Query, seer: Seer, filters: Filters, seconds: float
) -> tuple[list[Ranked], bool, bool]:
    """Persons and lines, best first, whether there are more, and whether time ran out."""
    people: list[Scored] = []
    best: list[Ranked] = []
    many = False
    try:
        async with asking(seconds) as ask:
            if query.name or query.relative:
                look = Persons(ask, query, seer, filters)
                called, many = await look.called()
                people = scored(query, called)
                best = ranked(query, people, ())
                if not settled(best):
                    others, cut = await look.nearly()
                    people, many = people + scored(query, others), many or cut
                    best = ranked(query, people, ())
            # Where persons are found, the rows that say the same words are mostly theirs.
            most = FEW if settled(best) else MOST_LINES
            found, more = await lines(
                ask, query, seer, filters, slips=not near(best), hurry=bool(best), most=most
            )
    except OutOfTime:
        return best, True, True
    return ranked(query, people, found) if found else best, more or many, False


def _facets(best: Sequence[Ranked]) -> dict[str, tuple[tuple[str | int | None, int], ...]]:
    told = zip(*(one.facets for one in best), strict=True)
    return {
        name: tuple(Counter(values).most_common())
        for name, values in zip(FACETS, told, strict=False)
    }
