"""What is called in a page worker: there engine and classifiers are imported, not in the parent."""

from __future__ import annotations

import signal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from classifiers.record import Record
from flows.memory import kept
from flows.parent import die_with
from flows.sheet import Sheet
from ocr.scan import Unreadable

if TYPE_CHECKING:
    from flows.page import PageReader


def started(parent: int) -> None:
    """Make this process a page worker: it dies with `parent` and leaves Ctrl-C to it."""
    die_with(parent)
    signal.signal(signal.SIGINT, signal.SIG_IGN)


Setup = tuple[str, Path, Path | None]
"""Engine, folder of the district, weights of this place's own if there are any."""


@cache
def reader(setup: Setup) -> PageReader:
    """The reader of this process; SetupFault if it cannot be had."""
    with kept():
        from flows.page import PageReader  # noqa: PLC0415 - takes long, the parent has no use of it

        return PageReader(*setup)


def prepare(setup: Setup) -> None:
    """Load all that the first page needs; SetupFault if it cannot be had."""
    reader(setup)


def read(setup: Setup, sheet: Sheet) -> Record | Unreadable:
    """Read a sheet with the reader of this process."""
    return reader(setup).read(sheet)
