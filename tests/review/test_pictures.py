"""What people see of a page is upright, straight, whole, and where its cells are said to be."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event

import cv2
import numpy as np
import pytest
from rapidfuzz.distance import Levenshtein

from ocr.engines import LETTERS
from ocr.engines.tesseract import Tesseract
from ocr.faults import DecoderFailed
from ocr.geometry import Box
from ocr.ink import Grey
from review.pictures import Pictures, Strip
from storage.archive import Archive
from storage.faults import ScanChanged, ScanMissing
from tests.review.books import Book, askew, book, grey, made

RULE = 6
"""Pixels within which a cell's rules lie beside its edges."""


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    return Archive(tmp_path_factory.mktemp("archive"), reserve=0)


@pytest.fixture(scope="session")
def books(archive: Archive, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Book]:
    """A clean register upright, upside down and 5 degrees askew; another on facing pages."""
    folder = tmp_path_factory.mktemp("received")
    single, facing = made("malkhana", "clean"), made("crime", "facing")
    pictures = {
        "upright": single,
        "down": np.ascontiguousarray(single[::-1, ::-1]),
        "askew": askew(single),
        "facing": facing,
    }
    return {name: book(archive, folder / f"{name}.png", grey) for name, grey in pictures.items()}


@pytest.fixture
def pictures(archive: Archive, tmp_path: Path) -> Iterator[Pictures]:
    """Pictures with a cache of this test's own."""
    maker = Pictures(archive, tmp_path / "pictures")
    yield maker
    maker.close()


def inside(picture: Grey, box: Box) -> Grey:
    """The pixels of a cell that are clear of its rules."""
    return picture[
        round(box.y0) + RULE : round(box.y1) - RULE, round(box.x0) + RULE : round(box.x1) - RULE
    ]


def inked(pixels: Grey) -> bool:
    return bool((pixels < 110).sum() > 3)


def rule_heights(strip: Strip, near: float) -> list[int]:
    """Where the rule near that height stands in the first, middle and last third of a strip."""
    picture = grey(strip.image)
    top = round(near) - 12
    thirds = np.array_split(picture[top : top + 24], 3, axis=1)
    return [top + int(third.mean(axis=1).argmin()) for third in thirds]


@pytest.mark.parametrize("name", ["upright", "down", "askew", "facing"])
async def test_the_ink_of_every_cell_of_a_strip_is_in_its_box(
    name: str, books: dict[str, Book], pictures: Pictures
) -> None:
    """A box has ink if its cell has text, and none if it has none."""
    one = books[name]
    for number, row in enumerate(one.rows):
        strip = await pictures.strip(one.filed, one.boxes(number))
        picture = grey(strip.image)
        assert picture.shape == (strip.height, strip.width)
        found = [inked(inside(picture, box)) for box in strip.cells]
        assert found == [bool(cell.lines) for cell in row]


@pytest.mark.parametrize("name", ["upright", "askew", "facing"])
async def test_the_rules_of_a_row_run_straight_across_its_strip(
    name: str, books: dict[str, Book], pictures: Pictures
) -> None:
    """Within two pixels of where the row is said to begin, on a page askew too."""
    one = books[name]
    strip = await pictures.strip(one.filed, one.boxes(4))
    for edge in (strip.top, strip.bottom):
        heights = rule_heights(strip, edge)
        assert np.ptp(heights) <= 2
        assert np.median(heights) == pytest.approx(edge, abs=4)


async def test_facing_pages_are_joined_with_their_rows_at_one_height(
    books: dict[str, Book], pictures: Pictures
) -> None:
    """All columns of both leaves stand side by side, left to right, at most a third inch apart."""
    one = books["facing"]
    assert [leaf.side for leaf in one.filed.page.leaves] == ["left", "right"]
    strip = await pictures.strip(one.filed, one.boxes(4), width=2500)
    assert strip.width <= 2500
    scale = strip.width / 3300
    between = [b.x0 - a.x1 for a, b in zip(strip.cells, strip.cells[1:], strict=False)]
    assert min(between) > -2
    assert max(between) < one.filed.page.dpi / 3 * max(scale, 1)
    assert np.ptp([box.y0 for box in strip.cells]) < 6


