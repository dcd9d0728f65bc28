from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise import fields


class Migration(migrations.Migration):
    dependencies = [('storage', '0008_page_work')]

    initial = False

    operations = [
        ops.CreateModel(
            name='Check',
            fields=[
                ('sha256', fields.CharField(primary_key=True, unique=True, db_index=True, max_length=64)),
                ('checked_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('found', fields.CharField(max_length=16)),
            ],
            options={'table': 'fixity', 'app': 'storage', 'pk_attr': 'sha256', 'table_description': "When a scan's file was last hashed, and how it was found."},
            bases=['Model'],
        ),
    ]
