"""Two servers on one store are one: what is held, saved, begun or refused at one is so at both."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import httpx
import pyotp
import pytest

from review.auth import cookie, passwords, throttle
from storage import chain, guesses, people, sessions
from storage.conservation import conservation
from storage.database import opened
from storage.people import COMMAND_LINE, Person
from storage.tables.documents import Cell
from storage.tables.people import Failure, Session, User
from storage.tables.reviews import Edit
from tests.postgres import MISSING, binaries, server
from tests.review.site import PASSWORD, served
from tests.storage.reviews.people import cells, page

BACKENDS = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]
RACERS = 20
"""Who race for one row, half of them at each server."""


@dataclass(frozen=True)
class Pair:
    """Two running servers and the address of their store."""

    addresses: tuple[str, str]
    url: str


@dataclass(frozen=True)
class Seat:
    """A session, and its browser at either server."""

    token: str
    at: tuple[httpx.AsyncClient, httpx.AsyncClient]


Sit = Callable[[str], Awaitable[Seat]]


@pytest.fixture(scope="module", params=BACKENDS)
def pair(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Pair]:
    """Both started at the same moment, on a store that nobody had opened before."""
    home: Path = tmp_path_factory.mktemp("pair")
    url = f"sqlite://{home}/panji.sqlite3"
    with ExitStack() as stack:
        if request.param == "postgres":
            programs = binaries()
            if programs is None:
                pytest.skip(MISSING)
            url = stack.enter_context(server(programs)).create("pair")
        both = [served(home, PANJI_DATABASE=url) for _ in range(2)]
        with ThreadPoolExecutor(2) as pool:
            one, other = pool.map(stack.enter_context, both)
        yield Pair((one.address, other.address), url)


@pytest.fixture
async def sit(pair: Pair) -> AsyncIterator[Sit]:
    """Gives a new reviewer of that name a seat; the store is open, and found whole at the end."""
    async with opened(pair.url), AsyncExitStack() as stack:

        async def seat(name: str) -> Seat:
            one = await person(name)
            token = secrets.token_urlsafe()
            await sessions.begin(one, cookie.hashed(token), "right", "127.0.0.1")
            told = {"cookie": f"{cookie.NAME}={token}", "x-csrf": "right"}
            made = [httpx.AsyncClient(base_url=a, headers=told, timeout=60) for a in pair.addresses]
            first, second = [await stack.enter_async_context(one) for one in made]
            return Seat(token, (first, second))

        yield seat
        await Failure.all().delete()
        assert not (await chain.follow())[1]
        assert (await conservation())[0].holds


async def person(name: str, **more: Any) -> Person:
    """A reviewer of the police station, with the tests' password."""
    row = {"name": name, "full_name": f"{name} सिंह", "role": "reviewer", "office": "KNJ-TIR"}
    kept = {"password": _kept(), "must_change": False}
    return await people.add(row | kept | more, COMMAND_LINE)


@cache
def _kept() -> str:
    return passwords.HASHER.hash(PASSWORD)


def save(seat: Seat, at: int, cell: Cell, text: str, key: str) -> Awaitable[httpx.Response]:
    """Send a correction of the cell as the test knows it to one of the servers."""
    act = {"act": "correct", "text": text, "seconds": 1.0, "flag": None}
    wish = {"key": f"key-{key}", "cell": cell.id, "version": cell.version, **act}
    body = {"bundle": f"bundle-{key}", "wishes": [wish]}
    return seat.at[at].post(f"/api/pages/{cell.row.document_id}/edits", json=body)


async def first_cell(name: str) -> Cell:
    """The first cell of a new page; its sections are read, or a save would mask it."""
    (one, *_) = await cells(await page(name))
    told = await Cell.get(id=one.id).select_related("row")
    await Cell.filter(row__document_id=told.row.document_id).update(state="approved")
    return told


@asynccontextmanager
async def strangers(pair: Pair) -> AsyncIterator[tuple[httpx.AsyncClient, httpx.AsyncClient]]:
    """A browser without a session at either server."""
    one, other = pair.addresses
    async with httpx.AsyncClient(base_url=one) as at, httpx.AsyncClient(base_url=other) as there:
        for browser in (at, there):
            browser.timeout = httpx.Timeout(60)
        yield at, there


async def test_of_many_at_both_who_change_one_cell_one_wins_and_all_see_his_text(sit: Sit) -> None:
    seats = [await sit(f"race{n}") for n in range(RACERS)]
    cell = await first_cell("race")
    sent = (save(one, n % 2, cell, f"{n}", f"race-{n}") for n, one in enumerate(seats))
    told = await asyncio.gather(*sent)
    assert sorted(one.status_code for one in told) == [200, *[409] * (RACERS - 1)]
    (won,) = [n for n, one in enumerate(told) if one.status_code == 200]
    now = await Cell.get(id=cell.id)
    assert (now.text, now.version) == (str(won), cell.version + 1)
    lost = {
        (one["text"], one["by"])
        for n, t in enumerate(told)
        if n != won
        for one in t.json()["cells"]
    }
    assert lost == {(str(won), f"race{won} सिंह")}
    assert await Edit.filter(cell_id=cell.id).count() == 1


async def test_one_save_that_reaches_both_is_one_save(sit: Sit) -> None:
    seat, cell = await sit("twice"), await first_cell("twice")
    told = await asyncio.gather(*(save(seat, n % 2, cell, "१२", "twice") for n in range(10)))
    assert {one.status_code for one in told} == {200}
    assert all(one.json() == told[0].json() for one in told)
    assert await Edit.filter(cell_id=cell.id).count() == 1


