"""The night's check as Prefect runs it: noted, a checkpoint written, a failed run if amiss."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest

from panji.settings import SHIPPED
from storage import ledger
from storage.archive import Archive
from storage.database import opened
from storage.tables.scans import Scan
from tests.commands import Panji
from tests.storage import builders

pytestmark = pytest.mark.xdist_group("prefect")

RUN = """
import asyncio, sys
from pathlib import Path
from flows.fixity import fixity
from flows.options import Options
home = Path(sys.argv[1])
url = f"sqlite://{home}/panji.sqlite3"
options = Options(home=home, database=url, archive=home / "archive", district=Path(sys.argv[2]))
done = asyncio.run(fixity(options, 1.0))
print(done.checked, done.fixity.amiss)
"""


async def _stocked(home: Path) -> Path:
    archive = Archive(home / "archive", reserve=0)
    async with opened(f"sqlite://{home}/panji.sqlite3"):
        kept = builders.archived(archive, home, "a")
        await ledger.accept(await ledger.open_batch(), "a", kept, builders.scan("a"))
        return archive.place((await Scan.get()).path)


def night(panji: Panji) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", RUN, panji.home, SHIPPED],
        env={**panji.variables()},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_sound_archive_passes_the_night_and_a_damaged_one_fails_it(panji: Panji) -> None:
    place = asyncio.run(_stocked(panji.home))
    good = night(panji)
    assert (good.returncode, good.stdout.split()[-2:]) == (0, ["1", "0"]), good.stderr
    (held,) = (panji.home / "checkpoints").iterdir()
    place.unlink()
    bad = night(panji)
    assert bad.returncode == 1
    assert "E858" in bad.stderr
    done = panji("verify", "--checkpoint", held)
    assert done.stdout.startswith("E701: ")
    assert "E705" not in done.stdout
