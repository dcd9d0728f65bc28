"""The forecast as lines of text: what is left, at which rate, and when it may be done."""

from __future__ import annotations

from datetime import date

from panji.words import Words
from storage.reports.forecast import Forecast
from storage.reports.outlook import LEAST, Outlook


def told(ahead: Forecast, say: Words) -> list[str]:
    """The verdict first, then reading and reviewing, then what no rate is known of."""
    read = say("to_read", left=ahead.read.left)
    review = say("to_review", left=ahead.review.left, coming=ahead.coming)
    return [
        say(f"cutover_{ahead.standing}", cutover=_day(ahead.cutover)),
        f"{read} {_when(ahead.read, say)}".strip(),
        f"{review} {_when(ahead.review, say)}".strip(),
        *([] if ahead.hours is None else [say("hours", hours=f"{ahead.hours:.1f}")]),
        *([say("others", pages=ahead.others)] if ahead.others else []),
    ]


def _when(one: Outlook, say: Words) -> str:
    if not one.left:
        return ""
    if one.per_day is None:
        return say("unmeasured", days=one.days, least=LEAST)
    if one.likely is None:
        return say("stalled", days=one.days)
    rate = say("daily", rate=f"{one.per_day:.1f}", days=one.days, active=one.active)
    key = "no_end" if one.latest is None else "ends"
    ends = {"earliest": one.earliest, "likely": one.likely, "latest": one.latest}
    return f"{rate} {say(key, **{name: _day(end) for name, end in ends.items()})}"


def _day(day: date | None) -> str:
    return f"{day:%d.%m.%Y}" if day else ""
