"""A code of a fault means one thing."""

from __future__ import annotations

import importlib
import pkgutil

import classifiers
import flows
import ocr
import panji
import review
import storage
from ocr.faults import Fault


def every(kind: type[Fault]) -> list[type[Fault]]:
    """The kind and all kinds of it."""
    return [kind, *(one for below in kind.__subclasses__() for one in every(below))]


def test_no_two_faults_share_a_code() -> None:
    for package in (ocr, classifiers, storage, flows, review, panji):
        for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            if module.name.endswith("faults"):
                importlib.import_module(module.name)
    own = [one for one in set(every(Fault)) if "code" in vars(one)]
    codes = sorted(one.code for one in own)
    assert len(codes) > 60
    assert codes == sorted(set(codes))
