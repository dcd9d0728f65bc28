"""The chain of directories of a TIFF is walked to its end, so that no page is lost unseen.

Pillow and libtiff take a directory that cannot be read for the end of the file: a file cut in the
middle would become a shorter book. Layout: TIFF 6.0 section 2; BigTIFF (version 43) as libtiff.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import BinaryIO

from ocr.faults import Damaged, TooManyPages, Truncated

BIG = 43
# Bytes of one value of each field type; unknown types are taken for inline values.
WIDTHS = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}
BIG_WIDTHS = WIDTHS | {16: 8, 17: 8, 18: 8}


@dataclass(frozen=True, slots=True)
class _Layout:
    first: int  # where the offset of the first directory stands
    count: str  # how many fields follow
    field: str  # tag, type, number of values, offset or values
    offset: str
    inline: int  # bytes of values that fit into the field itself


CLASSIC = _Layout(4, "H", "HHI4s", "I", 4)
BIGTIFF = _Layout(8, "Q", "HHQ8s", "Q", 8)


@dataclass(frozen=True, slots=True)
class _Tiff:
    file: BinaryIO
    size: int
    order: str
    layout: _Layout

    def read(self, form: str, at: int) -> tuple[int, ...]:
        """The numbers at an offset; raises Truncated if the file ends before them."""
        form = self.order + form
        if at + struct.calcsize(form) > self.size:
            raise Truncated
        self.file.seek(at)
        return struct.unpack(form, self.file.read(struct.calcsize(form)))

    def number(self, form: str, at: int) -> int:
        """The single number at an offset."""
        return self.read(form, at)[0]


def count_directories(file: BinaryIO, size: int, most: int) -> int:
    """How many pages the chain declares; raises Truncated, Damaged (a loop) or TooManyPages."""
    tiff = _tiff(file, size)
    seen: set[int] = set()
    at = tiff.number(tiff.layout.offset, tiff.layout.first)
    while at:
        if at in seen:
            raise Damaged
        seen.add(at)
        if len(seen) > most:
            raise TooManyPages(limit=most)
        at = _next(tiff, at)
    return len(seen)


def _tiff(file: BinaryIO, size: int) -> _Tiff:
    file.seek(0)
    order = "<" if file.read(2) == b"II" else ">"
    version = _Tiff(file, size, order, CLASSIC).number("H", 2)
    return _Tiff(file, size, order, BIGTIFF if version == BIG else CLASSIC)


def _next(tiff: _Tiff, at: int) -> int:
    """Where the next directory stands, 0 after the last; all values of this one are there."""
    layout = tiff.layout
    fields = tiff.number(layout.count, at)
    start = at + struct.calcsize("=" + layout.count)
    length = struct.calcsize("=" + layout.field)
    following = tiff.number(layout.offset, start + fields * length)
    for i in range(fields):
        _check_field(tiff, start + i * length)
    return following


def _check_field(tiff: _Tiff, at: int) -> None:
    layout = tiff.layout
    _, kind, values, _ = tiff.read(layout.field, at)
    length = values * BIG_WIDTHS.get(kind, 0)
    if length > layout.inline:
        offset = tiff.number(
            layout.offset, at + struct.calcsize("=" + layout.field) - layout.inline
        )
        if offset + length > tiff.size:
            raise Truncated
