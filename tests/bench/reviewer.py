"""How long does a page take? A scripted reviewer clears every doubtful cell with the keyboard.

    .venv/bin/python -m tests.bench.reviewer ../shared/registers [HOME]

The register pages of the folder are digitised into a fresh store (HOME is taken as it is if there
is one), served, and opened in Chromium one by one. The reviewer looks at the cells that wait and
at no others; he presses Enter where the text is right, the number of another reading where that
is, and else types: over the selected words if the rest is right, over the wrong words if going
there by word is shorter, over all of it otherwise. Keys are really pressed; on his clock each
takes 0.3 s (of a chord too), and the waiting for the screen is measured and added. The page's own
clock is put forward too, so that the seconds of the product's edits are his.
"""

from __future__ import annotations

import asyncio
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect, sync_playwright

from ocr.geometry import Box
from panji.truth import KnownCell, KnownPage, known
from review.auth import passwords
from review.practice.score import same
from storage import database, people
from storage.people import COMMAND_LINE
from storage.reviews.pace import Pace, pace
from tests.bench.apart import fits, words_apart
from tests.review.conftest import ARGUMENTS, CHROMIUM, log_in
from tests.review.desk import ask
from tests.review.site import PASSWORD, Site, served

STROKE, LIMIT = 0.3, 20.0
SAVED = re.compile(r"^(all saved)?$")  # empty: nothing was to be done
SAME_PLACE = 0.5

PAGES = """
    SELECT documents.id, source, documents.kind, tag FROM documents
    JOIN pages ON page_id = pages.id JOIN scans ON scan_id = scans.sha256 ORDER BY source"""
CELLS = """
    SELECT cells.id, cells.text, cells.state, cells.flag, cells.column, x0, y0, x1, y1, row_id
    FROM cells JOIN register_rows ON row_id = register_rows.id WHERE document_id = ?
"""
LOOK = """async () => {
    const picture = document.querySelector("#row .picture img");
    if (picture && !picture.complete) await picture.decode().catch(() => {});
    const offers = [...document.querySelectorAll("#panel li button")];
    const input = document.activeElement;
    return {
        cell: Number(input.id.replace("cell-", "")),
        text: input.value,
        from: input.selectionStart,
        to: input.selectionEnd,
        offers: offers.map((one) => one.lastChild.textContent.trim()),
        left: document.getElementById("left").textContent,
        refused: input.closest(".cell").classList.contains("refused"),
    };
}"""


@dataclass(slots=True)
class Cleared:
    """What a page took: keys by what they were for, `waited` for the screen, `real` until saved."""

    name: str
    kind: str
    tag: str
    rows: int = 0
    cells: int = 0
    doubtful: int = 0
    keys: Counter[str] = field(default_factory=Counter)
    acts: Counter[str] = field(default_factory=Counter)
    columns: Counter[str] = field(default_factory=Counter)
    waited: float = 0.0
    real: float = 0.0
    wrong: Counter[str] = field(default_factory=Counter)

    @property
    def seconds(self) -> float:
        """By the reviewer's clock; he cannot be faster than what saves what he did."""
        return max(self.real, STROKE * self.keys.total() + self.waited)


