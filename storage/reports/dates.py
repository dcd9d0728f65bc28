"""Which dates of a book stand out of order, or outside the book's year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from storage.reports.continuity import Entry, rising


@dataclass(frozen=True, slots=True)
class Misdated:
    """A row with a date before that of `after`, which is in order above it, or of another year."""

    entry: Entry
    why: Literal["order", "year"]
    after: Entry | None = None

    @property
    def sure(self) -> bool:
        """Whether the readings are not doubtful."""
        return self.entry.dated and (self.after is None or self.after.dated)


def check_days(entries: Iterable[Entry], year: int | None) -> tuple[Misdated, ...]:
    """The rows, given in their order, whose dates do not go on down the book.

    In order are those of a longest sequence that never goes back, as for serials.
    """
    dated = [one for one in entries if one.day is not None]
    strange = [one for one in dated if year is not None and _of(one) != year]
    told = [one for one in dated if one not in strange]
    return (*(Misdated(one, "year") for one in strange), *_backward(told))


def _backward(told: Sequence[Entry]) -> Iterator[Misdated]:
    """Equal days are in order: each counts as later than the one before."""
    days = [one.day.toordinal() * len(told) + at for at, one in enumerate(told) if one.day]
    kept = set(rising(days))
    last: Entry | None = None
    for at, one in enumerate(told):
        if at in kept:
            last = one
        else:
            yield Misdated(one, "order", last)


def _of(one: Entry) -> int:
    assert one.day is not None
    return one.day.year
