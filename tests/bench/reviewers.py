"""Many reviewers at once, and a server that is killed: how long do they wait, is anything lost?

    .venv/bin/python -m tests.bench.reviewers sqlite 20000 50 1 5
    .venv/bin/python -m tests.bench.reviewers postgres 1000000 500 30 20
    .venv/bin/python -m tests.bench.reviewers URL 0 50 5 5         # a store filled before

Arguments: database, pages to fill it with, reviewers, minutes, seconds of thought before each act
(more or less). Each reviewer logs in, asks for the next page, holds it, saves its cells one by
one, and searches now and then, over HTTP from `panji serve`. After a third and two thirds of the
time the server is killed and started again; what was not answered is sent again under the same
key. At the end the database is compared with what was answered. A filled store has no scans, so
no pictures are asked for: tests/bench/pictures.py measures them.
"""

from __future__ import annotations

import asyncio
import os
import random
import secrets
import signal
import statistics
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
from tortoise.connection import get_connections

from classifiers.load import load as districts
from panji.settings import SHIPPED
from review.auth import passwords
from storage import chain, people
from storage.database import opened
from storage.people import COMMAND_LINE
from tests.bench.copies import copies
from tests.bench.load import load
from tests.bench.people import People
from tests.postgres import binaries, server

PASSWORD = "सच बोलना सबसे सरल काम है"
CELLS = 8
"""Cells that are saved of a page, those that wait first."""
SEARCHES = 0.2
"""Share of pages before which a reviewer searches."""
PORT = 8471
DIFFERENT = 20_000
"""Pages that are made; more are copies."""
WAITS = (0.5, 1, 2, 4)


@dataclass
class Seen:
    """What the reviewers met with, and every save with what was answered."""

    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: Counter[str] = field(default_factory=Counter)
    saved: dict[str, tuple[int, str, int]] = field(default_factory=dict)
    """By key: cell, text and version that the server said stand."""
    refused: set[str] = field(default_factory=set)
    again: int = 0


