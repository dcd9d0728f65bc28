"""What the two databases say differently: days of the Indian calendar, lengths of lists."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from tortoise.connection import get_connections
from tortoise.expressions import RawSQL

from storage.clock import INDIA, indian, now


def today() -> date:
    """The day that it is in India."""
    return indian(now()).date()


def begins(day: date) -> datetime:
    """The moment a day begins in India, in UTC."""
    return datetime.combine(day, time(), INDIA).astimezone(UTC)


def last(days: int, before: date) -> tuple[date, ...]:
    """So many days up to the one before `before`, in order."""
    return tuple(before - timedelta(days=back) for back in range(days, 0, -1))


def named(column: str) -> RawSQL:
    """The Indian day of a moment kept in `column` ("table"."column"), as YYYY-MM-DD."""
    if get_connections().all()[0].capabilities.dialect == "postgres":
        return RawSQL(f"to_char({column} AT TIME ZONE 'Asia/Kolkata', 'YYYY-MM-DD')")
    return RawSQL(f"date({column}, '+330 minutes')")


def lengths(column: str) -> RawSQL:
    """How many entries all the JSON lists of a group have, kept in `column`."""
    postgres = get_connections().all()[0].capabilities.dialect == "postgres"
    return RawSQL(f"sum({'jsonb' if postgres else 'json'}_array_length({column}))")


def length(column: str) -> RawSQL:
    """How many entries a JSON list kept in `column` has."""
    postgres = get_connections().all()[0].capabilities.dialect == "postgres"
    return RawSQL(f"{'jsonb' if postgres else 'json'}_array_length({column})")
