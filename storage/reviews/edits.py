"""What a person does to cells: saved whole or not at all, once, over the version that he saw."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from classifiers.reasons import reason
from classifiers.values import Value
from storage import audit, codec
from storage.clock import now
from storage.database import transaction
from storage.people import Author, act
from storage.reviews.settle import Unfit, settle
from storage.tables.documents import Cell, Document
from storage.tables.reviews import Edit

Act = Literal["accept", "correct", "flag", "doubt", "answer", "undo"]
Flag = Literal["illegible", "rescan", "asked", "disputed"]
_CHANGED: Final = ("text", "value", "state", "flag", "source", "confidence", "reasons")
Meaning = Callable[[str, str, str], Value | None]
"""What a text means: kind of register, column, text."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person wants of a cell that he saw at `version`; `key` is the screen's own, once.

    `text` is what he typed or accepts, `flag` what he says instead of a text; a cell that he
    doubts waits for review, `text` is then the code of the reason. `note` are his words to others:
    a question with the flag `asked`, or what he answers, whereupon the cell waits again.
    """

    key: str
    cell: int
    version: int
    act: Act
    text: str
    seconds: float
    flag: Flag | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Saved:
    """A cell as it stands after the act; `edit` is the act's number."""

    cell: int
    version: int
    text: str
    state: str
    flag: str | None
    edit: int


@dataclass(frozen=True, slots=True)
class Lost:
    """A race was lost: the cell as another left it, and who. Nothing of the bundle was saved."""

    cell: int
    version: int
    text: str
    state: str
    flag: str | None
    by: str


class KeyUsed(Exception):  # noqa: N818 - as below
    """A key stands twice among the wishes, or was another save's."""


class Raced(Exception):  # noqa: N818 - not a mistake: somebody was faster
    """Cells were changed by others meanwhile."""

    def __init__(self, lost: tuple[Lost, ...]) -> None:
        super().__init__("cells were changed meanwhile")
        self.lost = lost


class Disputed(Exception):  # noqa: N818 - not a mistake: it is for another to decide
    """Two keyed a cell differently: who arbitrates writes it, nobody else."""


def no_meaning(_kind: str, _column: str, _text: str) -> Value | None:
    """For acts that change no text."""
    return None


async def save(
    by: Author, document: int, bundle: str, wishes: Sequence[Wish], meaning: Meaning
) -> tuple[Saved, ...]:
    """Do all that is wished, in one transaction with its audit entry; raise Raced or Disputed.

    What was saved under the same keys before is only told again: a screen that does not know
    whether its save arrived sends it once more. Cells of other documents are no cells here.
    KeyUsed if the keys are not this save's alone.
    """
    async with transaction() as client:
        # First, so that a save that comes again while it is being done waits for its end.
        page = await Document.select_for_update().get(id=document)
        done = await _done(by, page, wishes)
        if done:
            return done
        cells = await _cells(page, wishes)
        if any(cell.flag == "disputed" for cell in cells.values()):
            raise Disputed
        return await _all(client, by, page, cells, wishes, meaning, bundle=bundle)


async def within(
    client: Any,
    by: Author,
    document: int,
    wishes: Sequence[Wish],
    meaning: Meaning,
    *,
    bundle: str,
) -> tuple[Saved, ...]:
    """The same inside the caller's transaction, disputed cells too; Raced if one was changed."""
    page = await Document.select_for_update().get(id=document)
    cells = await _cells(page, wishes)
    return await _all(client, by, page, cells, wishes, meaning, bundle=bundle)


async def _all(  # noqa: PLR0913 - what `within` is told, and what it found
    client: Any,
    by: Author,
    page: Document,
    cells: Mapping[int, Cell],
    wishes: Sequence[Wish],
    meaning: Meaning,
    *,
    bundle: str,
) -> tuple[Saved, ...]:
    lost = [w.cell for w in wishes if w.cell in cells and cells[w.cell].version != w.version]
    if lost or len(cells) != len({wish.cell for wish in wishes}):
        raise Raced(await _lost(lost))
    told = [await _change(by, page, cells[w.cell], bundle, w, meaning) for w in wishes]
    unfit = await settle(page, {cell.row_id for cell in cells.values()})
    await _log(client, by, page, told, unfit)
    return tuple(_saved(cells[edit.cell_id or 0], edit) for edit in told)


async def undo(by: Author, document: int, bundle: str, key: str) -> tuple[Saved, ...]:
    """Take back what `by` did as `bundle`, however much it was; Raced if others went on from it.

    Undoing is an act of its own: nothing is deleted, and it can be undone too.
    """
    async with transaction() as client:
        page = await Document.select_for_update().get(id=document)
        mine = Edit.filter(document=page, user_id=by.user)
        earlier = await mine.filter(bundle=key).prefetch_related("cell")
        if earlier:
            return tuple(_saved(edit.cell, edit) for edit in earlier if edit.cell)
        edits = await mine.filter(bundle=bundle, undone_by=None).prefetch_related("cell")
        found = [(edit, edit.cell) for edit in reversed(edits) if edit.cell]
        lost = [cell.id for edit, cell in found if cell.version != edit.version]
        if lost:
            raise Raced(await _lost(lost))
        told = [await _undo(by, edit, cell, key) for edit, cell in found]
        unfit = await settle(page, {cell.row_id for _, cell in found})
        await _log(client, by, page, told, unfit)
        return tuple(_saved(cell, edit) for (_, cell), edit in zip(found, told, strict=True))


