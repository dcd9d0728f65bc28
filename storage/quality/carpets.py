"""One word and all crops that were read as it: the odd ones are sent back, the rest confirmed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from tortoise.expressions import Q, Subquery
from tortoise.functions import Count
from tortoise.queryset import QuerySet

from storage.people import Author
from storage.quality import stations
from storage.quality.stations import Sight, Waiting
from storage.reviews import edits
from storage.reviews.edits import Disputed, Raced, Wish, no_meaning
from storage.tables.documents import Cell
from storage.tables.reviews import Edit

SHEET: Final = 60
"""Crops on one sheet: more are not looked at, only passed over."""
FEWEST: Final = 3
LISTED: Final = 100


@dataclass(frozen=True, slots=True)
class Word:
    """A text read in a column of a kind, and how many cells with it wait."""

    kind: str
    column: str
    text: str
    cells: int


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a sheet: cells confirmed, sent back, and left as others changed them."""

    kept: int
    odd: int
    lost: int


def waits() -> QuerySet[Cell]:
    """Cells that wait for review, in which something was read, and that were not odd before."""
    found = Cell.filter(_usual(), state="review", row__document__tag="register")
    return found.exclude(text="")


async def words(sight: Sight) -> tuple[Word, ...]:
    """The words that most cells wait with, the most frequent first; of FEWEST cells at least."""
    found = waits().filter(sight.clear()).annotate(n=Count("id"))
    groups = found.filter(n__gte=FEWEST).group_by("row__document__kind", "column", "text")
    ranked = groups.order_by("-n").limit(LISTED)
    told = await ranked.values_list("row__document__kind", "column", "text", "n")
    return tuple(Word(str(k), str(c), str(t), int(str(n))) for k, c, t, n in told)


async def sheet(sight: Sight, word: tuple[str, str, str]) -> tuple[Waiting, ...]:
    """The cells of (kind, column, text), those that wait first, the least sure first of them.

    With them cells taken unseen: an odd one shows best among many.
    """
    kind, column, text = word
    found = Cell.filter(sight.clear(), row__document__kind=kind, column=column, text=text)
    found = found.filter(_usual(), state__in=["review", "auto"])
    ranked = found.order_by("-state", "confidence", "id").limit(SHEET)
    cells = await ranked.select_related("row__document__page__scan")
    return tuple(stations.waiting(cell) for cell in cells)


async def accept(
    by: Author,
    sight: Sight,
    bundle: str,
    seen: Mapping[int, int],
    odd: Collection[int],
    seconds: float,
) -> Done:
    """Confirm the cells seen at these versions, and send the odd ones to review.

    A page at a time under one bundle: what others changed meanwhile stays theirs, and its page's
    other cells are left too. Cells that may not be seen are no cells here.
    """
    found = Cell.filter(sight.clear(), id__in=sorted(seen) or [0]).select_related("row")
    pages: dict[int, list[Wish]] = defaultdict(list)
    for cell in await found:
        share = seconds / len(seen)
        wish = _wish(bundle, cell, seen[cell.id], share, odd=cell.id in odd)
        pages[cell.row.document_id].append(wish)
    kept = sent = 0
    for page, wishes in sorted(pages.items()):
        try:
            await edits.save(by, page, bundle, wishes, no_meaning)
        except (Raced, Disputed):
            continue
        sent += sum(wish.act == "doubt" for wish in wishes)
        kept += sum(wish.act == "accept" for wish in wishes)
    return Done(kept, sent, len(seen) - kept - sent)


async def undo(by: Author, bundle: str) -> int:
    """Take back what `by` did as `bundle` on all its pages; on how many others went on from it."""
    mine = Edit.filter(bundle=bundle, user_id=by.user, undone_by__isnull=True)
    lost = 0
    for page in sorted({int(str(one)) for one in await mine.values_list("document_id", flat=True)}):
        try:
            await edits.undo(by, page, bundle, f"u{bundle}-{page}")
        except Raced:
            lost += 1
    return lost


def _usual() -> Q:
    """Cells of which nobody said anything but what stands there: neither a flag nor a doubt."""
    doubts = Edit.filter(~Q(key__startswith="gate-"), act="doubt", undone_by__isnull=True)
    return Q(flag__isnull=True) & ~Q(id__in=Subquery(doubts.values("cell_id")))


def _wish(bundle: str, cell: Cell, version: int, seconds: float, *, odd: bool) -> Wish:
    name = f"{bundle}-{cell.id}"
    if odd:
        return Wish(name, cell.id, version, "doubt", "doubted", seconds)
    return Wish(name, cell.id, version, "accept", cell.text, seconds)
