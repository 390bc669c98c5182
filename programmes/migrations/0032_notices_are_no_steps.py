"""A notice is no last step: the facts of activities that have one are worked out again."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("programmes", "0031_moments_of_facts"),
    ]

    operations = [
        migrations.RunSQL(
            "INSERT INTO programmes_stalefacts (activity_id, at) "
            "SELECT DISTINCT activity_id, '-infinity'::timestamptz FROM programmes_event "
            "WHERE kind = 'bericht'",
            migrations.RunSQL.noop,
        ),
    ]
