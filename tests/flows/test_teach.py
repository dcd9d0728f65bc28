"""Cells that people read become the lines that the network learns from, as it would get them."""

from __future__ import annotations

import shutil
import time
from dataclasses import replace
from pathlib import Path

import pytest

from classifiers.load import load
from classifiers.record import Hints
from flows.options import Options
from flows.page import PageReader
from flows.readers import Readers
from flows.school import Task, _lines, held_back, school
from flows.sheet import Sheet
from ocr.decoder import Decoder
from ocr.engines.lipi import Lipi
from ocr.models import WEIGHTS
from ocr.scan import Scan, Unreadable
from ocr.training.alphabet import normal
from panji.settings import SHIPPED
from samples.make import make
from storage import database, district, filing, ledger
from storage.archive import Archive
from storage.learning import lessons, weights
from storage.learning.lessons import LessonPage
from storage.leases import lease
from storage.reviews import edits
from storage.tables.documents import Cell, Document
from tests.storage.reviews.people import author, wish


@pytest.fixture
def options(migrated: Path, tmp_path: Path) -> Options:
    store = shutil.copy(migrated, tmp_path / "panji.sqlite3")
    archive = tmp_path / "archive"
    return Options(home=tmp_path, database=f"sqlite://{store}", archive=archive, district=SHIPPED)


@pytest.fixture
async def read(options: Options) -> tuple[LessonPage, ...]:
    """A made-up page of which a person accepted every cell, as lessons."""
    known = load(SHIPPED)
    (path,) = make(options.home / "in", known, 7, registers=1, letters=0, level="light")
    async with database.opened(options.database):
        await district.load(known)
        await _file(options, path)
        await Document.all().update(level="normal")
        await Cell.all().update(state="review", flag=None)
        one, me = await Document.get(), await author()
        wishes = [wish(cell) for cell in await Cell.all()]
        await edits.save(me, one.id, "all", wishes, edits.no_meaning)
        return await lessons.pages(None, 9)


async def _file(options: Options, path: Path) -> None:
    archive = Archive(options.archive, reserve=0)
    with Decoder() as decoder:
        scan = decoder.probe(path)
    assert isinstance(scan, Scan)
    batch = await ledger.open_batch(Hints(office="KNJ-TIR"))
    await ledger.accept(batch, path.name, archive.keep(path), scan)
    (one,) = await lease("here:1:boot-1", 1)
    reader = PageReader("lipi", SHIPPED)
    with reader._decoder:
        record = reader.read(Sheet(archive.place(one.path), one.scan, one.number, one.hints))
    assert not isinstance(record, Unreadable)
    await filing.file(one, record)


def task(options: Options, pages: tuple[LessonPage, ...], minutes: float) -> Task:
    return Task(pages, options.archive, WEIGHTS, SHIPPED, "", 1, minutes)


def test_lines_are_cut_from_the_scan_with_the_texts_that_people_left(
    options: Options, read: tuple[LessonPage, ...]
) -> None:
    (page,) = read
    taught, held = _lines(task(options, read, 1), time.monotonic() + 60)
    texts = [normal(lesson.text) for lesson in page.lessons]
    assert len(taught) + len(held) > 0.8 * len(texts)
    assert all(any(line.text in text for text in texts) for line in (*taught, *held))
    heard = Lipi().heard([line.window for line in (*taught, *held)])
    said = ["".join(one.readings[0].text.split()) for one in heard]
    right = [
        one == "".join(line.text.split()) for one, line in zip(said, (*taught, *held), strict=True)
    ]
    assert sum(right) > 0.5 * len(right)


def test_the_same_cells_are_held_back_every_night(
    options: Options, read: tuple[LessonPage, ...]
) -> None:
    (page,) = read
    own = [lesson for lesson in page.lessons if held_back(lesson.place)]
    assert 0 < len(own) < len(page.lessons) / 2
    only = (replace(page, lessons=tuple(own)),)
    taught, held = _lines(task(options, only, 1), time.monotonic() + 60)
    assert held
    assert not taught


def test_too_few_lines_teach_nothing_and_time_is_kept(
    options: Options, read: tuple[LessonPage, ...]
) -> None:
    report = school(task(options, (replace(read[0], lessons=read[0].lessons[:9]),), 1))
    assert report.taught + report.held > 0
    assert (report.figures, report.weights) == (None, None)
    assert _lines(task(options, read, 1), time.monotonic() - 1) == ([], [])


def test_a_scan_that_is_gone_is_passed_over(options: Options, read: tuple[LessonPage, ...]) -> None:
    Archive(options.archive).place(read[0].filed.path).unlink()
    assert _lines(task(options, read, 1), time.monotonic() + 60) == ([], [])


async def test_accepted_weights_are_another_engine_to_all_that_is_read_from_then_on(
    options: Options,
) -> None:
    figures = weights.Figures("", 1, 1.0, 9, 9, (0.2, 0.1), (0.1, 0.1))
    data = WEIGHTS.read_bytes()
    async with database.opened(options.database):
        new = await weights.accept(options.home, data, "parent", figures, "test")
    with Readers(options) as readers:
        engine, folder, file = readers._setup
    assert (engine, folder, file) == (options.engine, SHIPPED, weights.in_use(options.home))
    assert PageReader("lipi", SHIPPED, file)._engine.name == f"lipi/{new.sha256[:8]}"
