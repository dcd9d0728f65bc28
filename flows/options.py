"""What a run of the chain needs to know of the place it runs in; whoever starts it says so."""

from __future__ import annotations

import os
from pathlib import Path

from pydantic import BaseModel


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0))


ENGINE = "both"
"""Two opinions read more cells rightly than one, and surer (docs/training.md)."""


class Options(BaseModel, frozen=True):
    """Where things are and how much may be used; it travels to page workers and deployments.

    `database` is an address as storage.database takes it. A worker is replaced after `recycle`
    pages, since decoders and recognisers leak; a page that takes longer than `page_seconds` is
    taken from its worker. `batch` is the batch that the files belong to, if it is opened already.
    """

    home: Path
    database: str
    archive: Path
    district: Path
    engine: str = ENGINE
    workers: int = 1
    lease_seconds: float = 600.0
    page_seconds: float = 300.0
    recycle: int = 500
    batch: int | None = None
