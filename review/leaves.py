"""Flat leaves as pictures: made once from the archived scan, kept on disk and the last in memory.

They are grey as scanned, not cleaned: a person judges the ink by the paper around it. JPEG,
because browsers and OpenCV decode it faster than WebP and it is made ten times as fast.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from functools import lru_cache
from pathlib import Path
from threading import Lock

import cv2
import numpy as np

from ocr.decoder import Decoder
from ocr.ink import Grey
from ocr.pages import Page
from ocr.warp import warped
from review.cache import Cache
from review.cuts import WIDEST
from storage.archive import Archive
from storage.pages import FiledPage
from storage.received import Received

_QUALITY = 85
_STEP = 250
"""Widths are rounded up to this, so that no screen fills the cache with its own."""

_LOCKS = 64
_MEMORY = 96_000_000  # bytes of pixels: five pairs of facing pages at 200 dpi


class Leaves:
    """The leaves of filed pages; called by several threads, each with its own decoder."""

    def __init__(self, archive: Archive, cache: Cache) -> None:
        self._received = Received(archive)
        self._cache = cache
        self._recent = _Recent(_MEMORY)
        self._locks = tuple(Lock() for _ in range(_LOCKS))

    def path(self, filed: FiledPage, index: int, width: int, decoder: Decoder) -> Path:
        """The file of a leaf, as wide as asked for or a little wider, never enlarged."""
        full = filed.page.leaves[index].mesh.width
        wide = min(-(-max(width, 1) // _STEP) * _STEP, WIDEST, full)
        name = _name(filed.page, index)
        if wide == full:
            return self._cache.find(name) or self._made(filed, decoder)[index]
        narrow = name.replace(".", f"-{wide}.")
        return self._cache.find(narrow) or self._cache.write(
            narrow, encoded(_narrowed(self.pixels(filed, index, decoder), wide))
        )

    def pixels(self, filed: FiledPage, index: int, decoder: Decoder) -> Grey:
        """(mesh.height, mesh.width) grey pixels of a leaf."""
        name = _name(filed.page, index)
        known = self._recent.get(name)
        if known is not None:
            return known
        with self._lock(filed.page):
            found = self._recent.get(name)
            if found is None:
                found = self._read(name)
            if found is None:
                self._render(filed, decoder)
                found = self._recent.get(name)
        if found is None:  # larger than all the memory
            found = self._read(name)
        assert found is not None
        self._recent.put(name, found)
        return found

    def warm(self, filed: FiledPage, decoder: Decoder) -> None:
        """Make what is not there of a page's leaves."""
        self._made(filed, decoder)

    def _made(self, filed: FiledPage, decoder: Decoder) -> list[Path]:
        """The files of all leaves, unless another thread made them while this one waited."""
        with self._lock(filed.page):
            names = [_name(filed.page, index) for index in range(len(filed.page.leaves))]
            found = [path for name in names if (path := self._cache.find(name))]
            return found if len(found) == len(names) else self._render(filed, decoder)

    def _render(self, filed: FiledPage, decoder: Decoder) -> list[Path]:
        """Decode the scan once, lay every leaf flat; raises a fault if it is not as received."""
        received = self._received.pixels(filed, decoder)
        paths = []
        for index, leaf in enumerate(filed.page.leaves):
            name, flat = _name(filed.page, index), warped(received, leaf.mesh)
            paths.append(self._cache.write(name, encoded(flat)))
            self._recent.put(name, flat)
        return paths

    def _read(self, name: str) -> Grey | None:
        """The pixels of a leaf on disk; None if it has to be made (again)."""
        path = self._cache.find(name)
        try:
            data = path.read_bytes() if path else b""
        except FileNotFoundError:
            return None
        return cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_GRAYSCALE) if data else None

    def _lock(self, page: Page) -> Lock:
        return self._locks[hash((page.sha256, page.number)) % _LOCKS]


class _Recent:
    """The last used pixels, up to so many bytes."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._kept: OrderedDict[str, Grey] = OrderedDict()
        self._lock = Lock()

    def get(self, name: str) -> Grey | None:
        with self._lock:
            if name in self._kept:
                self._kept.move_to_end(name)
            return self._kept.get(name)

    def put(self, name: str, pixels: Grey) -> None:
        with self._lock:
            self._kept[name] = pixels
            self._kept.move_to_end(name)
            while sum(kept.nbytes for kept in self._kept.values()) > self._limit:
                self._kept.popitem(last=False)


@lru_cache(256)
def key(page: Page) -> str:
    """What all pictures of a page depend on: its scan, its number, how it is laid flat."""
    return hashlib.sha256(repr(page).encode()).hexdigest()[:32]


def encoded(pixels: Grey) -> bytes:
    """The pixels as JPEG."""
    done, data = cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])
    assert done
    return data.tobytes()


def _name(page: Page, index: int) -> str:
    return f"{key(page)}-{index}.jpg"


def _narrowed(pixels: Grey, width: int) -> Grey:
    height = max(1, round(pixels.shape[0] * width / pixels.shape[1]))
    return cv2.resize(pixels, (width, height), interpolation=cv2.INTER_AREA)
