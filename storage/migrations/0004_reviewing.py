from tortoise import migrations
from tortoise.migrations import operations as ops
from orjson import loads
from tortoise.fields.base import OnDelete
from tortoise.fields.data import JSON_DUMPS
from tortoise import fields
from tortoise.indexes import Index
from tortoise.migrations.schema_editor.base import BaseSchemaEditor

# What was filed before: the office's own desk, and how much of each page waits.
FILL = [
    "UPDATE documents SET desk = CASE WHEN office = 'unknown' THEN '' ELSE office END",
    """
    UPDATE documents SET
        waiting = (SELECT count(*) FROM cells JOIN register_rows ON cells.row_id = register_rows.id
            WHERE register_rows.document_id = documents.id AND cells.state = 'review'),
        risk = (SELECT coalesce(sum(1 - cells.confidence), 0) FROM cells
            JOIN register_rows ON cells.row_id = register_rows.id
            WHERE register_rows.document_id = documents.id AND cells.state = 'review')
    """,
]


async def fill(apps: object, editor: BaseSchemaEditor) -> None:
    for statement in FILL:
        await editor.client.execute_query(statement)


class Migration(migrations.Migration):
    dependencies = [('storage', '0003_marks_and_alternatives')]

    initial = False

    operations = [
        ops.CreateModel(
            name='Gate',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('kind', fields.CharField(max_length=64)),
                ('engine', fields.CharField(max_length=200)),
                ('open', fields.BooleanField()),
                ('looked_at', fields.IntField()),
                ('wrong', fields.IntField()),
                ('bound', fields.FloatField()),
                ('by', fields.CharField(max_length=64)),
                ('at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'gates', 'app': 'storage', 'unique_together': (('kind', 'engine'),), 'pk_attr': 'id', 'table_description': 'Whether cells of a kind, read by an engine, may be taken without review, and why.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Proposal',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('cell', fields.ForeignKeyField('storage.Cell', source_field='cell_id', db_constraint=True, to_field='id', related_name='proposals', on_delete=OnDelete.RESTRICT)),
                ('text', fields.TextField(unique=False)),
                ('value', fields.JSONField(null=True, encoder=JSON_DUMPS, decoder=loads)),
                ('confidence', fields.FloatField()),
                ('source', fields.CharField(max_length=200)),
                ('state', fields.CharField(default='open', max_length=8)),
                ('at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'proposals', 'app': 'storage', 'unique_together': (('cell', 'source', 'text'),), 'indexes': [Index(fields=['state'])], 'pk_attr': 'id', 'table_description': 'What a later reading would make of a cell, which a person takes or drops.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='User',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('name', fields.CharField(unique=True, max_length=64)),
                ('full_name', fields.CharField(max_length=200)),
                ('office', fields.CharField(max_length=32)),
                ('role', fields.CharField(max_length=16)),
                ('password', fields.CharField(max_length=200)),
                ('must_change', fields.BooleanField(default=True)),
                ('totp', fields.CharField(null=True, max_length=64)),
                ('totp_step', fields.BigIntField(default=0)),
                ('recovery', fields.JSONField(default=list, encoder=JSON_DUMPS, decoder=loads)),
                ('disabled', fields.BooleanField(default=False)),
                ('fails', fields.IntField(default=0)),
                ('blocked_until', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('practised_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('preferences', fields.JSONField(default=dict, encoder=JSON_DUMPS, decoder=loads)),
                ('created_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'users', 'app': 'storage', 'pk_attr': 'id', 'table_description': 'A person with a role in an office. Passwords are Argon2id hashes, nobody is ever deleted.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Attempt',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('user', fields.ForeignKeyField('storage.User', source_field='user_id', db_constraint=True, to_field='id', related_name='attempts', on_delete=OnDelete.RESTRICT)),
                ('page', fields.CharField(max_length=80)),
                ('cells', fields.IntField()),
                ('right', fields.IntField()),
                ('missed', fields.JSONField(encoder=JSON_DUMPS, decoder=loads)),
                ('seconds', fields.FloatField()),
                ('at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'attempts', 'app': 'storage', 'pk_attr': 'id', 'table_description': 'A made-up page that a user practised on: what was right, what was missed, how long.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Edit',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('key', fields.CharField(unique=True, max_length=64)),
                ('bundle', fields.CharField(max_length=64)),
                ('act', fields.CharField(max_length=16)),
                ('document', fields.ForeignKeyField('storage.Document', source_field='document_id', db_constraint=True, to_field='id', related_name='edits', on_delete=OnDelete.RESTRICT)),
                ('cell', fields.ForeignKeyField('storage.Cell', source_field='cell_id', null=True, db_constraint=True, to_field='id', related_name='edits', on_delete=OnDelete.RESTRICT)),
                ('field', fields.CharField(max_length=64)),
                ('user', fields.ForeignKeyField('storage.User', source_field='user_id', db_constraint=True, to_field='id', related_name='edits', on_delete=OnDelete.RESTRICT)),
                ('at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('seconds', fields.FloatField()),
                ('version', fields.IntField()),
                ('before', fields.JSONField(encoder=JSON_DUMPS, decoder=loads)),
                ('after', fields.JSONField(encoder=JSON_DUMPS, decoder=loads)),
                ('note', fields.TextField(unique=False)),
                ('undone_by', fields.BigIntField(null=True)),
            ],
            options={'table': 'edits', 'app': 'storage', 'indexes': [Index(fields=['bundle']), Index(fields=['user_id', 'at']), Index(fields=['at'])], 'pk_attr': 'id', 'table_description': 'One act on a cell, or on a field of a document: who, when, before, after, seconds taken.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Keying',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('cell', fields.ForeignKeyField('storage.Cell', source_field='cell_id', db_constraint=True, to_field='id', related_name='keyings', on_delete=OnDelete.RESTRICT)),
                ('user', fields.ForeignKeyField('storage.User', source_field='user_id', db_constraint=True, to_field='id', related_name='keyings', on_delete=OnDelete.RESTRICT)),
                ('text', fields.TextField(unique=False)),
                ('agrees', fields.BooleanField()),
                ('settled', fields.BooleanField()),
                ('seconds', fields.FloatField()),
                ('at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'keyings', 'app': 'storage', 'unique_together': (('cell', 'user'),), 'indexes': [Index(fields=['settled'])], 'pk_attr': 'id', 'table_description': 'What a second person keyed without seeing the first text, and how it ended.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Sample',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('cell', fields.OneToOneField('storage.Cell', source_field='cell_id', db_constraint=True, to_field='id', related_name='sample', on_delete=OnDelete.RESTRICT)),
                ('kind', fields.CharField(max_length=64)),
                ('column', fields.CharField(max_length=64)),
                ('engine', fields.CharField(max_length=200)),
                ('office', fields.CharField(max_length=32)),
                ('drawn_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('verdict', fields.CharField(null=True, max_length=8)),
                ('user', fields.ForeignKeyField('storage.User', source_field='user_id', null=True, db_constraint=True, to_field='id', related_name='samples', on_delete=OnDelete.RESTRICT)),
                ('seconds', fields.FloatField(default=0.0)),
                ('at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'samples', 'app': 'storage', 'indexes': [Index(fields=['kind', 'engine']), Index(fields=['verdict', 'office'])], 'pk_attr': 'id', 'table_description': "A cell taken without review that was drawn for a person's look, and what he found."},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Session',
            fields=[
                ('token', fields.CharField(primary_key=True, unique=True, db_index=True, max_length=64)),
                ('user', fields.ForeignKeyField('storage.User', source_field='user_id', db_constraint=True, to_field='id', related_name='sessions', on_delete=OnDelete.CASCADE)),
                ('csrf', fields.CharField(max_length=64)),
                ('ip', fields.CharField(max_length=64)),
                ('began', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('seen', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('until', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('unmasked', fields.JSONField(default=dict, encoder=JSON_DUMPS, decoder=loads)),
            ],
            options={'table': 'sessions', 'app': 'storage', 'pk_attr': 'token', 'table_description': 'A login that counts until `until`, known by the SHA-256 of its cookie alone.'},
            bases=['Model'],
        ),
        ops.AddField(
            model_name='Cell',
            name='flag',
            field=fields.CharField(null=True, max_length=16),
        ),
        ops.AddIndex(
            model_name='Cell',
            index=Index(fields=['flag']),
        ),
        ops.AddField(
            model_name='Document',
            name='desk',
            field=fields.CharField(default='', db_default='', max_length=32),
        ),
        ops.AddField(
            model_name='Document',
            name='flag',
            field=fields.CharField(null=True, max_length=16),
        ),
        ops.AddField(
            model_name='Document',
            name='held_by',
            field=fields.CharField(null=True, max_length=80),
        ),
        ops.AddField(
            model_name='Document',
            name='held_until',
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name='Document',
            name='risk',
            field=fields.FloatField(default=0.0, db_default=0.0),
        ),
        ops.AddField(
            model_name='Document',
            name='waiting',
            field=fields.IntField(default=0, db_default=0),
        ),
        ops.AddIndex(
            model_name='Document',
            index=Index(fields=['state', 'desk', 'risk']),
        ),
        ops.AddField(
            model_name='Row',
            name='held_by',
            field=fields.CharField(null=True, max_length=80),
        ),
        ops.AddField(
            model_name='Row',
            name='held_until',
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.RunPython(fill),
    ]
