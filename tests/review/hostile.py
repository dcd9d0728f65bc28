"""Strings that would run, break out, mislead or crash, if a screen took them for more than text."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import cycle
from pathlib import Path

MARK = "खतरनाक"
"""A word to find them by."""

HOSTILE = (
    "<script>window.pwned=1</script>",
    "</script><script>window.pwned=1</script>",
    "</textarea><script>window.pwned=1</script>",
    "</title></style></pre><script>window.pwned=1</script>",
    "<img src=x onerror=window.pwned=1>",
    '"><img src=x onerror="window.pwned=1">',
    "' autofocus onfocus='window.pwned=1",
    '" autofocus onfocus="window.pwned=1',
    "<svg onload=window.pwned=1><animate onbegin=window.pwned=1 attributeName=x dur=1s>",
    "<svg><script>window.pwned=1</script></svg>",
    "<math><mtext><mglyph><style><img src onerror=window.pwned=1>",
    "<iframe srcdoc='<script>parent.pwned=1</script>'></iframe>",
    "<iframe src=javascript:window.pwned=1>",
    "<a href=javascript:window.pwned=1>पढ़ें</a>",
    "javascript:window.pwned=1",
    "data:text/html,<script>window.pwned=1</script>",
    "<object data='data:text/html,<script>window.pwned=1</script>'></object>",
    "<details open ontoggle=window.pwned=1>",
    "<form action=https://evil.example><button>ठीक है</button></form>",
    "<base href=https://evil.example/>",
    "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "<style>*{display:none!important}</style>",
    "};*{display:none}/*",
    "expression(window.pwned=1);background:url(https://evil.example/x)",
    "<!--><script>window.pwned=1</script-->",
    "<![CDATA[<script>window.pwned=1</script>]]>",
    "&lt;script&gt;window.pwned=1&lt;/script&gt;",
    "&#x3C;script&#x3E;window.pwned=1&#x3C;/script&#x3E;",
    "{{ 7*7 }}{% for x in ().__class__.__base__.__subclasses__() %}{{ x }}{% endfor %}",
    "${7*7}#{7*7}<%= 7*7 %>{{constructor.constructor('window.pwned=1')()}}",
    "{name} {0} {0.__class__} %s %n %(name)s",
    "=cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    '+HYPERLINK("https://evil.example","थाना")',
    "'; DROP TABLE cells; --",
    "__proto__",
    "constructor",
    "toString",
    "../../../../etc/passwd",
    "\u202eभरोसा\u202c \u202egnp.exe",
    "\u2066\u2067थाना\u2069\u200f\u200e",
    "रा\u200bम\u200c \u200d\ufeffसिंह\u2060",
    "क" + "\u0301\u0489\u20dd\u093c" * 200,
    "\u0000मध्य\u0000",
    "\x07\x08\x1b[31m\x7f\x85",
    "पंक्ति\r\nदूसरी\rतीसरी\u2028चौथी\u2029पाँचवीं",
    "\ufffe\uffff\ufdd0\U0001fffe\U0010ffff",
    "\U000e0041\U000e0042 👮🏽‍♀️ \U0001f1ee\U0001f1f3",
    "क" * 3000,
    "W" * 900,
    "\t \u00a0\u3000",
    "\\u003cscript\\u003ewindow.pwned=1\\u003c/script\\u003e",
    "\\\"'`\\",
)

_PLACES = """
    SELECT cells.id FROM cells JOIN register_rows ON row_id = register_rows.id
    WHERE document_id = ? ORDER BY number, position
"""


def into(home: Path, page: int, strange: int, letter: int) -> dict[int, str]:
    """Put them everywhere in the store below `home`: the texts by cell of the page `page`.

    The page `strange` is of no known kind, so that its kind and headings are shown as they are.
    """
    with closing(sqlite3.connect(home / "panji.sqlite3")) as store:
        told = _cells(store, page)
        _cells(store, strange)
        head = 'UPDATE cells SET heading = text, "column" = substr(text, 1, 60) WHERE row_id IN'
        store.execute(f"{head} (SELECT id FROM register_rows WHERE document_id = ?)", (strange,))
        store.execute("UPDATE documents SET kind = ? WHERE id = ?", (HOSTILE[0], strange))
        everything = "\n".join((MARK, *HOSTILE))
        store.execute("UPDATE documents SET text = ? WHERE id = ?", (everything, letter))
        store.execute("UPDATE documents SET level = 'normal'")
        _names(store)
        store.execute("UPDATE search_rules SET rules = 0")  # the index is made anew
        store.commit()
    return told


def _cells(store: sqlite3.Connection, document: int) -> dict[int, str]:
    told: dict[int, str] = {}
    rows = store.execute(_PLACES, (document,)).fetchall()
    for (cell,), text in zip(rows, _texts(), strict=False):
        others = json.dumps([f"1{text}", f"2{text}"])
        change = "UPDATE cells SET text = ?, raw = ?, alternatives = ?, state = 'review'"
        store.execute(f"{change} WHERE id = ?", (text, f"0{text}", others, cell))
        told[cell] = text
    return told


def _texts() -> Iterator[str]:
    """Each once, and then the mark for as long as there are cells."""
    yield from HOSTILE
    yield from cycle([MARK])


def _names(store: sqlite3.Connection) -> None:
    """A share of them in the name of each scan and of each user."""
    for table, column, key in (("scans", "source", "sha256"), ("users", "full_name", "name")):
        rows = [key for (key,) in store.execute(f"SELECT {key} FROM {table}").fetchall()]
        for at, row in enumerate(rows):
            text = " ".join(one[:120] for one in HOSTILE[at :: len(rows)])
            store.execute(f"UPDATE {table} SET {column} = ? WHERE {key} = ?", (text, row))
