"""The chain as a Prefect flow: scans taken in, pages read by page workers, records filed.

Prefect shows how it goes and starts it by the clock; what is done and what is left to do is in
our own ledger alone, so that a run killed at any moment is gone on with by the next.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from contextvars import ContextVar
from pathlib import Path

from prefect import flow
from prefect.artifacts import acreate_markdown_artifact
from prefect.events.worker import EventsWorker

from classifiers.record import Hints
from flows import desk as desks
from flows.desk import Desk
from flows.options import Options
from flows.reading import Reading
from flows.stop import cancelled_by_signals
from flows.summary import Summary, markdown
from flows.watch import Nobody

NO_HINTS = Hints()

_AT_HAND: ContextVar[Desk | None] = ContextVar("at_hand", default=None)


@flow(name="digitise")
async def digitise(paths: list[Path], options: Options, hints: Hints = NO_HINTS) -> Summary:
    """Take in all scans below `paths` and read every page that waits, whoever took it in.

    `hints` say what the operator knows of the scans. Raises SetupFault; whatever ails a file or
    page is in the summary.
    """
    with cancelled_by_signals():
        async with _desk(paths, options, hints) as desk:
            reading = Reading(desk, await desk.batches())
            await reading.read_all()
            done = await desk.summary(reading.failed, reading.stopped)
        await acreate_markdown_artifact(markdown(done), key="digitised")
    return done


async def settled() -> None:
    """Wait until Prefect has told its server all it has to tell."""
    await EventsWorker.drain_all(timeout=5.0, at_exit=False)  # type: ignore[misc]


@contextmanager
def at_hand(desk: Desk) -> Iterator[None]:
    """Let a run inside the block use a desk that is open already, with what it has taken in."""
    token = _AT_HAND.set(desk)
    try:
        yield
    finally:
        _AT_HAND.reset(token)


@asynccontextmanager
async def _desk(paths: list[Path], options: Options, hints: Hints) -> AsyncIterator[Desk]:
    if desk := _AT_HAND.get():
        yield desk
        return
    async with desks.opened(options, hints, Nobody()) as desk:
        await desk.take_in(paths, hints)
        yield desk
