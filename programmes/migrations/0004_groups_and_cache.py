"""The groups of staff with their permissions, and the tables without a model."""

from django.core.management import call_command
from django.db import migrations

from programmes.models.rights import give_rights


def make_cache_table(apps, schema_editor):
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


def drop_cache_table(apps, schema_editor):
    schema_editor.execute("DROP TABLE IF EXISTS cache")


class Migration(migrations.Migration):
    dependencies = [
        ("programmes", "0003_search_index"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.RunPython(make_cache_table, drop_cache_table),
        # The number of API requests of each address, by the minute. Unlogged: cheap to write, and
        # it may be lost in a crash.
        migrations.RunSQL(
            """
            CREATE UNLOGGED TABLE fair_use (
                address text NOT NULL,
                minute bigint NOT NULL,
                asked integer NOT NULL,
                PRIMARY KEY (address, minute)
            )
            """,
            "DROP TABLE fair_use",
        ),
        # For the trigger that looks up the slug of each new activity in the history.
        migrations.RunSQL(
            "CREATE INDEX activityhistory_by_slug ON programmes_activityhistory (slug)",
            "DROP INDEX activityhistory_by_slug",
        ),
        # Not reversed: people are members of the groups.
        migrations.RunPython(give_rights, migrations.RunPython.noop),
    ]
