"""All that speaks against closing a book, each finding a text that is the same next time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from storage.reports.books import Audited

MISSING: Final = "missing "


def findings(found: Audited, counted: int | None) -> tuple[str, ...]:
    """What was found in a book of which so many pages were counted on paper; none if it is clean.

    What is named are serials, rows and pages, so that the same finding is known again.
    """
    return (*_serials(found), *_pages(found, counted))


def fresh(found: Iterable[str], known: Iterable[str]) -> list[str]:
    """Those of the findings that are not known; a gap that grew smaller is."""
    stands = set(known)
    gaps = [_ends(one) for one in stands if one.startswith(MISSING)]
    return [one for one in found if one not in stands and not _within(one, gaps)]


def _within(one: str, gaps: Sequence[tuple[int, int]]) -> bool:
    if not one.startswith(MISSING):
        return False
    first, last = _ends(one)
    return any(low <= first and last <= high for low, high in gaps)


def _ends(one: str) -> tuple[int, int]:
    first, _, last = one.removeprefix(MISSING).partition("-")
    return int(first), int(last)


def _serials(found: Audited) -> Iterator[str]:
    told = found.continuity
    yield from (f"{MISSING}{gap.first}-{gap.last}" for gap in told.gaps)
    yield from (f"repeated {one.number}" for one in told.repeats)
    yield from (f"stray {one.entry.number}" for one in told.strays)
    yield from (f"twice {one.first.document} {one.second.document}" for one in told.twice)
    for one in found.misdated:
        yield f"{'date' if one.why == 'order' else 'year'} {one.entry.document}/{one.entry.row}"
    if found.serials and told.rows == told.blank:
        yield "unnumbered"


def _pages(found: Audited, counted: int | None) -> Iterator[str]:
    yield from (f"waits {leaf.document}" for leaf in found.leaves if leaf.state == "review")
    if counted is not None and counted != found.pages:
        yield "fewer" if found.pages < counted else "more"
