"""The table that counts what is asked of the API; after a crash it may begin anew."""

from django.db import migrations

COUNTS = """
    DROP TABLE IF EXISTS fair_use;
    -- Not written ahead: counting costs a read little then.
    CREATE UNLOGGED TABLE fair_use (
        address text NOT NULL,
        minute bigint NOT NULL,
        asked integer NOT NULL,
        PRIMARY KEY (address, minute)
    );
"""


class Migration(migrations.Migration):
    dependencies = [("programmes", "0018_changes_found")]
    operations = [migrations.RunSQL(COUNTS, "DROP TABLE fair_use")]
