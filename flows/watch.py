"""What a run tells whoever watches it: how far it is, page by page."""

from __future__ import annotations

from typing import Protocol


class Watch(Protocol):
    """Told by the run in the event loop's thread; must return at once and never raise."""

    def taken(self, name: str, done: int, of: int) -> None:
        """File number `done` of `of` has been taken in (or refused)."""

    def waiting(self, pages: int) -> None:
        """So many pages more wait to be read by this run."""

    def read(self, name: str, number: int) -> None:
        """A page has been read and filed, or given up."""


class Nobody:
    """Watches nothing."""

    def taken(self, name: str, done: int, of: int) -> None:
        """Let it pass."""

    def waiting(self, pages: int) -> None:
        """Let it pass."""

    def read(self, name: str, number: int) -> None:
        """Let it pass."""
