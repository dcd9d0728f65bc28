"""What a run did, in numbers that add up, and all that the operator has to look at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flows.intake import Intake, Note
from storage.conservation import Balance
from storage.quarantined import Quarantined


@dataclass(frozen=True, slots=True)
class Counts:
    """Pages of a run; a file that cannot be opened counts as one.

    `new` were entered by this run and `resumed` waited from earlier ones: together they are
    filed, in review, quarantined, rejected, or still waiting.
    """

    new: int
    resumed: int
    filed: int
    review: int
    quarantined: int
    rejected: int
    waiting: int


@dataclass(frozen=True, slots=True)
class Summary:
    """What became of the files named: how many, how many `known` in full from before, the pages.

    `troubles` are what cannot be read among them, `stopped` the books that wait, `duplicates`
    files received under other names before, `passed_over` files in the folders that are no
    scans. `balance` is that of the whole store after the run.
    """

    files: int
    known: int
    pages: Counts
    seconds: float
    balance: Balance
    troubles: tuple[Note, ...]
    stopped: tuple[Note, ...]
    duplicates: tuple[Note, ...]
    passed_over: tuple[str, ...]

    @property
    def whole(self) -> bool:
        """Whether every page that was named could be read."""
        return not self.troubles and not self.stopped


def counts(before: Balance, after: Balance) -> Counts:
    """What changed in the store between two balances."""
    return Counts(
        new=after.accepted - before.accepted,
        resumed=before.in_flight,
        filed=after.filed - before.filed,
        review=after.review - before.review,
        quarantined=after.quarantined - before.quarantined,
        rejected=after.rejected - before.rejected,
        waiting=after.in_flight,
    )


def summary(
    intake: Intake,
    balances: tuple[Balance, Balance],
    quarantined: Iterable[Quarantined],
    stopped: tuple[Note, ...],
    seconds: float,
) -> Summary:
    """The summary of a run from what it took in and the store before and after."""
    before, after = balances
    refused = [one.refused for one in intake.files if one.refused]
    unread = [Note(one.source, one.page, one.finding) for one in quarantined]
    return Summary(
        files=len(intake.files),
        known=sum(one.new == 0 for one in intake.files),
        pages=counts(before, after),
        seconds=seconds,
        balance=after,
        troubles=tuple(sorted(refused + unread, key=lambda note: (note.source, note.page))),
        stopped=stopped,
        duplicates=tuple(one.duplicate for one in intake.files if one.duplicate),
        passed_over=intake.passed_over,
    )


def markdown(done: Summary) -> str:
    """The summary as Prefect shows it."""
    pages = done.pages
    rows = [f"| {name} | {getattr(pages, name)} |" for name in pages.__slots__]
    notes = [
        f"- {note.source} p. {note.page}: {note.finding.message()}"
        for note in (*done.troubles, *done.stopped)
    ]
    head = [f"{done.files} files in {done.seconds:.0f} s", "", "| pages | |", "|---|---|"]
    return "\n".join([*head, *rows, "", *notes])
