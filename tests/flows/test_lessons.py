"""The night's lessons as Prefect runs them: told what was learned, or failed with the next step."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec

import pytest

from flows.lessons import markdown
from flows.teach import Done
from panji.settings import SHIPPED
from storage.learning.weights import Figures, Weights
from tests.commands import Panji

pytestmark = pytest.mark.xdist_group("prefect")

RUN = """
import asyncio, sys
from pathlib import Path
from flows.lessons import lessons
from flows.options import Options
home = Path(sys.argv[1])
url = f"sqlite://{home}/panji.sqlite3"
options = Options(home=home, database=url, archive=home / "archive", district=Path(sys.argv[2]))
done = asyncio.run(lessons(options, minutes=1))
print(done.taught, done.held, done.new)
"""


def test_a_night_without_corrections_changes_nothing(panji: Panji) -> None:
    done = subprocess.run(
        [sys.executable, "-c", RUN, panji.home, SHIPPED],
        env={**panji.variables()},
        capture_output=True,
        text=True,
        check=False,
    )
    if find_spec("torch") is None:
        assert done.returncode == 1
        assert "E808" in done.stderr
    else:
        assert done.stdout.splitlines()[-1] == "0 0 None", done.stderr
    assert not (panji.home / "weights").exists()


def test_what_was_learned_is_shown_with_its_figures() -> None:
    figures = Figures("", 1, 60.0, 240, 60, (0.16, 0.06), (0.1, 0.09))
    new = Weights("abcdef0123", "", "", "", figures)
    told = markdown(Done(240, 60, figures, new))
    assert "| lines held back | 16.00% | 6.00% |" in told
    assert "In use from now on: `abcdef01`" in told
    assert "Nothing was changed." in markdown(Done(240, 60, figures, None))
    assert "|" not in markdown(Done(3, 1, None, None))
