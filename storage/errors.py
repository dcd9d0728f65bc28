"""Turns what the database drivers raise into the faults that an operator can act on."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import asyncpg
from tortoise.exceptions import DBConnectionError, OperationalError

from ocr.faults import Fault
from storage.faults import DatabaseUnreachable, DiskFull

UNREACHABLE = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_NOTADB,
        sqlite3.SQLITE_CORRUPT,
    }
)
LOST = (
    asyncpg.PostgresConnectionError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,
    asyncpg.InvalidCatalogNameError,
    asyncpg.InvalidAuthorizationSpecificationError,
    asyncpg.OperatorInterventionError,
    asyncpg.TooManyConnectionsError,
    DBConnectionError,
)


Failed = OperationalError
"""What a statement that did not do raises: for those who read outside of `named`."""


def unstorable(error: Failed) -> bool:
    """Whether a text was asked for or sent that PostgreSQL has no place for: one with a NUL."""
    return isinstance(_cause(error), asyncpg.CharacterNotInRepertoireError)


def fault_of(error: Failed) -> Fault | None:
    """What an operator can act on, None if it is a mistake of ours."""
    return _fault(error)


@contextmanager
def named() -> Iterator[None]:
    """Raise E201 or E202 for a driver's error inside the block; everything else as it is."""
    try:
        yield
    except Exception as cause:
        fault = _fault(cause)
        if fault is None:
            raise
        raise fault from cause


def _fault(error: Exception) -> Fault | None:
    cause = _cause(error)
    if isinstance(cause, sqlite3.Error):
        # The low byte is the primary code; the rest only refines it.
        code = getattr(cause, "sqlite_errorcode", 0) & 0xFF
        if code == sqlite3.SQLITE_FULL:
            return DiskFull()
        return DatabaseUnreachable() if code in UNREACHABLE else None
    if isinstance(cause, asyncpg.DiskFullError):
        return DiskFull()
    return DatabaseUnreachable() if isinstance(cause, LOST) else None


def _cause(error: Exception) -> object:
    """The driver's own error."""
    return error.args[0] if isinstance(error, OperationalError) and error.args else error
