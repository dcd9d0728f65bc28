"""Awaits a piece of work to its end, even if the one who waits for it is cancelled."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


async def settle(work: Coroutine[Any, Any, T]) -> T:
    """The result of `work`, which always runs to its end.

    A begin, commit or rollback that is left half-way wedges the connection for everyone, so a
    cancellation that arrives meanwhile is raised only after the work is done.
    """
    task = asyncio.ensure_future(work)
    cancelled: asyncio.CancelledError | None = None
    while not task.done():
        try:
            await asyncio.shield(task)
        except asyncio.CancelledError as stop:
            cancelled = stop
        except BaseException:  # noqa: BLE001, S110 - raised below, from the task itself
            pass
    if cancelled is not None:
        task.exception()  # looked at, so that asyncio does not report it as forgotten
        raise cancelled
    return task.result()
