"""The night's backup as Prefect runs it: beside one made by hand, hashed, a failed run if amiss."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from panji.settings import SHIPPED
from storage.backup import snapshot
from tests import drawn
from tests.commands import Panji

pytestmark = pytest.mark.xdist_group("prefect")

RUN = """
import asyncio, sys
from pathlib import Path
from flows.backup import backup
from flows.options import Options
home, to, district = map(Path, sys.argv[1:])
url = f"sqlite://{home}/panji.sqlite3"
options = Options(home=home, database=url, archive=home / "archive", district=district)
done = asyncio.run(backup(options, to, keep=1))
print(done.made.scans, done.made.fresh, done.there, *done.removed)
"""


def night(panji: Panji, to: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", RUN, panji.home, to, SHIPPED],
        env={**panji.variables()},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_nights_backups_stay_whole_and_give_room_to_the_last(
    panji: Panji, tmp_path: Path
) -> None:
    """That made by hand stays; where none was made nothing is written, however the disk is."""
    to = tmp_path / "disk"
    drawn.jpeg(tmp_path / "hot", "one.jpg", 3)
    panji.digitised(tmp_path / "hot")
    early = night(panji, to)
    assert (early.returncode, to.exists()) == (1, False)
    assert "E868" in early.stderr
    assert panji("backup", to).returncode == 0
    (mine,) = snapshot.finished(to)
    first, second = night(panji, to), night(panji, to)
    assert first.stdout.splitlines()[-1] == "1 0 2", first.stderr
    told = second.stdout.splitlines()[-1].split()
    assert told[:3] == ["1", "0", "2"], second.stderr
    assert told[3] not in {one.name for one in snapshot.finished(to)}
    assert snapshot.finished(to)[0] == mine
    assert panji("restore", to, "--check").returncode == 0
    said = json.loads((snapshot.finished(to)[1] / "settings.json").read_text())
    assert said["database"] == f"sqlite://{panji.home}/panji.sqlite3"
    damage(next((to / "archive").rglob("*.jpg")))
    bad = night(panji, to)
    assert bad.returncode == 1
    assert "E867" in bad.stderr
    assert len(snapshot.finished(to)) == 3


def damage(file: Path) -> None:
    """As a disk that goes bad does: as many bytes, others."""
    content = file.read_bytes()
    file.unlink()
    file.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
