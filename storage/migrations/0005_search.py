"""The search index: by hand, because Tortoise knows no full-text indexes.

It holds nothing that the documents do not, and is filled when the store is opened
(storage/search/index.py), so what was filed before is found too.
"""

from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise.migrations.schema_editor.base import BaseSchemaEditor

BOTH = [
    "CREATE TABLE search_rules (rules INT NOT NULL)",
    "INSERT INTO search_rules (rules) VALUES (0)",
    """
    CREATE TABLE search_lines (
        id {serial}, document_id BIGINT NOT NULL, row INT,
        words TEXT NOT NULL, terms {terms} NOT NULL
    )
    """,
    """
    CREATE TABLE search_names (
        id {serial}, document_id BIGINT NOT NULL, row INT, cell_id BIGINT,
        field VARCHAR(64) NOT NULL, key VARCHAR(120) NOT NULL, spelt VARCHAR(120) NOT NULL,
        relative_key VARCHAR(120) NOT NULL, place_key VARCHAR(120) NOT NULL, said TEXT NOT NULL,
        name TEXT NOT NULL, relative TEXT NOT NULL, place TEXT NOT NULL
    )
    """,
    "CREATE INDEX search_lines_document ON search_lines (document_id)",
    "CREATE INDEX search_names_document ON search_names (document_id)",
    "CREATE INDEX search_names_key ON search_names (key, spelt)",
    "CREATE INDEX search_names_relative ON search_names (relative_key, key)",
]
# unicode61 alone throws the vowel signs away; Co are the private letters before terms.
SQLITE = """
    CREATE VIRTUAL TABLE search_terms USING fts5(
        terms, content='search_lines', content_rowid='id', detail='none', columnsize=0,
        tokenize="unicode61 remove_diacritics 0 categories 'L* N* Co Mn Mc'"
    )
"""
# Without fastupdate no search pays for what was filed just before.
POSTGRES = "CREATE INDEX search_lines_terms ON search_lines USING gin (terms) WITH (fastupdate = off)"


async def index(apps: object, editor: BaseSchemaEditor) -> None:
    postgres = editor.client.capabilities.dialect == "postgres"
    serial = "BIGSERIAL PRIMARY KEY" if postgres else "INTEGER PRIMARY KEY AUTOINCREMENT"
    for statement in [*BOTH, POSTGRES if postgres else SQLITE]:
        told = statement.replace("{serial}", serial)
        told = told.replace("{terms}", "TSVECTOR" if postgres else "TEXT")
        await editor.client.execute_query(told)


class Migration(migrations.Migration):
    dependencies = [("storage", "0004_reviewing")]

    operations = [ops.RunPython(index)]
