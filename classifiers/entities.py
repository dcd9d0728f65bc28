"""A letter's fields: reference, date, case, sections, persons, offices, subject, who signed.

spaCy's blank Hindi tokenizer with rules, no trained model. Its own NORM is a crude stemmer
(थाना -> थ), so every token's NORM is set to our fold before the rules look at it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

import spacy
from spacy.language import Language
from spacy.pipeline import SpanRuler
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from classifiers.district import Act, District
from classifiers.fold import fold, plain
from classifiers.kinds import Column, ColumnType
from classifiers.meaning import Setting
from classifiers.parsers import parse
from classifiers.parts import parts
from classifiers.patterns import patterns
from classifiers.record import Field
from classifiers.values import Value
from classifiers.vocabulary import pattern
from ocr.geometry import union
from ocr.reading import Reading, ReadLine

SOURCE = "rules"

TYPES: dict[str, ColumnType] = {
    "date": "date",
    "case": "case",
    "suit": "case",
    "sections": "sections",
    "person": "person",
    "officer": "officer",
    "office": "place",
    "court": "place",
    "reference": "code",
    "signatory": "person",
    "addressee": "place",
}
_MOST = 1200


@Language.component("panji_norm")
def _norm(doc: Doc) -> Doc:
    """Set each token's NORM to its fold; signs keep their text."""
    for token in doc:
        token.norm_ = fold(token.text) or token.text
    return doc


@dataclass(frozen=True, slots=True)
class _Found:
    name: str
    text: str
    start: int
    end: int


def entities(lines: Sequence[ReadLine], setting: Setting) -> tuple[Field, ...]:
    """The fields in reading order, each with the box of its lines and the value it means."""
    texts = [line.text for line in lines]
    starts = [0, *accumulate(len(text) + 1 for text in texts)]
    found = list(_spans(" ".join(texts), setting.district))
    for part in parts(texts):
        begin, end = starts[part.lines[0]], starts[part.lines[-1] + 1] - 1
        found.append(_Found(part.name, part.text, begin, end))
    told = sorted(found, key=lambda one: (one.start, one.end))
    return tuple(_field(one, lines, starts, setting) for one in told)


def _spans(text: str, district: District) -> Iterator[_Found]:
    """What the rules find, of two that overlap the longest; no officer in a person or office."""
    doc = _pipeline(district)(text)
    spans = doc.spans["ruler"]
    names = dict.fromkeys(span.label_ for span in spans)
    best = {name: filter_spans(s for s in spans if s.label_ == name) for name in names}
    taken = [span for name in ("person", "office", "court") for span in best.get(name, [])]
    for name, chosen in best.items():
        for span in chosen:
            if name != "officer" or not any(_overlap(span, other) for other in taken):
                yield _trimmed(name, span, text, district)


def _overlap(one: Span, other: Span) -> bool:
    return bool(one.start < other.end and other.start < one.end)


def _trimmed(name: str, span: Span, text: str, district: District) -> _Found:
    """The span without its cue (पत्रांक), sections with the Act that follows."""
    end = span.end_char
    if name == "sections":
        end = _with_act(text, end, district)
    start = span.start_char
    if name == "reference":
        start = next((token.idx for token in span if any(map(str.isdigit, token.text))), start)
        start = text.rfind(" ", 0, start) + 1
    return _Found(name, text[start:end].strip(" ,:-"), start, end)


def _with_act(text: str, end: int, district: District) -> int:
    """Where the words of the Act behind the sections end; `end` if no Act follows."""
    behind = text[end : end + 60].split(" ")
    acts = tuple(district.acts.values())
    for count in range(min(8, len(behind)), 0, -1):
        named = " ".join(behind[:count]).strip(" ,।")
        if named and _is_act(named, acts):
            return end + len(" ".join(behind[:count]).rstrip(" ,।"))
    return end


@lru_cache(maxsize=2048)
def _is_act(named: str, acts: tuple[Act, ...]) -> bool:
    return re.fullmatch(pattern(acts), plain(named)) is not None


def _field(found: _Found, lines: Sequence[ReadLine], starts: list[int], setting: Setting) -> Field:
    on = [n for n in range(len(lines)) if starts[n] < found.end and found.start < starts[n + 1] - 1]
    stood = [lines[n] for n in on] or [lines[0]]
    box = union(line.box for line in stood)
    sure = min(line.confidence for line in stood)
    value = _value(found, setting)
    return Field(found.name, Reading(found.text, found.text, value, sure, box, SOURCE))


def _value(found: _Found, setting: Setting) -> Value | None:
    type_ = TYPES.get(found.name)
    if type_ is None:
        return None
    return parse(found.text[:_MOST], Column(found.name, type_, found.name), setting).value


@lru_cache(maxsize=4)
def _pipeline(district: District) -> Language:
    """A blank Hindi pipeline with the district's rules; about half a second to make."""
    nlp = spacy.blank("hi")
    nlp.add_pipe("panji_norm")
    ruler = nlp.add_pipe("span_ruler")
    assert isinstance(ruler, SpanRuler)
    ruler.add_patterns(
        patterns(district, lambda form: [t.norm_ for t in _norm(nlp.make_doc(form))])
    )
    return nlp
