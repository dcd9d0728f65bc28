"""A PDF of scans loses no pixel and no page."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader, PdfWriter

from ocr.decoder import Decoder, Grey
from ocr.faults import ScanFault
from ocr.scan import Scan, Unreadable
from tests import hostile, hostile_pdf, sheets


@pytest.fixture(scope="module")
def decoder() -> Iterator[Decoder]:
    with Decoder() as decoder:
        yield decoder


def probed(decoder: Decoder, path: Path) -> Scan:
    scan = decoder.probe(path)
    assert isinstance(scan, Scan), scan
    return scan


def picture_in(path: Path) -> Image.Image:
    """The JPEG that stands in a PDF, decoded by Pillow."""
    data = path.read_bytes()
    return Image.open(io.BytesIO(data[data.index(b"\xff\xd8\xff") :]))


@pytest.mark.parametrize(
    ("size", "dpi"),
    [((2480, 3508), 300), ((1240, 1754), 150), ((901, 1277), 109), ((300, 200), 72)],
)
def test_a_scanned_page_has_exactly_the_pixels_of_its_scan(
    size: tuple[int, int], dpi: int, decoder: Decoder, tmp_path: Path
) -> None:
    path = tmp_path / "a.pdf"
    sheets.sheet(size=size).save(path, resolution=dpi)
    got = decoder.page(path, probed(decoder, path), 1)
    assert np.array_equal(got, np.asarray(picture_in(path)))


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_shown_turned_is_turned_with_all_its_pixels(
    turn: int, decoder: Decoder, tmp_path: Path
) -> None:
    path = sheets.good_pdf(tmp_path, pages=1)
    writer = PdfWriter(clone_from=PdfReader(path))
    writer.pages[0].rotate(turn)
    with (tmp_path / "turned.pdf").open("wb") as file:
        writer.write(file)
    got = decoder.page(tmp_path / "turned.pdf", probed(decoder, tmp_path / "turned.pdf"), 1)
    assert np.array_equal(got, np.rot90(np.asarray(picture_in(path)), -turn // 90))


def test_a_page_that_is_no_scan_is_drawn_at_300_dpi(decoder: Decoder, tmp_path: Path) -> None:
    path = hostile_pdf.drawn_pdf(tmp_path)
    (frame,) = probed(decoder, path).frames
    assert (frame.width, frame.height, frame.dpi) == (2479, 3508, 300)
    got = decoder.page(path, probed(decoder, path), 1)
    assert got[1754, 1240] == 0  # the black square in the middle
    assert got[10, 10] == 255


def test_a_pdf_that_only_forbids_printing_is_read(decoder: Decoder, tmp_path: Path) -> None:
    writer = PdfWriter(clone_from=PdfReader(sheets.good_pdf(tmp_path, pages=1)))
    writer.encrypt("", "owner", algorithm="AES-256")
    with (tmp_path / "owner.pdf").open("wb") as file:
        writer.write(file)
    path = tmp_path / "owner.pdf"
    assert decoder.page(path, probed(decoder, path), 1).shape == (877, 620)


@pytest.mark.parametrize("make", [hostile_pdf.lost_page_pdf, hostile_pdf.hidden_page_pdf])
def test_what_is_declared_and_what_can_be_read_must_agree(
    make: hostile.Maker, decoder: Decoder, tmp_path: Path
) -> None:
    found = decoder.probe(make(tmp_path))
    assert isinstance(found, Unreadable)
    assert found.code == "E108"
    assert dict(found.details)["declared"] == "3"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, decoder: Decoder) -> tuple[bytes, list[Grey]]:
    path = tmp_path_factory.mktemp("whole") / "a.pdf"
    first, *rest = (sheets.sheet(number, (60, 80)) for number in range(1, 5))
    first.save(path, save_all=True, append_images=rest, resolution=100)
    scan = probed(decoder, path)
    return path.read_bytes(), [decoder.page(path, scan, n) for n in range(1, 5)]


@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_a_pdf_cut_at_any_byte_is_a_fault_or_has_every_pixel(
    data: st.DataObject, whole: tuple[bytes, list[Grey]], decoder: Decoder, tmp_path: Path
) -> None:
    content, originals = whole
    end = data.draw(st.integers(0, len(content)) | st.integers(-300, -1))
    (tmp_path / "cut.pdf").write_bytes(content[:end])
    scan = decoder.probe(tmp_path / "cut.pdf")
    if isinstance(scan, Unreadable):
        assert scan.code in {"E101", "E102", "E108", "E109"}
        return
    for number, original in enumerate(originals, 1):
        assert np.array_equal(decoder.page(tmp_path / "cut.pdf", scan, number), original)


def test_a_picture_that_does_not_decode_is_not_shown_as_a_white_page(
    decoder: Decoder, tmp_path: Path
) -> None:
    path = hostile_pdf.broken_picture_pdf(tmp_path)
    with pytest.raises(ScanFault, match="E109"):
        decoder.page(path, probed(decoder, path), 1)


def test_a_white_page_is_a_page(decoder: Decoder, tmp_path: Path) -> None:
    path = tmp_path / "white.pdf"
    Image.new("1", (620, 877), 1).save(path, resolution=150)
    assert (decoder.page(path, probed(decoder, path), 1) == 255).all()
