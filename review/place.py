"""What the screens work with: the district, the archive, the home folder, what starts a batch."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from fastapi import Request

from classifiers.district import District
from classifiers.record import Hints, Record
from ocr.faults import Language
from ocr.scan import Unreadable
from review.auth.throttle import Throttle
from review.pictures import Pictures
from review.runs import Runs
from storage.archive import Archive
from storage.reviews.again import Again

Batch = Callable[[Path, int, Hints], Awaitable[bool]]
"""Digitises the files of a folder as the batch of that number; whether it came to its end."""

Reread = Callable[[Again], Awaitable[Record | Unreadable]]
"""Reads a page again, in a process of its own."""


@dataclass
class Place:
    """This installation, as the screens use it; one a server process."""

    district: District
    archive: Archive
    home: Path
    database: str
    language: Language = "hi"
    batch: Batch | None = None
    reread: Reread | None = None
    must_practise: frozenset[str] = frozenset()
    requests: Throttle = field(default_factory=lambda: Throttle(1200, 60))
    known: set[str] = field(default_factory=set)
    """Hashes of cookies that had a session: each counts its requests for itself."""

    @cached_property
    def pictures(self) -> Pictures:
        """Makes the pictures of pages; what it keeps can be made again."""
        return Pictures(self.archive, self.home / "cache")

    @cached_property
    def runs(self) -> Runs:
        """Digitises what was uploaded, one batch after the other."""
        return Runs(self.home / "inbox", self.batch)

    async def close(self) -> None:
        """End what goes on; what was not done is gone on with when somebody says so.

        The place may be opened again, with threads of its own.
        """
        await self.runs.close()
        self.pictures.close()
        del self.runs, self.pictures


def place_of(request: Request) -> Place:
    """The place that the request's app was made for."""
    found: Place = request.app.state.place
    return found
