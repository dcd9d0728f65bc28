"""Who took what out of the store is in the audit log before the first line leaves."""

from __future__ import annotations

from storage import audit
from storage.database import transaction
from storage.exports.order import Choice
from storage.people import Author, act


async def log(by: Author, what: str, form: str, choice: Choice, reason: str = "") -> None:
    """Enter that `by` exports `what` in that form, and why he needs it whole."""
    told = {
        "form": form,
        "desks": None if choice.desks is None else sorted(choice.desks),
        "kind": choice.kind,
        "year": choice.year,
        "files": None if choice.files is None else sorted(choice.files),
        "whole": choice.whole,
        "reason": reason,
    }
    async with transaction() as client:
        await audit.append(client, act(by, "exporting", f"export/{what}", after=told))
