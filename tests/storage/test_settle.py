"""What is settled runs to its end, whoever stops waiting for it."""

from __future__ import annotations

import asyncio

import pytest

from storage.settle import settle


async def test_the_result_is_that_of_the_work() -> None:
    """Values come back, errors are raised."""
    assert await settle(asyncio.sleep(0, "done")) == "done"

    async def fail() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await settle(fail())


async def test_cancelled_any_number_of_times_the_work_goes_on_to_its_end() -> None:
    """And only then is the cancellation raised."""
    go, steps = asyncio.Event(), list[str]()

    async def work() -> None:
        await go.wait()
        steps.append("worked")

    async def wait() -> None:
        try:
            await settle(work())
        finally:
            steps.append("told")

    task = asyncio.create_task(wait())
    for _ in range(3):
        await asyncio.sleep(0)
        task.cancel()
    await asyncio.sleep(0)
    assert steps == []
    go.set()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert steps == ["worked", "told"]


async def test_an_error_of_the_work_does_not_hide_a_cancellation() -> None:
    """Whoever was cancelled is told so."""
    go = asyncio.Event()

    async def fail() -> None:
        await go.wait()
        raise ZeroDivisionError

    task = asyncio.create_task(settle(fail()))
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.sleep(0)
    go.set()
    with pytest.raises(asyncio.CancelledError):
        await task
