"""A worker process: files pages of one book, each a batch of its own, and numbers them at once.

Run as: python -m tests.storage.efile.pager DATABASE
"""

from __future__ import annotations

import asyncio
import sys

from storage import filing
from storage.database import opened
from storage.efile import numbers
from storage.leases import lease
from storage.owner import this_process
from storage.tables.documents import Document
from tests.storage import builders


async def work(url: str) -> None:
    """File all there is."""
    async with opened(url):
        while leases := await lease(this_process(), 1):
            filed = await filing.file(leases[0], builders.clean(leases[0]))
            page = await Document.get(record_key=filed.record_key)
            assert page.file_id is not None
            await numbers.number(page.file_id)


if __name__ == "__main__":
    asyncio.run(work(sys.argv[1]))
