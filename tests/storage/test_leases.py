"""A page is lent to one living worker at a time, and comes back from a dead one."""

from __future__ import annotations

import asyncio
import subprocess
import sys

from storage import ledger
from storage.database import opened
from storage.leases import lease, release, renew
from storage.owner import dead, this_process
from tests.storage import builders
from tests.storage.builders import ME

OTHER = "elsewhere:2:boot-2"


async def test_a_leased_page_is_not_lent_again_until_its_time_is_over(url: str) -> None:
    """A worker of another host keeps it for the time agreed."""
    async with opened(url):
        batch = await ledger.open_batch()
        for name in ("a", "b"):
            await builders.accepted(batch, name)
        (first,) = await lease(ME, 1, seconds=0)
        (second,) = await lease(OTHER, 1)
        assert second.scan == first.scan
        assert second.token == first.token + 1
        (third,) = await lease(ME, 5)
        assert third.scan.source == "b"
        assert await lease(ME, 5) == ()


async def test_a_dead_worker_s_page_is_free_at_once(url: str) -> None:
    """A process of this host that ended can hold nothing."""
    ended = await asyncio.to_thread(_ended)
    async with opened(url):
        await builders.leased("a", owner=ended)
        (taken,) = await lease(this_process(), 1)
        assert taken.token == 2
        assert await lease(OTHER, 1) == ()


def _ended() -> str:
    code = "from storage.owner import this_process; print(this_process())"
    return subprocess.check_output([sys.executable, "-c", code], text=True).strip()


def test_a_living_process_is_not_taken_for_dead() -> None:
    """Nor one of another host, of which we know nothing; a zombie is dead."""
    assert not dead(this_process())
    assert not dead(OTHER)
    host, pid, start = this_process().split(":")
    assert dead(f"{host}:{pid}:{start}0")
    assert dead(f"{host}:999999999:{start}")


async def test_renewing_keeps_what_is_still_held(url: str) -> None:
    """Of two leases whose time was over, the one that another took is not renewed."""
    async with opened(url):
        batch = await ledger.open_batch()
        for name in ("a", "b"):
            await builders.accepted(batch, name)
        mine = await lease(ME, 2, seconds=0)
        await lease(OTHER, 1)
        (kept,) = await renew(mine)
        assert kept.scan.source == "b"
        assert kept.until > mine[1].until
        assert await lease(OTHER, 5) == ()


async def test_a_page_given_back_is_free_and_one_taken_by_another_stays_his(url: str) -> None:
    """Release is for what is still held."""
    async with opened(url):
        batch = await ledger.open_batch()
        for name in ("a", "b"):
            await builders.accepted(batch, name)
        mine = await lease(ME, 2, seconds=0)
        (his,) = await lease(OTHER, 1)
        await release(mine)
        (free,) = await lease(ME, 5)
        assert (his.scan.source, free.scan.source) == ("a", "b")


async def test_workers_that_ask_at_once_get_different_pages(url: str) -> None:
    """Ten workers, thirty pages: nobody shares, nothing is left."""
    async with opened(url):
        batch = await ledger.open_batch()
        await builders.accepted(batch, "book", frames=30)
        got = await asyncio.gather(*(lease(f"h{n}:1:x", 3) for n in range(10)))
        numbers = [one.number for leases in got for one in leases]
        assert sorted(numbers) == list(range(1, 31))
