"""What is public only through a record is withdrawn and restored with it."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations

from programmes.models.dependency import VIEW
from programmes.models.withdrawing import FUNCTIONS


class Migration(migrations.Migration):
    dependencies = [
        ("programmes", "0019_signatures_by_office"),
    ]

    operations = [
        # The view has a column more than it had at first.
        migrations.RunSQL(VIEW.read_text(), migrations.RunSQL.noop),
        migrations.RunSQL(
            FUNCTIONS.read_text(),
            "DROP FUNCTION programmes_only_through, programmes_withdrawn_with, programmes_withdraw;"
            "DROP VIEW programmes_moments",
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="activity",
            trigger=pgtrigger.compiler.Trigger(
                name="withdrawn_along",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.withdrawn_at IS DISTINCT FROM NEW.withdrawn_at AND pg_trigger_depth() < 1)",
                    declare="DECLARE stays jsonb; along text[];",
                    func="\n        stays := COALESCE(\n            NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb -> 'stays', '[]'\n        );\n        IF OLD.withdrawn_at IS NULL THEN\n            along := programmes_only_through(\n                'activity', NEW.id, NEW.publish_at, NEW.withdrawn_at, stays\n            );\n        ELSE\n            along := programmes_withdrawn_with(\n                'activity', NEW.id, OLD.withdrawn_at, stays\n            );\n        END IF;\n        PERFORM programmes_withdraw(\n            array_remove(along, 'activity-' || NEW.id),\n            NEW.withdrawn_at, NEW.withdrawal_reason\n        );\n        RETURN NULL;\n    ",
                    hash="1030fbcf53f85355c72a8bcb0a9c1bd8e38e56a6",
                    operation='UPDATE OF "withdrawn_at"',
                    pgid="pgtrigger_withdrawn_along_135bd",
                    table="programmes_activity",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="adjustment",
            trigger=pgtrigger.compiler.Trigger(
                name="withdrawn_along",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.withdrawn_at IS DISTINCT FROM NEW.withdrawn_at AND pg_trigger_depth() < 1)",
                    declare="DECLARE stays jsonb; along text[];",
                    func="\n        stays := COALESCE(\n            NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb -> 'stays', '[]'\n        );\n        IF OLD.withdrawn_at IS NULL THEN\n            along := programmes_only_through(\n                'adjustment', NEW.id, NEW.publish_at, NEW.withdrawn_at, stays\n            );\n        ELSE\n            along := programmes_withdrawn_with(\n                'adjustment', NEW.id, OLD.withdrawn_at, stays\n            );\n        END IF;\n        PERFORM programmes_withdraw(\n            array_remove(along, 'adjustment-' || NEW.id),\n            NEW.withdrawn_at, NEW.withdrawal_reason\n        );\n        RETURN NULL;\n    ",
                    hash="beacf4da837a50391333cb1abe68024afa946d5e",
                    operation='UPDATE OF "withdrawn_at"',
                    pgid="pgtrigger_withdrawn_along_6eb1c",
                    table="programmes_adjustment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="annualreport",
            trigger=pgtrigger.compiler.Trigger(
                name="withdrawn_along",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.withdrawn_at IS DISTINCT FROM NEW.withdrawn_at AND pg_trigger_depth() < 1)",
                    declare="DECLARE stays jsonb; along text[];",
                    func="\n        stays := COALESCE(\n            NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb -> 'stays', '[]'\n        );\n        IF OLD.withdrawn_at IS NULL THEN\n            along := programmes_only_through(\n                'annualreport', NEW.id, NEW.publish_at, NEW.withdrawn_at, stays\n            );\n        ELSE\n            along := programmes_withdrawn_with(\n                'annualreport', NEW.id, OLD.withdrawn_at, stays\n            );\n        END IF;\n        PERFORM programmes_withdraw(\n            array_remove(along, 'annualreport-' || NEW.id),\n            NEW.withdrawn_at, NEW.withdrawal_reason\n        );\n        RETURN NULL;\n    ",
                    hash="4cc91b721f98b3711f370245da30593fbd1bfa4b",
                    operation='UPDATE OF "withdrawn_at"',
                    pgid="pgtrigger_withdrawn_along_f46dd",
                    table="programmes_annualreport",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="letter",
            trigger=pgtrigger.compiler.Trigger(
                name="withdrawn_along",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.withdrawn_at IS DISTINCT FROM NEW.withdrawn_at AND pg_trigger_depth() < 1)",
                    declare="DECLARE stays jsonb; along text[];",
                    func="\n        stays := COALESCE(\n            NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb -> 'stays', '[]'\n        );\n        IF OLD.withdrawn_at IS NULL THEN\n            along := programmes_only_through(\n                'letter', NEW.id, NEW.publish_at, NEW.withdrawn_at, stays\n            );\n        ELSE\n            along := programmes_withdrawn_with(\n                'letter', NEW.id, OLD.withdrawn_at, stays\n            );\n        END IF;\n        PERFORM programmes_withdraw(\n            array_remove(along, 'letter-' || NEW.id),\n            NEW.withdrawn_at, NEW.withdrawal_reason\n        );\n        RETURN NULL;\n    ",
                    hash="3a5249b23fc26141c1f8b03a9577428bf24343ac",
                    operation='UPDATE OF "withdrawn_at"',
                    pgid="pgtrigger_withdrawn_along_409d8",
                    table="programmes_letter",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="perspective",
            trigger=pgtrigger.compiler.Trigger(
                name="withdrawn_along",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.withdrawn_at IS DISTINCT FROM NEW.withdrawn_at AND pg_trigger_depth() < 1)",
                    declare="DECLARE stays jsonb; along text[];",
                    func="\n        stays := COALESCE(\n            NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb -> 'stays', '[]'\n        );\n        IF OLD.withdrawn_at IS NULL THEN\n            along := programmes_only_through(\n                'perspective', NEW.id, NEW.publish_at, NEW.withdrawn_at, stays\n            );\n        ELSE\n            along := programmes_withdrawn_with(\n                'perspective', NEW.id, OLD.withdrawn_at, stays\n            );\n        END IF;\n        PERFORM programmes_withdraw(\n            array_remove(along, 'perspective-' || NEW.id),\n            NEW.withdrawn_at, NEW.withdrawal_reason\n        );\n        RETURN NULL;\n    ",
                    hash="16a78ba2139deac146a74db2473209194ced6d33",
                    operation='UPDATE OF "withdrawn_at"',
                    pgid="pgtrigger_withdrawn_along_f3986",
                    table="programmes_perspective",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="signatory",
            trigger=pgtrigger.compiler.Trigger(
                name="withdrawn_along",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.withdrawn_at IS DISTINCT FROM NEW.withdrawn_at AND pg_trigger_depth() < 1)",
                    declare="DECLARE stays jsonb; along text[];",
                    func="\n        stays := COALESCE(\n            NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb -> 'stays', '[]'\n        );\n        IF OLD.withdrawn_at IS NULL THEN\n            along := programmes_only_through(\n                'signatory', NEW.id, NEW.publish_at, NEW.withdrawn_at, stays\n            );\n        ELSE\n            along := programmes_withdrawn_with(\n                'signatory', NEW.id, OLD.withdrawn_at, stays\n            );\n        END IF;\n        PERFORM programmes_withdraw(\n            array_remove(along, 'signatory-' || NEW.id),\n            NEW.withdrawn_at, NEW.withdrawal_reason\n        );\n        RETURN NULL;\n    ",
                    hash="0e58b755881d7a0e5518a87001211a68adf68ed6",
                    operation='UPDATE OF "withdrawn_at"',
                    pgid="pgtrigger_withdrawn_along_27c71",
                    table="programmes_signatory",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="workprogramme",
            trigger=pgtrigger.compiler.Trigger(
                name="withdrawn_along",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.withdrawn_at IS DISTINCT FROM NEW.withdrawn_at AND pg_trigger_depth() < 1)",
                    declare="DECLARE stays jsonb; along text[];",
                    func="\n        stays := COALESCE(\n            NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb -> 'stays', '[]'\n        );\n        IF OLD.withdrawn_at IS NULL THEN\n            along := programmes_only_through(\n                'workprogramme', NEW.id, NEW.publish_at, NEW.withdrawn_at, stays\n            );\n        ELSE\n            along := programmes_withdrawn_with(\n                'workprogramme', NEW.id, OLD.withdrawn_at, stays\n            );\n        END IF;\n        PERFORM programmes_withdraw(\n            array_remove(along, 'workprogramme-' || NEW.id),\n            NEW.withdrawn_at, NEW.withdrawal_reason\n        );\n        RETURN NULL;\n    ",
                    hash="2eb8504079caedd35715b6c268752e95fae3ea55",
                    operation='UPDATE OF "withdrawn_at"',
                    pgid="pgtrigger_withdrawn_along_128a9",
                    table="programmes_workprogramme",
                    when="AFTER",
                ),
            ),
        ),
    ]
