"""What runs in the decoder's child process, and the limits it runs under.

Nothing here is called in the process that does the work: `ocr.decoder` starts `__main__` in a
process of its own and talks to it. Only `Limits` is shared.
"""

from __future__ import annotations

from dataclasses import dataclass

from ocr.faults import Damaged, TooLarge, TooManyPages
from ocr.scan import Format


@dataclass(frozen=True, slots=True)
class Limits:
    """What one scan may cost: A3 at 600 dpi is 70 megapixels, the thickest book 2,000 pages."""

    megapixels: int = 150
    side: int = 25_000
    pdf_pages: int = 12_000
    image_frames: int = 500
    seconds: float = 60.0
    memory: int = 1_500_000_000

    def check_size(self, width: float, height: float) -> None:
        """Raise TooLarge or Damaged unless a page of so many pixels may be decoded."""
        if max(width, height) > self.side or width * height > self.megapixels * 1_000_000:
            raise TooLarge(limit=self.megapixels)
        if min(width, height) < 1:
            raise Damaged

    def check_count(self, count: int, form: Format) -> None:
        """Raise TooManyPages or Damaged unless a file may have so many pages."""
        most = self.most(form)
        if count > most:
            raise TooManyPages(limit=most)
        if count < 1:
            raise Damaged

    def most(self, form: Format) -> int:
        """How many pages a file of that format may have."""
        return self.pdf_pages if form == "pdf" else self.image_frames
