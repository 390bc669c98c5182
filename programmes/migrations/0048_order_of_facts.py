"""An index on facts for each order of the list of activities."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models

INDEXES = [
    models.Index(
        models.F("newest_last_year").desc(nulls_last=True),
        models.F("newest_first_year").desc(nulls_last=True),
        name="facts_by_newest_programme",
    ),
    models.Index("last_step_on", "activity", name="facts_by_step"),
    models.Index(
        models.F("last_step_on").desc(nulls_last=True), "activity", name="facts_by_step_backwards"
    ),
    models.Index("waiting_since", "activity", name="facts_by_waiting"),
]


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ("programmes", "0047_hidden_columns"),
    ]

    operations = [
        *(AddIndexConcurrently("activityfacts", index) for index in INDEXES),
        # Without the indexes that the new ones begin with.
        *(
            migrations.AlterField("activityfacts", name, models.DateField(null=True))
            for name in ("last_step_on", "waiting_since")
        ),
    ]
