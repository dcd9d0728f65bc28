"""The deployments of prefect.yaml are taken by a Prefect server and run by its worker."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from panji.settings import SHIPPED
from storage.backup import snapshot
from tests import drawn
from tests.commands import Panji

pytestmark = [pytest.mark.long, pytest.mark.xdist_group("prefect")]

ROOT = Path(__file__).parents[2]


def test_the_nightly_runs_read_the_hot_folder_and_back_up(panji: Panji, tmp_path: Path) -> None:
    drawn.jpeg(tmp_path / "hot", "one.jpg", 3)
    office = panji.having(
        {
            "PANJI_DATABASE": f"sqlite://{panji.home}/panji.sqlite3",
            "PANJI_DISTRICT": str(SHIPPED),
            "PANJI_HOT_FOLDER": str(tmp_path / "hot"),
            "PANJI_BACKUP": str(tmp_path / "disk"),
        }
    )
    assert office("backup", tmp_path / "disk").returncode == 0
    prefect(office, "work-pool", "create", "panji", "--type", "process", "--overwrite")
    prefect(office, "deploy", "--all")
    prefect(office, "deployment", "run", "digitise/nightly")
    prefect(office, "deployment", "run", "backup/backup")
    prefect(office, "worker", "start", "--pool", "panji", "--run-once", "--install-policy", "never")
    assert [line["source"] for line in office.exported("documents")] == ["one.jpg"]
    assert len(snapshot.finished(tmp_path / "disk")) == 2


def prefect(office: Panji, *words: str) -> None:
    program = Path(sys.executable).with_name("prefect")
    command = [str(program), "--no-prompt", *words]
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=office.variables(),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
