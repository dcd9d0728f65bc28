"""Sample pages of a district's registers and letters are made and written, each with its truth."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import TypeVar

import numpy as np
from PIL import Image

from classifiers.district import District
from classifiers.kinds import LetterKind, RegisterKind
from samples.ageing.age import age, turn, turned
from samples.ageing.field import Pixels
from samples.ageing.wear import FACING, STRESS, wear
from samples.faces import Face
from samples.form import PLAIN, Form, form, grouped
from samples.grammar import grammar
from samples.letter import letter_text
from samples.look import look
from samples.page import letter_page
from samples.register import register_text
from samples.scribe import Scribe
from samples.style import choose
from samples.table import register_page
from samples.truth import Level, Stress, Truth

Kind = TypeVar("Kind")

_ORDER: tuple[Level, ...] = ("clean", "light", "medium", "light", "medium", "hard")
_ROWS = (9, 30)


@dataclass(frozen=True, slots=True)
class Order:
    """A page to make: what kind, how old; the rest as chance has it where None."""

    kind: RegisterKind | LetterKind
    level: Level | Stress
    spread: bool | None = None
    turned: int | None = None
    form: Form | None = None
    face: Face | None = None


def make(
    folder: Path,
    district: District,
    seed: int,
    registers: int,
    letters: int,
    level: Level | Stress | None = None,
) -> list[Path]:
    """Write so many pages of each, kinds in turn, levels mixed unless one is given.

    The same seed gives the same bytes. Returns the pictures; NAME.json lies beside NAME.png|jpg.
    """
    return write(
        folder,
        district,
        seed,
        [
            *_orders(list(district.registers.values()), registers, level),
            *_orders(list(district.letters.values()), letters, level),
        ],
    )


def stress_set(folder: Path, district: District, seed: int, registers: int) -> list[Path]:
    """Write so many registers, each with the same content in every condition of `STRESS`."""
    folder.mkdir(parents=True, exist_ok=True)
    kinds = list(district.registers.values())
    return [
        _write(folder, district, f"{seed}/{n}", n, _order(kinds[n % len(kinds)], level))
        for n in range(registers)
        for level in STRESS
    ]


def demo_set(folder: Path, district: District) -> list[Path]:
    """Write a handful: registers of several kinds, facing, turned and hard among them; letters."""
    registers, letters = _every(district.registers, 5), _every(district.letters, 3)
    ways: list[tuple[Level, bool, int]] = [
        ("light", True, 0), ("light", False, 0), ("light", False, 180),
        ("clean", False, 0), ("hard", False, 0),
    ]  # fmt: skip
    orders = [
        Order(kind, level, spread, by, PLAIN)
        for kind, (level, spread, by) in zip(registers, ways, strict=True)
    ]
    orders += [Order(kind, "light", turned=0) for kind in letters]
    return write(folder, district, 2024, orders)


def _every(kinds: Mapping[str, Kind], count: int) -> list[Kind]:
    """So many of the kinds, evenly spaced; some twice where there are fewer."""
    listed = list(kinds.values())
    return [listed[n * len(listed) // count] for n in range(count)]


def write(folder: Path, district: District, seed: int, orders: list[Order]) -> list[Path]:
    """Make each order and write its picture and truth; the folder is made where absent."""
    folder.mkdir(parents=True, exist_ok=True)
    return [_write(folder, district, f"{seed}/{n}", n, order) for n, order in enumerate(orders)]


def page(district: District, seed: str, order: Order) -> tuple[Pixels, Truth]:
    """The (h, w, 3) picture of one order, RGB, and what is known of it."""
    rng = Random(seed)  # noqa: S311 - made-up pages need no secrecy
    style = choose(rng)
    scribe = Scribe(rng, grammar(), style, district)
    if isinstance(order.kind, RegisterKind):
        sheet, truth = _register(order.kind, seed, order, rng, scribe)
    else:
        blocks = letter_text(order.kind, scribe)
        sheet, truth = letter_page(order.kind.id, blocks, style, look(rng, 0))
    noise = np.random.default_rng(rng.getrandbits(64))
    by = turn(noise, order.level) if order.turned is None else order.turned
    seal = (scribe.station, "जनपद", district.name)
    old, truth = age(np.asarray(sheet), truth, order.level, noise, seal)
    return turned(old, truth, by)


def _register(
    kind: RegisterKind, seed: str, order: Order, rng: Random, scribe: Scribe
) -> tuple[Image.Image, Truth]:
    """The clean page; its form comes from a chance of its own, so that all else stays as it was."""
    text = register_text(kind, scribe, rng.randint(*_ROWS))
    seen = look(rng, len(kind.columns), spread=order.spread)
    seen = replace(seen, face=order.face or seen.face)
    own = Random(f"{seed}/form")  # noqa: S311 - made-up pages need no secrecy
    drawn = order.form or form(own, spread=seen.spread)
    if drawn.groups:
        names = [office.name for office in scribe.district.offices.values()] or [text.district]
        text = replace(text, rows=grouped(text.rows, names, own))
    return register_page(kind, text, scribe.style, drawn.on(seen))


def _write(folder: Path, district: District, seed: str, number: int, order: Order) -> Path:
    pixels, truth = page(district, seed, order)
    quality = wear(order.level).quality
    name = f"{truth.kind[0]}{number:03}-{truth.name}-{truth.level}"
    path = folder / f"{name}.{'jpg' if quality else 'png'}"
    dots = (truth.dpi, truth.dpi)
    Image.fromarray(pixels).save(path, dpi=dots, quality=quality, compress_level=3)
    (folder / f"{name}.json").write_text(truth.json(), encoding="utf-8")
    return path


def _orders(
    kinds: list[RegisterKind] | list[LetterKind], count: int, level: Level | Stress | None
) -> list[Order]:
    # Shifted by one each time the kinds have been gone through, so that each meets each level.
    return [
        _order(kinds[n % len(kinds)], level or _ORDER[(n + n // len(kinds)) % len(_ORDER)])
        for n in range(count)
    ]


def _order(kind: RegisterKind | LetterKind, level: Level | Stress) -> Order:
    return Order(kind, level, spread=level in FACING if level in STRESS else None)