async def test_a_page_fed_upside_down_is_seen_upright(
    books: dict[str, Book], pictures: Pictures
) -> None:
    upright, down = books["upright"], books["down"]
    one = grey((await pictures.leaf(upright.filed, 0)).read_bytes())
    other = grey((await pictures.leaf(down.filed, 0)).read_bytes())
    assert down.filed.page.turned == 180
    assert one.shape == other.shape
    assert np.abs(one.astype(int) - other).mean() < 3
    assert np.abs(one.astype(int) - other[::-1, ::-1]).mean() > 6


async def test_the_picture_of_a_cell_reads_as_the_cell_was_read(
    books: dict[str, Book], pictures: Pictures
) -> None:
    """99 in 100 characters of cells of one line: people see the pixels that were read."""
    one = books["upright"]
    cells = [cell for row in one.rows for cell in row if len(cell.lines) == 1]
    crops = [grey(await pictures.crop(one.filed, cell.reading.box)) for cell in cells]
    height = float(np.median([line_height(crop) for crop in crops]))
    said = Tesseract().read([line(crop, LETTERS / height) for crop in crops])
    texts = [" ".join(word.text for word in words) for words in said]
    read = [cell.reading.text for cell in cells]
    edits = [Levenshtein.distance(text, before) for text, before in zip(texts, read, strict=True)]
    assert len(edits) > 30
    assert max(edits) <= 2
    assert sum(edits) <= 0.01 * sum(map(len, read))


async def test_a_crop_has_its_margin_around_it_but_no_more_than_the_leaf(
    books: dict[str, Book], pictures: Pictures
) -> None:
    one = books["upright"]
    box = one.boxes(0)[1]
    bare, framed = [grey(await pictures.crop(one.filed, box, by)) for by in (0, 20)]
    assert np.array(framed.shape) - bare.shape == pytest.approx([40, 40], abs=1)
    wide = grey(await pictures.crop(one.filed, box, 5000, width=800))
    assert wide.shape[1] == 800


@pytest.mark.parametrize(("asked", "got"), [(1, 250), (800, 1000), (1000, 1000), (9999, 2339)])
async def test_a_leaf_is_as_wide_as_asked_for_in_steps_and_never_enlarged(
    asked: int, got: int, books: dict[str, Book], pictures: Pictures
) -> None:
    path = await pictures.leaf(books["upright"].filed, 0, asked)
    assert grey(path.read_bytes()).shape[1] == got


async def test_no_picture_is_wider_than_2500_pixels(
    books: dict[str, Book], pictures: Pictures
) -> None:
    one = books["facing"]
    everything = Box(0, 0, one.filed.page.width, one.filed.page.height)
    strip = await pictures.strip(one.filed, (*one.boxes(0), everything), 99_999)
    assert strip.width == 2500


async def test_a_leaf_that_is_not_there_is_refused(
    books: dict[str, Book], pictures: Pictures
) -> None:
    with pytest.raises(IndexError):
        await pictures.leaf(books["upright"].filed, 1)


async def test_a_leaf_is_made_once_and_again_when_it_is_gone(
    books: dict[str, Book], archive: Archive, tmp_path: Path
) -> None:
    """Also by another process, which finds what the first made; a damaged file is made again."""
    first, second = (Pictures(archive, tmp_path) for _ in range(2))
    filed = books["upright"].filed
    path = await first.leaf(filed, 0)
    made = path.stat().st_ino
    assert (await second.leaf(filed, 0)).stat().st_ino == made
    path.unlink()
    assert (await second.leaf(filed, 0)).stat().st_ino
    path.write_bytes(b"")
    third = Pictures(archive, tmp_path)
    assert grey(await third.crop(filed, books["upright"].boxes(0)[0])).size
    assert path.stat().st_size > 0
    for one in (first, second, third):
        one.close()


