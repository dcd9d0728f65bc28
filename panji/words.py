"""What the command line says, in the user's language, from words.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ocr.faults import Language


@dataclass(frozen=True, slots=True)
class Words:
    """Says things in `language`."""

    language: Language

    def __call__(self, key: str, **values: object) -> str:
        """The words under `key` with the values put in."""
        return _table()[key][self.language].format_map(values)


@cache
def _table() -> dict[str, dict[str, str]]:
    return tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))
