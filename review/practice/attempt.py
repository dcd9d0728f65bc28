"""What a learner did to a practice page so far: values, replayed over the page as it was read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from classifiers.record import Cell, State
from review.practice.exercise import Exercise
from storage.reviews.edits import Lost, Raced, Saved, Wish
from storage.reviews.page import CellSeen, PageSeen, RowSeen


@dataclass(frozen=True, slots=True)
class Standing:
    """All that an act may change of a cell."""

    text: str
    state: State
    flag: str | None


@dataclass(frozen=True, slots=True)
class Act:
    """One act on a cell, as an edit of a real one: `key` once, `bundle` undone together."""

    key: str
    bundle: str
    cell: int
    seconds: float
    before: Standing
    after: Standing
    undone: bool = False


Acts = tuple[Act, ...]


def standing(exercise: Exercise, acts: Acts) -> dict[int, Standing]:
    """Every cell by its number, as it stands after the acts."""
    read = {
        number: Standing(cell.reading.text, cell.state, None)
        for number, _, cell, _ in exercise.cells()
    }
    return read | {act.cell: act.after for act in acts}


def save(
    exercise: Exercise, acts: Acts, bundle: str, wishes: Sequence[Wish]
) -> tuple[Acts, tuple[Saved, ...]]:
    """The acts with those wished for, and the cells as they then stand; Raced as for real ones."""
    done = [act for act in acts if act.key in {wish.key for wish in wishes}]
    if done:
        return acts, _told(acts, done)
    now, versions = standing(exercise, acts), _versions(acts)
    _race([w.cell for w in wishes if w.version != 1 + versions[w.cell]], now, versions)
    if not {wish.cell for wish in wishes} <= now.keys():
        raise Raced(())
    made = [
        Act(w.key, bundle, w.cell, w.seconds, now[w.cell], _wished(now[w.cell], w)) for w in wishes
    ]
    acts = (*acts, *made)
    return acts, _told(acts, made)


def undo(exercise: Exercise, acts: Acts, bundle: str, key: str) -> tuple[Acts, tuple[Saved, ...]]:
    """The acts with a bundle taken back; Raced if the cells were gone on from."""
    done = [act for act in acts if act.bundle == key]
    if done:
        return acts, _told(acts, done)
    mine = [act for act in acts if act.bundle == bundle and not act.undone]
    last = {act.cell: act for act in acts}
    gone_on = [act.cell for act in mine if last[act.cell] is not act]
    _race(gone_on, standing(exercise, acts), _versions(acts))
    back = [Act(f"{key}/{a.cell}", key, a.cell, 0.0, a.after, a.before) for a in reversed(mine)]
    kept = tuple(replace(act, undone=True) if act in mine else act for act in acts)
    acts = (*kept, *back)
    return acts, _told(acts, back)


def seen(exercise: Exercise, acts: Acts) -> PageSeen:
    """The page as the strip shows a filed one."""
    record, rows = exercise.record, tuple(_rows(exercise, acts))
    return PageSeen(
        id=0,
        record_key="",
        tag=record.tag,
        kind=record.kind.choice,
        head=record.head.choice,
        office=record.office.choice,
        desk="",
        guesses={},
        year=record.year,
        volume=record.volume,
        level="normal",
        level_reasons=(),
        state="review",
        flag=None,
        waiting=sum(cell.state == "review" for row in rows for cell in row.cells),
        version=1 + len(acts),
        file_no=None,
        source=exercise.name,
        page=record.page,
        lines=record.lines,
        fields=(),
        marks=record.marks,
        rows=rows,
        text="",
    )


def _rows(exercise: Exercise, acts: Acts) -> Iterator[RowSeen]:
    now, versions = standing(exercise, acts), _versions(acts)
    for row, cells in groupby(exercise.cells(), key=lambda one: one[1]):
        seen = (_cell(cell, n, now[n], 1 + versions[n]) for n, _, cell, _ in cells)
        yield RowSeen(row, row, None, tuple(seen))


def _cell(cell: Cell, number: int, now: Standing, version: int) -> CellSeen:
    reading = cell.reading
    return CellSeen(
        id=number,
        column=cell.column,
        heading=cell.heading,
        raw=reading.raw,
        text=now.text,
        value=None,
        confidence=reading.confidence,
        box=reading.box,
        source=reading.source,
        state=now.state,
        flag=now.flag,
        reasons=cell.reasons,
        alternatives=cell.alternatives,
        version=version,
    )


def _wished(now: Standing, wish: Wish) -> Standing:
    """As the store would write it: unchanged it is confirmed, else corrected."""
    if wish.act in {"flag", "answer"}:
        return Standing(now.text, "review", wish.flag)
    same = wish.text == now.text and now.state != "corrected"
    return Standing(wish.text, "approved" if same else "corrected", None)


def _versions(acts: Acts) -> Counter[int]:
    """How often each cell was changed."""
    return Counter(act.cell for act in acts)


def _race(cells: Sequence[int], now: dict[int, Standing], versions: Counter[int]) -> None:
    """Raise Raced if there are cells that were seen at another version."""
    lost = [
        Lost(cell, 1 + versions[cell], one.text, one.state, one.flag, "")
        for cell in cells
        if (one := now.get(cell))
    ]
    if lost:
        raise Raced(tuple(lost))


def _told(acts: Acts, some: Sequence[Act]) -> tuple[Saved, ...]:
    """The cells of some acts as they were left by them, at the version they have now."""
    versions = _versions(acts)
    return tuple(
        Saved(a.cell, 1 + versions[a.cell], a.after.text, a.after.state, a.after.flag, 0)
        for a in some
    )
