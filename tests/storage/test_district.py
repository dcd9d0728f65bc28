"""A district's data is loaded once, changed where it changed, and nothing of it is ever deleted."""

from __future__ import annotations

from dataclasses import replace

from storage import district
from storage.clock import indian, now
from storage.database import opened
from storage.tables.audit import AuditEntry
from storage.tables.offices import Head, Office
from tests.storage import builders


async def test_loading_again_changes_nothing(url: str) -> None:
    """Four rows the first time, none the second, one audit entry."""
    async with opened(url):
        assert await district.load(builders.district()) == 4
        assert await district.load(builders.district()) == 0
        assert await Office.all().count() == await Head.all().count() == 2
        assert await AuditEntry.all().count() == 1
        tirwa = await Office.get(code="KNJ-TIR")
        assert (tirwa.name, tirwa.variants, tirwa.parent) == ("तिर्वा", ["तिरवा"], "KNJ")


async def test_a_changed_name_is_taken_over_and_a_new_office_added(url: str) -> None:
    """Two rows change, and the log says what they are now."""
    async with opened(url):
        first = builders.district()
        await district.load(first)
        renamed = replace(first.offices["KNJ-TIR"], name="कोतवाली तिर्वा")
        new = replace(renamed, code="KNJ-SKR", name="सकरावा")
        changed = builders.district(first.offices["KNJ"], renamed, new)
        assert await district.load(changed) == 2
        assert (await Office.get(code="KNJ-TIR")).name == "कोतवाली तिर्वा"
        assert await AuditEntry.all().count() == 2


async def test_an_office_that_is_no_longer_there_is_closed_today(url: str) -> None:
    """Its files keep their office."""
    async with opened(url):
        first = builders.district()
        await district.load(first)
        without = builders.district(first.offices["KNJ"])
        assert await district.load(without) == 1
        assert (await Office.get(code="KNJ-TIR")).valid_to == indian(now()).date()
        assert await district.load(without) == 0
