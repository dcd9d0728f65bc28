"""Runs the chain from the command line, with a Prefect server of its own unless there is one."""

from __future__ import annotations

import asyncio
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from classifiers.record import Hints
from flows.api import api
from flows.options import Options
from flows.stop import cancelled_by_signals
from flows.watch import Watch

if TYPE_CHECKING:
    from flows.summary import Summary


async def run(paths: list[Path], options: Options, hints: Hints, watch: Watch) -> Summary:
    """Take the scans in and read what waits; what was done. Raises SetupFault.

    Files are taken in and the first pages read while Prefect's server starts; its flow goes on
    with the rest. If no page waits, there is nothing to run, and the answer comes at once.
    """
    with cancelled_by_signals(), api(options.home) as prefect:
        # Half a second, in which the server starts.
        from flows import desk as desks  # noqa: PLC0415
        from flows.reading import Reading, together  # noqa: PLC0415

        async with desks.opened(options, hints, watch) as desk:
            if not await desk.take_in(paths, hints):
                return await desk.summary()
            reading = Reading(desk, await desk.batches())
            async with together() as group:
                group.create_task(reading.ahead())
                await asyncio.gather(prefect.ready(), asyncio.to_thread(_flow))
                flow = _flow()
                with flow.at_hand(reading):
                    done = await flow.digitise(paths, options, hints)
        await flow.settled()
    summary: Summary = done
    return summary


def _flow() -> ModuleType:
    """The flow's module: it takes a second, and Prefect reads its settings here."""
    return import_module("flows.digitise")
