"""A district's offices, heads and posts become rows; what it lacks now is closed, not deleted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from classifiers.district import District, Head, Office, Post
from storage import audit
from storage.clock import indian, now
from storage.database import transaction
from storage.locks import DISTRICT, lock
from storage.tables import offices as rows
from storage.tables import posts

Table = type[rows.Office] | type[rows.Head] | type[posts.Post]
_loaded: list[District] = []


def loaded() -> District | None:
    """The district that this process loaded last, None if it loaded none."""
    return _loaded[-1] if _loaded else None


async def load(district: District) -> int:
    """Bring the rows to the district's data; the number of rows made, changed or closed."""
    _loaded[:] = [district]
    async with transaction() as client:
        await lock(client, DISTRICT)  # servers may start at the same time
        changed = [
            *await _load(rows.Office, district.offices.values()),
            *await _load(rows.Head, district.heads.values()),
            *await _load(posts.Post, district.posts.values()),
        ]
        if changed:
            act = audit.Act(
                "metadata modification", f"district/{district.code}", "panji", after=changed
            )
            await audit.append(client, act)
    return len(changed)


async def _load(table: Table, given: Iterable[Office | Head | Post]) -> list[dict[str, Any]]:
    """What was changed, as it is now."""
    rows_now = {str(row["code"]): row for row in await table.all().values()}
    wanted = {one.code: _row(asdict(one)) for one in given}
    gone = {
        code: row | {"valid_to": indian(now()).date()}
        for code, row in rows_now.items()
        if code not in wanted and row["valid_to"] is None
    }
    changed = {code: row for code, row in wanted.items() if rows_now.get(code) != row} | gone
    for code, row in changed.items():
        await table.update_or_create(defaults=_but_code(row), code=code)
    return [_plain(row) for row in changed.values()]


def _row(fields: Mapping[str, Any]) -> dict[str, Any]:
    """JSON columns give lists back, so that is what to compare with."""
    return {name: list(v) if isinstance(v, tuple) else v for name, v in fields.items()}


def _but_code(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: v for name, v in row.items() if name != "code"}


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: v.isoformat() if isinstance(v, date) else v for name, v in row.items()}
