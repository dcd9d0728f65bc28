"""What is wrong with a book's serials: missing, repeated, out of order; pages lost or twice."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Final

ALIKE: Final = 3
"""Serials, and at least half of a page's, that two pages share if they show the same paper."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of a book: its page (from 0) and row (from 1), and the serial read there, if any.

    `sure` is False while a person has not looked at a doubtful reading; `day` is the row's date
    in the column whose dates go on down the book, `dated` whether that reading is sure.
    """

    document: int
    page: int
    row: int
    number: int | None
    sure: bool = True
    day: date | None = None
    dated: bool = True


@dataclass(frozen=True, slots=True)
class Gap:
    """Serials that stand nowhere, between `after` (None: before the first) and `before`.

    `blank` rows between the two have no legible serial; `pages` is how many pages the rest would
    fill if the gap lies between two pages, 0 if it lies within one.
    """

    first: int
    last: int
    after: Entry | None
    before: Entry
    blank: int
    pages: int

    @property
    def missing(self) -> int:
        """How many serials."""
        return self.last - self.first + 1

    @property
    def sure(self) -> bool:
        """Whether no doubtful or illegible serial could explain it."""
        ends = self.before.sure and (self.after is None or self.after.sure)
        return ends and not self.blank


@dataclass(frozen=True, slots=True)
class Repeat:
    """A serial that stands at several places of the book."""

    number: int
    at: tuple[Entry, ...]

    @property
    def sure(self) -> bool:
        """Whether none of its readings is doubtful."""
        return all(one.sure for one in self.at)


@dataclass(frozen=True, slots=True)
class Stray:
    """A serial out of order: it stands behind the greater `after`, or too early before others."""

    entry: Entry
    after: Entry | None

    @property
    def sure(self) -> bool:
        """Whether its reading is not doubtful."""
        return self.entry.sure


@dataclass(frozen=True, slots=True)
class Twice:
    """Two pages that share `shared` serials: probably one page of paper, scanned twice."""

    first: Entry
    second: Entry
    shared: int


@dataclass(frozen=True, slots=True)
class Continuity:
    """What was found in a book of so many rows, `blank` of them without a legible serial."""

    rows: int
    blank: int
    gaps: tuple[Gap, ...] = ()
    repeats: tuple[Repeat, ...] = ()
    strays: tuple[Stray, ...] = ()
    twice: tuple[Twice, ...] = ()

    @property
    def missing(self) -> int:
        """Serials that certainly stand nowhere, as far as the pages scanned go."""
        return sum(gap.missing for gap in self.gaps if gap.sure)

    @property
    def unsure(self) -> int:
        """Findings that a doubtful or illegible serial may explain."""
        gaps, repeats = (
            sum(not one.sure for one in self.gaps),
            sum(not r.sure for r in self.repeats),
        )
        return gaps + repeats + sum(not one.sure for one in self.strays)

    @property
    def clean(self) -> bool:
        """Whether nothing was found."""
        return not (self.gaps or self.repeats or self.strays or self.twice)


def check(entries: Sequence[Entry], first: int | None = 1, *, restarts: bool = False) -> Continuity:
    """What is wrong with a book whose rows are given in order.

    The book should begin with `first` (None: anywhere) and go up by one. What is in order is the
    longest rising sequence of serials (patience sorting; Fredman 1975), because that calls the
    fewest rows wrong. With `restarts` a legible 1 begins a new count, as in books of many years.
    """
    found = [_count(part, first) for part in _parts(entries, restarts=restarts)]
    return Continuity(
        rows=len(entries),
        blank=sum(one.number is None for one in entries),
        gaps=tuple(gap for one in found for gap in one.gaps),
        repeats=tuple(repeat for one in found for repeat in one.repeats),
        strays=tuple(stray for one in found for stray in one.strays),
        twice=tuple(twice for one in found for twice in one.twice),
    )


def _parts(entries: Sequence[Entry], *, restarts: bool) -> Iterator[Sequence[Entry]]:
    cuts = [n for n, one in enumerate(entries) if restarts and n and one.number == 1 and one.sure]
    for start, end in zip([0, *cuts], [*cuts, len(entries)], strict=True):
        yield entries[start:end]


def _count(entries: Sequence[Entry], first: int | None) -> Continuity:
    twice = tuple(_twice(entries))
    again = {one.second.page for one in twice}
    rows = [one for one in entries if one.page not in again]
    read = [one for one in rows if one.number is not None]
    ordered = [read[at] for at in rising([_number(one) for one in read])]
    kept = {(one.page, one.row) for one in ordered}
    off = [one for one in read if (one.page, one.row) not in kept]
    known = {one.number for one in ordered}
    # Also what stands on a page shown again: it may show more than the first time.
    stands = sorted({one.number for one in entries if one.number is not None})
    fresh = [one for one in off if one.number not in known]
    return Continuity(
        rows=len(entries),
        blank=len(rows) - len(read),
        gaps=tuple(_gaps(rows, ordered, stands, first)),
        repeats=tuple(_repeats(read)),
        strays=tuple(_strays(fresh, ordered)),
        twice=twice,
    )


def _twice(entries: Iterable[Entry]) -> Iterator[Twice]:
    """Each page that shows again what an earlier one shows."""
    pages: dict[int, dict[int, Entry]] = defaultdict(dict)
    for one in entries:
        if one.number is not None:
            pages[one.page][one.number] = one
    owners: dict[int, int] = {}
    for page, numbers in pages.items():
        shared: dict[int, int] = defaultdict(int)
        for number in numbers:
            if number in owners:
                shared[owners[number]] += 1
        other = max(shared, key=lambda one: shared[one], default=page)
        if shared[other] >= max(ALIKE, min(len(numbers), len(pages[other])) / 2):
            yield Twice(_any(pages[other]), _any(numbers), shared[other])
        else:
            owners |= dict.fromkeys(numbers.keys() - owners.keys(), page)


def rising(numbers: Sequence[int]) -> list[int]:
    """The indices of a longest strictly rising sequence (patience sorting)."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int | None] = []
    for at, number in enumerate(numbers):
        place = bisect_left(tails, number)
        before.append(ends[place - 1] if place else None)
        tails[place : place + 1], ends[place : place + 1] = [number], [at]
    path: list[int] = []
    step = ends[-1] if ends else None
    while step is not None:
        path.append(step)
        step = before[step]
    return path[::-1]


