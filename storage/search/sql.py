"""The search's statements as either database wants them; what differs between the two is here.

Statements are written once: `$1` stands for a parameter, `IN $1` for a list of them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import mul
from typing import Any, Final

from tortoise.backends.base.client import BaseDBAsyncClient

from storage.search.names import KIN
from storage.search.terms import OFFICE

_LIST: Final = re.compile(r"IN (\$\d+)")
_HOLE: Final = re.compile(r"\$(\d+)")


Groups = Sequence[Iterable[str]]
Shares = Mapping[str, float]
Conditions = tuple[list[tuple[str, str]], bool]
_SEEN, _MANY = 0.2, 0.01
"""Shares of all lines: that may be looked through for a term, and for all that is asked."""


@dataclass(frozen=True, slots=True)
class Line:
    """A register row, or a letter (`row` None): its words and all terms it is found by."""

    document: int
    row: int | None
    words: str
    terms: frozenset[str]


@dataclass(frozen=True, slots=True)
class Dialect:
    """How one database writes and asks the index.

    `filled` takes a statement and its parameters and gives both in the database's form;
    `forget` removes documents; `matching` makes conditions on line `l` of `lines`, each with its
    $1, that it holds one of each group of terms, given the shares of all lines that hold a term,
    which `shares` tells of list $1, and whether a part of what is found by the index gives enough;
    `held` is the condition on name `n`, for each $1 that
    `grouped` makes of lists of keys, relatives (KIN) and places (AT), and of offices if only
    theirs are asked, that of each list one is its own; `present` are the values of list $1;
    `add_terms` brings full-text tables up to the rows of documents.
    """

    filled: Callable[[str, Sequence[Any]], tuple[str, list[Any]]]
    forget: tuple[str, ...]
    add_line: str
    add_terms: tuple[str, ...]
    add_name: str
    line: Callable[[Line], list[Any]]
    lines: str
    shares: str
    matching: Callable[[Groups, Shares], Conditions]
    present: str
    held: str
    grouped: Callable[[list[list[str]], Sequence[str]], Sequence[Any]]


def dialect(client: BaseDBAsyncClient) -> Dialect:
    """That of the database behind `client`."""
    return POSTGRES if client.capabilities.dialect == "postgres" else SQLITE


def _for_postgres(statement: str, values: Sequence[Any]) -> tuple[str, list[Any]]:
    return _LIST.sub(r"= ANY(\1)", statement), list(values)


def _for_sqlite(statement: str, values: Sequence[Any]) -> tuple[str, list[Any]]:
    told = _LIST.sub(r"IN (SELECT value FROM json_each(\1))", statement)
    order = [int(hole) - 1 for hole in _HOLE.findall(told)]
    kept = [json.dumps(one) if isinstance(one, list) else one for one in values]
    return _HOLE.sub("?", told), [kept[at] for at in order]


def _sqlite_line(line: Line) -> list[Any]:
    return [line.document, line.row, line.words, " ".join(sorted(line.terms))]


def _postgres_line(line: Line) -> list[Any]:
    return [line.document, line.row, line.words, sorted(line.terms)]


def _sqlite_term(term: str) -> str:
    return f'"{term[:-1]}"*' if term.endswith("*") else f'"{term}"'


def _sqlite_all(groups: Groups) -> str:
    either = (" OR ".join(map(_sqlite_term, sorted(group))) for group in groups)
    return " AND ".join(f"({told})" for told in either)


def _sqlite_matching(groups: Groups, _: Shares) -> Conditions:
    return [("search_terms MATCH $1", _sqlite_all(groups))], False


def _sqlite_groups(groups: list[list[str]], _: Sequence[str]) -> list[str]:
    """Whose the names are is told by their rows: codes of offices are no single tokens."""
    return [_sqlite_all(groups)]


def _postgres_term(term: str) -> str:
    return f"'{term[:-1]}':*" if term.endswith("*") else f"'{term}'"


def _postgres_either(group: Iterable[str]) -> str:
    return " | ".join(map(_postgres_term, sorted(group)))


def _postgres_matching(groups: Groups, shares: Shares) -> Conditions:
    """The rarest first: of the others the index then reads only what these have.

    What most lines have is not looked up, which would take longest, but seen in the lines that
    have the rest; if many have all that is asked, in the first that come.
    """
    told = sorted(
        (min(1.0, sum(shares.get(term, 0.0) for term in group)), _postgres_either(group))
        for group in groups
    )
    left = list(accumulate((share for share, _ in reversed(told)), mul))[::-1]
    least = _SEEN if left[0] < _MANY else 0.0
    seen = [share >= least for share in left]
    conditions = [
        (f"({_MATCHED}) IS TRUE" if one else _MATCHED, either)
        for one, (_, either) in zip(seen, told, strict=True)
    ]
    # Of two that are looked up, parts of both would have next to nothing in common.
    return conditions, seen.count(False) == 1


def _postgres_groups(groups: list[list[str]], offices: Sequence[str]) -> list[list[str]]:
    return [*groups, [OFFICE + one for one in offices]] if offices else groups


_MATCHED: Final = "l.terms @@ $1::text::tsquery"
_NAME: Final = (
    "INSERT INTO search_names (document_id, cell_id, row, field, key, short, spelt, relative_key,"
    " place_key, said, name, relative, place, seen_by) VALUES "
)
# Not by a unique key: two who file the same new sound would wait for each other.
NEW_SOUNDS: Final = (
    "INSERT INTO search_sounds (sound) SELECT v.value FROM ({present}) AS v WHERE NOT EXISTS"
    " (SELECT 1 FROM search_sounds s WHERE s.sound = v.value)"
)
KNOWN_SOUNDS: Final = (
    "SELECT v.value FROM ({present}) AS v WHERE EXISTS"
    " (SELECT 1 FROM search_sounds s WHERE s.sound = v.value)"
)
_FORGET: Final = tuple(
    f"DELETE FROM {table} WHERE document_id IN $1" for table in ("search_lines", "search_names")
)

# A name with its relative and its place; migrations 0012 and 0013 have it in an index.
_HELD: Final = (
    f"key || coalesce(' ' || short, '') || ' {KIN}' || substr(relative_key, 1, 2)"
    f" || ' {KIN}' || relative_key || place_key"
)

SQLITE: Final = Dialect(
    filled=_for_sqlite,
    forget=(
        (
            "INSERT INTO search_terms (search_terms, rowid, terms)"
            " SELECT 'delete', id, terms FROM search_lines WHERE document_id IN $1"
        ),
        (
            "INSERT INTO search_held (search_held, rowid, held)"
            f" SELECT 'delete', id, {_HELD} FROM search_names WHERE document_id IN $1"
        ),
        *_FORGET,
    ),
    add_line="INSERT INTO search_lines (document_id, row, words, terms) VALUES (?, ?, ?, ?)",
    add_terms=(
        (
            "INSERT INTO search_terms (rowid, terms)"
            " SELECT id, terms FROM search_lines WHERE document_id IN $1"
        ),
        (
            "INSERT INTO search_held (rowid, held)"
            f" SELECT id, {_HELD} FROM search_names WHERE document_id IN $1"
        ),
    ),
    add_name=f"{_NAME}({', '.join('?' * 14)})",
    line=_sqlite_line,
    lines="search_terms JOIN search_lines l ON l.id = search_terms.rowid",
    shares="",
    matching=_sqlite_matching,
    present="SELECT value FROM json_each($1)",
    held="n.id IN (SELECT rowid FROM search_held WHERE search_held MATCH $1)",
    grouped=_sqlite_groups,
)
POSTGRES: Final = Dialect(
    filled=_for_postgres,
    forget=_FORGET,
    add_line=(
        "INSERT INTO search_lines (document_id, row, words, terms)"
        " VALUES ($1, $2, $3, array_to_tsvector($4::text[]))"
    ),
    add_terms=(),
    add_name=f"{_NAME}({', '.join(f'${n}' for n in range(1, 15))})",
    line=_postgres_line,
    lines="search_lines l",
    shares=(
        "SELECT e.term, e.share FROM pg_stats s, unnest(s.most_common_elems::text::text[],"
        " s.most_common_elem_freqs) AS e(term, share) WHERE s.schemaname = current_schema()"
        " AND s.tablename = 'search_lines' AND s.attname = 'terms' AND e.term IN $1"
    ),
    matching=_postgres_matching,
    present="SELECT unnest($1::text[]) AS value",
    held=f"string_to_array({_HELD} || ' {OFFICE}' || seen_by, ' ') && $1::text[]",
    grouped=_postgres_groups,
)
