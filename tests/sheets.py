"""Small good scans of every format: each function writes one into a folder and returns it."""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageDraw

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


def cut(whole: Path, share: float = 0.5) -> Path:
    """The first part of a file, beside it."""
    data = whole.read_bytes()
    return written(whole.with_stem(f"cut-{whole.stem}"), data[: int(len(data) * share)])


def written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path
