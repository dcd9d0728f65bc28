"""The Prefect API that a run reports to: the one PREFECT_API_URL names, or a server of our own.

Our own server is a child process on a free port of the loopback address, behind a password made
for it, with its data under PANJI_HOME/prefect. It calls nobody and ends with us, however we end.
Prefect reads its settings when it is imported, so nothing here may import it.
"""

from __future__ import annotations

import asyncio
import os
import secrets
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from flows.faults import PrefectFailed, PrefectUnreachable
from ocr.faults import SetupFault
from storage import blank

START_SECONDS = 180.0  # a first start makes the database, which takes 20 s on a slow machine
STOP_SECONDS = 3.0
HTTP_OK = 200

QUIET = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_LOGGING_LEVEL": "CRITICAL",  # it shows traces; what went wrong is ours to say
}


@dataclass(frozen=True, slots=True)
class Api:
    """Where Prefect's API is; `server` is the process if it is our own, `log` what it says."""

    url: str
    log: Path
    server: subprocess.Popen[bytes] | None

    async def ready(self) -> None:
        """Wait until it answers; SetupFault if it does not."""
        until = time.monotonic() + (START_SECONDS if self.server else STOP_SECONDS)
        while not await asyncio.to_thread(_answers, self.url):
            if time.monotonic() > until or (self.server and self.server.poll() is not None):
                raise self._fault()
            await asyncio.sleep(0.1)

    def _fault(self) -> SetupFault:
        if self.server:
            return PrefectFailed(log=str(self.log))
        return PrefectUnreachable(url=self.url)


@contextmanager
def api(home: Path) -> Iterator[Api]:
    """The API to use, named in the environment for the time of the block; see `Api.ready`."""
    log = home / "logs" / "prefect.log"
    if url := os.environ.get("PREFECT_API_URL"):
        with _environment(QUIET):
            yield Api(url, log, None)
        return
    with _listening() as (port, descriptor):
        url = f"http://127.0.0.1:{port}/api"
        data = home / "prefect"
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        blank.lend(blank.FOLDER / "prefect.db", data / "prefect.db")
        settings = _settings(data, url)
        with _environment(settings), _serving(descriptor, log) as server:
            yield Api(url, log, server)


def _settings(home: Path, url: str) -> dict[str, str]:
    password = f"panji:{secrets.token_urlsafe(24)}"
    return QUIET | {
        "PREFECT_HOME": str(home),
        "PREFECT_API_URL": url,
        "PREFECT_API_AUTH_STRING": password,
        "PREFECT_SERVER_API_AUTH_STRING": password,
        "PREFECT_API_BLOCKS_REGISTER_ON_START": "false",
        "PREFECT_LOGGING_TO_API_ENABLED": "false",
        "PREFECT_UI_ENABLED": "false",
        "PREFECT__SERVER_EPHEMERAL": "1",  # no scheduler, no screen: it lives for one run
    }


@contextmanager
def _listening() -> Iterator[tuple[int, int]]:
    """A bound socket for a child: its port and descriptor."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        yield listener.getsockname()[1], listener.fileno()


@contextmanager
def _serving(descriptor: int, log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The server's process, in a group of its own so that Ctrl-C does not end it before us.

    Not in a session of its own: Linux would give it as much of the processors as all page workers.
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    words = [sys.executable, "-m", "flows.api_child", str(descriptor), str(os.getpid())]
    with log.open("wb") as output:
        server = subprocess.Popen(
            words,
            pass_fds=[descriptor],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            process_group=0,
        )
    try:
        yield server
    finally:
        _stop(server)


def _stop(server: subprocess.Popen[bytes]) -> None:
    server.terminate()
    try:
        server.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


@contextmanager
def _environment(values: Mapping[str, str]) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/health", timeout=2.0) as answer:  # noqa: S310
            return bool(answer.status == HTTP_OK)
    except (OSError, ValueError):
        return False
