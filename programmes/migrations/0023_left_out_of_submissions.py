"""A submission keeps what was left out of it."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("programmes", "0022_not_found"),
    ]

    operations = [
        migrations.AddField(
            model_name="review",
            name="left_out",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=60),
                blank=True,
                default=list,
                editable=False,
                help_text="The keys of records, such as “letter-12”.",
                size=None,
                verbose_name="does not go along",
            ),
        ),
    ]
