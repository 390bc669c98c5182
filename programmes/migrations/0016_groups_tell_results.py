"""Both groups of staff may write down what an annual report tells of each goal."""

from django.db import migrations


def allow_results(apps, schema_editor):
    content_type = apps.get_model("contenttypes", "ContentType")
    permission = apps.get_model("auth", "Permission")
    kind, _ = content_type.objects.get_or_create(app_label="programmes", model="goalresult")
    for action in ("view", "add", "change", "delete"):
        right, _ = permission.objects.get_or_create(
            content_type=kind,
            codename=f"{action}_goalresult",
            defaults={"name": f"Can {action} result for a goal"},
        )
        for group in apps.get_model("auth", "Group").objects.filter(
            name__in=("redacteur", "publicist")
        ):
            group.permissions.add(right)


class Migration(migrations.Migration):
    dependencies = [("programmes", "0015_goal_results")]
    operations = [migrations.RunPython(allow_results, migrations.RunPython.noop)]
