"""How long each report takes on a store that tests.bench.load has filled.

.venv/bin/python -m tests.bench.reports sqlite:////tmp/full.sqlite3 [REPORT…]
"""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Sequence

from classifiers.load import load
from storage.clock import now
from storage.database import opened
from storage.reports.made import REPORTS
from storage.reports.shape import Asked
from tests.builders import DISTRICTS


async def main(url: str, names: Sequence[str]) -> None:
    """Make each report of the whole district, and say how long that took."""
    district = load(DISTRICTS / "kannauj")
    async with opened(url):
        for name in names or REPORTS:
            begun, used = time.perf_counter(), time.process_time()
            report = await REPORTS[name](Asked(district, None, now()))
            wall, cpu = time.perf_counter() - begun, time.process_time() - used
            print(f"{name}: {len(report.rows)} rows, {wall:.2f} s, {cpu:.2f} s of the processor")


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2:]))
