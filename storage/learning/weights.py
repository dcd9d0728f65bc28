"""Weights that a place's own corrections taught: kept by their hash, listed, one of them in use.

They lie in `weights` below the home, beside a list of them. Those taught on from weights that
shipped with another version of the product are out of use: the lessons are still in the store, and
the next night teaches them to the new ones.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from ocr.models import WEIGHTS
from storage import audit
from storage.archive import full_disk
from storage.audit import Act
from storage.clock import now
from storage.database import transaction
from storage.disk import put
from storage.learning.faults import NothingToTakeBack, WeightsDamaged


@dataclass(frozen=True, slots=True)
class Figures:
    """What was taught, and the share of characters wrong before and after it.

    `office` is whose lessons they were, "" for all; `taught` and `held` count lines. `own` is the
    error on lines held back, `standard` that on made-up ones.
    """

    office: str
    seed: int
    minutes: float
    taught: int
    held: int
    own: tuple[float, float]
    standard: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Weights:
    """One version: its SHA-256, that of the weights it went on from, that of those that shipped."""

    sha256: str
    parent: str
    base: str
    utc: str
    figures: Figures


@dataclass(frozen=True, slots=True)
class Kept:
    """All versions, the oldest first, and the hash of the used one; "" if none was ever taught."""

    used: str = ""
    versions: tuple[Weights, ...] = ()

    @property
    def now(self) -> Weights | None:
        """The version in use, None for the weights that ship."""
        mine = (one for one in self.versions if one.sha256 == self.used)
        return next((one for one in mine if one.base == shipped()), None)


@cache
def shipped() -> str:
    """The SHA-256 of the weights that ship."""
    return sha256(WEIGHTS.read_bytes()).hexdigest()


def kept(home: Path) -> Kept:
    """What is listed below this home; WeightsDamaged if the list cannot be read."""
    try:
        told: dict[str, Any] = json.loads(_list(home).read_text(encoding="utf-8"))
        return Kept(told["used"], tuple(_version(one) for one in told["versions"]))
    except FileNotFoundError:
        return Kept()
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise WeightsDamaged(path=str(_list(home))) from error


def in_use(home: Path) -> Path | None:
    """The file of the weights in use, None: those that ship; WeightsDamaged if it is not whole."""
    version = kept(home).now
    if version is None:
        return None
    path = _file(home, version.sha256)
    try:
        whole = sha256(path.read_bytes()).hexdigest() == version.sha256
    except OSError:
        whole = False
    if not whole:
        raise WeightsDamaged(path=str(path))
    return path


async def accept(home: Path, data: bytes, parent: str, figures: Figures, actor: str) -> Weights:
    """Keep new weights and use them from the next run on; `parent` is what they went on from.

    The log comes first, so that nothing is used that it does not know of.
    """
    new = Weights(sha256(data).hexdigest(), parent, shipped(), now().isoformat(), figures)
    with full_disk():
        _file(home, new.sha256).parent.mkdir(parents=True, exist_ok=True)
        put(_file(home, new.sha256), data)
    await _log(actor, parent, new.sha256, asdict(figures))
    before = kept(home)
    others = tuple(one for one in before.versions if one.sha256 != new.sha256)
    _write(home, Kept(new.sha256, (*others, new)))
    return new


async def back(home: Path, actor: str) -> Weights | None:
    """Use the version again that the one in use went on from, and say which; None: what ships.

    Raises NothingToTakeBack. No file is deleted.
    """
    before = kept(home)
    if before.now is None:
        raise NothingToTakeBack
    after = replace(before, used=before.now.parent)
    await _log(actor, before.used, before.now.parent, None)
    _write(home, after)
    return after.now


async def _log(actor: str, before: str, after: str, figures: dict[str, Any] | None) -> None:
    told = {"weights": after} | ({"figures": figures} if figures else {})
    async with transaction() as client:
        act = Act("policy assignment", "weights", actor, before={"weights": before}, after=told)
        await audit.append(client, act)


def _list(home: Path) -> Path:
    return home / "weights" / "list.json"


def _file(home: Path, digest: str) -> Path:
    return home / "weights" / f"{digest[:16]}.onnx"


def _version(told: dict[str, Any]) -> Weights:
    figures = told["figures"]
    pairs = {name: tuple(figures[name]) for name in ("own", "standard")}
    return Weights(**{**told, "figures": Figures(**{**figures, **pairs})})


def _write(home: Path, new: Kept) -> None:
    told = {"used": new.used, "versions": [asdict(one) for one in new.versions]}
    put(_list(home), (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode())
