"""Both groups of staff may take in letters."""

from django.db import migrations


def allow_incoming_letters(apps, schema_editor):
    content_type = apps.get_model("contenttypes", "ContentType")
    permission = apps.get_model("auth", "Permission")
    kind, _ = content_type.objects.get_or_create(app_label="programmes", model="incomingletter")
    for action in ("view", "add", "change", "delete"):
        right, _ = permission.objects.get_or_create(
            content_type=kind,
            codename=f"{action}_incomingletter",
            defaults={"name": f"Can {action} incomingletter"},
        )
        for group in apps.get_model("auth", "Group").objects.filter(
            name__in=("redacteur", "publicist")
        ):
            group.permissions.add(right)


class Migration(migrations.Migration):
    dependencies = [("programmes", "0003_incoming_letter")]
    operations = [migrations.RunPython(allow_incoming_letters, migrations.RunPython.noop)]
