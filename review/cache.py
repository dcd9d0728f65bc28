"""A folder of pictures that can always be made again: the least used go when it grows too large.

Several server processes may share it. A picture is written beside its place and renamed, so nobody
ever sees half of one; whoever finds one gone makes it again.
"""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterator
from pathlib import Path

from storage.archive import full_disk
from storage.owner import dead, this_process

_KEPT = 0.9
"""Share of the limit that is left after tidying."""

_UNSEEN = 0.05
"""Share of the limit that may be written before the folder is looked through again."""


class Cache:
    """Files by name below `root`, at most about `limit` bytes of them."""

    def __init__(self, root: Path, limit: int) -> None:
        self._root = root
        self._limit = limit
        self._unseen = float("inf")
        self._numbers = itertools.count()

    def find(self, name: str) -> Path | None:
        """Where the file of that name lies, now the last used; None if it has to be made."""
        path = self._place(name)
        try:
            os.utime(path)
        except FileNotFoundError:
            return None
        return path

    def write(self, name: str, data: bytes) -> Path:
        """Keep the bytes under that name and say where; raises DiskFull."""
        path = self._place(name)
        part = self._root / f"{this_process()}.{next(self._numbers)}.part"
        try:
            with full_disk():
                path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                self._put(part, data)
                part.rename(path)
        finally:
            part.unlink(missing_ok=True)
        self._unseen += len(data)
        if self._unseen > _UNSEEN * self._limit:
            self.tidy()
        return path

    def tidy(self) -> None:
        """Take away the least used files, and what killed writers left half-written."""
        self._unseen = 0.0
        for part in self._root.glob("*.part"):
            if dead(part.name.rsplit(".", 2)[0]):
                part.unlink(missing_ok=True)
        files = sorted(self._files())
        total = sum(size for _, size, _ in files)
        if total <= self._limit:
            return
        for _, size, path in files[:-1]:  # the last was just made for someone
            path.unlink(missing_ok=True)
            total -= size
            if total <= _KEPT * self._limit:
                return

    def _place(self, name: str) -> Path:
        return self._root / name[:2] / name

    def _put(self, part: Path, data: bytes) -> None:
        # On the disk before it has its name: after a power cut nobody is shown an empty picture.
        with part.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())

    def _files(self) -> Iterator[tuple[int, int, Path]]:
        """When each file was last used, its size, its path; another process may remove them."""
        for path in self._root.glob("??/*"):
            try:
                status = path.stat()
            except FileNotFoundError:
                continue
            yield status.st_mtime_ns, status.st_size, path
