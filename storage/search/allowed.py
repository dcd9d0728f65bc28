"""Who may see a document, as a condition of the statement itself: nothing else is ever fetched."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

from storage.search import terms
from storage.search.found import FACETS, Filters, Seer

# Its own office's people see it; while that is not known, those of the desk it lies on.
SEEN_BY: Final = "CASE WHEN d.office = 'unknown' THEN d.desk ELSE d.office END"
TOLD: Final = ", ".join(f"d.{name}" for name in FACETS)


@dataclass(slots=True)
class Values:
    """The parameters of a statement, numbered as they are added."""

    kept: list[Any] = field(default_factory=list)

    def add(self, value: Any) -> str:
        """The hole that stands for the value."""
        self.kept.append(value)
        return f"${len(self.kept)}"


def allowed(seer: Seer, filters: Filters, values: Values) -> str:
    """The condition that document `d` may be seen by `seer` and passes the filters."""
    told = [f"d.level IN {values.add(sorted(seer.levels))}"]
    if seer.offices is not None:
        told.append(f"{SEEN_BY} IN {values.add(sorted(seer.offices))}")
    for name in FACETS:
        value = getattr(filters, name)
        if value is not None:
            told.append(f"d.{name} = {values.add(value)}")
    return " AND ".join(told)


def offices(seer: Seer, filters: Filters) -> tuple[str, ...]:
    """The offices whose people see what is asked for; none: all offices are asked.

    For the index of names, which leaves out most of the rest by itself.
    """
    if filters.office and (seer.offices is None or filters.office in seer.offices):
        return (filters.office,)
    return tuple(sorted(seer.offices or ()))


def as_terms(seer: Seer, filters: Filters) -> tuple[frozenset[str], ...]:
    """The same as terms, so that the full-text index leaves out most of the rest by itself."""
    told = []
    # Nearly every line is of that level: its term would keep out less than it takes to read.
    if "normal" not in seer.levels:
        told.append(frozenset(terms.LEVEL + terms.bare(level) for level in seer.levels))
    if seer.offices is not None:
        told.append(frozenset(terms.OFFICE + terms.bare(office) for office in seer.offices))
    if filters.kind:
        told.append(frozenset({terms.KIND + terms.bare(filters.kind)}))
    if filters.year:
        told.append(frozenset({f"{terms.YEAR}{filters.year}"}))
    return tuple(told)
