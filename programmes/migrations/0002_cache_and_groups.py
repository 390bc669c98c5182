"""The cache table, and the two groups of staff with what they may do."""

from django.core.management import call_command
from django.db import migrations

NOUNS = [
    "perspective", "goal", "workprogramme", "goalfocus", "planning", "activity",
    "supervisionfield", "event", "adjustment", "annualreport", "letter", "signature", "signatory",
]  # fmt: skip


def make_cache_table(apps, schema_editor):
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


def make_groups(apps, schema_editor):
    content_type = apps.get_model("contenttypes", "ContentType")
    permission = apps.get_model("auth", "Permission")
    group = apps.get_model("auth", "Group")
    editors, _ = group.objects.get_or_create(name="redacteur")
    publicists, _ = group.objects.get_or_create(name="publicist")
    for noun in NOUNS:
        kind, _ = content_type.objects.get_or_create(app_label="programmes", model=noun)
        for action in ("view", "add", "change", "delete"):
            right, _ = permission.objects.get_or_create(
                content_type=kind,
                codename=f"{action}_{noun}",
                defaults={"name": f"Can {action} {noun}"},
            )
            editors.permissions.add(right)
            publicists.permissions.add(right)
    kind = content_type.objects.get(app_label="programmes", model="workprogramme")
    publish, _ = permission.objects.get_or_create(
        content_type=kind,
        codename="publish_register",
        defaults={"name": "Can publish and withdraw"},
    )
    publicists.permissions.add(publish)


class Migration(migrations.Migration):
    dependencies = [
        ("programmes", "0001_register"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [
        migrations.RunPython(make_cache_table, migrations.RunPython.noop),
        migrations.RunPython(make_groups, migrations.RunPython.noop),
    ]