async def _done(by: Author, page: Document, wishes: Sequence[Wish]) -> tuple[Saved, ...]:
    keys = {wish.key for wish in wishes}
    edits = await Edit.filter(key__in=list(keys)).prefetch_related("cell")
    foreign = any((edit.document_id, edit.user_id) != (page.id, by.user) for edit in edits)
    if foreign or len(keys) != len(wishes):
        raise KeyUsed
    return tuple(_saved(edit.cell, edit) for edit in edits if edit.cell)


async def _cells(page: Document, wishes: Sequence[Wish]) -> dict[int, Cell]:
    """Locked, so that two savers of one cell come one after the other."""
    ids = [wish.cell for wish in wishes]
    found = Cell.filter(id__in=ids, row__document_id=page.id).select_for_update()
    return {cell.id: cell for cell in await found}


async def _lost(ids: Sequence[int]) -> tuple[Lost, ...]:
    lost = []
    for cell in await Cell.filter(id__in=ids):
        last = await Edit.filter(cell=cell).order_by("-id").first().prefetch_related("user")
        by = last.user.full_name if last else ""
        lost.append(Lost(cell.id, cell.version, cell.text, cell.state, cell.flag, by))
    return tuple(lost)


async def _change(
    by: Author, page: Document, cell: Cell, bundle: str, wish: Wish, meaning: Meaning
) -> Edit:
    before = _standing(cell)
    if wish.act == "flag":
        cell.flag, cell.state = wish.flag, "review"
    elif wish.act == "doubt":
        cell.flag, cell.state = None, "review"
        cell.reasons = [*cell.reasons, reason(wish.text)]
    elif wish.act == "answer":
        cell.flag, cell.state = None, "review"
    else:
        _write(by, page, cell, wish, meaning)
    cell.version += 1
    await cell.save(update_fields=[*_CHANGED, "version"])
    return await _edit(by, cell, before, bundle, wish, page.id)


def _write(by: Author, page: Document, cell: Cell, wish: Wish, meaning: Meaning) -> None:
    """The text as the person says it stands; accepted unchanged, the machine stays its source."""
    cell.flag = None
    same = wish.text == cell.text
    if not same or codec.unfit(cell.value):
        cell.value = codec.value.dump(meaning(page.kind, cell.column, wish.text))
    if not same:
        cell.text, cell.source = wish.text, f"person {by.name}"
        cell.confidence, cell.state = 1.0, "corrected"
    elif cell.state != "corrected":
        cell.state = "approved"


async def _undo(by: Author, edit: Edit, cell: Cell, key: str) -> Edit:
    before = _standing(cell)
    for name, value in edit.before.items():
        setattr(cell, name, value)
    cell.version += 1
    await cell.save(update_fields=[*_CHANGED, "version"])
    undoing = Wish(f"{key}/{edit.id}", cell.id, cell.version, "undo", "", 0.0)
    now_undone = await _edit(by, cell, before, key, undoing, edit.document_id)
    edit.undone_by = now_undone.id
    await edit.save(update_fields=["undone_by"])
    return now_undone


async def _edit(
    by: Author, cell: Cell, before: dict[str, Any], bundle: str, wish: Wish, document: int
) -> Edit:
    return await Edit.create(
        key=wish.key,
        bundle=bundle,
        act=wish.act,
        document_id=document,
        cell=cell,
        field=cell.column,
        user_id=by.user,
        at=now(),
        seconds=wish.seconds,
        version=cell.version,
        before=before,
        after=_standing(cell),
        note=wish.note,
    )


def _standing(cell: Cell) -> dict[str, Any]:
    """All that an edit may change of a cell."""
    return {name: getattr(cell, name) for name in _CHANGED}


def _saved(cell: Cell, edit: Edit) -> Saved:
    return Saved(cell.id, cell.version, cell.text, cell.state, cell.flag, edit.id)


def _noted(edit: Edit) -> dict[str, str]:
    return {"note": edit.note} if edit.note else {}


async def _log(
    client: Any, by: Author, page: Document, edits: Sequence[Edit], unfit: Unfit
) -> None:
    """One entry a bundle, however many cells; last, because others wait for the log."""
    if not edits:
        return
    before = unfit | {str(edit.cell_id): edit.before for edit in edits}
    after = {str(edit.cell_id): edit.after | _noted(edit) for edit in edits}
    thing = f"document/{page.record_key}"
    versions = (page.version - 1, page.version)
    told = act(
        by,
        "review",
        thing,
        before=before,
        after=after,
        version_before=versions[0],
        version_after=versions[1],
    )
    await audit.append(client, told)
