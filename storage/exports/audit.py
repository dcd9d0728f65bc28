"""The audit log as the lines of `panji export audit`: values only as commitments to them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

from storage import chain


async def lines() -> AsyncIterator[dict[str, Any]]:
    """One dict an entry, in order, with all that its hash is made from, and the hash."""
    async for rows in chain.entries():
        for row in rows:
            yield {name: row[name] for name in chain.COLUMNS}
