"""Cells taken without review, drawn by chance and looked at: they show the error that is left."""

from __future__ import annotations

import secrets
from typing import Final, Literal

from tortoise.expressions import Q, Subquery
from tortoise.functions import Count
from tortoise.queryset import QuerySet

from classifiers.district import Sampling
from classifiers.fold import alike
from storage.clock import now
from storage.database import transaction
from storage.people import Author
from storage.quality import bounds, gates, stations
from storage.quality.keyings import Keyed
from storage.quality.stations import Sight, Waiting
from storage.reviews.edits import Meaning, Raced, Wish, within
from storage.tables.documents import Cell
from storage.tables.reviews import Gate, Sample

_CHANCE: Final = secrets.SystemRandom()


def waits() -> QuerySet[Cell]:
    """Cells that were drawn and that nobody has judged yet."""
    drawn = Subquery(Sample.filter(verdict__isnull=True).values("cell_id"))
    return Cell.filter(id__in=drawn, state="auto")


async def following(sight: Sight) -> Waiting | None:
    """One of those that wait, any, so that two who judge at once seldom have the same."""
    there = await stations.clear(waits(), sight)
    return await stations.first(waits(), sight, secrets.randbelow(there)) if there else None


async def draw(by: Author, sight: Sight, rule: Sampling) -> int:
    """Draw from all kinds and engines, as many as their bounds still need; how many were drawn."""
    there = gates.registers().filter(sight.near(), flag__isnull=True)
    pairs = there.annotate(n=Count("id")).group_by("row__document__kind", "source")
    drawn = 0
    for kind, engine, _ in await pairs.values_list("row__document__kind", "source", "n"):
        async with transaction() as client:
            gate = await gates.known(str(kind), str(engine))
            if await _overtaken(gate, rule):
                await gates.note(client, by, gate, "sample", rule)
            drawn += await _draw(sight, gate, rule)
    return drawn


async def judge(by: Author, sight: Sight, judged: Keyed, meaning: Meaning, rule: Sampling) -> None:
    """Right if the text stays as it was read, else wrong, and the text is written.

    What cannot be read counts as wrong. Raises NotThere, or Raced if it waits no more.
    """
    async with transaction() as client:
        cell = await stations.visible(judged.cell, sight)
        sample = await Sample.get_or_none(cell_id=cell.id, verdict__isnull=True)
        if sample is None or cell.state != "auto":
            raise Raced(())
        wrong = judged.unreadable or not alike(judged.text, cell.text)
        gate = await gates.known(sample.kind, sample.engine)
        shut = await gates.count(gate, wrong, rule)
        await _verdict(sample, "wrong" if wrong else "right", by.user, judged.seconds)
        wish = _wish(by, cell, judged)
        await within(client, by, cell.row.document_id, [wish], meaning, bundle=wish.key)
        if shut:
            await gates.note(client, by, gate, "sample", rule)


async def _draw(sight: Sight, gate: Gate, rule: Sampling) -> int:
    kind, engine = gate.kind, gate.engine
    waiting = await Sample.filter(kind=kind, engine=engine, verdict__isnull=True).count()
    missing = bounds.needed(gate.wrong, rule.wrong, rule.sure) - gate.looked_at
    # The least also where the sample has shown enough: engines and hands change.
    wanted = min(max(missing, rule.least), rule.most) - waiting
    drawn = Subquery(Sample.all().values("cell_id"))
    unseen = gates.unseen(kind, engine).filter(sight.near(), ~Q(id__in=drawn), flag__isnull=True)
    found = await unseen.values_list("id", "column", "row__document__desk")
    picked = _CHANCE.sample(list(found), min(max(wanted, 0), len(found)))
    told = {"kind": kind, "engine": engine, "drawn_at": now()}
    rows = [
        Sample(cell_id=cell, column=column, office=desk, **told) for cell, column, desk in picked
    ]
    await Sample.bulk_create(rows)
    return len(rows)


async def _overtaken(gate: Gate, rule: Sampling) -> bool:
    """Cells drawn and then looked at elsewhere have their verdict from there; True: that shuts."""
    shut = False
    waiting = Sample.filter(kind=gate.kind, engine=gate.engine, verdict__isnull=True)
    for sample in await waiting.exclude(cell__state="auto").select_related("cell"):
        if sample.cell.state == "review":
            continue
        wrong = sample.cell.state == "corrected"
        shut = await gates.count(gate, wrong, rule) or shut
        await _verdict(sample, "wrong" if wrong else "right", None, 0.0)
    return shut


async def _verdict(
    sample: Sample, verdict: Literal["right", "wrong"], user: int | None, seconds: float
) -> None:
    sample.verdict, sample.user_id, sample.seconds, sample.at = verdict, user, seconds, now()
    await sample.save(update_fields=["verdict", "user_id", "seconds", "at"])


def _wish(by: Author, cell: Cell, judged: Keyed) -> Wish:
    name = f"sample-{cell.id}-{judged.version}-{by.user}"
    if judged.unreadable:
        return Wish(name, cell.id, judged.version, "flag", "", judged.seconds, "illegible")
    same = judged.text == cell.text
    act: Literal["accept", "correct"] = "accept" if same else "correct"
    return Wish(name, cell.id, judged.version, act, judged.text, judged.seconds)
