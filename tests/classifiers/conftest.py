"""The district every test of the classifiers works in."""

import pytest

from classifiers.district import District
from classifiers.load import load
from classifiers.meaning import Setting
from tests.builders import DISTRICTS


@pytest.fixture(scope="session")
def kannauj() -> District:
    return load(DISTRICTS / "kannauj")


@pytest.fixture(scope="session")
def setting(kannauj: District) -> Setting:
    return Setting(kannauj, 2006)
