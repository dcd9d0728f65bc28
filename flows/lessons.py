"""The night's lessons as a Prefect flow: the network learns from what people corrected."""

from __future__ import annotations

from prefect import flow
from prefect.artifacts import acreate_markdown_artifact

from flows.options import Options
from flows.stop import cancelled_by_signals
from flows.teach import Done, Lesson, teach


@flow(name="lessons")
async def lessons(options: Options, office: str | None = None, minutes: float = 60.0) -> Done:
    """Learn from the corrections of an office (None: of all) for so many minutes on one core.

    Raises TrainerMissing where PyTorch is not installed, so that the run shows as failed.
    """
    with cancelled_by_signals():
        done = await teach(options, Lesson(office, minutes), "flow/lessons")
        await acreate_markdown_artifact(markdown(done), key="lessons")
    return done


def markdown(done: Done) -> str:
    """What was learned, for Prefect's screen."""
    lines = [f"{done.taught} lines taught, {done.held} held back."]
    if done.figures is not None:
        own, standard = (
            [f"{share:.2%}" for share in pair] for pair in (done.figures.own, done.figures.standard)
        )
        lines += [
            "",
            "| characters wrong | before | after |",
            "|---|---|---|",
            f"| lines held back | {own[0]} | {own[1]} |",
            f"| made-up lines | {standard[0]} | {standard[1]} |",
        ]
    told = f"In use from now on: `{done.new.sha256[:8]}`" if done.new else "Nothing was changed."
    return "\n".join([*lines, "", told])
