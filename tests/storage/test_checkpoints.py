"""A signed checkpoint is believed only if its signature is by the key that we hold."""

from __future__ import annotations

import asyncio
import json
import random
import stat
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from ocr.faults import Fault
from storage import chain, checkpoints, keys, standalone_verify
from storage.exports import audit
from tests.storage.test_chain import log
from tests.storage.test_tampering import alone


@pytest.fixture
async def home(sqlite_url: str, tmp_path: Path) -> Path:
    """A home with a checkpoint of a log of five entries, and the log as exported."""
    async with log(sqlite_url):
        await checkpoints.write(tmp_path, tmp_path / "held.json")
        lines = [json.dumps(line) async for line in audit.lines()]
    log_file = tmp_path / "log.jsonl"
    log_file.write_text("\n".join(lines), encoding="utf-8")
    return tmp_path


def changed(file: Path, **fields: object) -> None:
    told = json.loads(file.read_text())
    file.write_text(json.dumps(told | fields))


def code(file: Path, key: Path) -> str:
    with pytest.raises(Fault) as fault:
        checkpoints.read(file, key)
    return fault.value.code


def test_a_checkpoint_reads_back_as_it_was_signed(home: Path) -> None:
    """Number and hash of the last entry."""
    held = checkpoints.read(home / "held.json", keys.public_file(home))
    last = json.loads((home / "log.jsonl").read_text().splitlines()[-1])
    assert held == chain.Checkpoint(last["seq"], last["hash"])


def test_the_private_key_is_for_its_owner_alone_and_made_once(home: Path) -> None:
    """A second use takes the same."""
    place = home / "keys" / "checkpoint.key"
    before = place.read_bytes()
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert keys.private_key(home).public_key() == keys.public_key(keys.public_file(home))
    assert place.read_bytes() == before
    assert {one.name for one in place.parent.iterdir()} == {"checkpoint.key", "checkpoint.pub"}


@pytest.mark.parametrize(
    "fields",
    [{"seq": 4}, {"hash": "0" * 64}, {"utc": "2020"}, {"store": "x"}, {"signature": "00" * 64}],
)
def test_a_checkpoint_that_was_changed_is_not_believed(
    home: Path, fields: dict[str, object]
) -> None:
    """By Panji nor by the expert's verifier."""
    changed(home / "held.json", **fields)
    assert code(home / "held.json", keys.public_file(home)) == "E851"
    assert alone(home / "log.jsonl", "--checkpoint", home / "held.json")[0] == 2


def test_a_checkpoint_signed_with_another_key_is_not_believed(home: Path) -> None:
    """Although it is whole and names that key itself."""
    keys.private_key(home / "other")
    other = keys.public_file(home / "other")
    assert code(home / "held.json", other) == "E851"
    asked = (home / "log.jsonl", "--checkpoint", home / "held.json", "--key")
    assert alone(*asked, other)[0] == 2
    assert alone(*asked, keys.public_file(home))[0] == 0


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"form": "x"}', "\xff"])
def test_what_is_no_checkpoint_is_named(home: Path, text: str) -> None:
    """E852, also where the key is none."""
    (home / "bad").write_text(text, encoding="latin-1")
    assert code(home / "bad", keys.public_file(home)) == "E852"
    assert code(home / "held.json", home / "bad") == "E852"
    assert code(home / "none.json", keys.public_file(home)) == "E852"


def test_the_expert_s_verifier_finds_a_cut_tail_by_the_checkpoint(home: Path) -> None:
    """The chain alone holds."""
    log_file = home / "log.jsonl"
    log_file.write_text("\n".join(log_file.read_text().splitlines()[:-1]))
    assert alone(log_file)[0] == 0
    assert alone(log_file, "--checkpoint", home / "held.json")[0] == 2


def test_signatures_are_checked_without_a_library_as_with_it() -> None:
    """Ours of RFC 8032 against OpenSSL's, on good ones and on ones with a bit turned."""
    chance = random.Random(8032)
    for number in range(24):
        key, message = Ed25519PrivateKey.generate(), chance.randbytes(number)
        public, signature = key.public_key(), bytearray(key.sign(message))
        if number % 2:
            signature[chance.randrange(64)] ^= 1 << chance.randrange(8)
        try:
            public.verify(bytes(signature), message)
            good = True
        except InvalidSignature:
            good = False
        raw = public.public_bytes_raw()
        assert (
            standalone_verify._signed(raw, message, bytes(signature)) == good == (number % 2 == 0)
        )


async def test_two_who_need_the_key_at_once_get_the_same(tmp_path: Path) -> None:
    """Neither reads a half-written one."""
    made = await asyncio.gather(*(asyncio.to_thread(keys.private_key, tmp_path) for _ in range(8)))
    assert len({one.private_bytes_raw() for one in made}) == 1
