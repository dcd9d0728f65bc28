"""A process that reads a counter and writes it back; prints how often it was refused.

Run as: python -m tests.storage.counting ENGINE DATABASE TIMES
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from tortoise.exceptions import OperationalError
from tortoise.transactions import in_transaction

from storage.tables.offices import Counter
from tests.storage.engines import tables


async def main(engine: str, path: Path, times: int) -> int:
    """Count up that often in a transaction each."""
    refused = 0
    async with tables(engine, path):
        for _ in range(times):
            try:
                await _count()
            except OperationalError:
                refused += 1
    return refused


async def _count() -> None:
    async with in_transaction():
        shared = await Counter.get(name="shared")
        await asyncio.sleep(0.001)
        shared.given += 1
        await shared.save()


if __name__ == "__main__":
    print(asyncio.run(main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))))
