"""An expectation that an event told is certain on the last day of its month or year."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations

from programmes.models.expected import VIEW


class Migration(migrations.Migration):
    dependencies = [
        ("programmes", "0008_sheets_of_expectations"),
    ]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name="event",
            trigger=pgtrigger.compiler.Trigger(
                name="told_by_itself",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n                    IF NEW.adjustment_id IS NOT NULL AND EXISTS (\n                        SELECT FROM programmes_expectation WHERE event_id = NEW.id\n                    ) THEN\n                        RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE =\n                            'Een verwachting verwijst naar deze mijlpaal. Laat die verwachting '\n                            'eerst naar de bijstelling verwijzen.';\n                    END IF;\n                    RETURN NEW;\n                ",
                    hash="96fbfe9b9d9f7c6e2b3e86feb5b7bdab68da09ea",
                    operation='UPDATE OF "adjustment_id"',
                    pgid="pgtrigger_told_by_itself_bc4f6",
                    table="programmes_event",
                    when="BEFORE",
                ),
            ),
        ),
        # Not reversed: only version control has the older view.
        migrations.RunSQL(VIEW.read_text(), migrations.RunSQL.noop),
    ]
