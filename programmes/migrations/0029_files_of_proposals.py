"""A proposal has files, and names the screen of which it is the input."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("programmes", "0028_redacted_files"),
    ]

    operations = [
        migrations.AddField(
            model_name="proposal",
            name="screen",
            field=models.CharField(
                blank=True,
                help_text="Empty is the form of the record.",
                max_length=20,
                verbose_name="screen",
            ),
        ),
        migrations.CreateModel(
            name="ProposalFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("control", models.CharField(max_length=200, verbose_name="name of the control")),
                ("name", models.CharField(max_length=255, verbose_name="name of the file")),
                (
                    "file",
                    models.FileField(max_length=200, upload_to="voorstellen/", verbose_name="file"),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="programmes.proposal",
                    ),
                ),
            ],
            options={
                "verbose_name": "file of a proposal",
                "verbose_name_plural": "files of proposals",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("proposal", "control"), name="proposalfile_control_once"
                    )
                ],
            },
        ),
    ]
