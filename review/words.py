"""What the screens say, in Hindi and English, from the files of review/words/."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ocr.faults import Language


@dataclass(frozen=True, slots=True)
class Words:
    """Says things in `language`."""

    language: Language

    def __call__(self, key: str, **values: object) -> str:
        """The words under `key` (`file.entry`), the values put in; KeyError if there are none."""
        return all_words()[key][self.language].format_map(values)

    def every(self, prefix: str) -> Mapping[str, str]:
        """All words whose keys begin with `prefix.`, under the rest of the key: for scripts."""
        start = len(prefix) + 1
        return {
            key[start:]: said[self.language]
            for key, said in all_words().items()
            if key.startswith(f"{prefix}.")
        }


@cache
def all_words() -> Mapping[str, Mapping[str, str]]:
    """Every entry of every file as `file.entry`, in both languages."""
    found: dict[str, Mapping[str, str]] = {}
    for file in sorted(files("review").joinpath("words").iterdir(), key=lambda f: f.name):
        if file.name.endswith(".toml"):
            name = file.name.removesuffix(".toml")
            table = tomllib.loads(file.read_text(encoding="utf-8"))
            found |= {f"{name}.{key}": said for key, said in table.items()}
    return found
