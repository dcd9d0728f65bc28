"""Writing that a power cut does not undo: whole files under their names, folders that know them."""

from __future__ import annotations

import os
from pathlib import Path


def put(place: Path, data: bytes) -> None:
    """Write a file whole or not at all: aside first, on the disk, then under its name.

    Raises OSError.
    """
    part = place.with_name(f"{place.name}.part")
    with part.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    part.replace(place)


def sync(path: Path) -> None:
    """Have a file's content, or a folder's names, on the disk; raises OSError."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
