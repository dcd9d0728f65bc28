"""Our own Prefect server: for us alone, and gone when we are."""

from __future__ import annotations

import asyncio
import urllib.error
import urllib.request
from pathlib import Path

import psutil
import pytest

from flows.api import Api, api
from flows.faults import PrefectUnreachable
from tests import drawn
from tests.commands import Panji, killed


@pytest.mark.xdist_group("prefect")
def test_the_server_turns_away_who_has_no_password(prefect: dict[str, str]) -> None:
    asked = urllib.request.Request(f"{prefect['PREFECT_API_URL']}/flow_runs/filter", b"{}")
    with pytest.raises(urllib.error.HTTPError, match="401"):
        urllib.request.urlopen(asked)


def test_a_server_that_does_not_answer_is_named() -> None:
    silent = Api("http://127.0.0.1:9/api", Path("prefect.log"), None)
    with pytest.raises(PrefectUnreachable):
        asyncio.run(silent.ready())


def test_a_server_that_is_named_in_the_environment_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:9/api")
    with api(tmp_path) as named:
        assert (named.url, named.server) == ("http://127.0.0.1:9/api", None)


def test_after_kill_9_nothing_that_we_started_is_left(
    bare: Panji, tricks: dict[str, str], tmp_path: Path
) -> None:
    drawn.jpeg(tmp_path / "in", "one.jpg", 3)
    run = bare.having(tricks).started("digitise", tmp_path / "in")
    log = bare.home / "logs" / "prefect.log"
    children = _children(run.pid, log)
    assert any("flows.api_child" in " ".join(child.cmdline()) for child in children)
    killed(run)
    _, alive = psutil.wait_procs(children, timeout=20)
    assert not alive


def _children(pid: int, log: Path) -> list[psutil.Process]:
    """All processes below the command's, once its server has been started."""
    command = psutil.Process(pid)
    while not log.exists():
        command.status()  # raises if it is gone
    found: list[psutil.Process] = []
    while not found:
        found = [
            child
            for child in command.children(recursive=True)
            if "flows.api_child" in " ".join(child.cmdline())
        ]
    return command.children(recursive=True)
