"""Less room for the same: a person is one row of the search index, and no index is kept unasked.

By hand, because Tortoise knows neither partial nor full-text indexes. The rows of the search
index are made anew when the store is opened (storage/search/index.py).
"""

from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise.migrations.schema_editor.base import BaseSchemaEditor

# As storage/search/sql.py asks it; U+E009 stands before a relative.
HELD = (
    "key || coalesce(' ' || short, '') || ' \ue009' || substr(relative_key, 1, 2)"
    " || ' \ue009' || relative_key || place_key"
)
BOTH = [
    "DROP TABLE search_names",
    """
    CREATE TABLE search_names (
        {id}document_id BIGINT NOT NULL, cell_id BIGINT, row INT,
        field VARCHAR(64) NOT NULL, key VARCHAR(120) NOT NULL, short VARCHAR(120),
        spelt VARCHAR(120) NOT NULL, relative_key VARCHAR(120) NOT NULL,
        place_key VARCHAR(120) NOT NULL, said TEXT NOT NULL, name TEXT,
        relative TEXT NOT NULL, place TEXT NOT NULL
    )
    """,
    "CREATE INDEX search_names_document ON search_names (document_id)",
    "CREATE INDEX search_names_key ON search_names (key, spelt)",
    "CREATE INDEX search_names_short ON search_names (short) WHERE short IS NOT NULL",
    "CREATE INDEX search_names_relative ON search_names (relative_key)",
    # Hardly a cell has a flag.
    "CREATE INDEX cells_flag ON cells (flag) WHERE flag IS NOT NULL",
    "UPDATE search_rules SET rules = 0",
]
# A name with a relative or a village. Only SQLite's full text needs the rows numbered.
SQLITE = [
    """
    CREATE VIRTUAL TABLE search_held USING fts5(
        held, content='', detail='none', columnsize=0,
        tokenize="unicode61 remove_diacritics 0 categories 'L* N* Co Mn Mc'"
    )
    """,
]
POSTGRES = [
    f"""
    CREATE INDEX search_names_held ON search_names
    USING gin (string_to_array({HELD}, ' ')) WITH (fastupdate = off)
    """,
    "ALTER TABLE search_lines DROP COLUMN id",
]


async def remake(apps: object, editor: BaseSchemaEditor) -> None:
    postgres = editor.client.capabilities.dialect == "postgres"
    number = "" if postgres else "id INTEGER PRIMARY KEY, "
    for statement in [*BOTH, *(POSTGRES if postgres else SQLITE)]:
        await editor.client.execute_query(statement.replace("{id}", number))


class Migration(migrations.Migration):
    dependencies = [("storage", "0011_books")]

    operations = [
        ops.RemoveIndex(model_name="Cell", fields=["flag"]),
        # documents_next begins alike.
        ops.RemoveIndex(model_name="Document", fields=["state", "desk", "risk"]),
        ops.RunPython(remake),
    ]
