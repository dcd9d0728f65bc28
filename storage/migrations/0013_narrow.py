"""The search index knows who sees a name, and which sounds there are.

By hand, as in 0012. The rows are taken over as they are: making them anew takes long.
"""

import re

from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise.migrations.schema_editor.base import BaseSchemaEditor

COLUMNS = (
    "cell_id, row, field, key, short, spelt, relative_key, place_key, said, name, relative, place"
)
# As storage/search/sql.py asks it; U+E009 stands before a relative, U+E005 before an office.
HELD = (
    "key || coalesce(' ' || short, '') || ' \ue009' || substr(relative_key, 1, 2)"
    " || ' \ue009' || relative_key || place_key || ' \ue005' || seen_by"
)
# Only SQLite's full text needs the rows numbered: what stands in brackets is for it alone.
NUMBER = re.compile(r"\[(\w.*?, )\]")
BEFORE = [
    """
    CREATE TABLE search_seen (
        [id INTEGER PRIMARY KEY, ]document_id BIGINT NOT NULL, cell_id BIGINT, row INT,
        field VARCHAR(64) NOT NULL, key VARCHAR(120) NOT NULL, short VARCHAR(120),
        spelt VARCHAR(120) NOT NULL, relative_key VARCHAR(120) NOT NULL,
        place_key VARCHAR(120) NOT NULL, said TEXT NOT NULL, name TEXT,
        relative TEXT NOT NULL, place TEXT NOT NULL, seen_by VARCHAR(64) NOT NULL
    )
    """,
    f"""
    INSERT INTO search_seen ([id, ]document_id, {COLUMNS}, seen_by)
    SELECT [n.id, ]n.document_id, {COLUMNS},
        CASE WHEN d.office = 'unknown' THEN d.desk ELSE d.office END
    FROM search_names n JOIN documents d ON d.id = n.document_id
    """,
    "DROP TABLE search_names",
    "ALTER TABLE search_seen RENAME TO search_names",
    "CREATE INDEX search_names_document ON search_names (document_id)",
    # Who may see a name is told by the index: its row is not fetched for nothing.
    "CREATE INDEX search_names_key ON search_names (key, spelt, seen_by)",
    "CREATE INDEX search_names_short ON search_names (short, seen_by) WHERE short IS NOT NULL",
    "CREATE INDEX search_names_relative ON search_names (relative_key, seen_by)",
    "CREATE TABLE search_sounds (sound VARCHAR(120) NOT NULL)",
    "ALTER TABLE search_rules ADD COLUMN done BIGINT NOT NULL DEFAULT 0",
]
# U+E002 comes after all sounds.
SQLITE = [
    "CREATE VIRTUAL TABLE search_words USING fts5vocab(search_terms, 'row')",
    """
    INSERT INTO search_sounds (sound) SELECT term FROM search_words
    WHERE term >= '\ue001' AND term < '\ue002'
    """,
    "DROP TABLE search_words",
]
POSTGRES = [
    f"""
    CREATE INDEX search_names_held ON search_names
    USING gin (string_to_array({HELD}, ' ')) WITH (fastupdate = off)
    """,
    """
    INSERT INTO search_sounds (sound) SELECT DISTINCT term.lexeme
    FROM search_lines, unnest(terms) AS term
    WHERE term.lexeme COLLATE "C" >= '\ue001' AND term.lexeme COLLATE "C" < '\ue002'
    """,
    "ANALYZE search_names",
]
AFTER = ["CREATE INDEX search_sounds_sound ON search_sounds (sound)"]


async def narrow(apps: object, editor: BaseSchemaEditor) -> None:
    postgres = editor.client.capabilities.dialect == "postgres"
    for statement in [*BEFORE, *(POSTGRES if postgres else SQLITE), *AFTER]:
        await editor.client.execute_query(NUMBER.sub("" if postgres else r"\1", statement))


class Migration(migrations.Migration):
    dependencies = [("storage", "0012_room")]

    operations = [ops.RunPython(narrow)]
