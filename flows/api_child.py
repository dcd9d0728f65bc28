"""Our own Prefect server's process: `python -m flows.api_child SOCKET PARENT`.

SOCKET is the number of a bound socket that we inherit, so no port can be lost between finding
and using it. The kernel ends this process when PARENT dies, even by kill -9.
"""

from __future__ import annotations

import socket
import sys

from flows.memory import kept
from flows.parent import die_with


def main(descriptor: int, parent: int) -> None:
    """Serve Prefect's API on the inherited socket until told to stop."""
    die_with(parent)
    with kept():
        import uvicorn  # noqa: PLC0415 - here, so that it is kept
        from prefect.server.api.server import create_app  # noqa: PLC0415 - takes seconds

        app = create_app()
    config = uvicorn.Config(app, log_level="error", lifespan="on")
    uvicorn.Server(config).run([socket.socket(fileno=descriptor)])


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
