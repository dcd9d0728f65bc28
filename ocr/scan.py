"""A file as received becomes a scan: its hash, its format, its frames; or the reason why not.

Everything here is safe to do in any process: names, kinds of file, the first bytes and the hash
are looked at, pixels never. `ocr.decoder` does the rest in a child process.
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import FileIO
from pathlib import Path
from typing import Literal

from ocr import faults
from ocr.faults import Fault, Language, fault

Format = Literal["tiff", "jpeg", "png", "pdf"]
Category = Literal["damaged", "hostile", "unsupported", "engine"]

EXTENSIONS: dict[str, Format] = {
    ".tif": "tiff",
    ".tiff": "tiff",
    ".jpg": "jpeg",
    ".jpeg": "jpeg",
    ".png": "png",
    ".pdf": "pdf",
}
# Classic TIFF and BigTIFF in both byte orders, then JPEG, PNG, PDF.
MAGIC: dict[bytes, Format] = {
    b"II*\0": "tiff",
    b"MM\0*": "tiff",
    b"II+\0": "tiff",
    b"MM\0+": "tiff",
    b"\xff\xd8\xff": "jpeg",
    b"\x89PNG\r\n\x1a\n": "png",
    b"%PDF-": "pdf",
}
LONGEST_NAME = 255  # bytes; what ext4, XFS and NTFS (85 Devanagari letters and more) can keep


@dataclass(frozen=True, slots=True)
class Frame:
    """One page inside a scan: `number` counts from 1, sizes are pixels as received."""

    number: int
    width: int
    height: int
    dpi: int


@dataclass(frozen=True, slots=True)
class Scan:
    """A file that can be decoded: `sha256` is its identity, `source` its name as received."""

    source: str
    sha256: str
    bytes: int
    format: Format
    frames: tuple[Frame, ...]


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file (`number` 0) or page that could not be read: a value, so that nothing is lost.

    `sha256` is empty where there were no bytes to read: a link, a pipe, a name we cannot keep.
    """

    sha256: str
    number: int
    code: str
    category: Category
    details: tuple[tuple[str, str], ...] = ()

    @property
    def fault(self) -> Fault:
        """The fault that it was, with its details."""
        return fault(self.code, dict(self.details))

    def message(self, language: Language = "en") -> str:
        """What to tell the operator."""
        return self.fault.message(language)


def unreadable(sha256: str, number: int, cause: Fault, category: Category) -> Unreadable:
    """The value for a fault met while reading a file or page."""
    return Unreadable(sha256, number, cause.code, category, tuple(sorted(cause.details.items())))


def category(cause: Fault) -> Category:
    """What sort of trouble a fault of a file or page is."""
    if isinstance(cause, (faults.RecognitionTimedOut, faults.RecognitionFailed)):
        return "engine"
    if isinstance(cause, (faults.WrongType, faults.Encrypted)):
        return "unsupported"
    limits = (faults.TooLarge, faults.TooManyPages, faults.DecoderFailed)
    if isinstance(cause, (*limits, faults.NotAFile, faults.BadName)):
        return "hostile"
    return "damaged"


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file's bytes, as 64 hexadecimal digits; raises ScanFault as `opened`."""
    with opened(path) as file:
        return hash_of(file)


def hash_of(file: FileIO) -> str:
    """The SHA-256 of an open file from its beginning, as 64 hexadecimal digits.

    Raises NotOpened where the disk or the share fails while it is read.
    """
    try:
        file.seek(0)
        return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise faults.NotOpened from error


@contextmanager
def opened(path: Path) -> Iterator[FileIO]:
    """A regular file, open for reading, unbuffered.

    Raises BadName, NotAFile or NotOpened; never follows a link, never waits on a pipe, never
    touches a device.
    """
    _check_name(path.name)
    try:
        # A device may act when it is opened, so look before opening; look again after it, for
        # the name may have come to mean something else in between.
        _check_kind(os.lstat(path))
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        raise _not_opened(error) from error
    with os.fdopen(descriptor, "rb", buffering=0) as file:
        _check_kind(os.fstat(descriptor))
        yield file


def format_of(file: FileIO, name: str) -> Format:
    """The format on which content and extension agree; raises EmptyFile or WrongType."""
    file.seek(0)
    head = file.read(8)
    if not head:
        raise faults.EmptyFile
    expected = EXTENSIONS.get(Path(name).suffix.lower())
    found = next((form for magic, form in MAGIC.items() if head.startswith(magic)), None)
    if found is None or found != expected:
        raise faults.Truncated if _cut_short(head, expected) else faults.WrongType
    return found


def _cut_short(head: bytes, expected: Format | None) -> bool:
    magics = [magic for magic, form in MAGIC.items() if form == expected]
    return any(magic.startswith(head) for magic in magics)


def _check_name(name: str) -> None:
    # Names come from archives, shares and uploads as well as from this disk, so a name may be
    # longer than any file here can have. Lone surrogates (Cs) stand for bytes that are not
    # UTF-8; control characters (Cc) would break the lines and screens that show the name.
    strange = any(unicodedata.category(letter) in {"Cc", "Cs"} for letter in name)
    if strange or len(name.encode()) > LONGEST_NAME:
        raise faults.BadName


def _check_kind(status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise faults.NotAFile


def _not_opened(error: OSError) -> Fault:
    if error.errno == errno.ENAMETOOLONG:
        return faults.BadName()
    if error.errno in {errno.ELOOP, errno.ENXIO}:
        return faults.NotAFile()
    return faults.NotOpened()
