"""Killed at any moment, a run is gone on with by the same command, as if nothing had happened."""

from __future__ import annotations

import random
import shutil
import sqlite3
import subprocess
import time
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest

from tests import drawn
from tests.commands import Panji, killed
from tests.hostile import half_jpeg

pytestmark = pytest.mark.xdist_group("prefect")


@pytest.fixture
def scans(tmp_path: Path) -> Path:
    """A folder with a book, loose pages and a bad file."""
    folder = tmp_path / "in"
    drawn.tiff(folder, "book.tif", [lines % 12 + 1 for lines in range(12)])
    for lines in (13, 14, 15):
        drawn.jpeg(folder, f"{lines}.jpg", lines)
    half_jpeg(folder)
    return folder


def undisturbed(panji: Panji, scans: Path) -> tuple[list[dict[str, Any]], float]:
    """What a run exports that nobody disturbs, and how many seconds it takes."""
    calm = Panji(panji.home.with_name("calm"), panji.environment)
    shutil.copytree(panji.home, calm.home)
    started = time.monotonic()
    calm.digitised(scans, status=3)
    return calm.exported("documents"), time.monotonic() - started


def killed_at(panji: Panji, scans: Path, seconds: float) -> None:
    run = panji.started("digitise", "--workers", "2", scans)
    try:
        run.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        killed(run)


def accepted(panji: Panji) -> int:
    """The pages in the ledger."""
    with closing(sqlite3.connect(panji.home / "panji.sqlite3", timeout=30)) as store:
        return int(store.execute("SELECT count(*) FROM ledger").fetchone()[0])


def check(panji: Panji, scans: Path, expected: list[dict[str, Any]]) -> None:
    done = panji.digitised(scans, status=3)
    assert done["pages"]["waiting"] == 0
    assert [one["code"] for one in done["troubles"]] == ["E102"]
    assert panji.exported("documents") == expected
    verified = panji("verify")
    assert verified.returncode == 0, verified.stdout


def test_a_run_killed_twice_is_finished_by_the_third(panji: Panji, scans: Path) -> None:
    expected, seconds = undisturbed(panji, scans)
    for share in (0.8, 0.6):
        killed_at(panji, scans, share * seconds)
        assert panji("verify").returncode == 0
    check(panji, scans, expected)


@pytest.mark.long
def test_ten_runs_killed_at_random_moments_leave_what_an_undisturbed_run_leaves(
    panji: Panji, scans: Path
) -> None:
    expected, seconds = undisturbed(panji, scans)
    moments = random.Random(10)
    for number in range(10):
        fresh = Panji(panji.home.with_name(f"home{number}"), panji.environment)
        killed_at(fresh, scans, moments.uniform(0.0, seconds))
        if fresh.home.exists():
            verified = fresh("verify")
            assert verified.returncode == 0, verified.stdout
        check(fresh, scans, expected)


def test_ctrl_c_gives_pages_back_within_ten_seconds_and_says_that_nothing_is_lost(
    panji: Panji, scans: Path
) -> None:
    run = panji.started("digitise", scans)
    while not accepted(panji) and run.poll() is None:
        with suppress(subprocess.TimeoutExpired):
            run.wait(timeout=0.05)
    run.terminate()
    _, said = run.communicate(timeout=10)
    assert (run.returncode, said.split(":")[0]) == (1, "E807"), said
    status = panji("status", "--json")
    assert status.returncode == 0
