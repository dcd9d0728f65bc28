"""The night's look at the archive as a Prefect flow, and a signed checkpoint of the audit log."""

from __future__ import annotations

from prefect import flow
from prefect.artifacts import acreate_markdown_artifact

from flows.faults import ArchiveTouched
from flows.options import Options
from flows.stop import cancelled_by_signals
from storage import checkpoints, database, rounds
from storage.archive import Archive
from storage.rounds import Round


@flow(name="fixity")
async def fixity(options: Options, share: float = 1 / 30) -> Round:
    """Hash a share of the archive; with a thirtieth each night, all of it in a month.

    Raises ArchiveTouched when all is noted, so that the run shows as failed and somebody is told.
    """
    with cancelled_by_signals():
        async with database.opened(options.database):
            done = await rounds.check(Archive(options.archive), share, "flow/fixity")
            place, _ = await checkpoints.write(options.home)
        await acreate_markdown_artifact(f"{markdown(done)}\n\nCheckpoint: `{place}`", key="fixity")
    if done.fixity.amiss:
        raise ArchiveTouched(count=done.fixity.amiss)
    return done


def markdown(done: Round) -> str:
    """What was found, for Prefect's screen."""
    found = done.fixity
    lists = {
        "Missing": found.missing,
        "Changed": found.changed,
        "Untracked": found.untracked,
        "Replaced": found.replaced,
        "Not readable": found.unreadable,
    }
    lines = [f"{done.checked} of {done.scans} scans hashed, {found.amiss} files amiss."]
    lines += [f"- {name}: `{path}`" for name, paths in lists.items() for path in paths]
    return "\n".join(lines)
