"""`panji serve`: the review screen."""

from __future__ import annotations

import asyncio
import gc
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from socket import socket
from typing import TYPE_CHECKING, Annotated

import typer

from panji.place import Place
from panji.settings import settings

if TYPE_CHECKING:
    from fastapi import FastAPI

    from classifiers.record import Hints, Record
    from ocr.scan import Unreadable
    from storage.reviews.again import Again


def serve(
    host: Annotated[
        str, typer.Option(help="Address to listen at; others than this need TLS.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port; 0 takes a free one.", min=0, max=65535)] = 8460,
    certificate: Annotated[Path | None, typer.Option(help="TLS certificate (PEM).")] = None,
    key: Annotated[Path | None, typer.Option(help="Its private key (PEM).")] = None,
) -> int:
    """Serve the review screen until Ctrl-C."""
    import uvicorn

    place = Place(settings())
    place.prepare()
    app = _app(place)
    config = uvicorn.Config(
        app,
        host=host,
        port=port,
        ssl_certfile=certificate,
        ssl_keyfile=key,
        log_level="warning",
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=10,
    )
    scheme = "https" if certificate else "http"

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket] | None = None) -> None:
            """Say where the screen is as soon as it answers."""
            await super().startup(sockets)
            _stays()
            for one in self.servers if self.started else ():
                at, number = one.sockets[0].getsockname()[:2]
                print(
                    place.say("serving", address=f"{scheme}://{_named(at)}:{number}/"), flush=True
                )

    with _practice(place):
        Server(config).run()
    return 0


def _stays() -> None:
    """What is there stays to the end, and is not looked through again while people wait."""
    gc.collect()
    gc.freeze()


@contextmanager
def _practice(place: Place) -> Iterator[None]:
    """Practice pages that are lacking are made meanwhile, by a process that gives way to others."""
    if not place.settings.practice_pages:
        yield
        return
    program = ["nice", "-n", "15", sys.executable, "-m", "panji", "practice"]
    with subprocess.Popen(program, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as maker:
        try:
            yield
        finally:
            maker.send_signal(signal.SIGINT)


def _named(host: str) -> str:
    return "localhost" if host in {"127.0.0.1", "::1", "0.0.0.0"} else host  # noqa: S104 - told


def _app(place: Place) -> FastAPI:
    from classifiers import load
    from review import app
    from review import place as review_place
    from storage.archive import Archive

    told = place.settings
    district = load.load(told.district)
    return app.make(
        review_place.Place(
            district=district,
            archive=Archive(told.archive or told.home / "archive"),
            home=told.home,
            database=told.url,
            language=told.lang,
            batch=_batch,
            must_practise=district.practice.offices,
            reread=partial(_reread, place),
        )
    )


async def _reread(place: Place, again: Again) -> Record | Unreadable:
    """Read the page in a worker of its own, which ends with it."""
    from flows.readers import Readers
    from flows.sheet import Sheet

    options, told, filed = place.settings.options(1), again.told, again.filed
    sheet = Sheet(
        options.archive / filed.path,
        filed.scan,
        filed.page.number,
        again.hints,
        filed.page if told.turn is None else None,
        told.turn,
        told.ruled,
    )
    with Readers(options) as readers:
        return await readers.read(sheet)


async def _batch(folder: Path, number: int, hints: Hints) -> bool:
    """Digitise the folder as a command of its own: the screen goes on whatever it does."""
    from panji.commands.digitise import PARTLY

    told = {
        "--batch": number,
        "--office": hints.office,
        "--register": hints.register,
        "--year": hints.year,
        "--volume": hints.volume,
    }
    words = [part for name, v in told.items() if v is not None for part in (name, str(v))]
    program = [sys.executable, "-m", "panji", "digitise", str(folder), "--json", *words]
    process = await asyncio.create_subprocess_exec(
        *program, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL
    )
    try:
        return await process.wait() in {0, PARTLY}
    except asyncio.CancelledError:
        process.terminate()  # what it has done is safe, and it says so itself
        await process.wait()
        raise
