"""Checks the lines of `panji export audit` for a court's expert: this file and Python, no Panji.

python3 -I -S standalone_verify.py LOG [--archive DIR] [--checkpoint FILE ...] [--key PUB]
Says the first thing that is wrong. Ends with 1 if the log was changed, 2 if a checkpoint is not
in it or not signed by the key (without --key: by the one it names itself, which proves only that
it is whole), 3 if the archive is not what came in, 4 if something cannot be read, 0 if all holds.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path

# Ed25519, verification as in RFC 8032, 5.1.7 and 6. Nothing secret passes through it.
P, ORDER = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
Point = tuple[int, int, int, int]
Wrong = tuple[int, str]
_JSON = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _log(lines: Iterator[str], hashes: dict[int, str], scans: set[str]) -> Iterator[Wrong]:
    previous = "0" * 64
    for count, line in enumerate(lines, start=1):
        entry = json.loads(line)
        said, start = entry.pop("hash"), b"\x01" + bytes.fromhex(previous)
        previous = hashlib.sha256(start + _JSON.encode(entry).encode()).hexdigest()
        if entry["seq"] != count or previous != said:
            yield 1, f"the log was changed at entry {count}"
        hashes[count] = previous
        if entry["action"] == "ingestion":
            scans.add(entry["source_sha256"])


def _checkpoint(file: Path, key: bytes | None, hashes: dict[int, str]) -> Iterator[Wrong]:
    told = json.loads(file.read_text(encoding="utf-8"))
    form, signature = told.pop("form"), bytes.fromhex(told.pop("signature"))
    said = f"{form}\n{_JSON.encode(told)}".encode()
    if not _signed(key or bytes.fromhex(told["key"]), said, signature):
        yield 2, f"{file}: the signature is not by that key"
    elif hashes.get(told["seq"], "0" * 64) != told["hash"]:
        yield 2, f"{file}: entry {told['seq']} is cut off or another: {told['hash']}"


def _archive(root: Path, scans: set[str]) -> Iterator[Wrong]:
    left = set(scans)
    for path in sorted((root / "scans").rglob("*")):
        if path.is_symlink() or not path.is_dir():
            own = None if path.is_symlink() else hashlib.sha256(path.read_bytes()).hexdigest()
            if path.stem not in scans or own != path.stem:
                yield 3, f"{path}: not what was received"
            left.discard(path.stem)
    yield from ((3, f"scan {one} is missing") for one in sorted(left))


def _signed(key: bytes, message: bytes, signature: bytes) -> bool:
    a, r, s = _point(key), _point(signature[:32]), int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= ORDER:
        return False
    digest = hashlib.sha512(signature[:32] + key + message).digest()
    one = _times(s, _point((4 * pow(5, -1, P) % P).to_bytes(32, "little")) or a)
    two = _add(r, _times(int.from_bytes(digest, "little") % ORDER, a))
    return not any((one[n] * two[2] - two[n] * one[2]) % P for n in (0, 1))


def _point(data: bytes) -> Point | None:
    odd, y = divmod(int.from_bytes(data, "little"), 1 << 255)
    xx = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(xx, (P + 3) // 8, P)
    x = x if x * x % P == xx else x * pow(2, (P - 1) // 4, P) % P
    if y >= P or x * x % P != xx or odd > (x > 0):
        return None
    return (x, y, 1, x * y % P) if x & 1 == odd else (P - x, y, 1, (P - x) * y % P)


def _add(one: Point, two: Point) -> Point:
    a, b = (one[1] - one[0]) * (two[1] - two[0]), (one[1] + one[0]) * (two[1] + two[0])
    c, d = 2 * one[3] * two[3] * D, 2 * one[2] * two[2]
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def _times(number: int, one: Point) -> Point:
    half = _times(number >> 1, _add(one, one)) if number else (0, 1, 1, 0)
    return _add(half, one) if number & 1 else half


def _wrongs(told: argparse.Namespace) -> Iterator[Wrong]:
    hashes, scans = dict[int, str](), set[str]()
    with told.log.open(encoding="utf-8") as lines:
        yield from _log(lines, hashes, scans)
    key = told.key and base64.b64decode("".join(told.key.read_text().splitlines()[1:-1]))[-32:]
    for file in told.checkpoint:
        yield from _checkpoint(file, key, hashes)
    if told.archive:
        yield from _archive(told.archive, scans)
    yield 0, f"all holds: {len(hashes)} entries of the log, {len(scans)} scans"


def _main() -> int:
    ask = argparse.ArgumentParser(usage=__doc__)
    for name in ("log", "--archive", "--key"):
        ask.add_argument(name, type=Path)
    ask.add_argument("--checkpoint", type=Path, action="append", default=[])
    try:
        status, words = next(_wrongs(ask.parse_args()))
    except (OSError, ValueError, KeyError, TypeError) as error:
        status, words = 4, f"cannot be read: {error!r}"
    print(words)
    return status


if __name__ == "__main__":
    sys.exit(_main())
