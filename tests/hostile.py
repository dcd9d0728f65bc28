"""Files that no scanner should hand in: each function writes one into a folder and returns it."""

from __future__ import annotations

import os
import struct
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path

from PIL import Image, ImageDraw
from pypdf import PdfReader, PdfWriter

Maker = Callable[[Path], Path]

DPI = (150, 150)
PAGE = (620, 877)  # A5 at 150 dpi, in pixels


def sheet(number: int = 1, size: tuple[int, int] = PAGE) -> Image.Image:
    """A ruled page with grain, grey, different for each number: no two rows are equal."""
    picture = Image.effect_noise(size, 40)
    pen = ImageDraw.Draw(picture)
    for y in range(20 + number, size[1], 40):
        pen.line([(10, y), (size[0] - 10, y)], fill=30, width=3)
    return picture


def good_jpeg(folder: Path, name: str = "page.jpg") -> Path:
    sheet().save(folder / name, dpi=DPI, quality=85)
    return folder / name


def good_png(folder: Path, name: str = "page.png") -> Path:
    sheet().save(folder / name, dpi=DPI)
    return folder / name


def good_tiff(folder: Path, name: str = "book.tif", pages: int = 3) -> Path:
    first, *rest = (sheet(number) for number in range(1, pages + 1))
    first.save(folder / name, save_all=True, append_images=rest, compression="tiff_lzw", dpi=DPI)
    return folder / name


def good_pdf(folder: Path, name: str = "book.pdf", pages: int = 3) -> Path:
    first, *rest = (sheet(number) for number in range(1, pages + 1))
    first.save(folder / name, save_all=True, append_images=rest, resolution=DPI[0])
    return folder / name


def empty(folder: Path) -> Path:
    return _written(folder / "empty.jpg", b"")


def cut(whole: Path, share: float = 0.5) -> Path:
    """The first part of a file, beside it."""
    data = whole.read_bytes()
    return _written(whole.with_stem(f"cut-{whole.stem}"), data[: int(len(data) * share)])


def half_jpeg(folder: Path) -> Path:
    return _moved(cut(good_jpeg(folder, "whole.jpg")), folder / "whole.jpg")


def half_png(folder: Path) -> Path:
    return _moved(cut(good_png(folder, "whole.png")), folder / "whole.png")


def half_tiff(folder: Path) -> Path:
    """Some of its pages could still be read; that is what makes it dangerous."""
    return _moved(cut(good_tiff(folder, "whole.tif", pages=6)), folder / "whole.tif")


def half_pdf(folder: Path) -> Path:
    return _moved(cut(good_pdf(folder, "whole.pdf", pages=6)), folder / "whole.pdf")


def wrong_extension(folder: Path) -> Path:
    """A JPEG that says it is a PNG."""
    return good_jpeg(folder, "wrong.jpg").rename(folder / "wrong.png")


def zip_as_pdf(folder: Path) -> Path:
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 0, 0, 0, 0, 0)
    return _written(folder / "archive.pdf", end)


def html_as_jpeg(folder: Path) -> Path:
    return _written(folder / "login.jpg", b"<!doctype html><title>Sign in</title>")


def text_file(folder: Path) -> Path:
    return _written(folder / "readme.txt", b"not a scan")


def encrypted_pdf(folder: Path) -> Path:
    plain = good_pdf(folder, "plain.pdf", pages=1)
    writer = PdfWriter(clone_from=PdfReader(plain))
    writer.encrypt("secret", algorithm="AES-256")
    with (folder / "locked.pdf").open("wb") as file:
        writer.write(file)
    plain.unlink()
    return folder / "locked.pdf"


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
    return _written(path, b"\x89PNG\r\n\x1a\n" + b"".join(chunks))


def damaged_png(folder: Path) -> Path:
    """All there, but the picture's data is nonsense from the middle on."""
    path = good_png(folder, "damaged.png")
    data = bytearray(path.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 2000] = bytes(2000)
    return _written(path, bytes(data))


def looped_tiff(folder: Path) -> Path:
    """The last page points back to the first."""
    path = good_tiff(folder, "looped.tif", pages=2)
    data = bytearray(path.read_bytes())
    (first,) = struct.unpack_from("<I", data, 4)
    second = _next_directory(data, first)[1]
    struct.pack_into("<I", data, _next_directory(data, second)[0], first)
    return _written(path, bytes(data))


def long_tiff(folder: Path, pages: int = 501) -> Path:
    """One page more than an image file may have; all directories share one strip."""
    fields = [(256, 3, 8), (257, 3, 8), (258, 3, 8), (259, 3, 1), (262, 3, 1), (273, 4, 8)]
    fields += [(278, 3, 8), (279, 4, 64)]
    data = bytearray(b"II*\0" + struct.pack("<I", 72) + bytes(64))
    for number in range(pages):
        data += struct.pack("<H", len(fields))
        data += b"".join(struct.pack("<HHII", tag, kind, 1, value) for tag, kind, value in fields)
        data += struct.pack("<I", len(data) + 4 if number + 1 < pages else 0)
    return _written(folder / "long.tif", bytes(data))


def pdf(path: Path, objects: Sequence[bytes]) -> Path:
    """A PDF of these objects, numbered from 1; the first is the catalogue."""
    data = bytearray(b"%PDF-1.7\n")
    starts = []
    for number, body in enumerate(objects, 1):
        starts.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % start for start in starts)
    data += b"trailer<</Size %d/Root 1 0 R>>\n" % (len(objects) + 1)
    data += b"startxref\n%d\n%%%%EOF\n" % table
    return _written(path, bytes(data))


