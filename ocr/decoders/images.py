"""Pages of a TIFF, JPEG or PNG: their sizes without decoding, and their grey pixels."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import BinaryIO

from PIL import Image
from PIL.TiffImagePlugin import TiffImageFile

from ocr.decoders import Limits
from ocr.decoders.resolution import resolution
from ocr.decoders.tiff import count_directories
from ocr.faults import Damaged, PageCountDiffers, ScanFault, Truncated, WrongType
from ocr.scan import Format

# Our own limits are stricter, and are checked for every frame.
Image.MAX_IMAGE_PIXELS = None
STRIPS, STRIP_LENGTHS, TILES, TILE_LENGTHS = 273, 279, 324, 325
SIXTEEN_BITS = {"I;16", "I;16L", "I;16B", "I;16N"}

Size = tuple[int, int, int]  # width and height in pixels, dots per inch


def frames(file: BinaryIO, form: Format, limits: Limits) -> list[Size]:
    """Width, height and resolution of every page; no pixel is decoded.

    Raises Truncated, Damaged, TooLarge, TooManyPages or PageCountDiffers.
    """
    # A JPEG or PNG is one page: what else is in it (previews, animation) is no scan.
    count = 1
    if form == "tiff":
        count = count_directories(file, _length(file), limits.most(form))
    limits.check_count(count, form)
    with _reading(file, form) as image:
        found = [_size(each, limits) for each in _each_frame(image, file, count)]
    if len(found) != count:
        raise PageCountDiffers(declared=count, readable=len(found))
    return found


def grey(file: BinaryIO, form: Format, number: int, limits: Limits) -> tuple[int, int, bytes]:
    """Width, height and pixels (one byte each, row by row, 255 white) of a page, from 1.

    Raises Truncated, Damaged, TooLarge or WrongType.
    """
    with _reading(file, form) as image:
        if number > 1:
            image.seek(number - 1)
        limits.check_size(*image.size)
        image.load()
        flat = as_grey(image)
        return flat.width, flat.height, flat.tobytes()


def as_grey(image: Image.Image) -> Image.Image:
    """Any picture in 8-bit grey (ITU-R 601-2 luma), transparent parts as white paper."""
    if image.mode in SIXTEEN_BITS:
        # Pillow's own conversion cuts off at 255 instead of scaling.
        return image.point(lambda value: value * (1 / 256)).convert("L")
    if image.mode in {"I", "F"}:
        raise WrongType  # measurements, not a picture: nobody says what is white
    if not image.has_transparency_data:
        return image.convert("L")
    paper = Image.new("L", image.size, 255)
    clear = image if "A" in image.getbands() else image.convert("RGBA")
    paper.paste(image.convert("L"), mask=clear.getchannel("A"))
    return paper


def _each_frame(image: Image.Image, file: BinaryIO, count: int) -> Iterator[Image.Image]:
    for index in range(count):
        if index:
            try:
                image.seek(index)
            except EOFError:
                return
        if isinstance(image, TiffImageFile):
            _check_strips(image, _length(file))
        yield image


def _size(image: Image.Image, limits: Limits) -> Size:
    limits.check_size(*image.size)
    stated = image.info.get("dpi", (None,))[0]
    return image.width, image.height, resolution(stated, *image.size)


def _check_strips(image: TiffImageFile, size: int) -> None:
    tags = image.tag_v2
    for places, lengths in ((STRIPS, STRIP_LENGTHS), (TILES, TILE_LENGTHS)):
        ends = _ends(tags.get(places, ()), tags.get(lengths, ()))
        if any(end > size for end in ends):
            raise Truncated


def _ends(places: Iterable[int], lengths: Iterable[int]) -> Iterator[int]:
    return (place + length for place, length in zip(places, lengths, strict=False))


@contextmanager
def _reading(file: BinaryIO, form: Format) -> Iterator[Image.Image]:
    try:
        file.seek(0)
        with Image.open(file, formats=(form.upper(),)) as image:
            yield image
    except (ScanFault, MemoryError, RecursionError):
        raise
    except Exception as error:
        # Whatever a hostile file makes Pillow raise (OSError, SyntaxError, KeyError,
        # struct.error ...) means one of these two.
        raise (Damaged if _ends_well(file, form) else Truncated) from error


def _ends_well(file: BinaryIO, form: Format) -> bool:
    """Whether the end mark is there; a TIFF has none and was measured against its directory."""
    file.seek(max(0, _length(file) - 1024))
    tail = file.read(1024)
    if form == "jpeg":
        return tail.rstrip(b"\0\r\n").endswith(b"\xff\xd9")
    return form == "tiff" or b"IEND\xaeB`\x82" in tail


def _length(file: BinaryIO) -> int:
    return os.fstat(file.fileno()).st_size
