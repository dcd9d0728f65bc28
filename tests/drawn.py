"""Pages drawn with bars for words: quick to make and to lay out, told apart by their lines."""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageDraw

DPI = (150, 150)
SIZE = (620, 877)  # A5 at 150 dpi, in pixels


def page(lines: int) -> Image.Image:
    """A grey page with so many lines of bars, at most 20."""
    picture = Image.new("L", SIZE, 245)
    pen = ImageDraw.Draw(picture)
    for number in range(lines):
        top = 50 + 40 * number
        left = 60
        for word in range(5):  # of many lengths, as in running text; else it would be a table
            width = 40 + (number * 37 + word * 53 + number * word * 11) % 46
            pen.rectangle((left, top, left + width - 12, top + 16), fill=20)
            pen.line((left, top - 2, left + width, top - 2), fill=20, width=3)
            left += width + 15
    return picture


def jpeg(folder: Path, name: str, lines: int) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    page(lines).save(folder / name, dpi=DPI, quality=90)
    return folder / name


def tiff(folder: Path, name: str, lines: list[int]) -> Path:
    """A file with a page for each number of lines."""
    folder.mkdir(parents=True, exist_ok=True)
    first, *rest = (page(number) for number in lines)
    first.save(folder / name, save_all=True, append_images=rest, compression="tiff_lzw", dpi=DPI)
    return folder / name
