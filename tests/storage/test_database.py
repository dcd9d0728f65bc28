"""The database opens safely, and transactions hold whatever happens to those who wait."""

from __future__ import annotations

import pytest
from tortoise.connection import get_connections

from storage.database import opened, transaction
from storage.tables.offices import Counter


async def test_a_row_survives_closing(url: str) -> None:
    """What a transaction committed is there when the store is opened again."""
    async with opened(url), transaction():
        await Counter.create(name="a", given=1)
    async with opened(url):
        assert (await Counter.get(name="a")).given == 1
