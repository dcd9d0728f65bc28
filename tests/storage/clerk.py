"""A worker process: leases pages and files each in a volume of its own until none is left.

Run as: python -m tests.storage.clerk DATABASE [POINT]
With a POINT it is killed there: `archived` before the ledger knows a scan, `half-archived` while
it writes it, `leased`, or `filed` with everything written but the commit.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import NoReturn
from unittest.mock import patch

from storage import audit, filing
from storage.archive import Archive
from storage.database import opened
from storage.leases import Lease, lease
from storage.owner import this_process
from tests.storage import builders


def die(*_: object) -> NoReturn:
    """End without any chance to tidy up."""
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


async def work(url: str) -> None:
    """File all there is."""
    async with opened(url):
        while leases := await lease(this_process(), 2):
            for one in leases:
                if POINT == "leased":
                    die()
                await _file(one)


async def _file(one: Lease) -> None:
    record = replace(builders.clean(one), volume=one.number)
    with _killed_at("filed", audit, "append"):
        await filing.file(one, record)


def take_in(root: Path) -> None:
    """Keep a scan and be killed before it is accepted, or while it is written."""
    # fchmod is called when the bytes are written and not yet on the disk.
    with _killed_at("half-archived", os, "fchmod"):
        builders.archived(Archive(root / "archive", reserve=0), root, "a")
    die()


def _killed_at(point: str, module: object, function: str) -> AbstractContextManager[object]:
    return patch.object(module, function, die) if point == POINT else nullcontext()


POINT = sys.argv[2] if len(sys.argv) > 2 else ""

if __name__ == "__main__":
    if POINT.endswith("archived"):
        take_in(Path(sys.argv[1]))
    asyncio.run(work(sys.argv[1]))
