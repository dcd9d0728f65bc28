"""Processes that work is given to; they die with the one that started them."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from typing import ParamSpec, TypeVar

from flows import worker

P = ParamSpec("P")
T = TypeVar("T")


def made(workers: int) -> ProcessPoolExecutor:
    """A pool of so many, started as they are needed."""
    # Pages are the only parallelism; NumPy looks at this once, when a worker begins to be.
    os.environ |= {"OMP_THREAD_LIMIT": "1", "OPENBLAS_NUM_THREADS": "1"}
    # Spawned, since a fork would copy the event loop, the database's threads and its locks.
    spawn = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(workers, spawn, worker.started, (os.getpid(),))


async def ask(
    pool: ProcessPoolExecutor,
    seconds: float,
    work: Callable[P, T],
    *args: P.args,
    **kwargs: P.kwargs,
) -> T:
    """The work's result; TimeoutError after killing the workers if it takes too long."""
    try:
        async with asyncio.timeout(seconds):
            return await asyncio.wrap_future(pool.submit(work, *args, **kwargs))
    except TimeoutError:
        _kill(pool)
        raise


def end(pool: ProcessPoolExecutor) -> None:
    """Kill the workers, whatever they do."""
    _kill(pool)
    pool.shutdown(cancel_futures=True)


def _kill(pool: ProcessPoolExecutor) -> None:
    """End the pool's workers at once, busy or not (Python 3.14 has `kill_workers` for it)."""
    for process in list((pool._processes or {}).values()):  # noqa: SLF001
        process.kill()
