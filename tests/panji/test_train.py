"""`panji train` says what it learned from, which versions there are, and what to do next."""

from __future__ import annotations

import asyncio
from importlib.util import find_spec

import pytest

from flows.teach import Done
from panji.commands import train
from panji.place import Place
from panji.settings import Settings
from storage import database
from storage.learning import weights
from storage.learning.weights import Figures
from tests.commands import Panji

FIGURES = Figures("KNJ-TIR", 1, 30.0, 240, 60, (0.16, 0.06), (0.1, 0.09))


async def accept(panji: Panji) -> None:
    async with database.opened(f"sqlite://{panji.home}/panji.sqlite3"):
        await weights.accept(panji.home, b"one", weights.shipped(), FIGURES, "test")


def test_versions_are_listed_and_can_be_taken_back(ready: Panji) -> None:
    asyncio.run(accept(ready))
    first, second = ready("train", "--list").stdout.splitlines()
    assert first.startswith(f"  {weights.shipped()[:8]}")
    assert second.startswith("* ")
    assert "240 lines; cells held back 16.00% → 6.00%, made-up lines 10.00% → 9.00%" in second
    assert f"from the next run on: {weights.shipped()[:8]}" in ready("train", "--back").stdout
    again = ready.having({"PANJI_LANG": "hi"})("train", "--back")
    assert (again.returncode, again.stderr.partition(":")[0]) == (1, "E506")
    assert ready("verify").returncode == 0


@pytest.mark.skipif(find_spec("torch") is not None, reason="PyTorch is installed")
def test_without_pytorch_the_next_step_is_told(ready: Panji) -> None:
    done = ready("train")
    assert done.returncode == 1
    assert done.stderr.startswith("E808: ")
    assert "./run panji train" in done.stderr


@pytest.mark.skipif(find_spec("torch") is None, reason="PyTorch is only installed for training")
def test_where_nobody_corrected_anything_nothing_is_changed(ready: Panji) -> None:
    done = ready("train", "--minutes", "1")
    assert done.returncode == 0
    assert "0 cells of 0 pages" in done.stdout
    assert "Nothing was changed" in done.stdout
    assert not (ready.home / "weights").exists()


def test_an_office_that_is_none_is_refused(ready: Panji) -> None:
    done = ready("train", "--office", "KNJ-XXX")
    assert done.returncode == 1
    assert done.stderr.startswith("E812: ")
    assert "KNJ-TIR" in done.stderr


def test_who_reads_with_an_engine_that_does_not_learn_is_told(ready: Panji) -> None:
    new = weights.Weights("f" * 64, "", "", "2026-01-01T00:00", FIGURES)
    done = Done(240, 60, FIGURES, new)
    for engine, lines in (("devanagari", 3), ("both", 2)):
        place = Place(Settings(home=ready.home, engine=engine))
        assert len(train._told(place, done)) == lines
