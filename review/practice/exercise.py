"""A made-up page as the machine read it, with its picture and the right answers, from its files."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, Literal

from pydantic import TypeAdapter, ValidationError

from classifiers.record import Cell, RegisterPage
from ocr.scan import Scan
from review.faults import NoSuchPage, PracticeBroken
from storage.codec import Codec
from storage.pages import FiledPage

Difficulty = Literal["easy", "fair", "hard"]

_NAME: Final = re.compile(r"[a-z0-9][a-z0-9_-]{0,79}")
_FILE: Final = "exercise.json"
_PICTURE: Final = "scan"


@dataclass(frozen=True, slots=True)
class Exercise:
    """A page to practise on; `answers` are the true texts of the record's cells, row by row."""

    name: str
    difficulty: Difficulty
    scan: Scan
    record: RegisterPage
    answers: tuple[tuple[str, ...], ...]

    def cells(self) -> Iterator[tuple[int, int, Cell, str]]:
        """Each cell: its number from 1 on, its row's number, what was read, the true text."""
        number = 0
        for row, (read, true) in enumerate(zip(self.record.rows, self.answers, strict=True), 1):
            for cell, answer in zip(read, true, strict=True):
                number += 1
                yield number, row, cell, answer

    @property
    def doubtful(self) -> int:
        """How many cells wait for a person."""
        return sum(cell.state == "review" for *_, cell, _ in self.cells())


_codec = Codec[Exercise](TypeAdapter(Exercise))


def keep(home: Path, exercise: Exercise, picture: Path) -> None:
    """Put the page among those of the home, whole or not at all; the first of a name stays."""
    folder = _folder(home)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    told = json.dumps(_codec.dump(exercise), ensure_ascii=False)
    with TemporaryDirectory(prefix=".", dir=folder) as work:
        made = Path(work) / exercise.name
        made.mkdir(mode=0o700)
        shutil.copyfile(picture, made / _PICTURE)
        (made / _FILE).write_text(told, encoding="utf-8")
        if not (folder / exercise.name).exists():
            made.rename(folder / exercise.name)


def names(home: Path) -> list[str]:
    """The names of all pages there are, in order."""
    return sorted(file.parent.name for file in _folder(home).glob(f"[!.]*/{_FILE}"))


def load(home: Path, name: str) -> Exercise:
    """The page of that name; NoSuchPage or PracticeBroken."""
    file = _folder(home) / name / _FILE
    if not _NAME.fullmatch(name) or not file.is_file():
        raise NoSuchPage
    try:
        return _read(file)
    except (OSError, ValueError, ValidationError) as wrong:
        raise PracticeBroken(name=name) from wrong


def filed(home: Path, exercise: Exercise) -> FiledPage:
    """The page for those who make pictures; its path is not below the archive but absolute."""
    path = (_folder(home) / exercise.name / _PICTURE).absolute()
    return FiledPage(exercise.record.page, exercise.scan, str(path))


def _folder(home: Path) -> Path:
    return home / "practice" / "pages"


@lru_cache(64)
def _read(file: Path) -> Exercise:
    return _codec.load(json.loads(file.read_text(encoding="utf-8")))
