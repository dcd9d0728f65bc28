"""Files go to posts, so that a transfer orphans none; they have parts and links."""

from __future__ import annotations

from datetime import date

import pytest

from storage.clock import indian, now
from storage.database import opened
from storage.efile import moves, posts, states
from storage.efile.seen import named, seen
from storage.faults import FileStands, FileUnknown, NoSuchPost, NotYourAct, WrongDay
from storage.people import COMMAND_LINE
from storage.tables.audit import AuditEntry
from storage.tables.offices import File
from tests.storage.efile import desk
from tests.storage.test_filing import GRAMMAR

SHO = "SHO-PSTIRWA-KNJ"


async def test_a_file_stays_with_its_post_when_the_officer_is_transferred(url: str) -> None:
    """The marking then has the next one's initials; who was there when is kept."""
    async with opened(url):
        await desk.loaded()
        file, reader = await desk.book(["a"], None), await desk.person("reader", "reviewer")
        await posts.assign(COMMAND_LINE, SHO, "राम कुमार", "RK", date(2024, 1, 1))
        await moves.send(reader, file.id, SHO, "अवलोकनार्थ")
        await posts.assign(COMMAND_LINE, SHO, "सुनील वर्मा", "SV", date(2025, 7, 1))
        shown = await seen(file.id)
        assert shown
        assert shown.post == SHO
        for day, marking in (
            (date(2023, 5, 1), SHO),
            (date(2025, 6, 30), "SHO(RK)-PSTIRWA-KNJ"),
            (date(2025, 7, 1), "SHO(SV)-PSTIRWA-KNJ"),
        ):
            (one,) = [one for one in await posts.everyone(day) if one.code == SHO]
            assert one.marking == marking
        assert await posts.history(SHO) == (
            ("राम कुमार", date(2024, 1, 1), date(2025, 7, 1)),
            ("सुनील वर्मा", date(2025, 7, 1), None),
        )
        assert await AuditEntry.filter(object=f"post/{SHO}").count() == 2


async def test_a_post_is_given_by_the_administrator_and_never_for_a_day_before(url: str) -> None:
    """Nor is a post given that the district does not have."""
    async with opened(url):
        await desk.loaded()
        lead = await desk.person("lead")
        await posts.assign(COMMAND_LINE, SHO, "राम कुमार", "RK", date(2024, 1, 1))
        with pytest.raises(WrongDay, match="2024-01-01"):
            await posts.assign(COMMAND_LINE, SHO, "सुनील वर्मा", "SV", date(2024, 1, 1))
        with pytest.raises(NotYourAct):
            await posts.assign(lead, SHO, "सुनील वर्मा", "SV", date(2025, 1, 1))
        with pytest.raises(NoSuchPost):
            await posts.assign(COMMAND_LINE, "XX-YY-ZZ", "कोई", "K", date(2025, 1, 1))


async def test_movements_tell_from_where_to_where_and_only_to_posts_that_there_are(
    url: str,
) -> None:
    """A post that was given up, an unknown one and a closed file are refused."""
    async with opened(url):
        await desk.loaded()
        file, history = (await desk.book(["a"], None)).id, (await desk.book(["b"])).id
        reader = await desk.person("reader", "reviewer")
        for post in ("OLD-PSTIRWA-KNJ", "XX-YY-ZZ"):
            with pytest.raises(NoSuchPost):
                await moves.send(reader, file, post)
        with pytest.raises(FileStands):
            await moves.send(reader, history, SHO)
        await moves.send(reader, file, SHO)
        await moves.send(reader, file, "HM-PSTIRWA-KNJ", "आख्या हेतु")
        assert [(one.origin, one.post, one.remark) for one in await moves.movements(file)] == [
            ("", SHO, ""),
            (SHO, "HM-PSTIRWA-KNJ", "आख्या हेतु"),
        ]


async def test_part_files_have_their_main_files_number_and_no_parts_of_their_own(
    url: str,
) -> None:
    """(P1), (P2): within the e-office's grammar, each with a computer number."""
    async with opened(url):
        await desk.loaded()
        main, reader = await desk.book(["a"], None), await desk.person("reader", "reviewer")
        parts = [await moves.part(reader, main.id) for _ in range(2)]
        year = indian(now()).year
        numbers = [f"K-11011/1/{year}-KNJ-TIR(P{n})" for n in (1, 2)]
        assert list((await named(tuple(parts))).values()) == numbers
        assert all(GRAMMAR.match(one) for one in numbers)
        assert len({one.computer_no for one in await File.all()}) == 3
        with pytest.raises(FileStands):
            await moves.part(reader, parts[0])
        assert await moves.linked(main.id) == tuple(parts)
        assert await moves.linked(parts[0]) == (main.id,)


async def test_a_link_holds_both_ways_once(url: str) -> None:
    """The half-paper file is linked to the running one; the log has it once."""
    async with opened(url):
        await desk.loaded()
        old, new = (await desk.book(["a"])).id, (await desk.book(["b"], None)).id
        reader = await desk.person("reader", "reviewer")
        await moves.link(reader, new, old)
        await moves.link(reader, old, new)
        assert await moves.linked(old) == (new,)
        assert await moves.linked(new) == (old,)
        for other in (old, 999):
            with pytest.raises(FileUnknown):
                await moves.link(reader, old, other)
        assert await AuditEntry.filter(actor="reader").count() == 1


async def test_a_closed_file_gets_no_part(url: str) -> None:
    """It has to be reopened first."""
    async with opened(url):
        await desk.loaded()
        file, lead = (await desk.book(["a"])).id, await desk.person("lead")
        with pytest.raises(FileStands):
            await moves.part(lead, file)
        await states.ask(lead, file, "reopen", "नया तथ्य")
        await states.decide(await desk.person("boss"), file, allowed=True)
        assert await moves.part(lead, file)
