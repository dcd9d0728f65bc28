"""Attempts under way as files of the home, one a learner and page: a reload loses nothing."""

from __future__ import annotations

import fcntl
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pydantic import TypeAdapter

from review.practice.attempt import Acts
from storage.archive import full_disk
from storage.codec import Codec

_codec = Codec[Acts](TypeAdapter(Acts))


@contextmanager
def alone(home: Path, user: int, page: str) -> Iterator[None]:
    """Nobody else changes the attempt meanwhile, not even another server on this home."""
    file = _file(home, user, page).with_suffix(".lock")
    with full_disk():
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        held = file.open("w")
    with held:
        fcntl.flock(held, fcntl.LOCK_EX)  # never for long: what is done inside waits for nothing
        yield


def acts(home: Path, user: int, page: str) -> Acts:
    """What the user has done to the page since he last began it; nothing if he has not begun."""
    try:
        return _codec.load(json.loads(_file(home, user, page).read_text(encoding="utf-8")))
    except FileNotFoundError:
        return ()


def keep(home: Path, user: int, page: str, done: Acts) -> None:
    """Keep what he has done, alone; raises DiskFull."""
    file = _file(home, user, page)
    part = file.with_suffix(".part")
    with full_disk():
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        part.write_text(json.dumps(_codec.dump(done), ensure_ascii=False), encoding="utf-8")
        part.rename(file)


def end(home: Path, user: int, page: str) -> None:
    """The attempt is over: the next begins with the page as it was read."""
    _file(home, user, page).unlink(missing_ok=True)


def _file(home: Path, user: int, page: str) -> Path:
    return home / "practice" / "attempts" / str(user) / f"{page}.json"