def _gaps(
    rows: Sequence[Entry], rising: Sequence[Entry], seen: Sequence[int], first: int | None
) -> Iterator[Gap]:
    blanks = [0]
    for one in rows:
        blanks.append(blanks[-1] + (one.number is None))
    place = {(one.page, one.row): at for at, one in enumerate(rows)}
    usual = _usual(rows)
    last, after = (None if first is None else first - 1), None
    for before in rising:
        start = 0 if after is None else place[after.page, after.row]
        blank = blanks[place[before.page, before.row]] - blanks[start]
        holes = _holes(last, before, seen) if last is not None else ()
        across = after is None or after.page != before.page
        for low, high in holes:
            lost = max(high - low + 1 - blank, 0) if across else 0
            yield Gap(low, high, after, before, blank, int(lost / usual + 0.5))
        last, after = _number(before), before


def _holes(last: int, before: Entry, seen: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The stretches of serials between that stand nowhere in the book, where the `seen` do."""
    inner = seen[bisect_right(seen, last) : bisect_left(seen, _number(before))]
    for low, high in zip([last, *inner], [*inner, _number(before)], strict=True):
        if high - low > 1:
            yield low + 1, high - 1


def _usual(rows: Sequence[Entry]) -> float:
    """How many rows a page of the book has."""
    counts: dict[int, int] = defaultdict(int)
    for one in rows:
        counts[one.page] += 1
    return median(counts.values()) if counts else 1


def _repeats(read: Iterable[Entry]) -> Iterator[Repeat]:
    places: dict[int, list[Entry]] = defaultdict(list)
    for one in read:
        places[_number(one)].append(one)
    for number, at in sorted(places.items()):
        if len(at) > 1:
            yield Repeat(number, tuple(at))


def _strays(off: Iterable[Entry], rising: Sequence[Entry]) -> Iterator[Stray]:
    """With the last row in order before each."""
    at = [(one.page, one.row) for one in rising]
    for one in off:
        place = bisect_left(at, (one.page, one.row))
        yield Stray(one, rising[place - 1] if place else None)


def _any(numbers: dict[int, Entry]) -> Entry:
    return next(iter(numbers.values()))


def _number(entry: Entry) -> int:
    assert entry.number is not None
    return entry.number
