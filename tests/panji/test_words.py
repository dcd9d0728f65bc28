"""What the command line says, it says in both languages with the same values."""

from __future__ import annotations

import string
import tomllib
from pathlib import Path

import pytest

import panji

TABLE = tomllib.loads((Path(panji.__file__).parent / "words.toml").read_text(encoding="utf-8"))


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("key", TABLE)
def test_both_languages_put_in_the_same_values(key: str) -> None:
    assert fields(TABLE[key]["en"]) == fields(TABLE[key]["hi"])
