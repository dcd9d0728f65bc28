from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise.fields.base import OnDelete
from tortoise import fields
from tortoise.indexes import Index
from tortoise.migrations.schema_editor.base import BaseSchemaEditor

# Files of a year that was over when they were opened are history: they were closed at its end.
YEAR = {"postgres": "extract(year from opened_at)", "sqlite": "CAST(substr(opened_at, 1, 4) AS INT)"}
END = {"postgres": "make_date(year, 12, 31)", "sqlite": "year || '-12-31'"}


async def fill(apps: object, editor: BaseSchemaEditor) -> None:
    kind = editor.client.capabilities.dialect
    await editor.client.execute_query(
        f"UPDATE files SET state = 'closed-migrated', priority = 'closed', closed_on = {END[kind]}"
        f" WHERE year IS NOT NULL AND year < {YEAR[kind]}"
    )
    await editor.client.execute_query("UPDATE files SET state = 'created' WHERE state = 'open'")


class Migration(migrations.Migration):
    dependencies = [('storage', '0009_fixity')]

    initial = False

    operations = [
        ops.CreateModel(
            name='FileLink',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('file', fields.ForeignKeyField('storage.File', source_field='file_id', db_constraint=True, to_field='id', related_name='links', on_delete=OnDelete.RESTRICT)),
                ('other', fields.ForeignKeyField('storage.File', source_field='other_id', db_constraint=True, to_field='id', related_name='linked', on_delete=OnDelete.RESTRICT)),
                ('by', fields.CharField(max_length=160)),
                ('at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'file_links', 'app': 'storage', 'unique_together': (('file', 'other'),), 'pk_attr': 'id', 'table_description': 'Two files that belong together, the lower id first.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='FilePage',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('file', fields.ForeignKeyField('storage.File', source_field='file_id', db_constraint=True, to_field='id', related_name='numbered', on_delete=OnDelete.RESTRICT)),
                ('document', fields.ForeignKeyField('storage.Document', source_field='document_id', db_constraint=True, to_field='id', related_name='numbers', on_delete=OnDelete.RESTRICT)),
                ('number', fields.IntField()),
                ('at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'file_pages', 'app': 'storage', 'unique_together': (('file', 'number'), ('file', 'document')), 'pk_attr': 'id', 'table_description': 'The number of a page in a file, given once: it stays when the page moves to another file.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='FileRequest',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('file', fields.ForeignKeyField('storage.File', source_field='file_id', db_constraint=True, to_field='id', related_name='requests', on_delete=OnDelete.RESTRICT)),
                ('wanted', fields.CharField(max_length=8)),
                ('reason', fields.CharField(max_length=400)),
                ('asked_by', fields.BigIntField()),
                ('asker', fields.CharField(max_length=160)),
                ('asked_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('allowed', fields.BooleanField(null=True)),
                ('decider', fields.CharField(null=True, max_length=160)),
                ('decided_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'file_requests', 'app': 'storage', 'indexes': [Index(fields=['file_id', 'allowed'])], 'pk_attr': 'id', 'table_description': 'Somebody asked to close or reopen a file, and another allows or refuses it.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Movement',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('file', fields.ForeignKeyField('storage.File', source_field='file_id', db_constraint=True, to_field='id', related_name='movements', on_delete=OnDelete.RESTRICT)),
                ('origin', fields.CharField(max_length=64)),
                ('post', fields.CharField(max_length=64)),
                ('by', fields.CharField(max_length=160)),
                ('at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('remark', fields.CharField(max_length=400)),
            ],
            options={'table': 'movements', 'app': 'storage', 'pk_attr': 'id', 'table_description': 'A file was sent from a post, or from the record room (""), to a post.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Post',
            fields=[
                ('code', fields.CharField(primary_key=True, unique=True, db_index=True, max_length=64)),
                ('office', fields.CharField(max_length=32)),
                ('title', fields.CharField(max_length=200)),
                ('english', fields.CharField(max_length=200)),
                ('valid_from', fields.DateField(null=True)),
                ('valid_to', fields.DateField(null=True)),
            ],
            options={'table': 'posts', 'app': 'storage', 'pk_attr': 'code', 'table_description': "A post as the district's data had it last. Files are marked to it, never to a person."},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Incumbent',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('post', fields.ForeignKeyField('storage.Post', source_field='post_id', db_constraint=True, to_field='code', related_name='incumbents', on_delete=OnDelete.RESTRICT)),
                ('name', fields.CharField(max_length=200)),
                ('initials', fields.CharField(max_length=8)),
                ('since', fields.DateField()),
                ('until', fields.DateField(null=True)),
            ],
            options={'table': 'incumbents', 'app': 'storage', 'unique_together': (('post', 'since'),), 'pk_attr': 'id', 'table_description': 'Who holds a post from `since` until the day before `until`, or still.'},
            bases=['Model'],
        ),
        ops.AddField(
            model_name='File',
            name='closed_by',
            field=fields.BigIntField(null=True),
        ),
        ops.AddField(
            model_name='File',
            name='closed_on',
            field=fields.DateField(null=True),
        ),
        ops.AddField(
            model_name='File',
            name='disposal',
            field=fields.CharField(default='keep', db_default='keep', max_length=16),
        ),
        ops.AddField(
            model_name='File',
            name='hold',
            field=fields.CharField(null=True, max_length=400),
        ),
        ops.AddField(
            model_name='File',
            name='main',
            field=fields.BigIntField(null=True),
        ),
        ops.AddField(
            model_name='File',
            name='old_file_no',
            field=fields.CharField(null=True, max_length=160),
        ),
        ops.AddField(
            model_name='File',
            name='part',
            field=fields.IntField(null=True),
        ),
        ops.AddField(
            model_name='File',
            name='post',
            field=fields.CharField(null=True, max_length=64),
        ),
        ops.AddField(
            model_name='File',
            name='priority',
            field=fields.CharField(default='current', db_default='current', max_length=16),
        ),
        ops.AddField(
            model_name='File',
            name='review_on',
            field=fields.DateField(null=True),
        ),
        ops.AddField(
            model_name='File',
            name='version',
            field=fields.IntField(default=1, db_default=1),
        ),
        ops.RunPython(fill),
    ]
