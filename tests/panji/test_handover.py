"""The commands of a hand-over tell what cannot be handed over, before anything is made."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands import Panji


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["bagit", "--file", "K-11011/1/2006-KNJ-TIR"], "E841"),
        (["pdf", "--whole", "--reason", "short"], "E843"),
    ],
)
def test_what_cannot_be_handed_over_is_told(
    ready: Panji, tmp_path: Path, words: list[str], code: str
) -> None:
    out = tmp_path / "out"
    done = ready("export", *words, "--out", out)
    assert (done.returncode, done.stderr.split(":")[0]) == (1, code)
    assert not out.exists()
