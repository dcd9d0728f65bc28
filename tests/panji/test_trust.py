"""Checkpoint, verify, export of the log and certificate, as an administrator calls them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from storage.backup.engines import without_password
from tests.commands import Panji
from tests.storage.test_tampering import alone


def test_a_log_cut_behind_our_back_is_found_by_a_checkpoint_kept_elsewhere(
    ready: Panji, tmp_path: Path
) -> None:
    """By verify and by the expert's verifier; what is no checkpoint is a finding of its own."""
    words = ("user", "add", "reader", "--role", "reviewer", "--office", "KNJ-TIR")
    assert ready(*words).returncode == 0
    held, log = tmp_path / "held" / "one.json", tmp_path / "log.jsonl"
    told = ready("checkpoint", "--out", held)
    assert told.returncode == 0, told.stderr
    assert f"{held}\n" in told.stdout
    done = ready("verify", "--checkpoint", held, "--checkpoint", tmp_path / "none.json")
    assert (done.returncode, codes(done.stdout)) == (1, ["E852"])
    with closing(sqlite3.connect(ready.home / "panji.sqlite3")) as store:
        store.executescript(
            "DROP TRIGGER audit_no_delete; DELETE FROM audit; DELETE FROM audit_values"
        )
    done = ready("verify", "--checkpoint", held)
    assert (done.returncode, codes(done.stdout)) == (1, ["E705"])
    assert ready("export", "audit", "--out", log).returncode == 0
    key = ready.home / "keys" / "checkpoint.pub"
    assert alone(log, "--checkpoint", held, "--key", key)[0] == 2


def test_a_certificate_is_drafted_for_a_file_and_what_is_not_there_is_named(
    ready: Panji, tmp_path: Path
) -> None:
    """E859 for a document that there is not."""
    export, out = tmp_path / "records.jsonl", tmp_path / "draft.pdf"
    export.write_text("{}")
    assert ready("certificate", export, "--out", out).returncode == 0
    assert out.read_bytes().startswith(b"%PDF")
    done = ready("certificate", "77", "--out", out)
    assert (done.returncode, codes(done.stderr)) == (1, ["E859"])


def test_a_store_is_backed_up_and_brought_back_where_there_is_none(
    ready: Panji, tmp_path: Path
) -> None:
    """What it holds is told; a store that is there, and a damaged backup, are refused."""
    to, new = tmp_path / "to", replace(ready, home=tmp_path / "new")
    done = ready("backup", to)
    assert done.returncode == 0, done.stderr
    assert "passwords" in done.stdout
    assert new("restore", to, "--check").returncode == 0
    back = new("restore", to)
    assert back.returncode == 0, back.stderr
    assert new("verify").returncode == 0
    assert codes(new("restore", to).stderr) == ["E840"]
    next(to.rglob("database.sqlite3")).unlink()
    assert codes(new("restore", to, "--check").stderr) == ["E861"]
    assert codes(new("restore", tmp_path).stderr) == ["E860"]


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("sqlite:////home/a:b@c/panji.sqlite3", "sqlite:////home/a:b@c/panji.sqlite3"),
        ("postgres://panji:s3:cr@t@host:5433/panji", "postgres://panji@host:5433/panji"),
        ("postgres://panji@/panji?host=/run&password=s3cret", None),
    ],
)
def test_no_password_of_a_database_is_written_into_a_backup(url: str, told: str | None) -> None:
    found = without_password(url)
    assert "s3" not in found
    assert found == (told or "postgres://panji@/panji?host=/run&password=")


def codes(told: str) -> list[str]:
    return [line.split(":")[0] for line in told.splitlines() if line.startswith("E")]
