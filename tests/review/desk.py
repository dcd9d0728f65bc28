"""Looks into the store behind a running site, as someone else."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import Any

from playwright.sync_api import Page, expect

from tests.review.site import Site

REGISTERS = """
    SELECT documents.id FROM documents WHERE tag = 'register' AND state = 'review'
    AND level != 'restricted' ORDER BY waiting DESC
"""


def ask(site: Site, sql: str, *values: Any) -> list[tuple[Any, ...]]:
    """The rows of a question to the site's store."""
    with closing(sqlite3.connect(site.home / "panji.sqlite3", timeout=30)) as store:
        return store.execute(sql, values).fetchall()


def change(site: Site, sql: str, *values: Any) -> None:
    """Change the site's store behind its back."""
    with closing(sqlite3.connect(site.home / "panji.sqlite3", timeout=30)) as store:
        store.execute(sql, values)
        store.commit()


def register(site: Site, nth: int = 0) -> int:
    """The nth register page that waits, by how much of it does."""
    return int(ask(site, REGISTERS)[nth][0])


def cell(site: Site, number: int) -> dict[str, Any]:
    """A cell as it is stored."""
    names = ("text", "raw", "state", "flag", "version", "source")
    (row,) = ask(site, f"SELECT {', '.join(names)} FROM cells WHERE id = ?", number)
    return dict(zip(names, row, strict=True))


def opened(page: Page, site: Site, document: int) -> int:
    """Open the strip of a page; the id of the cell that has the focus."""
    page.goto(f"{site.address}/pages/{document}")
    page.wait_for_selector("#row .cell.now")
    return now(page)


def now(page: Page) -> int:
    """The cell that has the focus."""
    told = page.evaluate("document.activeElement.id")
    return int(str(told).removeprefix("cell-"))


def saved(page: Page) -> None:
    """Wait until the screen says that all is saved."""
    expect(page.locator("#net")).to_have_text("all saved")
