from __future__ import annotations

import pytest

from samples.style import DATES, Style


@pytest.mark.parametrize(
    ("style", "written", "truth"),
    [
        (Style("ascii", "०", DATES[0]), "मु०अ०सं० 10/20", "मु०अ०सं० 10/20"),
        (Style("ascii", "0", DATES[0]), "मु0अ0सं0 10/20", "मु०अ०सं० 10/20"),
        (Style("deva", "॰", DATES[0]), "मु॰अ॰सं॰ १०/२०", "मु०अ०सं० १०/२०"),
        (Style("deva", ".", DATES[0]), "मु.अ.सं. १०/२०", "मु.अ.सं. १०/२०"),
    ],
)
def test_rings_and_figures_are_told_apart(style: Style, written: str, truth: str) -> None:
    """A ring is never taken for the figure nought, and truth folds round rings to one."""
    text = "मु०अ0सं० 10/20"
    assert (style.write(text), style.truth(text)) == (written, truth)
