"""How long a file is kept: its category, when it is to be looked at again, what was decided.

Nothing is ever deleted: `weeded` says that the paper is gone, by whose decision; scans and rows
stay. A and B are for good and are looked at in their 25th year, C after its years (CSMOP 10);
lists are drawn up each January, so a file falls due on a first of January.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, get_args

from storage.clock import indian, now
from storage.efile.held import RULE, held
from storage.faults import AnotherMustRecord, FileStands, KeptForGood, OnHold
from storage.people import Author
from storage.tables.offices import File

Category = Literal["A", "B", "C"]
Disposal = Literal["keep", "review_due", "approved_weed", "weeded", "transferred"]
Decision = Literal["keep", "approved_weed", "weeded", "transferred"]
PERMANENT: Final = 25
MOST: Final = 10
"""Years that a C file may be kept on at most, after its review (CSMOP 10.9)."""
NEXT: Final[dict[str, frozenset[str]]] = {
    "keep": frozenset({"keep", "approved_weed", "transferred"}),
    "approved_weed": frozenset({"keep", "weeded"}),
}


@dataclass(frozen=True, slots=True)
class Keeping:
    """Category, years (None: for good), when it falls due (None: not closed), where it stands.

    `decided_by` is the user who decided that last.
    """

    category: Category
    years: int | None
    due: date | None
    disposal: Disposal
    hold: str | None
    decided_by: int | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """A line of the list of files that are due for review, as Form 6 has it."""

    file: int
    file_no: str
    old_file_no: str | None
    office: str
    head: str
    title: str
    year: int | None
    closed_on: date
    category: Category
    years: int | None
    due: date
    disposal: Disposal
    hold: str | None


async def hold(by: Author, file: int, reason: str, version: int | None = None) -> None:
    """Forbid that the file is weeded or given away, as a court or an enquiry demands."""
    async with held(by, file, RULE, version, "policy assignment") as one:
        one.file.hold = reason


async def lift(by: Author, file: int, reason: str, version: int | None = None) -> None:
    """Take the hold away; FileStands if there is none."""
    async with held(by, file, RULE, version, "policy assignment") as one:
        if one.file.hold is None:
            raise FileStands(file_no=one.file.file_no, state="no hold")
        one.file.hold, one.told["reason"] = None, reason


async def decide(
    by: Author, file: int, decision: Decision, years: int = 0, version: int | None = None
) -> None:
    """Say what becomes of a closed file that is due: kept for so many years, weeded, transferred.

    OnHold; KeptForGood for weeding A and B; FileStands if it is not due or the order is another;
    AnotherMustRecord if who allowed the weeding would say that it is done.
    """
    async with held(by, file, RULE, version, "policy assignment") as one:
        row, today = one.file, indian(now()).date()
        await row.fetch_related("head")
        told = keeping(row, today)
        _may(row, told, decision, today, years)
        if decision == "weeded" and row.decided_by == by.user:
            raise AnotherMustRecord(file_no=row.file_no)
        if decision == "keep":
            row.review_on = date(today.year + years, 1, 1)
        row.disposal, row.decided_by, one.told["years"] = decision, by.user, years


def keeping(file: File, today: date) -> Keeping:
    """How the file, its head fetched, is kept."""
    category, years = retention(file.head.retention)
    due = file.review_on
    if due is None and file.closed_on is not None:
        due = date(file.closed_on.year + (years or PERMANENT) + 1, 1, 1)
    stands = next(one for one in get_args(Disposal) if one == file.disposal)
    is_due = stands == "keep" and due is not None and due <= today
    disposal: Disposal = "review_due" if is_due else stands
    return Keeping(category, years, due, disposal, file.hold, file.decided_by)


def retention(text: str) -> tuple[Category, int | None]:
    """Category and years of a head's retention: "C-10" is C for ten years."""
    letter, _, years = text.partition("-")
    category = next(one for one in get_args(Category) if one == letter)
    return category, int(years) if years else None


async def review_due(offices: frozenset[str] | None, today: date | None = None) -> tuple[Due, ...]:
    """The closed files of those offices (None: all) whose review is due, the oldest first."""
    on = today or indian(now()).date()
    found = File.filter(closed_on__not_isnull=True, disposal__in=["keep", "approved_weed"])
    if offices is not None:
        found = found.filter(office_id__in=list(offices) or [""])
    told = [(row, keeping(row, on)) for row in await found.select_related("head")]
    lines = [_line(row, how) for row, how in told if how.disposal != "keep"]
    return tuple(sorted(lines, key=lambda one: (one.due, one.office, one.file_no)))


def _line(row: File, how: Keeping) -> Due:
    assert row.closed_on
    assert how.due
    return Due(
        file=row.id,
        file_no=row.file_no,
        old_file_no=row.old_file_no,
        office=row.office_id,
        head=row.head_id,
        title=row.head.title,
        year=row.year,
        closed_on=row.closed_on,
        category=how.category,
        years=how.years,
        due=how.due,
        disposal=how.disposal,
        hold=how.hold,
    )


def _may(row: File, told: Keeping, decision: Decision, today: date, years: int) -> None:
    early = told.due is None or (told.due > today and row.disposal == "keep")
    if early or decision not in NEXT.get(row.disposal, ()):
        raise FileStands(file_no=row.file_no, state=told.disposal)
    if decision == "keep":
        if not 0 < years <= (MOST if told.category == "C" else PERMANENT):
            raise FileStands(file_no=row.file_no, state=f"{years} years")
        return
    if row.hold is not None:
        raise OnHold(file_no=row.file_no, reason=row.hold)
    if decision != "transferred" and told.category != "C":
        raise KeptForGood(file_no=row.file_no, category=told.category)
