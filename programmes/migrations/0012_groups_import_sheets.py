"""Both groups of staff may import spreadsheets."""

from django.db import migrations


def allow_imports(apps, schema_editor):
    content_type = apps.get_model("contenttypes", "ContentType")
    permission = apps.get_model("auth", "Permission")
    kind, _ = content_type.objects.get_or_create(app_label="programmes", model="sheetimport")
    for action in ("view", "add", "change", "delete"):
        right, _ = permission.objects.get_or_create(
            content_type=kind,
            codename=f"{action}_sheetimport",
            defaults={"name": f"Can {action} sheetimport"},
        )
        for group in apps.get_model("auth", "Group").objects.filter(
            name__in=("redacteur", "publicist")
        ):
            group.permissions.add(right)


class Migration(migrations.Migration):
    dependencies = [("programmes", "0011_sheets")]
    operations = [migrations.RunPython(allow_imports, migrations.RunPython.noop)]
