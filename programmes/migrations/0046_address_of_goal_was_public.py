"""An address of a goal counts from when it was public; a later programme may overlap one that dropped something."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("programmes", "0045_search_of_imports"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="activity",
            name="address_keeps_its_meaning",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="adjustment",
            name="address_keeps_its_meaning",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="annualreport",
            name="address_keeps_its_meaning",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="goal",
            name="address_keeps_its_meaning",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="letter",
            name="address_keeps_its_meaning",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="perspective",
            name="address_keeps_its_meaning",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="signatory",
            name="address_keeps_its_meaning",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="workprogramme",
            name="address_keeps_its_meaning",
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="activity",
            trigger=pgtrigger.compiler.Trigger(
                name="address_keeps_its_meaning",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='\n            IF EXISTS (SELECT 1 AS "one" FROM "programmes_activityhistory" WHERE (NOT EXISTS(SELECT 1 AS "a" FROM "programmes_activityhistory" U0 WHERE (U0."pgh_created_at" < ("programmes_activityhistory"."publish_at") AND U0."pgh_id" > ("programmes_activityhistory"."pgh_id") AND U0."pgh_obj_id" = ("programmes_activityhistory"."pgh_obj_id")) LIMIT 1) AND "programmes_activityhistory"."publish_at" <= (STATEMENT_TIMESTAMP()) AND "programmes_activityhistory"."slug" = (NEW.slug) AND NOT ("programmes_activityhistory"."pgh_obj_id" = (NEW.id)))) THEN\n                RAISE EXCEPTION USING ERRCODE = \'unique_violation\', MESSAGE =\n                    \'Dit adres is eerder gebruikt voor iets anders. Kies een ander adres.\';\n            END IF;\n            RETURN NEW;\n            ',
                    hash="4a1d2fe31ad22f05e4fedb7e9b6a2cc6e2a084ab",
                    operation='INSERT OR UPDATE OF "slug"',
                    pgid="pgtrigger_address_keeps_its_meaning_a8307",
                    table="programmes_activity",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="adjustment",
            trigger=pgtrigger.compiler.Trigger(
                name="address_keeps_its_meaning",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='\n            IF EXISTS (SELECT 1 AS "one" FROM "programmes_adjustmenthistory" WHERE (NOT EXISTS(SELECT 1 AS "a" FROM "programmes_adjustmenthistory" U0 WHERE (U0."pgh_created_at" < ("programmes_adjustmenthistory"."publish_at") AND U0."pgh_id" > ("programmes_adjustmenthistory"."pgh_id") AND U0."pgh_obj_id" = ("programmes_adjustmenthistory"."pgh_obj_id")) LIMIT 1) AND "programmes_adjustmenthistory"."publish_at" <= (STATEMENT_TIMESTAMP()) AND "programmes_adjustmenthistory"."slug" = (NEW.slug) AND NOT ("programmes_adjustmenthistory"."pgh_obj_id" = (NEW.id)))) THEN\n                RAISE EXCEPTION USING ERRCODE = \'unique_violation\', MESSAGE =\n                    \'Dit adres is eerder gebruikt voor iets anders. Kies een ander adres.\';\n            END IF;\n            RETURN NEW;\n            ',
                    hash="ff6d2d3b5ebfeac9e7f2d10c6d9e01cd9274fbc0",
                    operation='INSERT OR UPDATE OF "slug"',
                    pgid="pgtrigger_address_keeps_its_meaning_8804a",
                    table="programmes_adjustment",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="annualreport",
            trigger=pgtrigger.compiler.Trigger(
                name="address_keeps_its_meaning",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='\n            IF EXISTS (SELECT 1 AS "one" FROM "programmes_annualreporthistory" WHERE (NOT EXISTS(SELECT 1 AS "a" FROM "programmes_annualreporthistory" U0 WHERE (U0."pgh_created_at" < ("programmes_annualreporthistory"."publish_at") AND U0."pgh_id" > ("programmes_annualreporthistory"."pgh_id") AND U0."pgh_obj_id" = ("programmes_annualreporthistory"."pgh_obj_id")) LIMIT 1) AND "programmes_annualreporthistory"."publish_at" <= (STATEMENT_TIMESTAMP()) AND "programmes_annualreporthistory"."slug" = (NEW.slug) AND NOT ("programmes_annualreporthistory"."pgh_obj_id" = (NEW.id)))) THEN\n                RAISE EXCEPTION USING ERRCODE = \'unique_violation\', MESSAGE =\n                    \'Dit adres is eerder gebruikt voor iets anders. Kies een ander adres.\';\n            END IF;\n            RETURN NEW;\n            ',
                    hash="d79cf8cf5ef2451b6e764232828d0af687f2c2a2",
                    operation='INSERT OR UPDATE OF "slug"',
                    pgid="pgtrigger_address_keeps_its_meaning_60093",
                    table="programmes_annualreport",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="goal",
            trigger=pgtrigger.compiler.Trigger(
                name="address_keeps_its_meaning",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='\n            IF EXISTS (SELECT 1 AS "one" FROM "programmes_goalhistory" INNER JOIN "programmes_perspective" ON ("programmes_goalhistory"."perspective_id" = "programmes_perspective"."id") WHERE (NOT EXISTS(SELECT 1 AS "a" FROM "programmes_goalhistory" U0 WHERE (U0."pgh_created_at" < ("programmes_perspective"."publish_at") AND U0."pgh_id" > ("programmes_goalhistory"."pgh_id") AND U0."pgh_obj_id" = ("programmes_goalhistory"."pgh_obj_id")) LIMIT 1) AND "programmes_perspective"."publish_at" <= (STATEMENT_TIMESTAMP()) AND "programmes_goalhistory"."slug" = (NEW.slug) AND NOT ("programmes_goalhistory"."pgh_obj_id" = (NEW.id)))) THEN\n                RAISE EXCEPTION USING ERRCODE = \'unique_violation\', MESSAGE =\n                    \'Dit adres is eerder gebruikt voor iets anders. Kies een ander adres.\';\n            END IF;\n            RETURN NEW;\n            ',
                    hash="b146e611610e45dab2d52b6d67a7c8d7d963546d",
                    operation='INSERT OR UPDATE OF "slug"',
                    pgid="pgtrigger_address_keeps_its_meaning_d2b5f",
                    table="programmes_goal",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="letter",
            trigger=pgtrigger.compiler.Trigger(
                name="address_keeps_its_meaning",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='\n            IF EXISTS (SELECT 1 AS "one" FROM "programmes_letterhistory" WHERE (NOT EXISTS(SELECT 1 AS "a" FROM "programmes_letterhistory" U0 WHERE (U0."pgh_created_at" < ("programmes_letterhistory"."publish_at") AND U0."pgh_id" > ("programmes_letterhistory"."pgh_id") AND U0."pgh_obj_id" = ("programmes_letterhistory"."pgh_obj_id")) LIMIT 1) AND "programmes_letterhistory"."publish_at" <= (STATEMENT_TIMESTAMP()) AND "programmes_letterhistory"."slug" = (NEW.slug) AND NOT ("programmes_letterhistory"."pgh_obj_id" = (NEW.id)))) THEN\n                RAISE EXCEPTION USING ERRCODE = \'unique_violation\', MESSAGE =\n                    \'Dit adres is eerder gebruikt voor iets anders. Kies een ander adres.\';\n            END IF;\n            RETURN NEW;\n            ',
                    hash="f4f1be93474b1f981cd8fcb10e72fef7f9e76dc1",
                    operation='INSERT OR UPDATE OF "slug"',
                    pgid="pgtrigger_address_keeps_its_meaning_6f70e",
                    table="programmes_letter",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="perspective",
            trigger=pgtrigger.compiler.Trigger(
                name="address_keeps_its_meaning",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='\n            IF EXISTS (SELECT 1 AS "one" FROM "programmes_perspectivehistory" WHERE (NOT EXISTS(SELECT 1 AS "a" FROM "programmes_perspectivehistory" U0 WHERE (U0."pgh_created_at" < ("programmes_perspectivehistory"."publish_at") AND U0."pgh_id" > ("programmes_perspectivehistory"."pgh_id") AND U0."pgh_obj_id" = ("programmes_perspectivehistory"."pgh_obj_id")) LIMIT 1) AND "programmes_perspectivehistory"."publish_at" <= (STATEMENT_TIMESTAMP()) AND "programmes_perspectivehistory"."slug" = (NEW.slug) AND NOT ("programmes_perspectivehistory"."pgh_obj_id" = (NEW.id)))) THEN\n                RAISE EXCEPTION USING ERRCODE = \'unique_violation\', MESSAGE =\n                    \'Dit adres is eerder gebruikt voor iets anders. Kies een ander adres.\';\n            END IF;\n            RETURN NEW;\n            ',
                    hash="0df7df0fd30c66fe237c6978ba54632f993cc6b1",
                    operation='INSERT OR UPDATE OF "slug"',
                    pgid="pgtrigger_address_keeps_its_meaning_5fb2e",
                    table="programmes_perspective",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="signatory",
            trigger=pgtrigger.compiler.Trigger(
                name="address_keeps_its_meaning",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='\n            IF EXISTS (SELECT 1 AS "one" FROM "programmes_signatoryhistory" WHERE (NOT EXISTS(SELECT 1 AS "a" FROM "programmes_signatoryhistory" U0 WHERE (U0."pgh_created_at" < ("programmes_signatoryhistory"."publish_at") AND U0."pgh_id" > ("programmes_signatoryhistory"."pgh_id") AND U0."pgh_obj_id" = ("programmes_signatoryhistory"."pgh_obj_id")) LIMIT 1) AND "programmes_signatoryhistory"."publish_at" <= (STATEMENT_TIMESTAMP()) AND "programmes_signatoryhistory"."slug" = (NEW.slug) AND NOT ("programmes_signatoryhistory"."pgh_obj_id" = (NEW.id)))) THEN\n                RAISE EXCEPTION USING ERRCODE = \'unique_violation\', MESSAGE =\n                    \'Dit adres is eerder gebruikt voor iets anders. Kies een ander adres.\';\n            END IF;\n            RETURN NEW;\n            ',
                    hash="c872d8c41545fcd670a7f44d8beb8baeeff04867",
                    operation='INSERT OR UPDATE OF "slug"',
                    pgid="pgtrigger_address_keeps_its_meaning_d5ea9",
                    table="programmes_signatory",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="workprogramme",
            trigger=pgtrigger.compiler.Trigger(
                name="address_keeps_its_meaning",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='\n            IF EXISTS (SELECT 1 AS "one" FROM "programmes_workprogrammehistory" WHERE (NOT EXISTS(SELECT 1 AS "a" FROM "programmes_workprogrammehistory" U0 WHERE (U0."pgh_created_at" < ("programmes_workprogrammehistory"."publish_at") AND U0."pgh_id" > ("programmes_workprogrammehistory"."pgh_id") AND U0."pgh_obj_id" = ("programmes_workprogrammehistory"."pgh_obj_id")) LIMIT 1) AND "programmes_workprogrammehistory"."publish_at" <= (STATEMENT_TIMESTAMP()) AND "programmes_workprogrammehistory"."slug" = (NEW.slug) AND NOT ("programmes_workprogrammehistory"."pgh_obj_id" = (NEW.id)))) THEN\n                RAISE EXCEPTION USING ERRCODE = \'unique_violation\', MESSAGE =\n                    \'Dit adres is eerder gebruikt voor iets anders. Kies een ander adres.\';\n            END IF;\n            RETURN NEW;\n            ',
                    hash="f8c9c44eb6521c15646cf817f5277c41715f93e2",
                    operation='INSERT OR UPDATE OF "slug"',
                    pgid="pgtrigger_address_keeps_its_meaning_d81e0",
                    table="programmes_workprogramme",
                    when="BEFORE",
                ),
            ),
        ),
        # Twice: until the restart, the version before works the first ones out by its own rule.
        migrations.RunSQL(
            "INSERT INTO programmes_stalefacts (activity_id, at) SELECT id, at FROM programmes_activity, "
            "unnest(ARRAY['-infinity', statement_timestamp() + interval '1 hour']::timestamptz[]) AS at",
            migrations.RunSQL.noop,
        ),
    ]