class Reviewer:
    """Clears one page; `truth` has the true text of each cell that is known."""

    def __init__(
        self, page: Page, told: Cleared, truth: Mapping[int, str], types: Mapping[int, str]
    ) -> None:
        self.page, self.told, self.truth, self.types = page, told, truth, types

    def clear(self, address: str) -> None:
        """Open the page, go from doubtful cell to doubtful cell, wait until all is saved."""
        begun = time.perf_counter()
        self._timed(lambda: self.page.goto(address))
        reason = self.page.locator("button[name=reason]")
        if reason.count():
            self._press("Enter", "reason")
        self._timed(lambda: self.page.wait_for_selector("#row .cell.now"))
        for _ in range(self.told.doubtful):
            seen = self._look()
            if not seen["left"]:
                break
            self._decide(seen)
        expect(self.page.locator("#net")).to_have_text(SAVED, timeout=120_000)
        self.told.real = time.perf_counter() - begun
        self.told.keys["on to the next page"] += 3

    def _decide(self, seen: Mapping[str, Any]) -> None:
        cell, text = seen["cell"], seen["text"]
        true, before = self.truth.get(cell), self.told.keys.total()
        offers = ["" if one == "(empty)" else one for one in seen["offers"]]
        right = [n for n, one in enumerate(offers, 1) if true is not None and same(one, true)]
        if true is None or same(text, true):
            self._press("Enter", "confirm")
        elif right:
            self.page.keyboard.press(f"Alt+Digit{right[0]}")
            self._press("Enter", "another reading", more=2)
        else:
            self._press("Enter", "type", more=self._write(seen, true))
        if self._look()["refused"]:
            self.page.keyboard.press("Escape")
            self._press("F10", "ask", more=1)
        self.told.columns[self.types.get(cell, "?")] += self.told.keys.total() - before

    def _write(self, seen: Mapping[str, Any], true: str) -> int:
        """Make the text the true one; the keys that took."""
        keys, (start, end) = 0, words_apart(seen["text"], true)
        selected = seen["from"], seen["to"]
        if not fits(seen["text"], true, *selected):
            keys += self._select(seen["text"], start, end)
            now = self._look()
            selected = now["from"], now["to"]
        if not fits(seen["text"], true, *selected):
            self.page.keyboard.press("Control+A")
            keys, selected = keys + 2, (0, len(seen["text"]))
        typed = true[selected[0] : len(true) - (len(seen["text"]) - selected[1])]
        if not typed:
            self.page.keyboard.press("Delete")
        self.page.keyboard.type(typed)
        return keys + (len(typed) or 1)

    def _select(self, text: str, start: int, end: int) -> int:
        """Go to the words by word, from the nearer end, and select them; the keys that took.

        None if all of the text would have to be selected anyhow.
        """
        before, behind = text[:start].count(" "), text[end:].count(" ")
        words = text[start:end].count(" ") + 1
        if (start, end) == (0, len(text)):
            return 0
        home, on = ("Home", "ArrowRight") if before <= behind else ("End", "ArrowLeft")
        way = [home, *[f"Control+{on}"] * min(before, behind), *[on] * (min(before, behind) > 0)]
        way += [f"Control+Shift+{on}"] * words
        for key in way:
            self.page.keyboard.press(key)
        return len(way) + 2

    def _press(self, key: str, what: str, more: int = 0) -> None:
        """The key that ends an act, after `more` keys that belong to it, on his clock."""
        self.page.clock.fast_forward(round(1000 * STROKE * (more + 1)))
        self.page.keyboard.press(key)
        self.told.keys[what] += more + 1
        self.told.acts[what] += 1

    def _look(self) -> dict[str, Any]:
        seen: dict[str, Any] = self._timed(lambda: self.page.evaluate(LOOK))
        return seen

    def _timed(self, wait: Any) -> Any:
        begun = time.perf_counter()
        found = wait()
        self.told.waited += time.perf_counter() - begun
        return found


def main(folder: Path, home: Path) -> None:
    """Build, serve, clear, tell."""
    if not home.exists():
        build(folder, home)
    truths = {one.picture.name: one for one in known(folder) if one.cells}
    with served(home) as site, sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        page = chromium.new_page(viewport={"width": 1366, "height": 768})
        page.clock.install()
        log_in(page, site, "reviewer")
        done = [cleared(page, site, truths[row[1]], row) for row in ask(site, PAGES)]
        chromium.close()
    tell(done, asyncio.run(paces(site)))


def build(folder: Path, home: Path) -> None:
    """`panji digitise` on the register pages, and a supervisor of the whole district."""
    pictures = [str(one.picture) for one in known(folder) if one.cells]
    told = os.environ | {"PANJI_HOME": str(home), "OMP_THREAD_LIMIT": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "panji", "digitise", *pictures], env=told, check=False
    )
    if done.returncode not in (0, 3):
        raise SystemExit(done.returncode)
    asyncio.run(user(home))


