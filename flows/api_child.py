"""Our own Prefect server's process: `python -m flows.api_child SOCKET PARENT`.

SOCKET is the number of a bound socket that we inherit, so no port can be lost between finding
and using it. The kernel ends this process when PARENT dies, even by kill -9.
"""

from __future__ import annotations

import socket
import sys

import uvicorn

from flows.parent import die_with


def main(descriptor: int, parent: int) -> None:
    """Serve Prefect's API on the inherited socket until told to stop."""
    die_with(parent)
    app = "prefect.server.api.server:create_app"
    config = uvicorn.Config(app, factory=True, log_level="error", lifespan="on")
    uvicorn.Server(config).run([socket.socket(fileno=descriptor)])


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
