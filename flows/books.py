"""Books whose pages cannot be read are stopped before all of them are spoilt.

A book is what one scanner run made: the batch, if the operator gave its volume, else a file of
several pages. Loose pages are no book: one bad page of them says nothing about the next.
"""

from __future__ import annotations

from collections import Counter

from flows.faults import BookStopped
from storage.leases import Lease

SHARE = 0.1
FEWEST = 3
"""Bad pages at least, or one torn page would stop a thin book."""

Book = tuple[str, int, str]


class Books:
    """Counts the pages of each book that this run could not read."""

    def __init__(self, batches: dict[int, int]) -> None:
        """`batches` says how many pages each batch has."""
        self._batches = batches
        self._bad = Counter[Book]()

    def count(self, lease: Lease) -> None:
        """The page could not be read."""
        if book := _book(lease):
            self._bad[book] += 1

    def stopped(self, lease: Lease) -> bool:
        """Whether the page's book is past the limit, so that the page has to wait."""
        book = _book(lease)
        return book is not None and self._over(book, self._pages(lease))

    def stop(self, lease: Lease) -> BookStopped:
        """What to say about the stopped book of the page."""
        book = _book(lease)
        assert book is not None
        return BookStopped(bad=self._bad[book], pages=self._pages(lease), book=book[2])

    def _over(self, book: Book, pages: int) -> bool:
        return self._bad[book] >= FEWEST and self._bad[book] > SHARE * pages

    def _pages(self, lease: Lease) -> int:
        if lease.hints.volume is not None:
            return self._batches[lease.batch]
        return len(lease.scan.frames)


def _book(lease: Lease) -> Book | None:
    """Which book the page is of, and its name."""
    if lease.hints.volume is not None:
        hints = lease.hints
        told = (hints.office, hints.register, hints.year, hints.volume)
        return "", lease.batch, " ".join(str(part) for part in told if part is not None)
    if len(lease.scan.frames) > 1:
        return lease.scan.sha256, 0, lease.scan.source
    return None