async def user(home: Path) -> None:
    """The reviewer."""
    row = {"name": "reviewer", "full_name": "reviewer", "role": "supervisor", "office": "KNJ"}
    kept = {"password": passwords.HASHER.hash(PASSWORD), "must_change": False}
    async with database.opened(Site("", home).database):
        await people.add(row | kept, COMMAND_LINE)


async def paces(site: Site) -> tuple[Pace, ...]:
    """What the product itself makes of it."""
    async with database.opened(site.database):
        return await pace()


def cleared(page: Page, site: Site, truth: KnownPage, row: tuple[Any, ...]) -> Cleared:
    """One page, from its opening until all is saved."""
    document, name, kind, tag = row
    told = Cleared(name, kind, tag)
    if tag == "register":
        cells = ask(site, CELLS, document)
        told.rows, told.cells = len({one[9] for one in cells}), len(cells)
        told.doubtful = sum(one[2] == "review" and not one[3] for one in cells)
        true = dict(matched(cells, truth))
        Reviewer(page, told, true, {one[0]: one[4] for one in cells}).clear(
            f"{site.address}/pages/{document}"
        )
    told.wrong = wrong(ask(site, CELLS, document), truth)
    print(f"{name}: {told.seconds:.0f} s", file=sys.stderr, flush=True)
    return told


def matched(cells: list[tuple[Any, ...]], truth: KnownPage) -> Iterator[tuple[int, str]]:
    """The true text of each cell that lies where a known one does."""
    for cell in cells:
        best = max(truth.cells, key=lambda one: one.box.overlap(Box(*cell[5:9])))
        if best.box.overlap(Box(*cell[5:9])) >= SAME_PLACE and best.text is not None:
            yield cell[0], best.text


def wrong(cells: list[tuple[Any, ...]], truth: KnownPage) -> Counter[str]:
    """The known cells that are not right now: never found, taken unseen, or left for another."""
    found: Counter[str] = Counter()
    for one in truth.cells:
        cell = max(cells, key=lambda cell: one.box.overlap(Box(*cell[5:9])), default=None)
        found[_wrong(one, cell)] += 1
    return found


def _wrong(one: KnownCell, cell: tuple[Any, ...] | None) -> str:
    if cell is None or one.box.overlap(Box(*cell[5:9])) < SAME_PLACE:
        return "not found" if one.text else "right"
    if cell[3]:
        return "flagged"
    if same(cell[1], one.text or ""):
        return "right"
    return "unseen" if cell[2] == "auto" else "reviewed"


def tell(done: list[Cleared], paces: tuple[Pace, ...]) -> None:
    """The tables."""
    acts = ("confirm", "another reading", "type", "ask")
    head = " ".join(f"{one:>15}" for one in acts)
    print(f"{'page':34} rows cells doubt  keys wait s      s {head}  wrong in the end")
    for one in done:
        counts = " ".join(f"{one.acts[a]:6} {one.keys[a]:4} keys" for a in acts)
        left = ", ".join(f"{n} {w}" for w, n in one.wrong.items() if w != "right") or "none"
        print(
            f"{one.name:34} {one.rows:4} {one.cells:5} {one.doubtful:5} {one.keys.total():5}"
            f" {one.waited:6.1f} {one.seconds:6.0f} {counts}  {left}"
        )
    seconds = sorted(one.seconds for one in done if one.tag == "register")
    ninth = statistics.quantiles(seconds, n=10)[-1]
    within = sum(one <= LIMIT for one in seconds)
    print(f"a page: median {statistics.median(seconds):.0f} s, p90 {ninth:.0f} s", end=", ")
    print(f"worst {seconds[-1]:.0f} s; {within} of {len(seconds)} within {LIMIT:.0f} s")
    for title in ("keys", "columns", "acts", "wrong"):
        total: Counter[str] = sum((getattr(one, title) for one in done), Counter())
        print(f"{title}: " + ", ".join(f"{what} {n}" for what, n in total.most_common()))
    for told in paces:
        print(f"{told.kind:14} {told.pages} pages {told.rows:4} rows {told.row:6.1f} s a row")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as work:
        given = [Path(one).absolute() for one in sys.argv[1:]]
        main(given[0], given[1] if len(given) > 1 else Path(work) / "home")
