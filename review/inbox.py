"""An uploaded file is kept in its batch's folder as it came, if its name and first bytes agree.

It is never decoded here: that is done in a child process when the batch is digitised.
"""

from __future__ import annotations

import asyncio
import os
import secrets
import unicodedata
from collections.abc import AsyncIterator
from pathlib import Path
from typing import BinaryIO, Final

from ocr.faults import BadName, ScanFault, WrongType
from ocr.scan import EXTENSIONS, format_of, opened
from review.faults import BatchFull
from storage.archive import full_disk

MOST: Final = 2000
"""Files of a batch."""

_LONGEST: Final = 200  # bytes of a name, so that there is room to tell two of a name apart


async def take(folder: Path, name: str, pieces: AsyncIterator[bytes]) -> Path:
    """Where the file lies now, safe on the disk.

    Raises BadName, EmptyFile, WrongType or another ScanFault, BatchFull, DiskFull.
    """
    name = _checked(unicodedata.normalize("NFC", name))
    await asyncio.to_thread(_room, folder)
    part = folder / f".{secrets.token_hex(8)}"
    try:
        with full_disk(), part.open("xb") as file:
            async for piece in pieces:
                file.write(piece)
            await asyncio.to_thread(_safe, file)
        return await asyncio.to_thread(_named, part, folder, name)
    finally:
        part.unlink(missing_ok=True)


def _room(folder: Path) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if sum(1 for _ in folder.iterdir()) >= MOST:
        raise BatchFull(most=MOST)


def _checked(name: str) -> str:
    """A plain name of a kind of file that is taken; no path, nothing hidden."""
    strange = any(unicodedata.category(letter) in {"Cc", "Cf", "Cs"} for letter in name)
    if not name or strange or {"/", "\\"} & set(name) or name.startswith("."):
        raise BadName
    if len(name.encode()) > _LONGEST:
        raise BadName
    if Path(name).suffix.lower() not in EXTENSIONS:
        raise WrongType
    return name


def _safe(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())


def _named(part: Path, folder: Path, name: str) -> Path:
    """The file under its own name, or that with a number if another has it."""
    try:
        with opened(part) as file:
            format_of(file, name)
    except ScanFault:
        part.unlink()
        raise
    own = Path(name)
    for number in range(1, MOST + 2):
        there = folder / (name if number == 1 else f"{own.stem} ({number}){own.suffix}")
        try:
            os.link(part, there)
        except FileExistsError:
            continue
        return there
    raise BatchFull(most=MOST)
