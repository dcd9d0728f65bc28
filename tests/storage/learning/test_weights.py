"""Weights that were taught are used, logged, and can be taken back; others never slip in."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from storage import chain
from storage.database import opened
from storage.learning import weights
from storage.learning.faults import NothingToTakeBack, WeightsDamaged
from storage.learning.weights import Figures, Weights
from storage.tables.audit import AuditEntry, AuditValue

FIGURES = Figures("KNJ-TIR", 1, 30.0, 240, 60, (0.16, 0.06), (0.10, 0.09))


async def accepted(home: Path, data: bytes, parent: str = "") -> Weights:
    return await weights.accept(home, data, parent or weights.shipped(), FIGURES, "panji train")


async def test_accepted_weights_are_used_and_the_log_knows_them(url: str, tmp_path: Path) -> None:
    async with opened(url):
        assert weights.in_use(tmp_path) is None
        new = await accepted(tmp_path, b"one")
        path = weights.in_use(tmp_path)
        assert path is not None
        assert path.read_bytes() == b"one"
        assert weights.kept(tmp_path).now == new
        assert new.figures == FIGURES
        entry = await AuditEntry.get(object="weights")
        assert (entry.action, entry.actor) == ("policy assignment", "panji train")
        told = json.loads((await AuditValue.get(seq=entry.seq, side="after")).value)
        assert told["weights"] == new.sha256
        assert told["figures"]["own"] == [0.16, 0.06]
        assert not (await chain.follow())[1]


async def test_going_back_uses_what_the_version_went_on_from_down_to_what_ships(
    sqlite_url: str, tmp_path: Path
) -> None:
    async with opened(sqlite_url):
        first = await accepted(tmp_path, b"one")
        await accepted(tmp_path, b"two", first.sha256)
        assert await weights.back(tmp_path, "panji train") == first
        path = weights.in_use(tmp_path)
        assert path is not None
        assert path.read_bytes() == b"one"
        assert await weights.back(tmp_path, "panji train") is None
        assert weights.in_use(tmp_path) is None
        with pytest.raises(NothingToTakeBack):
            await weights.back(tmp_path, "panji train")
        assert len(weights.kept(tmp_path).versions) == 2
        assert await AuditEntry.filter(object="weights").count() == 4


async def test_a_damaged_file_is_refused_and_can_be_gone_back_from(
    sqlite_url: str, tmp_path: Path
) -> None:
    async with opened(sqlite_url):
        await accepted(tmp_path, b"one")
        path = weights.in_use(tmp_path)
        assert path is not None
        path.write_bytes(b"other")
        with pytest.raises(WeightsDamaged):
            weights.in_use(tmp_path)
        await weights.back(tmp_path, "panji train")
        assert weights.in_use(tmp_path) is None


async def test_weights_taught_on_from_what_an_earlier_product_shipped_are_out_of_use(
    sqlite_url: str, tmp_path: Path
) -> None:
    async with opened(sqlite_url):
        await accepted(tmp_path, b"one")
    file = tmp_path / "weights" / "list.json"
    file.write_text(file.read_text().replace(f'"base": "{weights.shipped()}', '"base": "0'))
    assert weights.in_use(tmp_path) is None
    assert len(weights.kept(tmp_path).versions) == 1


def test_a_list_that_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "weights").mkdir()
    (tmp_path / "weights" / "list.json").write_text("[]")
    with pytest.raises(WeightsDamaged):
        weights.in_use(tmp_path)
