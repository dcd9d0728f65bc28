"""Are people found however their names are spelt, and how fast; is a record opened fast?

    .venv/bin/python -m tests.bench.search sqlite 3000 [QUERIES] [test|tune]
    .venv/bin/python -m tests.bench.search URL 0                    # a store filled before

A hit is right if its row names a person with the very name that was meant, and the very father
or village where the query says them: no more can be told from the query. `the only one` counts
those queries alone that only one row can answer. The words of the names of `test` are not among
those of `tune`, for which the spelling rules were made.
"""

from __future__ import annotations

import asyncio
import gc
import random
import statistics
import sys
import tempfile
import time
import zlib
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tortoise.connection import get_connections

from storage.database import opened
from storage.reviews.page import seen
from storage.search.faults import SearchTooSlow
from storage.search.find import find
from storage.search.found import EVERYTHING, Found, Seer
from tests.bench import spellings
from tests.bench.load import load
from tests.postgres import binaries, server

FIRST = 5
Row = tuple[int, int | None]


@dataclass(frozen=True)
class Meant:
    """A person in the store: where, name, relative, place."""

    row: Row
    name: str
    relative: str
    place: str


@dataclass(frozen=True)
class Asked:
    """A query, how it was made, and the parts of the person that it says."""

    text: str
    manner: str
    said: str
    person: Meant


