"""Fair use was counted in a table of the cache; a later migration makes another."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("programmes", "0012_groups_import_sheets")]
    operations = []
