"""What goes along with a record follows it; changes are hidden, and texts taken out, on record."""

import django.contrib.postgres.functions
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import programmes.models.redaction
from programmes.models.dependency import VIEW


class Migration(migrations.Migration):
    dependencies = [
        ("programmes", "0015_searches"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Dependency",
            fields=[
                ("noun", models.CharField(max_length=40)),
                ("record_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("publish_at", models.DateTimeField(null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("on_noun", models.CharField(max_length=40)),
                ("on_id", models.BigIntegerField()),
                ("kind", models.CharField(max_length=10)),
                ("position", models.IntegerField(null=True)),
            ],
            options={
                "db_table": "programmes_dependency",
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="HiddenChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "at",
                    models.DateTimeField(
                        db_default=django.contrib.postgres.functions.TransactionNow(),
                        editable=False,
                        verbose_name="at",
                    ),
                ),
                ("reason", models.TextField(verbose_name="reason")),
            ],
            options={
                "verbose_name": "hidden change",
                "verbose_name_plural": "hidden changes",
                "ordering": ["-pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Redaction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "at",
                    models.DateTimeField(
                        db_default=django.contrib.postgres.functions.TransactionNow(),
                        editable=False,
                        verbose_name="at",
                    ),
                ),
                ("reason", models.TextField(verbose_name="reason")),
                (
                    "records",
                    models.TextField(
                        help_text="From whose history it was taken.", verbose_name="records"
                    ),
                ),
                ("rows", models.PositiveIntegerField(verbose_name="rows")),
                (
                    "transaction",
                    models.BigIntegerField(
                        db_default=programmes.models.redaction.TransactionId(), editable=False
                    ),
                ),
            ],
            options={
                "verbose_name": "text taken out of the history",
                "verbose_name_plural": "texts taken out of the history",
                "ordering": ["-pk"],
                "abstract": False,
            },
        ),
        # A later version of the view that reads newer columns gets a file of its own.
        migrations.RunSQL(
            VIEW.read_text(),
            "DROP FUNCTION programmes_follow, programmes_follow_all; DROP VIEW programmes_dependency",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="activity",
            name="public_is_not_deleted",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="activityfieldhistory",
            name="append_only",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="activitygoalhistory",
            name="append_only",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="activityhistory",
            name="append_only",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="adjustment",
            name="public_is_not_deleted",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="adjustmenthistory",
            name="append_only",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="annualreport",
            name="public_is_not_deleted",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="annualreporthistory",
            name="append_only",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="eventhistory",
            name="append_only",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="expectationhistory",
            name="append_only",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="fieldgrouphistory",
            name="append_only",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="goalcontinuationhistory",
            name="append_only",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="goalfocushistory",
            name="append_only",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="goalhistory",
            name="append_only",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="goalresulthistory",
            name="append_only",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="letter",
            name="public_is_not_deleted",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="letterhistory",
            name="append_only",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="perspective",
            name="public_is_not_deleted",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="perspectivehistory",
            name="append_only",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="planninghistory",
            name="append_only",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="publicchange",
            name="append_only",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="review",
            name="append_only",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="signatory",
            name="public_is_not_deleted",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="signatoryhistory",
            name="append_only",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="signaturehistory",
            name="append_only",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="supervisionfieldhistory",
            name="append_only",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="workprogramme",
            name="public_is_not_deleted",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="workprogrammehistory",
            name="append_only",
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="activity",
            trigger=pgtrigger.compiler.Trigger(
                name="public_is_not_deleted",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF OLD.publish_at <= clock_timestamp() THEN\n                RAISE EXCEPTION USING ERRCODE = 'restrict_violation', MESSAGE =\n                    'Wat openbaar is geweest, kan niet worden verwijderd. Trek het in.';\n            END IF;\n            IF OLD.publish_at IS NOT NULL THEN\n                RAISE EXCEPTION USING ERRCODE = 'restrict_violation', MESSAGE =\n                    'Wat is ingepland, kan niet worden verwijderd. Stuur het eerst terug.';\n            END IF;\n            RETURN OLD;\n        ",
                    hash="0b58192036dd83f010457ef1371ea37d650a9bea",
                    operation="DELETE",
                    pgid="pgtrigger_public_is_not_deleted_6e53c",
                    table="programmes_activity",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="activity",
            trigger=pgtrigger.compiler.Trigger(
                name="scheduled_along",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.publish_at > statement_timestamp())",
                    declare="DECLARE own record; other record;",
                    func="\n        FOR own IN\n            SELECT on_noun AS noun, on_id AS id FROM programmes_dependency\n            WHERE noun = 'activity' AND record_id = NEW.id AND kind IN ('needs', 'brings')\n            UNION VALUES\n                ('letter', (to_jsonb(OLD) ->> 'letter_id')::bigint),\n                ('perspective', (to_jsonb(OLD) ->> 'perspective_id')::bigint),\n                ('workprogramme', (to_jsonb(OLD) ->> 'programme_id')::bigint)\n        LOOP\n            IF own.id IS NOT NULL THEN\n                PERFORM programmes_follow(\n                    'activity', NEW.id, own.noun, own.id, OLD.publish_at\n                );\n            END IF;\n        END LOOP;\n        IF NEW.publish_at IS NULL THEN\n            FOR other IN\n                SELECT noun, record_id FROM programmes_dependency\n                WHERE on_noun = 'activity' AND on_id = NEW.id AND kind = 'needs'\n                    AND publish_at > clock_timestamp()\n            LOOP\n                EXECUTE format(\n                    'UPDATE %I SET publish_at = NULL WHERE id = $1', 'programmes_' || other.noun\n                ) USING other.record_id;\n            END LOOP;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="3f81b72d526e6dc966e4efd7375a3e27247b7f64",
                    operation="UPDATE",
                    pgid="pgtrigger_scheduled_along_7c925",
                    table="programmes_activity",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="activityfieldhistory",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF TG_OP = 'UPDATE' AND EXISTS (\n                SELECT FROM programmes_redaction\n                WHERE transaction = pg_current_xact_id()::text::bigint\n                    AND at = transaction_timestamp()\n            ) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;\n        ",
                    hash="1bf74e8b8f1882f15a4c205933a8da8f9dce0413",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_bbfbb",
                    table="programmes_activityfieldhistory",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="activitygoalhistory",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF TG_OP = 'UPDATE' AND EXISTS (\n                SELECT FROM programmes_redaction\n                WHERE transaction = pg_current_xact_id()::text::bigint\n                    AND at = transaction_timestamp()\n            ) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;\n        ",
                    hash="cc40a3c9c4e72cb57400ad8403c8d60d183c7dfb",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_37bef",
                    table="programmes_activitygoalhistory",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="activityhistory",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF TG_OP = 'UPDATE' AND EXISTS (\n                SELECT FROM programmes_redaction\n                WHERE transaction = pg_current_xact_id()::text::bigint\n                    AND at = transaction_timestamp()\n            ) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;\n        ",
                    hash="9a586f9d5e0a57a76a54c6f546cbed08f6491898",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_885c0",
                    table="programmes_activityhistory",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="adjustment",
            trigger=pgtrigger.compiler.Trigger(
                name="public_is_not_deleted",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF OLD.publish_at <= clock_timestamp() THEN\n                RAISE EXCEPTION USING ERRCODE = 'restrict_violation', MESSAGE =\n                    'Wat openbaar is geweest, kan niet worden verwijderd. Trek het in.';\n            END IF;\n            IF OLD.publish_at IS NOT NULL THEN\n                RAISE EXCEPTION USING ERRCODE = 'restrict_violation', MESSAGE =\n                    'Wat is ingepland, kan niet worden verwijderd. Stuur het eerst terug.';\n            END IF;\n            RETURN OLD;\n        ",
                    hash="ab90ed176034d02276ed8deb1e12ac88ce727a7d",
                    operation="DELETE",
                    pgid="pgtrigger_public_is_not_deleted_a5163",
                    table="programmes_adjustment",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="adjustment",
            trigger=pgtrigger.compiler.Trigger(
                name="scheduled_along",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.publish_at > statement_timestamp())",
                    declare="DECLARE own record; other record;",
                    func="\n        FOR own IN\n            SELECT on_noun AS noun, on_id AS id FROM programmes_dependency\n            WHERE noun = 'adjustment' AND record_id = NEW.id AND kind IN ('needs', 'brings')\n            UNION VALUES\n                ('letter', (to_jsonb(OLD) ->> 'letter_id')::bigint),\n                ('perspective', (to_jsonb(OLD) ->> 'perspective_id')::bigint),\n                ('workprogramme', (to_jsonb(OLD) ->> 'programme_id')::bigint)\n        LOOP\n            IF own.id IS NOT NULL THEN\n                PERFORM programmes_follow(\n                    'adjustment', NEW.id, own.noun, own.id, OLD.publish_at\n                );\n            END IF;\n        END LOOP;\n        IF NEW.publish_at IS NULL THEN\n            FOR other IN\n                SELECT noun, record_id FROM programmes_dependency\n                WHERE on_noun = 'adjustment' AND on_id = NEW.id AND kind = 'needs'\n                    AND publish_at > clock_timestamp()\n            LOOP\n                EXECUTE format(\n                    'UPDATE %I SET publish_at = NULL WHERE id = $1', 'programmes_' || other.noun\n                ) USING other.record_id;\n            END LOOP;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="c12b42c05d840eef89214c37aeb9eeefb9b74bda",
                    operation="UPDATE",
                    pgid="pgtrigger_scheduled_along_76227",
                    table="programmes_adjustment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="adjustment",
            trigger=pgtrigger.compiler.Trigger(
                name="not_before_workprogramme",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF NEW.publish_at IS NULL OR NEW.programme_id IS NULL OR TG_OP = 'UPDATE'\n                AND NEW.publish_at IS NOT DISTINCT FROM OLD.publish_at\n                AND NEW.programme_id IS NOT DISTINCT FROM OLD.programme_id\n            THEN\n                RETURN NEW;\n            END IF;\n            -- FOR SHARE: its moment cannot change before this transaction ends.\n            PERFORM FROM programmes_workprogramme\n            WHERE id = NEW.programme_id AND publish_at <= GREATEST(NEW.publish_at, clock_timestamp())\n            FOR SHARE;\n            IF NOT FOUND THEN\n                RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Maak eerst het werkprogramma openbaar, of plan het eerder in.';\n            END IF;\n            RETURN NEW;\n        ",
                    hash="23ae275c84f32a7187a17f9c4e1437e1483e7920",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_not_before_workprogramme_9df76",
                    table="programmes_adjustment",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="adjustmenthistory",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF TG_OP = 'UPDATE' AND EXISTS (\n                SELECT FROM programmes_redaction\n                WHERE transaction = pg_current_xact_id()::text::bigint\n                    AND at = transaction_timestamp()\n            ) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;\n        ",
                    hash="6c3975672eef582d2a11e9f5b6358977156ad1ce",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_d832d",
                    table="programmes_adjustmenthistory",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="annualreport",
            trigger=pgtrigger.compiler.Trigger(
                name="public_is_not_deleted",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF OLD.publish_at <= clock_timestamp() THEN\n                RAISE EXCEPTION USING ERRCODE = 'restrict_violation', MESSAGE =\n                    'Wat openbaar is geweest, kan niet worden verwijderd. Trek het in.';\n            END IF;\n            IF OLD.publish_at IS NOT NULL THEN\n                RAISE EXCEPTION USING ERRCODE = 'restrict_violation', MESSAGE =\n                    'Wat is ingepland, kan niet worden verwijderd. Stuur het eerst terug.';\n            END IF;\n            RETURN OLD;\n        ",
                    hash="97c140ba1be4c933a68127fc33791a7d4476b200",
                    operation="DELETE",
                    pgid="pgtrigger_public_is_not_deleted_78c16",
                    table="programmes_annualreport",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="annualreport",
            trigger=pgtrigger.compiler.Trigger(
                name="scheduled_along",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.publish_at > statement_timestamp())",
                    declare="DECLARE own record; other record;",
                    func="\n        FOR own IN\n            SELECT on_noun AS noun, on_id AS id FROM programmes_dependency\n            WHERE noun = 'annualreport' AND record_id = NEW.id AND kind IN ('needs', 'brings')\n            UNION VALUES\n                ('letter', (to_jsonb(OLD) ->> 'letter_id')::bigint),\n                ('perspective', (to_jsonb(OLD) ->> 'perspective_id')::bigint),\n                ('workprogramme', (to_jsonb(OLD) ->> 'programme_id')::bigint)\n        LOOP\n            IF own.id IS NOT NULL THEN\n                PERFORM programmes_follow(\n                    'annualreport', NEW.id, own.noun, own.id, OLD.publish_at\n                );\n            END IF;\n        END LOOP;\n        IF NEW.publish_at IS NULL THEN\n            FOR other IN\n                SELECT noun, record_id FROM programmes_dependency\n                WHERE on_noun = 'annualreport' AND on_id = NEW.id AND kind = 'needs'\n                    AND publish_at > clock_timestamp()\n            LOOP\n                EXECUTE format(\n                    'UPDATE %I SET publish_at = NULL WHERE id = $1', 'programmes_' || other.noun\n                ) USING other.record_id;\n            END LOOP;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="08b8436a22ba0bc09a2e544780abf76c32c5d48c",
                    operation="UPDATE",
                    pgid="pgtrigger_scheduled_along_5d788",
                    table="programmes_annualreport",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="annualreporthistory",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF TG_OP = 'UPDATE' AND EXISTS (\n                SELECT FROM programmes_redaction\n                WHERE transaction = pg_current_xact_id()::text::bigint\n                    AND at = transaction_timestamp()\n            ) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;\n        ",
                    hash="51336f10c4bd1bdb09108c45fb2bb75f3097782c",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_d902b",
                    table="programmes_annualreporthistory",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="eventhistory",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF TG_OP = 'UPDATE' AND EXISTS (\n                SELECT FROM programmes_redaction\n                WHERE transaction = pg_current_xact_id()::text::bigint\n                    AND at = transaction_timestamp()\n            ) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;\n        ",
                    hash="7c87f3dda2ed4f16abef2fd472725b3a2bfbb30b",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_ca21c",
                    table="programmes_eventhistory",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="expectationhistory",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF TG_OP = 'UPDATE' AND EXISTS (\n                SELECT FROM programmes_redaction\n                WHERE transaction = pg_current_xact_id()::text::bigint\n                    AND at = transaction_timestamp()\n            ) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;\n        ",
                    hash="d8df520138922f33dc14fbc1337371b8c79950ae",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_855a9",
                    table="programmes_expectationhistory",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="fieldgrouphistory",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF TG_OP = 'UPDATE' AND EXISTS (\n                SELECT FROM programmes_redaction\n                WHERE transaction = pg_current_xact_id()::text::bigint\n                    AND at = transaction_timestamp()\n            ) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;\n        ",
                    hash="7bdcfe3742e26de3ca298e523bbfb561069c306c",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_5d0db",
                    table="programmes_fieldgrouphistory",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="goalcontinuationhistory",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF TG_OP = 'UPDATE' AND EXISTS (\n                SELECT FROM programmes_redaction\n                WHERE transaction = pg_current_xact_id()::text::bigint\n                    AND at = transaction_timestamp()\n            ) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;\n        ",
                    hash="a43bb4c2a5a9265140d7735eaf4873de5c55ad65",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_00501",
                    table="programmes_goalcontinuationhistory",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="goalfocushistory",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF TG_OP = 'UPDATE' AND EXISTS (\n                SELECT FROM programmes_redaction\n                WHERE transaction = pg_current_xact_id()::text::bigint\n                    AND at = transaction_timestamp()\n            ) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;\n        ",
                    hash="4fdc6a71fd0711b51f5739814b85df42d017ad88",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_d1727",
                    table="programmes_goalfocushistory",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="goalhistory",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF TG_OP = 'UPDATE' AND EXISTS (\n                SELECT FROM programmes_redaction\n                WHERE transaction = pg_current_xact_id()::text::bigint\n                    AND at = transaction_timestamp()\n            ) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;\n        ",
                    hash="bff668c3a1eb2865c7a2f7d7fd7ecc3169a91f4e",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_74383",
                    table="programmes_goalhistory",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="goalresulthistory",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF TG_OP = 'UPDATE' AND EXISTS (\n                SELECT FROM programmes_redaction\n                WHERE transaction = pg_current_xact_id()::text::bigint\n                    AND at = transaction_timestamp()\n            ) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;\n        ",
                    hash="357c168e36b94d59d6eeed9d18ff58dfadfdd658",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_1dc3a",
                    table="programmes_goalresulthistory",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="letter",
            trigger=pgtrigger.compiler.Trigger(
                name="public_is_not_deleted",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF OLD.publish_at <= clock_timestamp() THEN\n                RAISE EXCEPTION USING ERRCODE = 'restrict_violation', MESSAGE =\n                    'Wat openbaar is geweest, kan niet worden verwijderd. Trek het in.';\n            END IF;\n            IF OLD.publish_at IS NOT NULL THEN\n                RAISE EXCEPTION USING ERRCODE = 'restrict_violation', MESSAGE =\n                    'Wat is ingepland, kan niet worden verwijderd. Stuur het eerst terug.';\n            END IF;\n            RETURN OLD;\n        ",
                    hash="b50ac0f2d66abd842c9e43b656e31a5fe32e5e32",
                    operation="DELETE",
                    pgid="pgtrigger_public_is_not_deleted_67981",
                    table="programmes_letter",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="letter",
            trigger=pgtrigger.compiler.Trigger(
                name="scheduled_along",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.publish_at > statement_timestamp())",
                    declare="DECLARE own record; other record;",
                    func="\n        FOR own IN\n            SELECT on_noun AS noun, on_id AS id FROM programmes_dependency\n            WHERE noun = 'letter' AND record_id = NEW.id AND kind IN ('needs', 'brings')\n            UNION VALUES\n                ('letter', (to_jsonb(OLD) ->> 'letter_id')::bigint),\n                ('perspective', (to_jsonb(OLD) ->> 'perspective_id')::bigint),\n                ('workprogramme', (to_jsonb(OLD) ->> 'programme_id')::bigint)\n        LOOP\n            IF own.id IS NOT NULL THEN\n                PERFORM programmes_follow(\n                    'letter', NEW.id, own.noun, own.id, OLD.publish_at\n                );\n            END IF;\n        END LOOP;\n        IF NEW.publish_at IS NULL THEN\n            FOR other IN\n                SELECT noun, record_id FROM programmes_dependency\n                WHERE on_noun = 'letter' AND on_id = NEW.id AND kind = 'needs'\n                    AND publish_at > clock_timestamp()\n            LOOP\n                EXECUTE format(\n                    'UPDATE %I SET publish_at = NULL WHERE id = $1', 'programmes_' || other.noun\n                ) USING other.record_id;\n            END LOOP;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="c029ed4bb4c6c5552322dedfb24d1fc8e82bc2ff",
                    operation="UPDATE",
                    pgid="pgtrigger_scheduled_along_a9dba",
                    table="programmes_letter",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="letterhistory",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF TG_OP = 'UPDATE' AND EXISTS (\n                SELECT FROM programmes_redaction\n                WHERE transaction = pg_current_xact_id()::text::bigint\n                    AND at = transaction_timestamp()\n            ) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;\n        ",
                    hash="64284ff608f91b0cf88addc1b423b99a95ae17ab",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_6c75c",
                    table="programmes_letterhistory",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="perspective",
            trigger=pgtrigger.compiler.Trigger(
                name="public_is_not_deleted",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF OLD.publish_at <= clock_timestamp() THEN\n                RAISE EXCEPTION USING ERRCODE = 'restrict_violation', MESSAGE =\n                    'Wat openbaar is geweest, kan niet worden verwijderd. Trek het in.';\n            END IF;\n            IF OLD.publish_at IS NOT NULL THEN\n                RAISE EXCEPTION USING ERRCODE = 'restrict_violation', MESSAGE =\n                    'Wat is ingepland, kan niet worden verwijderd. Stuur het eerst terug.';\n            END IF;\n            RETURN OLD;\n        ",
                    hash="a06146ffcad189aebc4a9f05f2eefb340a2ff3b0",
                    operation="DELETE",
                    pgid="pgtrigger_public_is_not_deleted_e25d7",
                    table="programmes_perspective",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="perspective",
            trigger=pgtrigger.compiler.Trigger(
                name="scheduled_along",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.publish_at > statement_timestamp())",
                    declare="DECLARE own record; other record;",
                    func="\n        FOR own IN\n            SELECT on_noun AS noun, on_id AS id FROM programmes_dependency\n            WHERE noun = 'perspective' AND record_id = NEW.id AND kind IN ('needs', 'brings')\n            UNION VALUES\n                ('letter', (to_jsonb(OLD) ->> 'letter_id')::bigint),\n                ('perspective', (to_jsonb(OLD) ->> 'perspective_id')::bigint),\n                ('workprogramme', (to_jsonb(OLD) ->> 'programme_id')::bigint)\n        LOOP\n            IF own.id IS NOT NULL THEN\n                PERFORM programmes_follow(\n                    'perspective', NEW.id, own.noun, own.id, OLD.publish_at\n                );\n            END IF;\n        END LOOP;\n        IF NEW.publish_at IS NULL THEN\n            FOR other IN\n                SELECT noun, record_id FROM programmes_dependency\n                WHERE on_noun = 'perspective' AND on_id = NEW.id AND kind = 'needs'\n                    AND publish_at > clock_timestamp()\n            LOOP\n                EXECUTE format(\n                    'UPDATE %I SET publish_at = NULL WHERE id = $1', 'programmes_' || other.noun\n                ) USING other.record_id;\n            END LOOP;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="244658355f236209d01ebb10e4ac5318f2486342",
                    operation="UPDATE",
                    pgid="pgtrigger_scheduled_along_7fdc6",
                    table="programmes_perspective",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="perspective",
            trigger=pgtrigger.compiler.Trigger(
                name="not_after_workprogramme",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.publish_at IS DISTINCT FROM NEW.publish_at)",
                    func="\n            IF OLD.publish_at IS NOT NULL AND EXISTS (\n                SELECT FROM programmes_workprogramme AS other\n                WHERE other.perspective_id = NEW.id\n                    AND NEW.publish_at > GREATEST(other.publish_at, clock_timestamp())\n                    AND other.publish_at IS NOT NULL\n            ) THEN\n                RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Een werkprogramma is eerder ingepland dan dit perspectief. Stuur dat eerst terug.';\n            END IF;\n            RETURN NEW;\n        ",
                    hash="12d25112da8aabe420e6e616ff5921becd7bb397",
                    operation="UPDATE",
                    pgid="pgtrigger_not_after_workprogramme_f322a",
                    table="programmes_perspective",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="perspectivehistory",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF TG_OP = 'UPDATE' AND EXISTS (\n                SELECT FROM programmes_redaction\n                WHERE transaction = pg_current_xact_id()::text::bigint\n                    AND at = transaction_timestamp()\n            ) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;\n        ",
                    hash="ccdb1012fce2cc93942adf00b07eb04abf84ec3b",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_136db",
                    table="programmes_perspectivehistory",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="planning",
            trigger=pgtrigger.compiler.Trigger(
                name="scheduled_along",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            PERFORM programmes_follow(\n                'workprogramme', OLD.programme_id, 'activity', OLD.activity_id, owner.publish_at\n            ) FROM programmes_workprogramme AS owner WHERE owner.id = OLD.programme_id;\n            RETURN NULL;\n        ",
                    hash="683ca0c831898b54f91a4052d3940b66ef7eb7af",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_scheduled_along_53a0f",
                    table="programmes_planning",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="planning",
            trigger=pgtrigger.compiler.Trigger(
                name="scheduled_with_adjustment",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            PERFORM programmes_follow(\n                'adjustment', OLD.adjustment_id, 'activity', OLD.activity_id, owner.publish_at\n            ) FROM programmes_adjustment AS owner WHERE owner.id = OLD.adjustment_id;\n            RETURN NULL;\n        ",
                    hash="9ea221c0ba566552c2b304072c4ccf48ef904228",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_scheduled_with_adjustment_2a94b",
                    table="programmes_planning",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="planninghistory",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF TG_OP = 'UPDATE' AND EXISTS (\n                SELECT FROM programmes_redaction\n                WHERE transaction = pg_current_xact_id()::text::bigint\n                    AND at = transaction_timestamp()\n            ) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;\n        ",
                    hash="6a5b9c747d0268597e3f73ee70d91178e3a04c44",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_2380d",
                    table="programmes_planninghistory",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="publicchange",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF TG_OP = 'UPDATE' AND EXISTS (\n                SELECT FROM programmes_redaction\n                WHERE transaction = pg_current_xact_id()::text::bigint\n                    AND at = transaction_timestamp()\n            ) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;\n        ",
                    hash="233da8adaad9b0d6a9c0035ebe747b92aa5e03dc",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_0fef3",
                    table="programmes_publicchange",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="review",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF TG_OP = 'UPDATE' AND EXISTS (\n                SELECT FROM programmes_redaction\n                WHERE transaction = pg_current_xact_id()::text::bigint\n                    AND at = transaction_timestamp()\n            ) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;\n        ",
                    hash="42bac61b264442340923b6d4ca8c5294014a3af6",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_99f42",
                    table="programmes_review",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="signatory",
            trigger=pgtrigger.compiler.Trigger(
                name="public_is_not_deleted",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF OLD.publish_at <= clock_timestamp() THEN\n                RAISE EXCEPTION USING ERRCODE = 'restrict_violation', MESSAGE =\n                    'Wat openbaar is geweest, kan niet worden verwijderd. Trek het in.';\n            END IF;\n            IF OLD.publish_at IS NOT NULL THEN\n                RAISE EXCEPTION USING ERRCODE = 'restrict_violation', MESSAGE =\n                    'Wat is ingepland, kan niet worden verwijderd. Stuur het eerst terug.';\n            END IF;\n            RETURN OLD;\n        ",
                    hash="bf51506df4e85ba18e31dc29d3eccf66e7fb4fcf",
                    operation="DELETE",
                    pgid="pgtrigger_public_is_not_deleted_0ef55",
                    table="programmes_signatory",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="signatory",
            trigger=pgtrigger.compiler.Trigger(
                name="scheduled_along",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.publish_at > statement_timestamp())",
                    declare="DECLARE own record; other record;",
                    func="\n        FOR own IN\n            SELECT on_noun AS noun, on_id AS id FROM programmes_dependency\n            WHERE noun = 'signatory' AND record_id = NEW.id AND kind IN ('needs', 'brings')\n            UNION VALUES\n                ('letter', (to_jsonb(OLD) ->> 'letter_id')::bigint),\n                ('perspective', (to_jsonb(OLD) ->> 'perspective_id')::bigint),\n                ('workprogramme', (to_jsonb(OLD) ->> 'programme_id')::bigint)\n        LOOP\n            IF own.id IS NOT NULL THEN\n                PERFORM programmes_follow(\n                    'signatory', NEW.id, own.noun, own.id, OLD.publish_at\n                );\n            END IF;\n        END LOOP;\n        IF NEW.publish_at IS NULL THEN\n            FOR other IN\n                SELECT noun, record_id FROM programmes_dependency\n                WHERE on_noun = 'signatory' AND on_id = NEW.id AND kind = 'needs'\n                    AND publish_at > clock_timestamp()\n            LOOP\n                EXECUTE format(\n                    'UPDATE %I SET publish_at = NULL WHERE id = $1', 'programmes_' || other.noun\n                ) USING other.record_id;\n            END LOOP;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="574d3ca9d14cdb2ef6575a481df164e64517623a",
                    operation="UPDATE",
                    pgid="pgtrigger_scheduled_along_90287",
                    table="programmes_signatory",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="signatoryhistory",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF TG_OP = 'UPDATE' AND EXISTS (\n                SELECT FROM programmes_redaction\n                WHERE transaction = pg_current_xact_id()::text::bigint\n                    AND at = transaction_timestamp()\n            ) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;\n        ",
                    hash="8cc312519e112db74f0c0a9df6352dcdfa62381d",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_21dff",
                    table="programmes_signatoryhistory",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="signature",
            trigger=pgtrigger.compiler.Trigger(
                name="scheduled_along",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            PERFORM programmes_follow(\n                'letter', OLD.letter_id, 'signatory', OLD.signatory_id, owner.publish_at\n            ) FROM programmes_letter AS owner WHERE owner.id = OLD.letter_id;\n            RETURN NULL;\n        ",
                    hash="8db6cea7c4808e3d8a506a6f522e5e6989c38b17",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_scheduled_along_c43c8",
                    table="programmes_signature",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="signaturehistory",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF TG_OP = 'UPDATE' AND EXISTS (\n                SELECT FROM programmes_redaction\n                WHERE transaction = pg_current_xact_id()::text::bigint\n                    AND at = transaction_timestamp()\n            ) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;\n        ",
                    hash="d427261e5f0d308a2665885790f6c8eeefd9d062",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_bb920",
                    table="programmes_signaturehistory",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="supervisionfieldhistory",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF TG_OP = 'UPDATE' AND EXISTS (\n                SELECT FROM programmes_redaction\n                WHERE transaction = pg_current_xact_id()::text::bigint\n                    AND at = transaction_timestamp()\n            ) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;\n        ",
                    hash="e17a86aaade21df01e04e822f71391988353fe8f",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_f2f0c",
                    table="programmes_supervisionfieldhistory",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="workprogramme",
            trigger=pgtrigger.compiler.Trigger(
                name="public_is_not_deleted",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF OLD.publish_at <= clock_timestamp() THEN\n                RAISE EXCEPTION USING ERRCODE = 'restrict_violation', MESSAGE =\n                    'Wat openbaar is geweest, kan niet worden verwijderd. Trek het in.';\n            END IF;\n            IF OLD.publish_at IS NOT NULL THEN\n                RAISE EXCEPTION USING ERRCODE = 'restrict_violation', MESSAGE =\n                    'Wat is ingepland, kan niet worden verwijderd. Stuur het eerst terug.';\n            END IF;\n            RETURN OLD;\n        ",
                    hash="1139a158b12e6bb1001a036dc68bf6e9c9e056c3",
                    operation="DELETE",
                    pgid="pgtrigger_public_is_not_deleted_3c169",
                    table="programmes_workprogramme",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="workprogramme",
            trigger=pgtrigger.compiler.Trigger(
                name="scheduled_along",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.publish_at > statement_timestamp())",
                    declare="DECLARE own record; other record;",
                    func="\n        FOR own IN\n            SELECT on_noun AS noun, on_id AS id FROM programmes_dependency\n            WHERE noun = 'workprogramme' AND record_id = NEW.id AND kind IN ('needs', 'brings')\n            UNION VALUES\n                ('letter', (to_jsonb(OLD) ->> 'letter_id')::bigint),\n                ('perspective', (to_jsonb(OLD) ->> 'perspective_id')::bigint),\n                ('workprogramme', (to_jsonb(OLD) ->> 'programme_id')::bigint)\n        LOOP\n            IF own.id IS NOT NULL THEN\n                PERFORM programmes_follow(\n                    'workprogramme', NEW.id, own.noun, own.id, OLD.publish_at\n                );\n            END IF;\n        END LOOP;\n        IF NEW.publish_at IS NULL THEN\n            FOR other IN\n                SELECT noun, record_id FROM programmes_dependency\n                WHERE on_noun = 'workprogramme' AND on_id = NEW.id AND kind = 'needs'\n                    AND publish_at > clock_timestamp()\n            LOOP\n                EXECUTE format(\n                    'UPDATE %I SET publish_at = NULL WHERE id = $1', 'programmes_' || other.noun\n                ) USING other.record_id;\n            END LOOP;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="9edd913b4bcd3aeaa8dc69102624bab7106414a1",
                    operation="UPDATE",
                    pgid="pgtrigger_scheduled_along_f6094",
                    table="programmes_workprogramme",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="workprogramme",
            trigger=pgtrigger.compiler.Trigger(
                name="not_before_perspective",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF NEW.publish_at IS NULL OR NEW.perspective_id IS NULL OR TG_OP = 'UPDATE'\n                AND NEW.publish_at IS NOT DISTINCT FROM OLD.publish_at\n                AND NEW.perspective_id IS NOT DISTINCT FROM OLD.perspective_id\n            THEN\n                RETURN NEW;\n            END IF;\n            -- FOR SHARE: its moment cannot change before this transaction ends.\n            PERFORM FROM programmes_perspective\n            WHERE id = NEW.perspective_id AND publish_at <= GREATEST(NEW.publish_at, clock_timestamp())\n            FOR SHARE;\n            IF NOT FOUND THEN\n                RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Maak eerst het perspectief openbaar, of plan het eerder in.';\n            END IF;\n            RETURN NEW;\n        ",
                    hash="e4ec9bb8e6333846059a4e7db4d61291fb1179f7",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_not_before_perspective_50cca",
                    table="programmes_workprogramme",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="workprogramme",
            trigger=pgtrigger.compiler.Trigger(
                name="not_after_adjustment",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.publish_at IS DISTINCT FROM NEW.publish_at)",
                    func="\n            IF OLD.publish_at IS NOT NULL AND EXISTS (\n                SELECT FROM programmes_adjustment AS other\n                WHERE other.programme_id = NEW.id\n                    AND NEW.publish_at > GREATEST(other.publish_at, clock_timestamp())\n                    AND other.publish_at IS NOT NULL\n            ) THEN\n                RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Een bijstelling is eerder ingepland dan dit werkprogramma. Stuur die eerst terug.';\n            END IF;\n            RETURN NEW;\n        ",
                    hash="a68ebdabd0bd63d83b38b71f871ae975aa5dd3be",
                    operation="UPDATE",
                    pgid="pgtrigger_not_after_adjustment_cd7cc",
                    table="programmes_workprogramme",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="workprogrammehistory",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF TG_OP = 'UPDATE' AND EXISTS (\n                SELECT FROM programmes_redaction\n                WHERE transaction = pg_current_xact_id()::text::bigint\n                    AND at = transaction_timestamp()\n            ) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;\n        ",
                    hash="61ceede8902a6270a7518d047f264a345ff1a7ad",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_8551a",
                    table="programmes_workprogrammehistory",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddField(
            model_name="hiddenchange",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="by",
            ),
        ),
        migrations.AddField(
            model_name="hiddenchange",
            name="change",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="hidden",
                to="programmes.publicchange",
                verbose_name="public change",
            ),
        ),
        migrations.AddField(
            model_name="redaction",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="by",
            ),
        ),
        migrations.AddConstraint(
            model_name="hiddenchange",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason__regex", "\\S")),
                name="hiddenchange_has_reason",
                violation_error_code="reason",
                violation_error_message="Give the reason.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="hiddenchange",
            trigger=pgtrigger.compiler.Trigger(
                name="kept",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="f9f99990ea1f4d11a69fff9a3764c4b6fb85580f",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_kept_b71e1",
                    table="programmes_hiddenchange",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="hiddenchange",
            trigger=pgtrigger.compiler.Trigger(
                name="write_is_counted",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE this bigint := pg_current_xact_id()::text::bigint;",
                    func="\n            IF NOT COALESCE((true) OR (true), false)\n                OR EXISTS (\n                    SELECT FROM programmes_writecounter\n                    WHERE transaction = this AND at = transaction_timestamp()\n                )\n            THEN\n                RETURN NULL;\n            END IF;\n            UPDATE programmes_writecounter\n            SET writes = writes + 1, transaction = this, at = transaction_timestamp()\n            WHERE id = (\n                SELECT id FROM programmes_writecounter ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED\n            );\n            IF NOT FOUND THEN\n                INSERT INTO programmes_writecounter (writes, transaction, at)\n                VALUES (1, this, transaction_timestamp());\n            END IF;\n            RETURN NULL;\n        ",
                    hash="88c87c0f7e8cf1df603712bef3571934c5f2035e",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_write_is_counted_34582",
                    table="programmes_hiddenchange",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="redaction",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason__regex", "\\S")),
                name="redaction_has_reason",
                violation_error_code="reason",
                violation_error_message="Give the reason.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="redaction",
            trigger=pgtrigger.compiler.Trigger(
                name="kept",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="28ac9570fea85d910a4631f4cc08929356aaedda",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_kept_9728e",
                    table="programmes_redaction",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="redaction",
            trigger=pgtrigger.compiler.Trigger(
                name="write_is_counted",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE this bigint := pg_current_xact_id()::text::bigint;",
                    func="\n            IF NOT COALESCE((true) OR (true), false)\n                OR EXISTS (\n                    SELECT FROM programmes_writecounter\n                    WHERE transaction = this AND at = transaction_timestamp()\n                )\n            THEN\n                RETURN NULL;\n            END IF;\n            UPDATE programmes_writecounter\n            SET writes = writes + 1, transaction = this, at = transaction_timestamp()\n            WHERE id = (\n                SELECT id FROM programmes_writecounter ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED\n            );\n            IF NOT FOUND THEN\n                INSERT INTO programmes_writecounter (writes, transaction, at)\n                VALUES (1, this, transaction_timestamp());\n            END IF;\n            RETURN NULL;\n        ",
                    hash="537cc436135cf409a70c7a9d6ddc10774e2885b7",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_write_is_counted_8c72a",
                    table="programmes_redaction",
                    when="AFTER",
                ),
            ),
        ),
    ]
