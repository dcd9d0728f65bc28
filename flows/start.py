"""Runs the chain from the command line, with a Prefect server of its own unless there is one."""

from __future__ import annotations

import asyncio
from pathlib import Path

from classifiers.record import Hints
from flows import desk as desks
from flows.api import api
from flows.options import Options
from flows.stop import cancelled_by_signals
from flows.summary import Summary
from flows.watch import Watch


async def run(paths: list[Path], options: Options, hints: Hints, watch: Watch) -> Summary:
    """Take the scans in and read what waits; what was done. Raises SetupFault.

    Files are taken in while Prefect's server starts. If then no page waits, there is nothing to
    run, and the answer comes at once.
    """
    with cancelled_by_signals(), api(options.home) as prefect:
        async with desks.opened(options, hints, watch) as desk:
            if not await desk.take_in(paths, hints):
                return await desk.summary()
            await asyncio.gather(prefect.ready(), desk.readers.prepare())
            from flows import digitise  # noqa: PLC0415 - Prefect reads its settings here

            with digitise.at_hand(desk):
                done = await digitise.digitise(paths, options, hints)
        await digitise.settled()
    return done
