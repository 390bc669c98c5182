"""The programmes that an activity was dropped from are kept, and what is dated later waits."""

import django.contrib.postgres.fields
from django.db import migrations, models

from programmes.models.facts import FUNCTIONS


class Migration(migrations.Migration):
    dependencies = [
        ("programmes", "0004_groups_and_cache"),
    ]

    operations = [
        migrations.AddField(
            model_name="activityfacts",
            name="dropped_from",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.BigIntegerField(), null=True, size=None
            ),
        ),
        migrations.RunSQL(FUNCTIONS.read_text(encoding="utf-8"), migrations.RunSQL.noop),
        # Twice: the version before, which serves until the restart, may take the first ones out of
        # the queue, and does not fill the new column.
        migrations.RunSQL(
            "INSERT INTO programmes_stalefacts (activity_id, at) SELECT id, at FROM programmes_activity, "
            "unnest(ARRAY['-infinity', statement_timestamp() + interval '1 hour']::timestamptz[]) AS at",
            migrations.RunSQL.noop,
        ),
    ]
