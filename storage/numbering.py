"""Gives out running numbers and composes file numbers as the e-office's manual has them."""

from __future__ import annotations

import re

from tortoise.expressions import F

from storage.tables.offices import Counter

# A-11011/1/2020-ADM: basic head, primary, 0, secondary, (tertiary) / serial / year - section.
# CSMOP's functional file index; only ASCII, because the migration folders allow nothing else.
HEAD = re.compile(r"[A-Z]-\d{2}0\d{2}(?:\(\d{1,2}\))?", re.ASCII)
YEARS = range(1900, 2100)
SECTION = re.compile(r"[A-Za-z0-9().&-]+", re.ASCII)


def numberable(head: str) -> bool:
    """Whether files can be numbered under the head: it is a secondary or tertiary one."""
    return HEAD.fullmatch(head) is not None


def file_no(head: str, serial: int, year: int, section: str) -> str:
    """The file number, such as K-11011/1/2006-KNJ-TIR; ValueError if a part is out of grammar."""
    if not numberable(head) or not SECTION.fullmatch(section) or year not in YEARS:
        raise ValueError(f"no file number from {head!r}, {year}, {section!r}")
    return f"{head}/{serial}/{year}-{section}"


async def hold(name: str) -> None:
    """Keep others from counting `name` until the caller's transaction ends."""
    await Counter.bulk_create([Counter(name=name, given=0)], ignore_conflicts=True)
    await Counter.select_for_update().get(name=name)


async def count(name: str) -> int:
    """The next number under `name`, from 1; without gaps, as a rollback takes it back too."""
    return (await several(name, 1)).start


async def several(name: str, amount: int) -> range:
    """The next numbers under `name`, that many."""
    await hold(name)
    await Counter.filter(name=name).update(given=F("given") + amount)
    last = int((await Counter.get(name=name)).given)
    return range(last - amount + 1, last + 1)
