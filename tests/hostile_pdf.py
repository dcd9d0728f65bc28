"""PDFs that no scanner should hand in: each function writes one into a folder and returns it."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from pathlib import Path

from pypdf import PdfReader, PdfWriter

from tests.sheets import cut, good_jpeg, good_pdf, written


def half_pdf(folder: Path) -> Path:
    whole = good_pdf(folder, "whole.pdf", pages=6)
    half = cut(whole)
    whole.unlink()
    return half


def zip_as_pdf(folder: Path) -> Path:
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 0, 0, 0, 0, 0)
    return written(folder / "archive.pdf", end)


def encrypted_pdf(folder: Path) -> Path:
    plain = good_pdf(folder, "plain.pdf", pages=1)
    writer = PdfWriter(clone_from=PdfReader(plain))
    writer.encrypt("secret", algorithm="AES-256")
    with (folder / "locked.pdf").open("wb") as file:
        writer.write(file)
    plain.unlink()
    return folder / "locked.pdf"


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
    whole = good_jpeg(folder, "inside.jpg")
    half = cut(whole)
    path = picture_pdf(folder / "half-picture.pdf", half.read_bytes())
    whole.unlink()
    half.unlink()
    return path


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


def drawn_pdf(folder: Path) -> Path:
    """A good page of A4 with a black square in its middle, no picture."""
    return _one_page(folder / "drawn.pdf", b"247 371 100 100 re f")


def picture_pdf(path: Path, data: bytes) -> Path:
    """A page of A4 with what says it is a grey JPEG of the size of `PAGE`."""
    entries = b"/Type/XObject/Subtype/Image/Width 620/Height 877/BitsPerComponent 8"
    picture = stream(data, entries + b"/ColorSpace/DeviceGray/Filter/DCTDecode")
    draw = b"q 595 0 0 842 0 0 cm /X Do Q"
    return _one_page(path, draw, b"/XObject<</X 5 0 R>>", [picture])


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
    return written(path, bytes(data))


def stream(body: bytes, entries: bytes = b"") -> bytes:
    """A PDF stream object."""
    return b"<<%b/Length %d>>stream\n%b\nendstream" % (entries, len(body), body)


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
