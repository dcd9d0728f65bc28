"""A private PostgreSQL server from Debian's packages for the time of a test process."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

MISSING = "PostgreSQL's server is not installed: apt-get install postgresql"


@dataclass(frozen=True, slots=True)
class Server:
    """A running server that listens on a socket in `folder` only."""

    binaries: Path
    folder: Path

    def url(self, name: str) -> str:
        """The address of the database `name`."""
        return f"postgres://postgres@/{name}?host={self.folder}"

    def create(self, name: str, template: str = "template1") -> str:
        """A new database, a copy of `template`; its address."""
        self._run("createdb", "--template", template, name)
        return self.url(name)

    def drop(self, name: str) -> None:
        """Remove the database, whoever is still connected."""
        self._run("dropdb", "--force", name)

    def _run(self, program: str, *args: str) -> None:
        subprocess.run(
            [self.binaries / program, "-h", self.folder, "-U", "postgres", *args], check=True
        )


def binaries() -> Path | None:
    """Where Debian keeps the newest server's programs, None if it is not installed."""
    found = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    return max(found, key=lambda path: float(path.parent.name), default=None)


@contextmanager
def server(programs: Path) -> Iterator[Server]:
    """A server of its own; it dies with the test process, however that ends.

    Durability is off, as no test cuts the power. The C.UTF-8 locale is what the store needs:
    with C there are no trigrams of Devanagari.
    """
    folder = Path(tempfile.mkdtemp(prefix="panji-pg-"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    data = folder / "data"
    form = ["-U", "postgres", "-A", "trust", "--locale=C.UTF-8", "--encoding=UTF8", "--no-sync"]
    make = [*_user(), str(programs / "initdb"), "-D", str(data), *form]
    subprocess.run(make, check=True, stdout=subprocess.DEVNULL, cwd=folder)
    options = ["-c", "listen_addresses=", "-c", "fsync=off", "-c", "max_connections=60"]
    command = [*_user(), str(programs / "postgres"), "-D", str(data), "-k", str(folder), *options]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, cwd=folder)
    try:
        _wait(programs, folder, process)
        yield Server(programs, folder)
    finally:
        process.terminate()
        process.wait(30)
        shutil.rmtree(folder, ignore_errors=True)


def _user() -> list[str]:
    """PostgreSQL refuses to run as root; and it is to die with us."""
    drop = ["--reuid=postgres", "--regid=postgres", "--clear-groups"]
    return ["setpriv", "--pdeathsig=INT", *(drop if os.geteuid() == 0 else [])]


def _wait(programs: Path, folder: Path, process: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        ready = subprocess.run([programs / "pg_isready", "-q", "-h", folder], check=False)
        if ready.returncode == 0:
            return
        if process.poll() is not None:
            break
        time.sleep(0.1)
    raise RuntimeError((folder / "log").read_text())
