"""The command line keeps its contract: exit status, one line for a fault, both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import drawn
from tests.commands import Panji


@pytest.mark.parametrize(
    ("words", "code", "status"),
    [
        (["digitise", "/nowhere"], "E802", 1),
        (["digitise", "--office", "KNJ-NOWHERE", "."], "E803", 1),
        (["export", "documents", "--format", "csv"], "E813", 1),
        (["export", "records", "--format", "xlsx"], "E813", 1),
        (["nonsense"], "E812", 2),
        (["digitise"], "E812", 2),
    ],
)
@pytest.mark.parametrize("language", ["en", "hi"])
def test_a_fault_is_one_line_with_its_code_in_the_users_language(
    ready: Panji, words: list[str], code: str, status: int, language: str
) -> None:
    done = ready.having({"PANJI_LANG": language})(*words)
    assert done.returncode == status
    (line,) = done.stderr.splitlines()
    assert line.startswith(f"{code}: ")
    assert ("।" in line) == (language == "hi")


@pytest.mark.parametrize(
    ("locale", "language"), [("hi_IN.UTF-8", "hi"), ("en_IN.UTF-8", "en"), ("C.UTF-8", "en")]
)
def test_without_panji_lang_the_locale_says_the_language(
    tmp_path: Path, locale: str, language: str
) -> None:
    environment = {"LC_ALL": locale, "PANJI_HOME": str(tmp_path)}
    done = Panji(tmp_path, environment)("nonsense")
    assert ("।" in done.stderr) == (language == "hi")


@pytest.mark.parametrize(
    ("name", "value"),
    [("WORKERS", "0"), ("WORKERS", "two"), ("LANG", "fr"), ("LEASE_SECONDS", "-1")],
)
def test_a_wrong_setting_is_named(bare: Panji, name: str, value: str) -> None:
    done = bare.having({f"PANJI_{name}": value})("status")
    assert done.returncode == 1
    assert done.stderr.startswith("E811: ")
    assert f"PANJI_{name}" in done.stderr


def test_a_home_that_cannot_be_made_is_named(bare: Panji) -> None:
    done = bare.having({"PANJI_HOME": "/proc/panji"})("status")
    assert (done.returncode, done.stderr.split(":")[0]) == (1, "E814")


def test_an_unknown_engine_is_named_with_those_there_are(ready: Panji, tmp_path: Path) -> None:
    page = drawn.jpeg(tmp_path, "page.jpg", 3)
    done = ready.having({"PANJI_ENGINE": "nobody"})("digitise", page)
    assert done.returncode == 1
    assert done.stderr.startswith("E502: ")


def test_a_mistake_of_ours_shows_no_trace_but_a_file_that_has_it(
    bare: Panji, tmp_path: Path
) -> None:
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "storage.py").write_text("raise LookupError('a mistake')")
    done = bare.having({"PYTHONPATH": str(broken)})("status")
    (line,) = done.stderr.splitlines()
    assert (done.returncode, line.split(":")[0]) == (1, "E899")
    (log,) = (bare.home / "logs").glob("mistake-*.log")
    assert "a mistake" in log.read_text()


def test_an_empty_store_verifies_and_has_a_status(bare: Panji) -> None:
    assert bare("verify").returncode == 0
    assert bare("status").returncode == 0


def test_help_names_every_command(bare: Panji) -> None:
    told = bare("--help").stdout
    for command in ("demo", "digitise", "export", "status", "verify", "measure"):
        assert command in told


def test_a_reader_who_has_seen_enough_breaks_nothing(ready: Panji) -> None:
    run = ready.started("export", "records", "--format", "csv")
    assert run.stdout is not None
    run.stdout.close()
    assert run.wait(60) in {0, 1}
    assert run.stderr is not None
    assert "Traceback" not in run.stderr.read()
    run.stderr.close()