async def main(url: str, queries: int, half: str) -> None:
    """Measure a filled store and print."""
    async with opened(url):
        people = await _people()
        print(f"{len(people)} persons in rows and letters; names of the half `{half}`")
        await _accuracy(people, queries, half)
        await _speed(people, queries // 4)


async def _people() -> list[Meant]:
    (client,) = get_connections().all()
    asked = (
        "SELECT document_id, row, said AS name, relative, place FROM search_names"
        " WHERE name IS NULL AND row IS NOT NULL AND document_id % $1 = 0"
    )
    (count,) = await client.execute_query_dict("SELECT count(*) AS last FROM search_names")
    step = 1 + (count["last"] or 0) // 400_000
    rows = await client.execute_query_dict(asked.replace("$1", str(step)))
    return [Meant((r["document_id"], r["row"]), r["name"], r["relative"], r["place"]) for r in rows]


async def _accuracy(people: Sequence[Meant], queries: int, half: str) -> None:
    chance = random.Random(f"queries {half}")
    able = [one for one in people if _half(one.name) == half]
    same = Counter(key for one in people for key in _keys(one))
    told: dict[str, list[bool]] = defaultdict(list)
    wrong = []
    for _ in range(queries):
        asked = _asked(chance.choice(able), chance)
        right = await _right(asked)
        only = same[_key(asked.said, asked.person)] == 1
        for name in (
            "all",
            asked.manner,
            f"says {asked.said}",
            *(["the only one"] if only else []),
        ):
            told[name].append(right)
        if not right:
            wrong.append(f"{asked.text} ({asked.manner}) <- {asked.person}")
    for name, found in told.items():
        share = 100 * statistics.mean(found)
        print(f"{name:32} {share:5.1f} % of {len(found)} among the first {FIRST}")
    if "-v" in sys.argv:
        print("\n".join(wrong))


async def _right(asked: Asked) -> bool:
    found = await find(asked.text, EVERYTHING, limit=FIRST, seconds=10)
    wanted = _key(asked.said, asked.person)
    rows = [(hit.document, hit.row) for hit in found.hits]
    return any(wanted in keys for keys in await _named(rows))


async def _named(rows: Sequence[Row]) -> list[set[str]]:
    (client,) = get_connections().all()
    told = []
    for document, row in rows:
        asked = "SELECT coalesce(name, said) AS name, relative, place FROM search_names"
        asked += f" WHERE document_id = {document}"
        asked += f" AND row = {row}" if row else " AND row IS NULL"
        people = await client.execute_query_dict(asked)
        each = [Meant((document, row), p["name"], p["relative"], p["place"]) for p in people]
        told.append({key for one in each for key in _keys(one)})
    return told


def _keys(one: Meant) -> set[str]:
    return {_key(said, one) for said in SAID}


def _key(said: str, one: Meant) -> str:
    return "|".join([said, *(getattr(one, part) for part in said.split(" + "))])


SAID = ("name", "name + relative", "name + place", "name + relative + place")
MANNERS: dict[str, Callable[[str, random.Random], str]] = {
    "Hindi, misspelt": spellings.misspelt,
    "Hindi, a letter misread": spellings.misread,
    "Hindi, other blanks": spellings.blanks,
    "Hindi as written": lambda name, _: name,
    "Roman": spellings.roman,
}
SHARES = (25, 15, 10, 10, 40)


def _asked(person: Meant, chance: random.Random) -> Asked:
    manner = chance.choices(list(MANNERS), SHARES)[0]
    said = chance.choices(SAID, (40, 25, 15, 20))[0]
    if not person.relative or not person.place:
        said = "name"
    write = MANNERS[manner]
    parts = {part: write(getattr(person, part), chance) for part in said.split(" + ")}
    return Asked(_written(parts, chance, latin=manner == "Roman"), manner, said, person)


def _written(parts: dict[str, str], chance: random.Random, *, latin: bool) -> str:
    """With the usual words between, or none."""
    between = chance.choice(
        (("s/o", "vill."), ("putra", "niwasi"), ("son of", "r/o"))
        if latin
        else (("पुत्र", "निवासी"), ("पु०", "नि० ग्राम"))
    )
    if chance.random() < 0.15:
        between = ("", "")
    told = parts["name"]
    if "relative" in parts:
        told += f" {between[0]} {parts['relative']}"
    if "place" in parts:
        told += f" {between[1]} {parts['place']}"
    return " ".join(told.split())


def _half(name: str) -> str:
    return "tune" if zlib.crc32(name.partition(" ")[0].encode()) % 2 else "test"


async def _speed(people: Sequence[Meant], queries: int) -> None:
    # As `panji serve` does; and what this program holds itself is nobody's search.
    gc.collect()
    gc.freeze()
    chance = random.Random("speed")
    asked = [_asked(chance.choice(people), chance).text for _ in range(queries)]
    words = await _words()
    texts = [" ".join(chance.sample(words, chance.randint(1, 3))) for _ in range(queries)]
    officer = Seer(frozenset({await _office()}), frozenset({"normal"}))
    for name, told, seer in (
        ("name search", asked, EVERYTHING),
        ("full text", texts, EVERYTHING),
        ("name search of one office", asked, officer),
        ("full text of one office", texts, officer),
    ):
        await _timed(name, [partial(find, text, seer) for text in told])
    pages = [chance.choice(people).row[0] for _ in range(queries)]
    await _timed("opening a record", [partial(seen, page) for page in pages])


async def _office() -> str:
    (client,) = get_connections().all()
    (row,) = await client.execute_query_dict("SELECT office FROM documents LIMIT 1")
    return str(row["office"])


async def _words() -> list[str]:
    (client,) = get_connections().all()
    rows = await client.execute_query_dict(
        "SELECT words FROM search_lines WHERE document_id % 97 = 1 LIMIT 500"
    )
    return sorted({word for row in rows for word in row["words"].split() if len(word) > 1})


async def _timed(name: str, acts: Sequence[Callable[[], Awaitable[object]]]) -> None:
    times, cut = [], 0
    for act in acts:
        begun = time.perf_counter()
        cut += await _tried(act())
        times.append(1000 * (time.perf_counter() - begun))
    ranks = statistics.quantiles(times, n=100)
    print(
        f"{name:25} {len(times)}: p50 {ranks[49]:.0f} ms, p95 {ranks[94]:.0f} ms,"
        f" p99 {ranks[98]:.0f} ms, longest {max(times):.0f} ms, out of time {cut}"
    )


async def _tried(act: Awaitable[object]) -> int:
    try:
        found = await act
    except SearchTooSlow:
        return 1
    return int(isinstance(found, Found) and found.cut)


@contextmanager
def _store(name: str) -> Iterator[str]:
    if name == "sqlite":
        with tempfile.TemporaryDirectory() as folder:
            yield f"sqlite://{Path(folder).resolve()}/store.sqlite3"
    elif name == "postgres":
        programs = binaries()
        assert programs is not None
        with server(programs) as running:
            yield running.create("full")
    else:
        yield name


if __name__ == "__main__":
    WHERE, PAGES = sys.argv[1], int(sys.argv[2])
    with _store(WHERE) as ADDRESS:
        if PAGES:
            print(f"{PAGES} pages loaded in {asyncio.run(load(ADDRESS, PAGES)):.0f} s")
        asyncio.run(
            main(
                ADDRESS,
                int(sys.argv[3]) if len(sys.argv) > 3 else 2000,
                sys.argv[4] if len(sys.argv) > 4 else "test",
            )
        )
