"""The command line as a person calls it: a process of its own, its words and its exit status."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

PROGRAM = Path(sys.executable).with_name("panji")
LIMIT = 300.0


@dataclass(frozen=True)
class Panji:
    """`panji` with PANJI_HOME at `home` and these variables."""

    home: Path
    environment: Mapping[str, str] = field(default_factory=dict)

    def having(self, variables: Mapping[str, str]) -> Panji:
        return replace(self, environment={**self.environment, **variables})

    def __call__(self, *words: str | Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [PROGRAM, *words],
            env=self.variables(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=LIMIT,
            check=False,
        )

    def digitised(self, *paths: Path, status: int = 0) -> dict[str, Any]:
        """The summary of a run that ended with `status`."""
        done = self("digitise", "--json", "--workers", "2", *paths)
        assert done.returncode == status, done.stderr
        told: dict[str, Any] = json.loads(done.stdout)
        return told

    def exported(self, what: str) -> list[dict[str, Any]]:
        done = self("export", what)
        assert done.returncode == 0, done.stderr
        return [json.loads(line) for line in done.stdout.splitlines()]

    def started(self, *words: str | Path) -> subprocess.Popen[str]:
        """The command, running; in a session of its own, so that it can be killed whole."""
        return subprocess.Popen(
            [PROGRAM, *words],
            env=self.variables(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def variables(self) -> dict[str, str]:
        """The environment it runs in."""
        ours = {name: v for name, v in os.environ.items() if not name.startswith("PREFECT_")}
        return {**ours, "PANJI_HOME": str(self.home), **self.environment}


def killed(process: subprocess.Popen[str]) -> None:
    """Kill the command and nothing else: what it started has to go by itself."""
    process.send_signal(signal.SIGKILL)
    process.communicate()
