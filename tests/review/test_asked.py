"""What reviewers ask is answered by who leads them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.review.inside import client, running
from tests.review.site import copied
from tests.review.test_policy import filled, sent

ROUTE = "POST /api/pages/{document}/edits"


@pytest.mark.parametrize(("name", "refused"), [("read", True), ("lead", False)])
async def test_only_who_leads_answers_what_was_asked(
    built: Path, tmp_path: Path, *, name: str, refused: bool
) -> None:
    home = copied(built, tmp_path / "home")
    (method, path), body = filled(ROUTE, home), sent(ROUTE)
    assert body is not None
    body["wishes"][0] |= {"act": "answer", "note": "379"}
    async with running(home) as made, await client(made, name) as browser:
        answer = await browser.request(method, path, json=body)
    assert (answer.status_code == 403) == refused
