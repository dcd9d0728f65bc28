"""A place, court or office: सी०जे०एम० कन्नौज, क्षेत्राधिकारी तिर्वा, ग्राम समधन."""

from __future__ import annotations

import re
from functools import lru_cache

from classifiers.district import District, Term
from classifiers.fold import plain
from classifiers.meaning import Meaning, Setting
from classifiers.reasons import reason
from classifiers.values import Place
from classifiers.vocabulary import exact, nearest

_CUE = re.compile(
    r"^(?:(?:न्यायालय|कार्यालय|ग्राम|मोहल्ला|कस्बा|श्रीमान|माननीय|मा॰)\s+)+"
    r"|\s+(?:महोदय|महोदया|जी)$|\s(?:महोदय|महोदया)(?=\s)"
)
_ALIKE = 0.85


def parse(text: str, setting: Setting) -> Meaning:
    """The place with its code; whole only if it is in the lists as written."""
    line = plain(text).strip(" .,;:-।")
    if not line:
        return Meaning(None, whole=False, reasons=(reason("no-value", "place"),))
    known = _known(setting.district)
    found = exact(line, known) or exact(_CUE.sub("", line), known)
    if found:
        return Meaning(Place(found.name, found.code), whole=True)
    near = nearest(line, known, _ALIKE)
    if near:
        return Meaning(
            Place(near.name, near.code), whole=False, reasons=(reason("near", near.name),)
        )
    return Meaning(Place(line, None), whole=False, reasons=(reason("place-unknown"),))


@lru_cache(maxsize=8)
def _known(district: District) -> tuple[Term, ...]:
    """Offices, courts, authorities and places, in the order in which they are believed."""
    own = tuple(Term(o.code, o.name, o.variants) for o in district.offices.values())
    lists = (district.terms[name] for name in ("courts", "authorities", "places"))
    return own + tuple(term for terms in lists for term in terms)
