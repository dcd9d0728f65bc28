"""The chain as a Prefect flow: scans taken in, pages read by page workers, records filed.

Prefect shows how it goes and starts it by the clock; what is done and what is left to do is in
our own ledger alone, so that a run killed at any moment is gone on with by the next.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from contextvars import ContextVar
from pathlib import Path

from prefect import flow, task
from prefect.artifacts import acreate_markdown_artifact
from prefect.cache_policies import NO_CACHE
from prefect.events.worker import EventsWorker

from classifiers.record import Hints
from flows import desk as desks
from flows.options import Options
from flows.reading import Leases, Reading
from flows.stop import cancelled_by_signals
from flows.summary import Summary, markdown
from flows.watch import Nobody

NO_HINTS = Hints()

_AT_HAND: ContextVar[Reading | None] = ContextVar("at_hand", default=None)


@flow(name="digitise")
async def digitise(paths: list[Path], options: Options, hints: Hints = NO_HINTS) -> Summary:
    """Take in all scans below `paths` and read every page that waits, whoever took it in.

    `hints` say what the operator knows of the scans. Raises SetupFault; whatever ails a file or
    page is in the summary.
    """
    with cancelled_by_signals():
        async with _reading(paths, options, hints) as reading:
            await reading.read_all(_shown)
            done = await reading.summary()
        await acreate_markdown_artifact(markdown(done), key="digitised")
    return done


async def settled() -> None:
    """Wait until Prefect has told its server all it has to tell."""
    await EventsWorker.drain_all(timeout=5.0, at_exit=False)  # type: ignore[misc]


@contextmanager
def at_hand(reading: Reading) -> Iterator[None]:
    """Let a run inside the block go on with a reading that has begun."""
    token = _AT_HAND.set(reading)
    try:
        yield
    finally:
        _AT_HAND.reset(token)


async def _shown(leases: Leases, work: Callable[[], Awaitable[None]]) -> None:
    """A task run of Prefect's; nothing is passed to it, since Prefect would look into it."""

    @task(name="read pages", task_run_name=lambda: _name(leases), cache_policy=NO_CACHE)
    async def read_pages() -> None:
        await work()

    await read_pages()


def _name(leases: Leases) -> str:
    first, last = leases[0], leases[-1]
    return f"read {first.scan.source} p. {first.number} - {last.scan.source} p. {last.number}"


@asynccontextmanager
async def _reading(paths: list[Path], options: Options, hints: Hints) -> AsyncIterator[Reading]:
    if reading := _AT_HAND.get():
        yield reading
        return
    async with desks.opened(options, hints, Nobody()) as desk:
        await desk.take_in(paths, hints)
        yield Reading(desk, await desk.batches())
