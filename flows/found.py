"""Paths that the operator named become the files to take in, in a fixed order."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from flows.faults import NoScans, NoSuchPath
from ocr.scan import EXTENSIONS


@dataclass(frozen=True, slots=True)
class Found:
    """Files to take in, and those passed over because a folder holds more than scans.

    What was named itself is always taken in, so that it is refused with a reason if it must be.
    Hidden files are neither.
    """

    files: tuple[Path, ...]
    passed_over: tuple[Path, ...]


def find(paths: Iterable[Path], apart: Collection[Path] = ()) -> Found:
    """All files below the paths, but not what lies in the folders `apart` below them.

    Raises NoSuchPath for a path that is not there, NoScans if there are no scans at all.
    """
    named: list[Path] = []
    inside: list[Path] = []
    for path in paths:
        mode = _mode(path)
        if mode is None:
            raise NoSuchPath(path=_shown(path))
        if stat.S_ISDIR(mode):
            inside += _below(path, apart)
        else:
            named.append(path)
    scans = [path for path in inside if _scan(path)]
    if not named and not scans:
        raise NoScans(path=", ".join(_shown(path) for path in paths))
    files = tuple(dict.fromkeys((*named, *scans)))
    return Found(files, tuple(path for path in inside if not _scan(path)))


def _below(folder: Path, apart: Collection[Path]) -> Iterator[Path]:
    """The files in a folder and its folders, by name; links are not followed."""
    with os.scandir(folder) as entries:
        visible = sorted((e for e in entries if not e.name.startswith(".")), key=lambda e: e.name)
    for entry in visible:
        path = Path(entry)
        if not entry.is_dir(follow_symlinks=False):
            yield path
        elif path.resolve() not in apart:
            yield from _below(path, apart)


def _scan(path: Path) -> bool:
    return path.suffix.lower() in EXTENSIONS


def _mode(path: Path) -> int | None:
    """What sort of thing has that name, None if nothing has.

    A name too long to be one counts as a file's, so that the intake refuses it as a bad name.
    """
    try:
        return path.lstat().st_mode
    except OSError as error:
        return stat.S_IFREG if error.errno == errno.ENAMETOOLONG else None


def _shown(path: Path) -> str:
    return os.fsencode(path).decode("utf-8", "backslashreplace")