def stream(body: bytes, entries: bytes = b"") -> bytes:
    """A PDF stream object."""
    return b"<<%b/Length %d>>stream\n%b\nendstream" % (entries, len(body), body)


def vast_pdf(folder: Path) -> Path:
    """A page of 70 metres by 70."""
    return _one_page(folder / "vast.pdf", b"", box=b"0 0 200000 200000")


def nested_pdf(folder: Path) -> Path:
    """2 kB that draw a line ten thousand million times: each form calls the next ten times."""
    levels = 10
    forms = []
    for level in range(levels):
        inner = b"/X Do " * 10 if level + 1 < levels else b"0 0 m 9 9 l S"
        resources = b"/Resources<</XObject<</X %d 0 R>>>>" % (6 + level)
        entries = b"/Type/XObject/Subtype/Form/BBox[0 0 99 99]"
        forms.append(stream(inner, entries + (resources if level + 1 < levels else b"")))
    return _one_page(folder / "nested.pdf", b"/X Do", b"/XObject<</X 5 0 R>>", forms)


def flate_pdf(folder: Path) -> Path:
    """A page whose 210 MB of drawing orders were squeezed twice, to a few kB."""
    squeeze = zlib.compressobj(9)
    block = b"0 0 m 9 9 l S\n" * 75_000
    once = b"".join(squeeze.compress(block) for _ in range(200)) + squeeze.flush()
    twice = zlib.compress(once, 9)
    return _one_page(folder / "flate.pdf", twice, entries=b"/Filter[/FlateDecode/FlateDecode]")


def vast_picture_pdf(folder: Path) -> Path:
    """A normal page with a picture of 3,600 megapixels on it."""
    entries = b"/Type/XObject/Subtype/Image/Width 60000/Height 60000/BitsPerComponent 1"
    picture = stream(
        zlib.compress(bytes(1000)), entries + b"/ColorSpace/DeviceGray/Filter/FlateDecode"
    )
    draw = b"q 595 0 0 842 0 0 cm /X Do Q"
    return _one_page(folder / "picture.pdf", draw, b"/XObject<</X 5 0 R>>", [picture])


def broken_picture_pdf(folder: Path) -> Path:
    """A page with a picture that does not decode; a viewer shows a white sheet."""
    return picture_pdf(folder / "broken.pdf", b"no JPEG")


def half_picture_pdf(folder: Path) -> Path:
    """A whole PDF made from half a JPEG; a viewer shows half a page."""
    half = half_jpeg(folder)
    path = picture_pdf(folder / "half-picture.pdf", half.read_bytes())
    half.unlink()
    return path


def picture_pdf(path: Path, data: bytes) -> Path:
    """A page of A4 with what says it is a grey JPEG of the size of `PAGE`."""
    entries = b"/Type/XObject/Subtype/Image/Width 620/Height 877/BitsPerComponent 8"
    picture = stream(data, entries + b"/ColorSpace/DeviceGray/Filter/DCTDecode")
    draw = b"q 595 0 0 842 0 0 cm /X Do Q"
    return _one_page(path, draw, b"/XObject<</X 5 0 R>>", [picture])


def drawn_pdf(folder: Path) -> Path:
    """A good page of A4 with a black square in its middle, no picture."""
    return _one_page(folder / "drawn.pdf", b"247 371 100 100 re f")


def lost_page_pdf(folder: Path) -> Path:
    """Three pages are declared, the second is not in the file."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"
    pages = b"<</Type/Pages/Count 3/Kids[3 0 R 9 0 R 4 0 R]>>"
    return pdf(folder / "lost.pdf", [b"<</Type/Catalog/Pages 2 0 R>>", pages, page, page])


def hidden_page_pdf(folder: Path) -> Path:
    """One page is declared, three are in the file: readers that trust the count lose two."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"
    pages = b"<</Type/Pages/Count 1/Kids[3 0 R 4 0 R 5 0 R]>>"
    return pdf(folder / "hidden.pdf", [b"<</Type/Catalog/Pages 2 0 R>>", pages, page, page, page])


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
    half_pdf: "E102",
    wrong_extension: "E103",
    zip_as_pdf: "E103",
    html_as_jpeg: "E103",
    text_file: "E103",
    encrypted_pdf: "E104",
    huge_png: "E105",
    vast_pdf: "E105",
    vast_picture_pdf: "E105",
    lost_page_pdf: "E108",
    hidden_page_pdf: "E108",
    damaged_png: "E109",
    looped_tiff: "E109",
    broken_picture_pdf: "E109",
    half_picture_pdf: "E109",
    long_tiff: "E110",
    symlink: "E111",
    fifo: "E111",
    directory: "E111",
    long_name: "E112",
    undecodable_name: "E112",
    newline_name: "E112",
    nested_pdf: "E113",
    flate_pdf: "E113",
}
"""The fault that each ends in, when the file is probed or its pages are asked for."""


def _one_page(
    path: Path,
    drawing: bytes,
    resources: bytes = b"",
    more: Sequence[bytes] = (),
    box: bytes = b"0 0 595 842",
    entries: bytes = b"",
) -> Path:
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[%b]/Contents 4 0 R/Resources<<%b>>>>"
    start = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[3 0 R]>>"]
    return pdf(path, [*start, page % (box, resources), stream(drawing, entries), *more])


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


def _written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path
