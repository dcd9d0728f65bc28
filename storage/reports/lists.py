"""Lists that are kept elsewhere, as reports: files due for review, pages that wait."""

from __future__ import annotations

from storage.efile.keeping import review_due
from storage.reports.listing import BANDS, arrears
from storage.reports.shape import Asked, Cell, Link, Number, Report, Word

DUE = ("file", "old_file_no", "office", "about", "year", "closed_on", "kept", "due", "stands")


async def due(asked: Asked) -> Report:
    """Files whose keeping has to be decided, as Form 6 has them."""
    rows: list[tuple[Cell, ...]] = []
    for one in await review_due(asked.desks, asked.today):
        kept = one.category if one.years is None else f"{one.category}-{one.years}"
        stands = Word("held" if one.hold else f"due_{one.disposal}")
        number = Link(one.file_no, "file", one.file)
        head = asked.head(one.head, one.title)
        place = (number, one.old_file_no, asked.office(one.office), head, one.year)
        rows.append((*place, one.closed_on, kept, one.due, stands))
    return Report("review-due", DUE, tuple(rows))


async def waiting(asked: Asked) -> Report:
    """Pages in review by desk, kind and the time since they were read."""
    rows: list[tuple[Cell, ...]] = []
    for one in await arrears(asked.desks, asked.moment):
        of = {"desk": one.desk, "kind": one.kind, "state": "review"}
        ages = zip(BANDS, one.ages, strict=True)
        numbers = [Number(n, {**of, "band": band}) for band, n in ages]
        title = asked.kind(one.kind)
        sums = (Number(one.pages, of), one.cells, one.oldest)
        rows.append((asked.office(one.desk), title, *numbers, *sums))
    bands = (f"band_{band}" for band in BANDS)
    return Report(
        "arrears", ("office", "kind", *bands, "all", "doubtful", "oldest"), tuple(rows), "pages"
    )
