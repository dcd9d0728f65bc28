"""The pixels of filed pages, from the archived scan as received and from nothing else."""

from __future__ import annotations

from pathlib import Path

from ocr.decoder import Decoder, Grey
from ocr.faults import NotOpened
from storage.archive import Archive, digest
from storage.faults import ScanChanged, ScanMissing
from storage.pages import FiledPage


class Received:
    """The scans of `archive`; called by several threads, each with its own decoder."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._intact: dict[str, tuple[int, ...]] = {}

    def pixels(self, filed: FiledPage, decoder: Decoder) -> Grey:
        """The page decoded anew; raises ScanMissing, ScanChanged or another ScanFault."""
        return decoder.page(self.path(filed), filed.scan, filed.page.number)

    def path(self, filed: FiledPage) -> Path:
        """Where the scan lies; it is hashed again whenever its file is not the one last hashed."""
        path = self._archive.place(filed.path)
        try:
            status = path.lstat()
            seen = (status.st_ino, status.st_mtime_ns, status.st_ctime_ns, status.st_size)
            if self._intact.get(filed.path) == seen:
                return path
            found = digest(path)
        except FileNotFoundError:
            found = None
        except OSError as error:
            raise NotOpened from error
        if found is None:
            raise ScanMissing(path=filed.path)
        if found != (filed.scan.sha256, filed.scan.bytes):
            raise ScanChanged(path=filed.path)
        self._intact[filed.path] = seen
        return path
