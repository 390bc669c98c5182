"""An import keeps which columns of its file were hidden."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("programmes", "0046_address_of_goal_was_public"),
    ]

    operations = [
        migrations.AddField(
            model_name="sheetimport",
            name="hidden_columns",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=100),
                blank=True,
                default=list,
                help_text="Columns that the file hides.",
                null=True,
                size=None,
                verbose_name="hidden columns that were read",
            ),
        ),
    ]
