"""Whatever is done in whatever order, every page that was accepted is accounted for, once."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections.abc import Coroutine
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any, ClassVar, TypeVar

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from ocr.faults import NotAFile, RecognitionFailed, Truncated
from ocr.scan import unreadable
from storage import filing, ledger
from storage.archive import Archive
from storage.conservation import conservation
from storage.database import opened
from storage.faults import StaleLease
from storage.leases import Lease, lease, release, renew
from storage.tables.documents import Document
from storage.verify import verify
from tests.storage import builders

T = TypeVar("T")
NAMES = st.sampled_from(["a", "b", "c", "d", "e"])
FRAMES = {"a": 1, "b": 2, "c": 3, "d": 1, "e": 4}
OWNERS = st.sampled_from(["h1:1:x", "h2:2:y"])


class Intake(RuleBasedStateMachine):
    """A model of one office's day: what was accepted, and who holds what."""

    empty: ClassVar[Path]  # the store that it begins with

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        shutil.copy(self.empty, self.folder / "store")
        self.archive = Archive(self.folder / "archive", reserve=0)
        self.runner = asyncio.Runner()
        self.stack = AsyncExitStack()
        self.pages: dict[str, int] = {}  # pages by scan; 0 for one that is unreadable
        self.refused: set[str] = set()
        self.leases: list[Lease] = []
        self.decided: set[tuple[str, int]] = set()

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return self.runner.run(work)

    @initialize()
    def start(self) -> None:
        self.reopen()
        self.run(builders.loaded())
        self.batch = self.run(ledger.open_batch())

    @rule()
    def reopen(self) -> None:
        """The process ends and another begins."""
        self.run(self.stack.aclose())
        self.run(self.stack.enter_async_context(opened(f"sqlite://{self.folder}/store")))

    @rule()
    def next_batch(self) -> None:
        self.batch = self.run(ledger.open_batch())

    @rule(name=NAMES, known_as=NAMES)
    def accept(self, name: str, known_as: str) -> None:
        """A readable scan, perhaps under another name, perhaps again."""
        scan = builders.scan(name, FRAMES[name])
        kept = builders.archived(self.archive, self.folder, name)
        told = self.run(ledger.accept(self.batch, known_as, kept, scan))
        assert told.new == (0 if self.pages.get(name) else FRAMES[name])
        self.pages[name] = FRAMES[name]

    @rule(name=NAMES)
    def accept_unreadable(self, name: str) -> None:
        """The decoder fails on it."""
        scan = builders.scan(name)
        kept = builders.archived(self.archive, self.folder, name)
        cut = unreadable(scan.sha256, 0, Truncated(), "damaged")
        self.run(ledger.accept(self.batch, name, kept, cut))
        self.pages.setdefault(name, 0)

    @rule(name=NAMES)
    def reject(self, name: str) -> None:
        """It is a link."""
        new = self.run(ledger.reject(self.batch, name, NotAFile()))
        assert new == (name not in self.refused)
        self.refused.add(name)

    @rule(owner=OWNERS, pages=st.integers(1, 3), seconds=st.sampled_from([0, 600]))
    def take(self, owner: str, pages: int, seconds: float) -> None:
        """A worker leases pages; at once over, or held."""
        self.leases += self.run(lease(owner, pages, seconds))

    @precondition(lambda self: self.leases)
    @rule(pick=st.integers(0, 100), readable=st.booleans(), keep=st.booleans())
    def finish(self, pick: int, *, readable: bool, keep: bool) -> None:
        """A worker brings a result, perhaps late, perhaps twice."""
        one = self.leases[pick % len(self.leases)]
        try:
            self.run(self._finish(one, readable=readable))
        except StaleLease:
            keep = False
        else:
            self.decided.add((one.scan.sha256, one.number))
        if not keep:
            self.leases.remove(one)

    async def _finish(self, one: Lease, *, readable: bool) -> None:
        if readable:
            await filing.file(one, builders.register(one))
        else:
            cause = RecognitionFailed(reason="x")
            await filing.quarantine(one, unreadable(one.scan.sha256, one.number, cause, "engine"))

    @rule()
    def renew_all(self) -> None:
        self.leases = list(self.run(renew(self.leases)))

    @rule()
    def release_all(self) -> None:
        self.run(release(self.leases))
        self.leases = []

    @invariant()
    def nothing_is_lost_or_doubled(self) -> None:
        balance, by_batch = self.run(conservation())
        assert balance.holds
        assert all(one.holds for one in by_batch.values())
        pages = sum(pages or 1 for pages in self.pages.values())
        assert balance.accepted == pages + len(self.refused)
        unread = sum(not pages for pages in self.pages.values())
        assert balance.filed + balance.review + balance.quarantined == len(self.decided) + unread
        assert self.run(_documents()) == balance.filed + balance.review

    def teardown(self) -> None:
        report = self.run(verify(self.archive))
        assert report.holds, [one.message() for one in report.findings]
        self.run(self.stack.aclose())
        self.runner.close()
        shutil.rmtree(self.folder)


async def _documents() -> int:
    return await Document.all().count()


def test_the_law_holds_under_any_sequence_of_acts(migrated: Path) -> None:
    """Accepting, leasing, filing, quarantining, late and double results, restarts."""
    Intake.empty = migrated
    run_state_machine_as_test(
        Intake,
        settings=settings(
            max_examples=15,
            stateful_step_count=25,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
