"""Pictures of every kind become the same grey; a page is never shorter than it was."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from ocr.decoder import Decoder, Grey
from ocr.decoders.resolution import resolution
from ocr.faults import ScanFault
from ocr.scan import Scan, Unreadable
from tests import hostile

SIZE = (64, 48)
FAULTS = {"E102", "E103", "E105", "E109", "E113"}


@pytest.fixture(scope="module")
def decoder() -> Iterator[Decoder]:
    with Decoder() as decoder:
        yield decoder


def pages(decoder: Decoder, path: Path) -> list[Grey]:
    scan = decoder.probe(path)
    assert isinstance(scan, Scan), scan
    return [decoder.page(path, scan, frame.number) for frame in scan.frames]


def page_or_code(decoder: Decoder, path: Path, scan: Scan, number: int) -> Grey | str:
    try:
        return decoder.page(path, scan, number)
    except ScanFault as fault:
        return fault.code


def colours() -> Image.Image:
    """A picture with all sorts of colours in it."""
    bands = [Image.effect_noise(SIZE, sigma) for sigma in (90, 60, 30)]
    return Image.merge("RGB", bands)


@pytest.mark.parametrize(
    ("mode", "name", "options"),
    [
        ("1", "a.png", {}),
        ("1", "a.tif", {"compression": "group4"}),
        ("1", "a.tif", {"compression": "group3"}),
        ("1", "a.tif", {"compression": "packbits"}),
        ("L", "a.png", {}),
        ("L", "a.jpg", {}),
        ("L", "a.tif", {"compression": "jpeg"}),
        ("L", "a.tif", {"compression": "tiff_lzw"}),
        ("L", "a.tif", {"compression": "tiff_adobe_deflate"}),
        ("L", "a.tif", {"big_tiff": True}),
        ("P", "a.png", {}),
        ("P", "a.tif", {}),
        ("RGB", "a.png", {}),
        ("RGB", "a.jpg", {"progressive": True}),
        ("RGB", "a.tif", {"compression": "tiff_lzw"}),
        ("CMYK", "a.jpg", {}),
        ("CMYK", "a.tif", {}),
        ("YCbCr", "a.jpg", {}),
    ],
)
def test_every_mode_and_compression_gives_the_grey_that_pillow_gives(
    mode: str, name: str, options: dict[str, Any], decoder: Decoder, tmp_path: Path
) -> None:
    colours().convert(mode).save(tmp_path / name, **options)
    with Image.open(tmp_path / name) as saved:
        expected = np.asarray(saved.convert("L"))
    (got,) = pages(decoder, tmp_path / name)
    assert np.array_equal(got, expected)


@pytest.mark.parametrize("name", ["a.png", "a.tif"])
def test_sixteen_bits_are_scaled_not_cut_off(name: str, decoder: Decoder, tmp_path: Path) -> None:
    values = np.arange(65536, dtype=np.uint16).reshape(256, 256)
    Image.fromarray(values).save(tmp_path / name)
    (got,) = pages(decoder, tmp_path / name)
    assert np.array_equal(got, values >> 8)


@pytest.mark.parametrize("name", ["a.png", "a.tif"])
@pytest.mark.parametrize("mode", ["RGBA", "LA"])
def test_transparent_parts_are_white_paper(
    mode: str, name: str, decoder: Decoder, tmp_path: Path
) -> None:
    clear = np.zeros((48, 64, len(mode)), np.uint8)  # black, and transparent on the left
    clear[:, 32:, -1] = 255
    Image.fromarray(clear, mode).save(tmp_path / name)
    (got,) = pages(decoder, tmp_path / name)
    assert (got[:, :32] == 255).all()
    assert (got[:, 32:] == 0).all()


def test_a_transparent_colour_of_a_palette_is_white_paper(decoder: Decoder, tmp_path: Path) -> None:
    picture = Image.new("P", SIZE, 1)
    picture.putpalette([0, 0, 0, 90, 90, 90])
    picture.paste(0, (0, 0, 32, 48))
    picture.save(tmp_path / "a.png", transparency=0)
    (got,) = pages(decoder, tmp_path / "a.png")
    assert (got[:, :32] == 255).all()
    assert (got[:, 32:] == 90).all()


def test_measurements_are_no_picture(decoder: Decoder, tmp_path: Path) -> None:
    Image.new("F", SIZE).save(tmp_path / "a.tif")
    scan = decoder.probe(tmp_path / "a.tif")
    assert isinstance(scan, Scan)
    with pytest.raises(ScanFault, match="E103"):
        decoder.page(tmp_path / "a.tif", scan, 1)


def test_exif_orientation_is_not_applied(decoder: Decoder, tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    colours().save(tmp_path / "plain.jpg")
    colours().save(tmp_path / "turned.jpg", exif=exif)
    assert pages(decoder, tmp_path / "turned.jpg")[0].shape == (48, 64)


def test_a_tiff_that_says_it_is_turned_has_the_size_of_what_viewers_show(
    decoder: Decoder, tmp_path: Path
) -> None:
    path = tmp_path / "a.tif"
    colours().save(path, tiffinfo={0x0112: 6})
    with Image.open(path) as shown:
        expected = np.asarray(shown.convert("L"))
    assert expected.shape == (64, 48)
    assert np.array_equal(pages(decoder, path)[0], expected)


def test_a_preview_inside_a_jpeg_is_no_page(decoder: Decoder, tmp_path: Path) -> None:
    colours().save(tmp_path / "a.jpg", "MPO", save_all=True, append_images=[colours()])
    assert len(pages(decoder, tmp_path / "a.jpg")) == 1


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, decoder: Decoder) -> dict[str, list[Grey]]:
    """Small files by name, their bytes and pages; made once."""
    folder = tmp_path_factory.mktemp("whole")
    grey = colours().convert("L")
    grey.save(folder / "a.jpg", quality=60)
    grey.save(folder / "progressive.jpg", progressive=True)
    grey.save(folder / "a.png")
    others = [grey.rotate(180), grey.transpose(Image.Transpose.FLIP_LEFT_RIGHT)]
    for name, compression in (("raw", None), ("lzw", "tiff_lzw"), ("jpeg", "jpeg")):
        options: dict[str, Any] = {
            "save_all": True,
            "append_images": others,
            "compression": compression,
        }
        colours().save(folder / f"{name}.tif", **options)
    hostile.long_tiff(folder, pages=3)
    return {str(path): pages(decoder, path) for path in folder.iterdir()}


@settings(
    max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_a_file_cut_at_any_byte_is_a_fault_or_has_every_pixel(
    data: st.DataObject, whole: dict[str, list[Grey]], decoder: Decoder, tmp_path: Path
) -> None:
    name = data.draw(st.sampled_from(sorted(whole)))
    content = Path(name).read_bytes()
    part = tmp_path / f"cut{Path(name).suffix}"
    # From the end as well, where the last marks and directories stand.
    part.write_bytes(content[: data.draw(st.integers(0, len(content)) | st.integers(-300, -1))])
    scan = decoder.probe(part)
    if isinstance(scan, Unreadable):
        assert scan.code in {"E101", "E102", "E109"}
        return
    assert len(scan.frames) == len(whole[name])
    for frame, original in zip(scan.frames, whole[name], strict=True):
        got = page_or_code(decoder, part, scan, frame.number)
        assert got in {"E102", "E109"} if isinstance(got, str) else np.array_equal(got, original)


@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_a_file_with_wrong_bytes_is_a_page_of_its_size_or_a_fault(
    data: st.DataObject, whole: dict[str, list[Grey]], decoder: Decoder, tmp_path: Path
) -> None:
    name = data.draw(st.sampled_from(sorted(whole)))
    content = bytearray(Path(name).read_bytes())
    # The first bytes stay, for they only decide the format; most damage is done in the headers.
    places = st.integers(8, min(400, len(content) - 1)) | st.integers(8, len(content) - 1)
    for place in data.draw(st.lists(places, min_size=1, max_size=6)):
        content[place] = data.draw(st.integers(0, 255))
    part = tmp_path / f"wrong{Path(name).suffix}"
    part.write_bytes(content)
    scan = decoder.probe(part)
    for frame in scan.frames if isinstance(scan, Scan) else ():
        assert isinstance(scan, Scan)
        got = page_or_code(decoder, part, scan, frame.number)
        assert got in FAULTS if isinstance(got, str) else got.shape == (frame.height, frame.width)


def test_a_tiff_that_is_cut_is_refused_whole_though_some_pages_could_be_read(
    decoder: Decoder, tmp_path: Path
) -> None:
    found = decoder.probe(hostile.half_tiff(tmp_path))
    assert isinstance(found, Unreadable)
    assert found.code == "E102"


def test_every_frame_of_a_tiff_is_measured_before_any_is_decoded(
    decoder: Decoder, tmp_path: Path
) -> None:
    path = hostile.long_tiff(tmp_path, pages=3)
    data = bytearray(path.read_bytes())
    last = data.rindex(struct.pack("<HHII", 256, 3, 1, 8))
    struct.pack_into("<HHII", data, last, 256, 4, 1, 30_000)
    path.write_bytes(data)
    found = decoder.probe(path)
    assert isinstance(found, Unreadable)
    assert found.code == "E105"


def test_a_png_whose_chunks_claim_more_than_there_is_is_cut_short(
    decoder: Decoder, tmp_path: Path
) -> None:
    path = hostile.png(tmp_path / "a.png", 64, 48)
    data = bytearray(path.read_bytes())
    at = data.index(b"IDAT")
    struct.pack_into(">I", data, at - 4, 1 << 30)
    path.write_bytes(data[: at + 4] + zlib.compress(bytes(9))[:6])
    scan = decoder.probe(path)
    assert isinstance(scan, Scan)
    with pytest.raises(ScanFault, match="E102"):
        decoder.page(path, scan, 1)


@pytest.mark.parametrize(
    ("stated", "width", "height", "dpi"),
    [
        (300.0, 2480, 3508, 300),
        (299.9994, 2480, 3508, 300),
        (None, 2480, 3508, 300),
        (72.0, 2480, 3508, 300),
        (float("nan"), 3508, 2480, 300),
        (4800.0, 1654, 2339, 200),
        (None, 100, 80, 100),
        (None, 7016, 9921, 600),
    ],
)
def test_a_resolution_that_makes_no_sense_is_guessed_from_the_size(
    stated: float | None, width: int, height: int, dpi: int
) -> None:
    assert resolution(stated, width, height) == dpi
