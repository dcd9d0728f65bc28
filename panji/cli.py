"""The command line: all commands under one name, and the one place where faults become words."""

from __future__ import annotations

import asyncio
import gc
import os
import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path

import typer

from ocr.faults import Fault
from panji.commands import (
    audit,
    backup,
    certificate,
    checkpoint,
    demo,
    digitise,
    export,
    measure,
    post,
    practice,
    report,
    reread,
    search,
    serve,
    status,
    train,
    user,
    verify,
)
from panji.faults import BadUsage, Bug
from panji.settings import language, settings

FAILED = 1
MISUSED = 2

app = typer.Typer(
    name="panji",
    help="पंजी: paper registers of police offices become records of the e-office.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command()(demo.demo)
app.command()(digitise.digitise)
export.app.command()(audit.audit)
app.add_typer(export.app, name="export")
app.command()(status.status)
app.command()(verify.verify)
app.command()(checkpoint.checkpoint)
app.command()(backup.backup)
app.command()(backup.restore)
app.command()(certificate.certificate)
app.command()(measure.measure)
app.command()(search.search)
app.command()(reread.reread)
app.command()(train.train)
app.command()(practice.practice)
app.command()(report.report)
app.command()(serve.serve)
app.add_typer(user.app, name="user")
app.add_typer(post.app, name="post")


def main() -> None:
    """Run the command line; whatever goes wrong is one line in the user's language."""
    status = _status()
    gc.freeze()  # or Python looks for garbage in all of Prefect before it ends, for half a second
    sys.exit(status)


def _status() -> int:
    """The exit status, after whatever went wrong has been told."""
    try:
        status = int(app(standalone_mode=False) or 0)
        sys.stdout.flush()  # or Python finds the reader gone only as it ends, with status 120
    except Fault as fault:
        return _told(fault)
    except typer.TyperException as error:
        return _misused(str(error))
    except (KeyboardInterrupt, asyncio.CancelledError):
        return _stopped()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except Exception:  # noqa: BLE001 - a mistake of ours must not show its trace
        return _told(Bug(log=str(_trace())))
    return status


def _told(fault: Fault) -> int:
    print(fault.message(language()), file=sys.stderr)
    return FAILED


def _misused(reason: str) -> int:
    if reason:  # without one, typer has shown the help
        _told(BadUsage(reason=reason))
    return MISUSED


def _stopped() -> int:
    from flows.faults import Stopped  # noqa: PLC0415 - only needed here

    return _told(Stopped())


def _trace() -> Path | str:
    """The file that the trace of the present mistake was written to."""
    text = traceback.format_exc()
    try:
        folder = settings().home / "logs"
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / f"mistake-{datetime.now(UTC):%Y%m%dT%H%M%S}.log"
        file.write_text(text, encoding="utf-8")
    except (Fault, OSError):
        return "PANJI_HOME/logs"
    return file