class Reviewer:
    """One of them, with a browser of his own."""

    def __init__(self, name: str, seen: Seen, think: float, seed: int) -> None:
        self.name, self.seen, self.think = name, seen, think
        self.chance, self.people = random.Random(seed), People(seed)
        self.http = httpx.AsyncClient(base_url=f"http://localhost:{PORT}", timeout=60)

    async def work(self, until: float) -> None:
        """Page after page until the time is over."""
        last = 0
        await self._pause()
        while time.monotonic() < until:
            if self.chance.random() < SEARCHES:
                await self._pause()
                await self._timed("search", "GET", "/search", params={"q": self._words()})
            last = await self._page(last, until)
        await self.http.aclose()

    async def log_in(self, few: asyncio.Semaphore) -> None:
        """As in the morning, but not all in one moment."""
        told = {"name": self.name, "password": PASSWORD}
        async with few:
            answer = await self._timed("login", "POST", "/login", data=told)
        cookie = answer.headers["set-cookie"].partition(";")[0]
        self.http.headers["cookie"] = cookie  # ours is for https only, and this is not

    async def _page(self, last: int, until: float) -> int:
        """Open the next page, hold it, save its cells; its number."""
        begun = time.monotonic()
        found = await self._timed("next", "GET", f"/next?kind=crime&but={last}")
        path = found.headers.get("location", "/queue").partition("?")[0]
        if path == "/queue":
            raise RuntimeError(f"nothing waits for {self.name} any more: fill in more pages")
        screen = await self._timed("screen", "GET", path)
        self.http.headers["x-csrf"] = screen.text.partition('data-csrf="')[2].partition('"')[0]
        number = int(path.rpartition("/")[2])
        if "/unmask" in screen.text:
            told = {"csrf": self.http.headers["x-csrf"], "reason": "the bench looks at it"}
            await self._timed("unmask", "POST", f"/records/{number}/unmask", data=told)
        page = (await self._timed("data", "GET", f"/api{path}")).json()
        held = (await self._timed("hold", "POST", f"/api{path}/hold", json={})).json()
        self.seen.times["open, all four"].append(time.monotonic() - begun)
        mine = [row for row in page["rows"] if row["id"] in held.get("rows", ())]
        cells = [cell for row in mine for cell in row["cells"]]
        self.seen.errors["page that another was faster to hold"] += not cells
        cells.sort(key=lambda cell: cell["state"] != "review")
        for cell in cells[:CELLS]:
            if time.monotonic() > until:
                break
            await self._pause()
            await self._save(path, cell)
        await self._timed("release", "DELETE", f"/api{path}/hold")
        return number

    async def _save(self, path: str, cell: dict[str, Any]) -> None:
        key, text = secrets.token_hex(16), f"{cell['text']} ✓"
        act = {"act": "correct", "text": text, "seconds": self.think, "flag": None}
        wish = {"key": key, "cell": cell["id"], "version": cell["version"], **act}
        body = {"bundle": secrets.token_hex(16), "wishes": [wish]}
        answer = await self._timed("save", "POST", f"/api{path}/edits", json=body)
        if answer.status_code == 200:
            (told,) = answer.json()["cells"]
            self.seen.saved[key] = (told["cell"], told["text"], told["version"])
        else:
            self.seen.refused.add(key)

    async def _timed(self, what: str, method: str, path: str, **more: Any) -> httpx.Response:
        """The answer, asked for again and again like the outbox does; only answers are timed."""
        for tried in range(1000):
            begun = time.monotonic()
            try:
                answer = await self.http.request(method, path, **more)
            except httpx.TransportError as lost:
                self.seen.errors[f"{what}: {type(lost).__name__}"] += 1
            else:
                if answer.status_code < 429:
                    self._note(what, answer.status_code, time.monotonic() - begun)
                    return answer
                self.seen.errors[f"{what}: {answer.status_code}"] += 1
            self.seen.again += what == "save"
            await asyncio.sleep(WAITS[min(tried, len(WAITS) - 1)])
        raise RuntimeError(f"{what} was never answered")

    def _note(self, what: str, status: int, seconds: float) -> None:
        self.seen.times[what].append(seconds)
        if status >= 400:
            self.seen.errors[f"{what}: {status}"] += 1

    async def _pause(self) -> None:
        await asyncio.sleep(self.chance.uniform(0.5, 1.5) * self.think)

    def _words(self) -> str:
        one = self.people.one()
        return self.chance.choice([one.name, f"{one.name} {one.relative}", one.place])


class Server:
    """`panji serve` as a process that can be killed."""

    def __init__(self, home: Path, url: str) -> None:
        told = {"PANJI_HOME": str(home), "PANJI_DATABASE": url, "PANJI_LANG": "en"}
        self._environment = os.environ | told

    async def start(self) -> None:
        """Start it and wait until it answers."""
        words = [sys.executable, "-m", "panji", "serve", "--port", str(PORT)]
        pipe = asyncio.subprocess.PIPE
        self._process = await asyncio.create_subprocess_exec(
            *words, env=self._environment, stdout=pipe
        )
        assert self._process.stdout is not None
        if not await self._process.stdout.readline():
            raise RuntimeError("the server does not start")

    async def kill(self, how: signal.Signals = signal.SIGKILL) -> None:
        """Kill it as the kernel would."""
        self._process.send_signal(how)
        await self._process.wait()


async def main(url: str, reviewers: int, minutes: float, think: float) -> bool:
    """Measure a filled store and print; whether nothing was lost or doubled."""
    home = Path(tempfile.mkdtemp(prefix="panji-reviewers-"))
    names = await _users(url, reviewers)
    seen, running = Seen(), Server(home, url)
    await running.start()
    staff = [Reviewer(name, seen, think, at) for at, name in enumerate(names)]
    few = asyncio.Semaphore(4)
    await asyncio.gather(*(one.log_in(few) for one in staff))
    until = time.monotonic() + 60 * minutes
    async with asyncio.TaskGroup() as work:
        work.create_task(_kills(running, 60 * minutes))
        for one in staff:
            work.create_task(one.work(until))
    await running.kill(signal.SIGTERM)
    _tell(seen, minutes)
    return await _compare(url, seen)


