"""The table that counts what is asked of the API; after a crash it may begin anew."""

from django.core.management import call_command
from django.db import migrations


def make_cache_tables(apps, schema_editor):
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("programmes", "0012_groups_import_sheets")]
    operations = [
        migrations.RunPython(make_cache_tables, migrations.RunPython.noop),
        # Not written ahead: counting costs a read little then.
        migrations.RunSQL("ALTER TABLE fair_use SET UNLOGGED", migrations.RunSQL.noop),
    ]