async def test_many_askers_at_once_get_the_same_from_one_rendering(
    books: dict[str, Book], pictures: Pictures
) -> None:
    one = books["facing"]
    strips = await asyncio.gather(*(pictures.strip(one.filed, one.boxes(2)) for _ in range(12)))
    assert len({strip.image for strip in strips}) == 1
    assert next(pictures._leaves._cache._numbers) == len(one.filed.page.leaves)


async def test_the_event_loop_goes_on_while_a_leaf_is_made(
    books: dict[str, Book], pictures: Pictures
) -> None:
    turns = 0
    asked = asyncio.ensure_future(pictures.leaf(books["facing"].filed, 0))
    while not asked.done():
        await asyncio.sleep(0)
        turns += 1
    assert turns > 100


async def test_a_page_warmed_is_there_when_it_is_asked_for(
    books: dict[str, Book], archive: Archive, tmp_path: Path
) -> None:
    """Closing waits for what has begun; the leaves then need no scan any more."""
    filed = books["facing"].filed
    ahead = Pictures(archive, tmp_path)
    ahead.warm(filed)
    await asyncio.wrap_future(ahead._waiting[0])
    ahead.close()
    nowhere = Pictures(Archive(tmp_path / "nowhere"), tmp_path)
    for index in range(2):
        assert (await nowhere.leaf(filed, index)).stat().st_size
    nowhere.close()


async def test_warming_many_pages_keeps_only_the_last_few(
    books: dict[str, Book], pictures: Pictures
) -> None:
    """The thread that works ahead is busy meanwhile, so all of them wait."""
    busy, queued = Event(), []
    pictures._ahead.submit(lambda _: busy.wait())
    for _ in range(40):
        pictures.warm(books["upright"].filed)
        queued.append(pictures._waiting[-1])
    busy.set()
    assert [one.cancelled() for one in queued] == [True] * 32 + [False] * 8


async def test_a_scan_that_is_gone_or_changed_says_so(archive: Archive, tmp_path: Path) -> None:
    """With the fault of `panji verify`, and again each time it is asked for."""
    blank = np.full((400, 300), 230, np.uint8)
    kept = book(archive, tmp_path / "blank.png", blank).filed
    place = archive.place(kept.path)
    maker = Pictures(archive, tmp_path / "pictures")
    place.chmod(0o644)
    place.write_bytes(place.read_bytes() + b"more")
    for _ in range(2):
        with pytest.raises(ScanChanged):
            await maker.leaf(kept, 0)
    place.unlink()
    with pytest.raises(ScanMissing):
        await maker.crop(kept, Box(0, 0, 10, 10))
    maker.close()


async def test_a_scan_whose_page_is_not_the_one_filed_fails_and_the_next_goes_on(
    books: dict[str, Book], pictures: Pictures
) -> None:
    filed = books["upright"].filed
    frame = replace(filed.scan.frames[0], width=77)
    with pytest.raises(DecoderFailed):
        await pictures.leaf(replace(filed, scan=replace(filed.scan, frames=(frame,))), 0)
    assert (await pictures.leaf(filed, 0)).stat().st_size


def line_height(crop: Grey) -> float:
    return float(len(_rows(crop)))


def line(crop: Grey, scale: float) -> Grey:
    """The one line of a cell's picture as the engine wants it."""
    rows = _rows(crop)
    bare = crop[:, RULE:-RULE][max(rows[0] - 4, 0) : rows[-1] + 5]
    return cv2.resize(bare, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)


def _rows(crop: Grey) -> list[int]:
    """The rows of pixels with ink, clear of rules."""
    bare = inside(crop, Box(0, 0, crop.shape[1], crop.shape[0]))
    return [int(row) + RULE for row in np.flatnonzero((bare < 128).any(axis=1))]
