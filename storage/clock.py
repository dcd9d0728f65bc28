"""The time of day: kept in UTC, shown and numbered in Indian Standard Time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Final

INDIA: Final = timezone(timedelta(hours=5, minutes=30), "IST")


def now() -> datetime:
    """Now, in UTC."""
    return datetime.now(UTC)


def indian(moment: datetime) -> datetime:
    """The same moment on an Indian clock."""
    return moment.astimezone(INDIA)