async def test_what_was_saved_at_one_is_taken_back_at_the_other_once(sit: Sit) -> None:
    seat, cell = await sit("back"), await first_cell("back")
    await save(seat, 0, cell, "१२", "back")
    where = f"/api/pages/{cell.row.document_id}/undo"
    body = {"bundle": "bundle-back", "key": "undo-back"}
    told = await asyncio.gather(*(seat.at[n % 2].post(where, json=body) for n in range(6)))
    assert {one.status_code for one in told} == {200}
    assert (await Cell.get(id=cell.id)).text == cell.text
    assert await Edit.filter(cell_id=cell.id, act="undo").count() == 1


async def test_rows_are_held_by_one_and_free_at_both_when_he_lets_go(sit: Sit) -> None:
    seats = [await sit(f"hold{n}") for n in range(6)]
    cell = await first_cell("hold")
    where = f"/api/pages/{cell.row.document_id}/hold"
    told = await asyncio.gather(*(one.at[n % 2].post(where) for n, one in enumerate(seats)))
    held = [n for n, one in enumerate(told) if one.json()["rows"]]
    assert len(held) == 1
    (holder,) = held
    await seats[holder].at[1 - holder % 2].delete(where)
    other = seats[(holder + 1) % 6]
    assert cell.row_id in (await other.at[holder % 2].post(where)).json()["rows"]


async def test_who_logs_out_at_one_is_logged_out_at_the_other(sit: Sit) -> None:
    seat = await sit("gone")
    assert [(await at.get("/queue")).status_code for at in seat.at] == [200, 200]
    await seat.at[0].post("/logout")
    assert (await seat.at[1].get("/queue")).headers["location"] == "/login?next=/queue"


async def test_who_is_shut_out_has_no_session_anywhere(sit: Sit) -> None:
    seat = await sit("shut")
    await people.change("shut", COMMAND_LINE, disabled=True)
    assert {(await at.get("/queue")).status_code for at in seat.at} == {303}


async def test_a_user_who_logs_in_everywhere_at_once_has_two_sessions(sit: Sit, pair: Pair) -> None:
    await sit("many")
    async with strangers(pair) as at:
        told = {"name": "many", "password": PASSWORD}
        await asyncio.gather(*(at[n % 2].post("/login", data=told) for n in range(6)))
    assert await Session.filter(user__name="many").count() == sessions.AT_ONCE


async def test_wrong_passwords_at_both_are_counted_together(sit: Sit, pair: Pair) -> None:
    await sit("guessed")
    wrong = {"name": "guessed", "password": "not it"}
    async with strangers(pair) as at:
        tries = (at[n % 2].post("/login", data=wrong) for n in range(throttle.FREE))
        await asyncio.gather(*tries)
        right = {"name": "guessed", "password": PASSWORD}
        assert [(await one.post("/login", data=right)).status_code for one in at] == [429, 429]
    assert (await User.get(name="guessed")).fails == throttle.FREE


async def test_failures_of_an_address_at_both_are_counted_together(sit: Sit, pair: Pair) -> None:
    await sit("address")
    async with strangers(pair) as at:
        for _ in range(throttle.MOST - 1):
            await guesses.note("127.0.0.1", throttle.AN_HOUR)
        unknown = {"name": "nobody-at-all", "password": "-"}
        assert (await at[0].post("/login", data=unknown)).status_code == 401
        right = {"name": "address", "password": PASSWORD}
        assert [(await one.post("/login", data=right)).status_code for one in at] == [429, 429]


async def test_a_code_counts_once_at_whichever_server(sit: Sit, pair: Pair) -> None:
    await sit("coded")
    secret, step = pyotp.random_base32(), {"name": "coded", "password": PASSWORD}
    await people.change("coded", COMMAND_LINE, totp=secret, recovery=[cookie.hashed("spare")])
    async with strangers(pair) as at:
        for code in (pyotp.TOTP(secret).now(), "spare"):
            told = step | {"code": code}
            tries = (at[n % 2].post("/login", data=told) for n in range(4))
            answers = [one.status_code for one in await asyncio.gather(*tries)]
            assert sorted(answers) == [303, 401, 401, 401]
            await people.note((await User.get(name="coded")).id, fails=0, blocked_until=None)


async def test_what_one_user_chooses_at_both_is_all_kept(sit: Sit) -> None:
    seat = await sit("wants")
    chosen: list[dict[str, Any]] = [{"lang": "hi"}, {"order": "all"}, {"layout": "inscript"}]
    sent = (seat.at[n % 2].post("/api/me/preferences", json=one) for n, one in enumerate(chosen))
    assert {one.status_code for one in await asyncio.gather(*sent)} == {200}
    assert (await User.get(name="wants")).preferences == chosen[0] | chosen[1] | chosen[2]


async def test_pages_unmasked_at_both_at_once_are_all_seen_at_either(sit: Sit) -> None:
    seat = await sit("unmasks")
    found = [await first_cell(f"mask{n}") for n in range(4)]
    documents = [one.row.document_id for one in found]
    told = {"csrf": "right", "reason": "an order of the court"}
    sent = (
        seat.at[n % 2].post(f"/records/{one}/unmask", data=told) for n, one in enumerate(documents)
    )
    await asyncio.gather(*sent)
    kept = (await Session.get(token=cookie.hashed(seat.token))).unmasked
    assert set(kept) == {str(one) for one in documents}
