"""What every command needs: the settings, the words, a prepared home, the open store."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from panji.faults import FolderNotUsable
from panji.settings import Settings
from panji.words import Words

T = TypeVar("T")


@dataclass(frozen=True)
class Place:
    """This installation, as the commands use it."""

    settings: Settings

    @cached_property
    def say(self) -> Words:
        """The words in the user's language."""
        return Words(self.settings.lang)

    def prepare(self) -> None:
        """Make the home and its log; FolderNotUsable if that cannot be."""
        log = self.settings.home / "logs" / "panji.log"
        try:
            log.parent.mkdir(parents=True, exist_ok=True)
            handler = logging.FileHandler(log, encoding="utf-8", delay=True)
        except OSError as error:
            raise unusable(log.parent, error) from error
        handler.setFormatter(logging.Formatter("%(asctime)s %(name)s %(levelname)s %(message)s"))
        for package in ("flows", "storage", "classifiers", "ocr"):
            logger = logging.getLogger(package)
            logger.addHandler(handler)
            logger.propagate = False  # Prefect's handlers would show it on the terminal

    def asked(self, question: Callable[[], Awaitable[T]]) -> T:
        """The answer to a question that is put to the open store."""
        import asyncio  # noqa: PLC0415 - commands that ask nothing start at once

        from storage import database  # noqa: PLC0415

        async def answer() -> T:
            async with database.opened(self.settings.url):
                return await question()

        self.prepare()
        return asyncio.run(answer())


def unusable(path: Path, error: OSError) -> FolderNotUsable:
    """The fault for a path that the operating system refuses."""
    return FolderNotUsable(path=str(path), reason=error.strerror or type(error).__name__)
