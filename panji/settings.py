"""The settings of this installation, from the environment (PANJI_…), made once and handed down."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from flows.options import ENGINE, Options, cores
from ocr.faults import Language
from panji.faults import BadSetting

SHIPPED = Path(__file__).resolve().parent.parent / "districts" / "kannauj"


def _language() -> Language:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if told := os.environ.get(name):
            return "hi" if told.startswith("hi") else "en"
    return "en"


class Settings(BaseSettings):
    """Where things are and how much may be used; each can be set as PANJI_ and its name.

    `home` holds everything that is not told to lie elsewhere: store, archive, logs.
    """

    model_config = SettingsConfigDict(env_prefix="PANJI_", frozen=True)

    home: Path = Path("panji-data")
    database: str = ""
    archive: Path | None = None
    district: Path = SHIPPED
    lang: Language = Field(default_factory=_language)
    engine: str = ENGINE
    workers: int = Field(default_factory=cores, ge=1)
    lease_seconds: float = Field(default=600.0, gt=0)
    page_seconds: float = Field(default=300.0, gt=0)
    recycle: int = Field(default=500, ge=1)
    practice_pages: int = Field(default=12, ge=0, le=999)

    @field_validator("home", "archive", "district")
    @classmethod
    def _absolute(cls, path: Path | None) -> Path | None:
        return path and path.expanduser().absolute()

    def options(self, workers: int | None = None, batch: int | None = None) -> Options:
        """What a run needs to know of them."""
        same = ("home", "district", "engine", "lease_seconds", "page_seconds", "recycle")
        told: dict[str, Any] = {name: getattr(self, name) for name in same}
        return Options(
            **told,
            database=self.url,
            archive=self.archive or self.home / "archive",
            workers=workers or self.workers,
            batch=batch,
        )

    @property
    def url(self) -> str:
        """The address of the store's database."""
        return self.database or f"sqlite://{self.home}/panji.sqlite3"


def settings() -> Settings:
    """The settings as the environment has them; BadSetting names the first that is wrong."""
    try:
        return Settings()
    except ValidationError as wrong:
        first = wrong.errors(include_url=False)[0]
        name = f"PANJI_{'_'.join(map(str, first['loc'])).upper()}"
        value = str(first.get("input", ""))
        raise BadSetting(name=name, value=value, reason=first["msg"]) from wrong


def language() -> Language:
    """The user's language, also when the settings themselves are wrong."""
    return "hi" if os.environ.get("PANJI_LANG", _language()) == "hi" else "en"
