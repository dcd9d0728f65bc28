"""A quantity: 14, 72 वर्ष, 1,948 रुपये, 12.5 कि०मी०."""

from __future__ import annotations

import re
from decimal import Decimal

from classifiers.fold import plain
from classifiers.meaning import Meaning, Setting
from classifiers.reasons import reason
from classifiers.values import Amount
from classifiers.vocabulary import exact

_WHOLE = re.compile(
    r"(?:(?:करीब|लगभग|कुल|₹|रु॰?|Rs\.?)\s*)*(\d{1,3}(?:,\d{2,3})+|\d{1,9})(\.\d{1,2})?\s*(?:/-)?\s*(.*)"
)


def parse(text: str, setting: Setting) -> Meaning:
    """The amount with its unit's code (year, rupee …); an unknown unit is not whole."""
    match = _WHOLE.fullmatch(plain(text))
    if match is None:
        return Meaning(None, whole=False, reasons=(reason("no-value", "amount"),))
    amount = Decimal(match[1].replace(",", "") + (match[2] or ""))
    named = match[3].strip(" .।")
    unit = exact(named, setting.district.terms["units"]) if named else None
    value = Amount(amount, unit.code if unit else _sign(text))
    if named and unit is None:
        return Meaning(value, whole=False, reasons=(reason("partly"),))
    return Meaning(value, whole=True)


def _sign(text: str) -> str | None:
    return "rupee" if re.search(r"₹|रु|Rs", text) else None
