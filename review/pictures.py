"""Pictures of filed pages for the screen: flat leaves, rows across facing pages, single cells."""

from __future__ import annotations

from collections import deque
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from ocr.decoder import Decoder
from ocr.geometry import Box
from ocr.ink import Grey
from ocr.layout import rulings
from ocr.leaf import flat_leaf
from ocr.ruling import Ruling
from review import cuts
from review.cache import Cache
from review.cuts import WIDEST, Cut, Piece
from review.leaves import Leaves, encoded, key
from review.threads import Threads
from storage.archive import Archive
from storage.pages import FiledPage

MEDIA_TYPE = "image/jpeg"
"""Of every picture made here."""

SMALL = 250
"""Pixels across a leaf where many pages are shown at once."""

CACHE_BYTES = 2_000_000_000
_THREADS = 2
_WAITING = 8
"""Pages that may wait to be made ahead; the oldest of more are dropped."""


@dataclass(frozen=True, slots=True)
class Strip:
    """The picture of a row (JPEG) with the places of its cells, in pixels of the picture.

    The row itself is between `top` and `bottom`; above and below is context. The inputs of
    the screen go under `cells`, in the order in which their boxes were given.
    """

    image: bytes
    width: int
    height: int
    cells: tuple[Box, ...]
    top: float
    bottom: float


class Pictures:
    """Makes pictures from the scans of `archive` and keeps leaves below `cache`.

    For one event loop. All methods raise ScanMissing or ScanChanged if the archived scan is not as
    received, another ScanFault if it cannot be decoded, DiskFull if there is no room.
    """

    def __init__(self, archive: Archive, cache: Path, limit: int = CACHE_BYTES) -> None:
        self._leaves = Leaves(archive, Cache(cache, limit))
        self._now = Threads(_THREADS, "pictures")
        self._ahead = Threads(1, "pictures-ahead", nice=10)
        self._waiting: deque[Future[None]] = deque()

    async def leaf(self, filed: FiledPage, index: int, width: int = WIDEST) -> Path:
        """The file of a flat leaf, upright; IndexError if the page has no such leaf.

        As wide as asked for, rounded up to 250 pixels, at most 2,500; never enlarged.
        """
        if not 0 <= index < len(filed.page.leaves):
            raise IndexError(index)
        return await self._now.do(lambda own: self._leaves.path(filed, index, width, own))

    async def strip(self, filed: FiledPage, boxes: tuple[Box, ...], width: int = WIDEST) -> Strip:
        """The picture of the row with these cells (boxes as received), at most `width` wide.

        ValueError if there are no boxes.
        """

        def work(decoder: Decoder) -> Strip:
            cut = cuts.row(filed.page, boxes, width)
            image = self._image(filed, cut, decoder)
            return Strip(image, cut.width, cut.height, cut.cells, cut.top, cut.bottom)

        return await self._now.do(work)

    async def crop(
        self, filed: FiledPage, box: Box, margin: float = 0.0, width: int = WIDEST
    ) -> bytes:
        """The picture of one cell (its box as received), `margin` pixels of its leaf around it."""

        def work(decoder: Decoder) -> bytes:
            return self._image(filed, cuts.cell(filed.page, box, margin, width), decoder)

        return await self._now.do(work)

    async def small(self, filed: FiledPage, width: int = SMALL) -> bytes:
        """The picture of a page, its leaves side by side, about `width` wide each."""

        def work(decoder: Decoder) -> bytes:
            count = len(filed.page.leaves)
            paths = [self._leaves.path(filed, index, width, decoder) for index in range(count)]
            return encoded(_beside([_grey(path) for path in paths]))

        return await self._now.do(work)

    async def rulings(self, filed: FiledPage) -> tuple[Ruling, ...]:
        """The lines of the page's tables as the machine finds them."""

        def work(decoder: Decoder) -> tuple[Ruling, ...]:
            page = filed.page
            pixels = [self._leaves.pixels(filed, n, decoder) for n in range(len(page.leaves))]
            pairs = zip(pixels, page.leaves, strict=True)
            return rulings([flat_leaf(grey, leaf, page.dpi) for grey, leaf in pairs])

        return await self._now.do(work)

    def warm(self, filed: FiledPage) -> None:
        """Make a page's leaves when there is nothing else to do; says nothing if that fails."""
        self._waiting.append(self._ahead.submit(lambda own: self._leaves.warm(filed, own)))
        while len(self._waiting) > _WAITING:
            self._waiting.popleft().cancel()

    def tag(self, filed: FiledPage) -> str:
        """Changes when pictures of the page would: for ETag and lasting addresses."""
        return key(filed.page)

    def close(self) -> None:
        """End the threads and their decoders."""
        self._now.close()
        self._ahead.close()

    def _image(self, filed: FiledPage, cut: Cut, decoder: Decoder) -> bytes:
        flat = [self._leaves.pixels(filed, piece.leaf, decoder) for piece in cut.pieces]
        joined = np.hstack([_part(*pair) for pair in zip(flat, cut.pieces, strict=True)])
        size = cut.width, cut.height
        if joined.shape[::-1] != size:
            joined = cv2.resize(joined, size, interpolation=cv2.INTER_AREA)
        return encoded(joined)


def _grey(path: Path) -> Grey:
    found = cv2.imdecode(np.fromfile(path, np.uint8), cv2.IMREAD_GRAYSCALE)
    assert found is not None
    return found


def _beside(leaves: list[Grey]) -> Grey:
    """Leaves side by side, the lower ones white below."""
    tallest = max(leaf.shape[0] for leaf in leaves)
    return np.hstack(
        [
            cv2.copyMakeBorder(
                leaf, 0, tallest - leaf.shape[0], 0, 0, cv2.BORDER_CONSTANT, value=255
            )
            for leaf in leaves
        ]
    )


def _part(flat: Grey, piece: Piece) -> Grey:
    """The pixels of a piece, white where it goes beyond its leaf."""
    x0, y0, x1, y1 = (int(v) for v in (piece.box.x0, piece.box.y0, piece.box.x1, piece.box.y1))
    height = flat.shape[0]
    inside = flat[min(max(y0, 0), height) : min(max(y1, 0), height), x0:x1]
    above = min(max(-y0, 0), y1 - y0)
    below = y1 - y0 - above - inside.shape[0]
    return cv2.copyMakeBorder(inside, above, below, 0, 0, cv2.BORDER_CONSTANT, value=255)
