"""A save asks the database little, however much its page holds: with many reviewers that counts."""

from __future__ import annotations

import re
import subprocess

import pytest

from classifiers.load import load
from storage import district
from storage.database import opened
from storage.reviews import edits
from tests.builders import DISTRICTS
from tests.postgres import Server
from tests.storage.reviews.people import author, cells, meaning, page, wish

STATEMENT = re.compile(r"LOG:  (?:execute [^:]*|statement): ([^\n]*)")
MOST = 23
"""Begin and commit among them; the log's lock, its last entry and its three rows; the index."""


class Asked:
    """What a server is asked, from its own log, which has each statement before its answer."""

    def __init__(self, server: Server, url: str) -> None:
        name = url.partition("@/")[2].partition("?")[0]
        told = f"ALTER DATABASE {name} SET log_statement = 'all'"
        program = str(server.binaries / "psql")
        subprocess.run([program, "-h", server.folder, "-U", "postgres", "-qc", told], check=True)
        self._log = server.folder / "log"

    def __call__(self) -> list[str]:
        return STATEMENT.findall(self._log.read_text(encoding="utf-8"))


@pytest.mark.postgres
async def test_a_cell_is_saved_in_so_many_questions_and_none_for_the_pages_geometry(
    postgres: Server, postgres_url: str
) -> None:
    asked = Asked(postgres, postgres_url)
    async with opened(postgres_url):
        one, me = await page(), await author()
        await district.load(load(DISTRICTS / "kannauj"))
        three = (await cells(one))[:3]
        for n, cell in enumerate(three):  # by the third the level and the driver have settled
            before = len(asked())
            await edits.save(me, one.id, f"bundle-{n}", [wish(cell, f"{n}")], meaning)
        found = asked()[before:]
    district._loaded.clear()
    assert found[0].startswith("BEGIN")
    assert found[-1].startswith("COMMIT")
    assert len(found) <= MOST, "\n".join(found)
    assert not [one for one in found if '"leaves"' in one]
