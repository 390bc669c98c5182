"""A redaction takes texts out of imports too, and names the files that it deleted."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("programmes", "0027_activity_part_of"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="sheetimport",
            name="what_was_stored_is_kept",
        ),
        migrations.AddField(
            model_name="redaction",
            name="files",
            field=models.TextField(
                blank=True,
                help_text="Their names in the storage, one on a line.",
                verbose_name="deleted files",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sheetimport",
            trigger=pgtrigger.compiler.Trigger(
                name="what_was_stored_is_kept",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n                    IF TG_OP = 'UPDATE' AND EXISTS (\n                SELECT FROM programmes_redaction\n                WHERE transaction = pg_current_xact_id()::text::bigint\n                    AND at = transaction_timestamp()\n            ) THEN\n                        RETURN NEW;\n                    END IF;\n                    IF OLD.stored_at IS NOT NULL AND (\n                        TG_OP = 'DELETE' OR OLD.undone_at IS NOT NULL\n                        OR to_jsonb(OLD) - '{undone_at,undone_by_id,undo_note,kept}'::text[] IS DISTINCT FROM to_jsonb(NEW) - '{undone_at,undone_by_id,undo_note,kept}'::text[]\n                    ) THEN\n                        RAISE EXCEPTION USING ERRCODE = 'restrict_violation', MESSAGE =\n                            'Een verwerkte import blijft zoals hij is.';\n                    END IF;\n                    RETURN COALESCE(NEW, OLD);\n                ",
                    hash="e35c0258858ac317d6b105a8d422abf3d07ed139",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_what_was_stored_is_kept_1f670",
                    table="programmes_sheetimport",
                    when="BEFORE",
                ),
            ),
        ),
    ]
