"""How fast people review: the seconds that their edits took, by kind of register."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tortoise.functions import Count, Sum

from storage.tables.reviews import Edit


@dataclass(frozen=True, slots=True)
class Pace:
    """What was worked on of a kind: pages, rows with an edit, edits, and the seconds they took."""

    kind: str
    pages: int
    rows: int
    edits: int
    seconds: float

    @property
    def row(self) -> float:
        """Seconds a row."""
        return self.seconds / max(1, self.rows)

    @property
    def page(self) -> float:
        """Seconds a page."""
        return self.seconds / max(1, self.pages)


async def pace(
    desks: frozenset[str] | None = None, since: datetime | None = None
) -> tuple[Pace, ...]:
    """The pace by kind, on pages of these desks (None: all), since then or ever."""
    found = Edit.filter(act__in=["accept", "correct", "flag"], cell_id__not_isnull=True)
    if desks is not None:
        found = found.filter(document__desk__in=list(desks))
    if since is not None:
        found = found.filter(at__gte=since)
    counted = found.annotate(
        pages=Count("document_id", distinct=True),
        rows=Count("cell__row_id", distinct=True),
        edits=Count("id"),
        took=Sum("seconds"),
    )
    groups = counted.group_by("document__kind").order_by("document__kind")
    told = await groups.values_list("document__kind", "pages", "rows", "edits", "took")
    return tuple(
        Pace(str(k), int(str(p)), int(str(r)), int(str(e)), float(str(s))) for k, p, r, e, s in told
    )
