"""Threads that do what takes long, each with a decoder of its own, so that no request waits."""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from ocr.decoder import Decoder

T = TypeVar("T")


class Threads:
    """So many threads; `nice` ones, and their decoders, give way to all other work."""

    def __init__(self, count: int, name: str, nice: int = 0) -> None:
        self._nice = nice
        self._own = threading.local()
        self._decoders: list[Decoder] = []
        self._pool = ThreadPoolExecutor(count, name, self._begin)

    async def do(self, work: Callable[[Decoder], T]) -> T:
        """What `work` makes; while it waits its turn it can be cancelled."""
        return await asyncio.wrap_future(self.submit(work))

    def submit(self, work: Callable[[Decoder], T]) -> Future[T]:
        """The same, for those who do not wait."""
        return self._pool.submit(lambda: work(self._own.decoder))

    def close(self) -> None:
        """Wait for what is under way, drop what has not begun, end the decoders."""
        self._pool.shutdown(cancel_futures=True)
        for decoder in self._decoders:
            decoder.close()

    def _begin(self) -> None:
        if self._nice:  # on Linux this thread's alone; its child takes it over
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), self._nice)
        self._own.decoder = Decoder()
        self._decoders.append(self._own.decoder)
