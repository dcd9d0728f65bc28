"""The checked-in migrations make exactly the tables that the code describes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

CONFIGURATION = """
from storage.database import configuration
TORTOISE = configuration("sqlite://{folder}/store.sqlite3")
"""


def test_no_migration_is_missing(tmp_path: Path) -> None:
    """`tortoise makemigrations` finds nothing to do."""
    (tmp_path / "told.py").write_text(CONFIGURATION.format(folder=tmp_path))
    migrations = Path(__file__).parents[2] / "storage" / "migrations"
    before = sorted(path.name for path in migrations.glob("*.py"))
    command = [sys.executable, "-m", "tortoise", "-c", "told.TORTOISE", "makemigrations"]
    done = subprocess.run(
        command, check=True, capture_output=True, text=True, env={"PYTHONPATH": str(tmp_path)}
    )
    assert "No changes detected" in done.stdout
    assert sorted(path.name for path in migrations.glob("*.py")) == before