async def _kills(running: Server, seconds: float) -> None:
    for _ in range(2):
        await asyncio.sleep(seconds / 3)
        begun = time.monotonic()
        await running.kill()
        await running.start()
        print(f"killed; answers again after {time.monotonic() - begun:.1f} s")


async def _users(url: str, count: int) -> list[str]:
    """Reviewers spread over the stations, new ones each time."""
    kept, run = passwords.HASHER.hash(PASSWORD), secrets.token_hex(3)
    stations = [o.code for o in districts(SHIPPED).offices.values() if o.type == "thana"]
    names = [f"bench-{run}-{at}" for at in range(count)]
    async with opened(url):
        for at, name in enumerate(names):
            row = {"name": name, "full_name": name, "role": "reviewer"}
            row |= {"office": stations[at % len(stations)], "password": kept}
            await people.add(row | {"must_change": False}, COMMAND_LINE)
    return names


def _tell(seen: Seen, minutes: float) -> None:
    print(f"{'':16} {'count':>7} {'p50 ms':>8} {'p95 ms':>8} {'max ms':>8}")
    for what, times in sorted(seen.times.items()):
        cuts = statistics.quantiles(times, n=20) if len(times) > 1 else [times[0]] * 19
        told = [1000 * one for one in (cuts[9], cuts[18], max(times))]
        print(f"{what:16} {len(times):7} {told[0]:8.0f} {told[1]:8.0f} {told[2]:8.0f}")
    print(f"{len(seen.saved) / minutes:.0f} saves a minute; {seen.again} sent again")
    for what, count in sorted(seen.errors.items()):
        print(f"  {count:6} × {what}")


async def _compare(url: str, seen: Seen) -> bool:
    """Every answered save is in the database once, as answered, and no other is."""
    async with opened(url):
        (client,) = get_connections().all()
        asked = "SELECT edits.id, key, cell_id, edits.version, after FROM edits JOIN users"
        asked += " ON users.id = user_id WHERE users.name LIKE 'bench-%'"
        rows = {row["key"]: row for row in await client.execute_query_dict(asked)}
        count, findings = await chain.follow()
    lost = [key for key in seen.saved if key not in rows]
    doubled = len({(row["cell_id"], row["version"]) for row in rows.values()}) < len(rows)
    wrong = [key for key, told in seen.saved.items() if key in rows and not _same(rows[key], told)]
    stray = seen.refused & rows.keys()
    print(f"{len(seen.saved)} saves answered, {len(seen.refused)} refused; {count} audit entries")
    print(f"lost {len(lost)}, doubled {doubled}, other than answered {len(wrong)}")
    print(f"saved though refused {len(stray)}, findings in the audit log {len(findings)}")
    return not (lost or doubled or wrong or stray or findings)


def _same(row: dict[str, Any], told: tuple[int, str, int]) -> bool:
    cell, text, version = told
    return (row["cell_id"], row["version"]) == (cell, version) and text in str(row["after"])


async def _filled(url: str, pages: int) -> float:
    """The seconds it took to fill the store; beyond the first pages PostgreSQL copies them."""
    times = 0 if url.startswith("sqlite") else (pages - 1) // DIFFERENT
    begun = time.monotonic()
    await load(url, pages // (times + 1))
    if times:
        await copies(url, times)
    return time.monotonic() - begun


@contextmanager
def _store(database: str) -> Iterator[str]:
    """The address of a store for the time of the block."""
    if database == "postgres":
        programs = binaries()
        assert programs is not None
        with server(programs) as running:
            yield running.create("bench")
    elif database == "sqlite":
        with tempfile.TemporaryDirectory() as folder:
            yield f"sqlite://{folder}/bench.sqlite3"
    else:
        yield database


if __name__ == "__main__":
    DATABASE, PAGES, *REST = sys.argv[1:]
    REVIEWERS, MINUTES, THINK = int(REST[0]), float(REST[1]), float(REST[2])
    with _store(DATABASE) as URL:
        if int(PAGES):
            print(f"filled in {asyncio.run(_filled(URL, int(PAGES))):.0f} s")
        sys.exit(0 if asyncio.run(main(URL, REVIEWERS, MINUTES, THINK)) else 1)
