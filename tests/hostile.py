"""Files that no scanner should hand in: each function writes one into a folder and returns it."""

from __future__ import annotations

import os
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

from tests import hostile_pdf as pdf
from tests.sheets import cut, good_jpeg, good_png, good_tiff, written

Maker = Callable[[Path], Path]


def empty(folder: Path) -> Path:
    return written(folder / "empty.jpg", b"")


def half_jpeg(folder: Path) -> Path:
    return _moved(cut(good_jpeg(folder, "whole.jpg")), folder / "whole.jpg")


def half_png(folder: Path) -> Path:
    return _moved(cut(good_png(folder, "whole.png")), folder / "whole.png")


def half_tiff(folder: Path) -> Path:
    """Some of its pages could still be read; that is what makes it dangerous."""
    return _moved(cut(good_tiff(folder, "whole.tif", pages=6)), folder / "whole.tif")


def wrong_extension(folder: Path) -> Path:
    """A JPEG that says it is a PNG."""
    return good_jpeg(folder, "wrong.jpg").rename(folder / "wrong.png")


def html_as_jpeg(folder: Path) -> Path:
    return written(folder / "login.jpg", b"<!doctype html><title>Sign in</title>")


def text_file(folder: Path) -> Path:
    return written(folder / "readme.txt", b"not a scan")


def huge_png(folder: Path) -> Path:
    """500 megapixels of black in 61 kB."""
    return png(folder / "huge.png", 25_000, 20_000)


def png(path: Path, width: int, height: int) -> Path:
    """A black picture of any size, one bit a pixel."""
    squeeze = zlib.compressobj(9)
    row = bytes(1 + (width + 7) // 8)
    data = b"".join(squeeze.compress(row) for _ in range(height)) + squeeze.flush()
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    chunks = [_chunk(b"IHDR", header), _chunk(b"IDAT", data), _chunk(b"IEND", b"")]
    return written(path, b"\x89PNG\r\n\x1a\n" + b"".join(chunks))


def damaged_png(folder: Path) -> Path:
    """All there, but the picture's data is nonsense from the middle on."""
    path = good_png(folder, "damaged.png")
    data = bytearray(path.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 2000] = bytes(2000)
    return written(path, bytes(data))


def looped_tiff(folder: Path) -> Path:
    """The last page points back to the first."""
    path = good_tiff(folder, "looped.tif", pages=2)
    data = bytearray(path.read_bytes())
    (first,) = struct.unpack_from("<I", data, 4)
    second = _next_directory(data, first)[1]
    struct.pack_into("<I", data, _next_directory(data, second)[0], first)
    return written(path, bytes(data))


def long_tiff(folder: Path, pages: int = 501) -> Path:
    """One page more than an image file may have; all directories share one strip."""
    fields = [(256, 3, 8), (257, 3, 8), (258, 3, 8), (259, 3, 1), (262, 3, 1), (273, 4, 8)]
    fields += [(278, 3, 8), (279, 4, 64)]
    data = bytearray(b"II*\0" + struct.pack("<I", 72) + bytes(64))
    for number in range(pages):
        data += struct.pack("<H", len(fields))
        data += b"".join(struct.pack("<HHII", tag, kind, 1, value) for tag, kind, value in fields)
        data += struct.pack("<I", len(data) + 4 if number + 1 < pages else 0)
    return written(folder / "long.tif", bytes(data))


def symlink(folder: Path) -> Path:
    (folder / "link.jpg").symlink_to("/etc/passwd")
    return folder / "link.jpg"


def fifo(folder: Path) -> Path:
    os.mkfifo(folder / "pipe.jpg")
    return folder / "pipe.jpg"


def directory(folder: Path) -> Path:
    (folder / "folder.jpg").mkdir()
    return folder / "folder.jpg"


def long_name(folder: Path) -> Path:
    """A name of 300 bytes: no file here can have it, so only the path is made.

    Linux file systems end at 255 bytes; such names come in lists, archives and uploads from
    systems that count characters, where 100 Devanagari letters are a modest name.
    """
    return folder / ("क" * 98 + "ab.jpg")


def undecodable_name(folder: Path) -> Path:
    """A good page whose name is not UTF-8, as old Windows shares hand in."""
    name = os.fsdecode(b"\xe0\xa4.jpg")
    return good_jpeg(folder).rename(folder / name)


def newline_name(folder: Path) -> Path:
    """A good page whose name would break a line of a report."""
    return good_jpeg(folder).rename(folder / "page\n2.jpg")


CODES: dict[Maker, str] = {
    empty: "E101",
    half_jpeg: "E102",
    half_png: "E102",
    half_tiff: "E102",
    pdf.half_pdf: "E102",
    wrong_extension: "E103",
    pdf.zip_as_pdf: "E103",
    html_as_jpeg: "E103",
    text_file: "E103",
    pdf.encrypted_pdf: "E104",
    huge_png: "E105",
    pdf.vast_pdf: "E105",
    pdf.vast_picture_pdf: "E105",
    pdf.lost_page_pdf: "E108",
    pdf.hidden_page_pdf: "E108",
    damaged_png: "E109",
    looped_tiff: "E109",
    pdf.broken_picture_pdf: "E109",
    pdf.half_picture_pdf: "E109",
    long_tiff: "E110",
    symlink: "E111",
    fifo: "E111",
    directory: "E111",
    long_name: "E112",
    undecodable_name: "E112",
    newline_name: "E112",
    pdf.nested_pdf: "E113",
    pdf.flate_pdf: "E113",
}
"""The fault that each ends in, when the file is probed or its pages are asked for."""


def _next_directory(data: bytearray, at: int) -> tuple[int, int]:
    """Where a TIFF directory keeps the place of the next one, and that place."""
    (fields,) = struct.unpack_from("<H", data, at)
    place = at + 2 + 12 * fields
    return place, struct.unpack_from("<I", data, place)[0]


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _moved(part: Path, whole: Path) -> Path:
    whole.unlink()
    return part
