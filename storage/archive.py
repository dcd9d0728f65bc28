"""Scans as received become files named after their SHA-256, safe on the disk before anyone says so.

Order of writing: temp file on the same volume, fsync, hash read back, rename, fsync of the
directory; only then may the database commit. A failed fsync is not tried again: what the kernel
then has is unknown (PostgreSQL's lesson of 2018).
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path

from ocr.faults import NotAFile, Tampered
from storage.disk import sync
from storage.faults import DiskFull
from storage.owner import dead, this_process

CHUNK = 1 << 20
GIBIBYTE = 1 << 30
MAGIC = (
    (b"II*\0", "tif"),
    (b"MM\0*", "tif"),
    (b"\xff\xd8\xff", "jpg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"%PDF-", "pdf"),
)


@dataclass(frozen=True, slots=True)
class Kept:
    """A file of the archive: its hash, its path below the archive's root, its size."""

    sha256: str
    path: str
    bytes: int


@dataclass(frozen=True, slots=True)
class Archive:
    """The files of one store below `root`; `reserve` bytes of the disk are never used."""

    root: Path
    reserve: int = GIBIBYTE

    def room(self, wanted: int) -> None:
        """Raise DiskFull unless twice `wanted` bytes and the reserve are free."""
        self.root.mkdir(parents=True, exist_ok=True)
        if shutil.disk_usage(self.root).free < 2 * wanted + self.reserve:
            raise DiskFull

    def place(self, path: str) -> Path:
        """Where the file with that path below the root lies."""
        return self.root / path

    def keep(self, source: Path) -> Kept:
        """Copy `source` into the archive, whatever is in it, and say under which name.

        When this returns, the bytes survive a power cut. Keeping the same bytes again changes
        nothing. Raises NotAFile for links and devices, Tampered if the copy that is already
        there has been changed, DiskFull.
        """
        with _regular(source) as file, full_disk():
            kept = _named(file)
            target = self.place(kept.path)
            if target.exists():
                return _intact(kept, target)
            self.room(kept.bytes)
            return self._copy(file)

    def _copy(self, file: BufferedReader) -> Kept:
        incoming = self.root / "incoming"
        _folder(incoming)
        part = incoming / f"{this_process()}.{id(file)}.part"
        try:
            kept = _write(file, part)
            target = self.place(kept.path)
            _folder(target.parent)
            part.rename(target)
            sync(target.parent)
        finally:
            part.unlink(missing_ok=True)
        return kept

    def purge(self) -> int:
        """Remove what killed writers of this host left half-written; the number of files."""
        parts = [
            part
            for part in (self.root / "incoming").glob("*.part")
            if dead(part.name.rsplit(".", 2)[0])
        ]
        for part in parts:
            part.unlink(missing_ok=True)
        return len(parts)


def digest(path: Path) -> tuple[str, int] | None:
    """SHA-256 and size of the regular file at `path`, None if there is none; follows no link."""
    try:
        with _regular(path) as file:
            kept = _named(file)
    except (FileNotFoundError, NotAFile):
        return None
    return kept.sha256, kept.bytes


def _write(file: BufferedReader, part: Path) -> Kept:
    """Write the file from its start to `part`, on the disk and read back."""
    file.seek(0)
    with part.open("xb") as copy:
        shutil.copyfileobj(file, copy, CHUNK)
        copy.flush()
        os.fchmod(copy.fileno(), 0o444)
        os.fsync(copy.fileno())
    with part.open("rb") as copy:
        os.posix_fadvise(copy.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)  # read the disk, not memory
        written = _named(copy)
    file.seek(0)
    if written != _named(file):
        raise Tampered
    return written


def _named(file: BufferedReader) -> Kept:
    """Hash, path and size of an open file, read from its start."""
    file.seek(0)
    head = file.read(16)
    suffix = next((suffix for magic, suffix in MAGIC if head.startswith(magic)), "bin")
    file.seek(0)
    sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    path = f"scans/{sha256[:2]}/{sha256[2:4]}/{sha256}.{suffix}"
    return Kept(sha256, path, file.tell())


def _intact(kept: Kept, target: Path) -> Kept:
    if digest(target) != (kept.sha256, kept.bytes):
        raise Tampered
    return kept


@contextmanager
def _regular(path: Path) -> Iterator[BufferedReader]:
    """The file opened for reading; NotAFile if it is a link, a folder or a device."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError as error:
        if error.errno in {errno.ELOOP, errno.ENXIO}:
            raise NotAFile from error
        raise
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise NotAFile
    with os.fdopen(handle, "rb") as file:
        yield file


@contextmanager
def full_disk() -> Iterator[None]:
    """Raise DiskFull where the operating system says that no room is left."""
    try:
        yield
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise DiskFull from error
        raise


def _folder(path: Path) -> None:
    """Make the folder and those above it, their names on the disk too."""
    if not path.exists():
        _folder(path.parent)
        path.mkdir(exist_ok=True)
        sync(path.parent)
