"""What an annual report tells of each goal, and where the search page finds it."""

import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

# What is written down of results, beside what was written down of all else.
SOURCE = """
    ALTER FUNCTION programmes_search_source(text, bigint[]) RENAME TO programmes_search_records;

    CREATE FUNCTION programmes_search_source(wanted text, keys bigint[])
    RETURNS TABLE (
        record_id bigint, slug text, day date, publish_at timestamptz, withdrawn_at timestamptz,
        title text, keywords text, body text, labels text[])
    LANGUAGE sql STABLE AS $$
        SELECT * FROM programmes_search_records(wanted, keys)
    UNION ALL
        SELECT result.id, report.slug, NULL,
            CASE WHEN report.publish_at IS NOT NULL AND frame.publish_at IS NOT NULL
                THEN greatest(report.publish_at, frame.publish_at) END,
            least(report.withdrawn_at, frame.withdrawn_at),
            goal.title, '', result.text, programmes_search_years(report.year, report.year)
        FROM programmes_goalresult AS result
        JOIN programmes_annualreport AS report ON report.id = result.report_id
        JOIN programmes_goal AS goal ON goal.id = result.goal_id
        JOIN programmes_perspective AS frame ON frame.id = goal.perspective_id
        WHERE wanted = 'resultaten' AND result.id = ANY (keys)
    $$;
"""

# The entries of results are locked before the parents that they are public with, and those before
# anything is read, as for elaborations: two changes at once then both end up in the index.
REFRESH = """
    ALTER FUNCTION programmes_search_refresh(text, bigint[]) RENAME TO programmes_search_write;

    CREATE FUNCTION programmes_search_refresh(wanted text, keys bigint[]) RETURNS void
    LANGUAGE plpgsql AS $$
    BEGIN
        IF wanted = 'resultaten' THEN
            PERFORM FROM programmes_searchentry WHERE kind = wanted AND record_id = ANY (keys)
                ORDER BY id FOR UPDATE;
            PERFORM FROM programmes_perspective WHERE id IN (
                SELECT perspective_id FROM programmes_goal WHERE id IN (
                    SELECT goal_id FROM programmes_goalresult WHERE id = ANY (keys))
            ) ORDER BY id FOR SHARE;
            PERFORM FROM programmes_annualreport WHERE id IN (
                SELECT report_id FROM programmes_goalresult WHERE id = ANY (keys)
            ) ORDER BY id FOR SHARE;
        END IF;
        PERFORM programmes_search_write(wanted, keys);
    END;
    $$;
"""

FOLLOW = """
    CREATE TRIGGER search_follow AFTER INSERT OR UPDATE OR DELETE ON programmes_goalresult
        FOR EACH ROW EXECUTE FUNCTION programmes_search_follow('resultaten', 'id');
    CREATE TRIGGER search_follow_resultaten AFTER UPDATE ON programmes_perspective
        FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)
        EXECUTE FUNCTION programmes_search_follow_parent('resultaten',
            'SELECT result.id FROM programmes_goalresult AS result
            JOIN programmes_goal AS goal ON goal.id = result.goal_id
            WHERE goal.perspective_id = $1');
    CREATE TRIGGER search_follow_resultaten AFTER UPDATE ON programmes_goal
        FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)
        EXECUTE FUNCTION programmes_search_follow_parent('resultaten',
            'SELECT id FROM programmes_goalresult WHERE goal_id = $1');
    CREATE TRIGGER search_follow_resultaten AFTER UPDATE ON programmes_annualreport
        FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)
        EXECUTE FUNCTION programmes_search_follow_parent('resultaten',
            'SELECT id FROM programmes_goalresult WHERE report_id = $1');
"""


class Migration(migrations.Migration):
    dependencies = [
        ("programmes", "0014_adjustment_screen"),
    ]

    operations = [
        migrations.CreateModel(
            name="GoalResult",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "text",
                    models.TextField(
                        help_text="What came of this goal in that year, according to the report.",
                        verbose_name="result",
                    ),
                ),
            ],
            options={
                "verbose_name": "result for a goal",
                "verbose_name_plural": "results for goals",
                "ordering": ["report", "goal__perspective__first_year", "goal__position", "pk"],
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="GoalResultHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "text",
                    models.TextField(
                        help_text="What came of this goal in that year, according to the report.",
                        verbose_name="result",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="annualreport",
            name="published_after_review",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="goal",
            name="perspective_holds_elaborations",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="perspective",
            name="years_hold_programmes",
        ),
        migrations.AlterField(
            model_name="searchentry",
            name="kind",
            field=models.CharField(
                choices=[
                    ("werkprogrammas", "work programme"),
                    ("meerjarenperspectieven", "multi-year perspective"),
                    ("doelen", "goal"),
                    ("uitwerkingen", "elaboration of a goal"),
                    ("resultaten", "result for a goal"),
                    ("activiteiten", "activity"),
                    ("brieven", "letter to the House"),
                    ("jaarberichten", "annual report"),
                    ("bijstellingen", "adjustment"),
                    ("ondertekenaars", "signatory"),
                ],
                max_length=30,
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="annualreport",
            trigger=pgtrigger.compiler.Trigger(
                name="published_after_review",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE review programmes_review%ROWTYPE; last_changer text;",
                    func="\n            IF NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb\n                    ->> 'user' IS NULL\n                OR OLD.publish_at IS NOT NULL OR NEW.publish_at IS NULL\n            THEN\n                RETURN NEW;\n            END IF;\n            SELECT * INTO review FROM programmes_review\n            WHERE noun = 'annualreport' AND record_id = NEW.id ORDER BY id DESC LIMIT 1;\n            IF review.step IS NULL OR review.step NOT IN ('goedgekeurd', 'alleen', 'noodgeval') THEN\n                RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE =\n                    'Een concept wordt pas openbaar nadat een ander het controleerde.';\n            END IF;\n            SELECT pgh_context ->> 'user' INTO last_changer FROM (SELECT pgh_created_at, pgh_id, pgh_context FROM programmes_annualreporthistory WHERE pgh_obj_id = NEW.id UNION ALL SELECT pgh_created_at, pgh_id, pgh_context FROM programmes_goalresulthistory WHERE report_id = NEW.id) AS changes\n            WHERE pgh_context ->> 'user' IS NOT NULL AND pgh_context ->> 'verb' IS NULL\n            ORDER BY pgh_created_at DESC, pgh_id DESC LIMIT 1;\n            IF review.step = 'goedgekeurd' AND review.by_id::text = last_changer THEN\n                RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE =\n                    'Wie een concept het laatst wijzigde, controleert het niet zelf.';\n            END IF;\n            RETURN NEW;\n            ",
                    hash="ae7a79948bbdf9bee2a82b1591f3365c5acd8fd8",
                    operation='UPDATE OF "publish_at"',
                    pgid="pgtrigger_published_after_review_639bc",
                    table="programmes_annualreport",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="annualreport",
            trigger=pgtrigger.compiler.Trigger(
                name="year_holds_results",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n                    IF EXISTS (\n                        SELECT FROM programmes_goalresult AS result\n                        JOIN programmes_goal AS goal ON goal.id = result.goal_id\n                        JOIN programmes_perspective AS frame ON frame.id = goal.perspective_id\n                        WHERE result.report_id = NEW.id\n                            AND NEW.year NOT BETWEEN frame.first_year AND frame.last_year\n                    ) THEN\n                        RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE =\n                            'Dit jaarbericht heeft resultaten van doelen die dat jaar niet golden.';\n                    END IF;\n                    RETURN NEW;\n                ",
                    hash="871e32beb7862508a0767ab75a733951e4694d6f",
                    operation='UPDATE OF "year"',
                    pgid="pgtrigger_year_holds_results_ff2fa",
                    table="programmes_annualreport",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="goal",
            trigger=pgtrigger.compiler.Trigger(
                name="perspective_holds_elaborations",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n                    IF EXISTS (\n                        SELECT FROM programmes_goalfocus AS focus\n                        JOIN programmes_workprogramme AS programme\n                            ON programme.id = focus.programme_id\n                        WHERE focus.goal_id = NEW.id\n                            AND programme.perspective_id IS DISTINCT FROM NEW.perspective_id\n                    ) THEN\n                        RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE =\n                            'Een werkprogramma werkt dit doel uit onder een ander perspectief.';\n                    END IF;\n                    IF EXISTS (\n                        SELECT FROM programmes_goalresult AS result\n                        JOIN programmes_annualreport AS report ON report.id = result.report_id\n                        JOIN programmes_perspective AS frame ON frame.id = NEW.perspective_id\n                        WHERE result.goal_id = NEW.id\n                            AND report.year NOT BETWEEN frame.first_year AND frame.last_year\n                    ) THEN\n                        RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE =\n                            'Een jaarbericht vertelt over dit doel in een jaar daarbuiten.';\n                    END IF;\n                    RETURN NEW;\n                ",
                    hash="25880b07eef1c90f1699ae0d9bc453feb96407eb",
                    operation='UPDATE OF "perspective_id"',
                    pgid="pgtrigger_perspective_holds_elaborations_4032b",
                    table="programmes_goal",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="perspective",
            trigger=pgtrigger.compiler.Trigger(
                name="years_hold_programmes",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n                    IF EXISTS (\n                        SELECT FROM programmes_workprogramme AS programme\n                        WHERE programme.perspective_id = NEW.id AND (\n                            programme.first_year < NEW.first_year\n                            OR programme.last_year > NEW.last_year)\n                    ) THEN\n                        RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE =\n                            'Een werkprogramma valt dan buiten de jaren van dit perspectief.';\n                    END IF;\n                    IF EXISTS (\n                        SELECT FROM programmes_goalresult AS result\n                        JOIN programmes_goal AS goal ON goal.id = result.goal_id\n                        JOIN programmes_annualreport AS report ON report.id = result.report_id\n                        WHERE goal.perspective_id = NEW.id\n                            AND report.year NOT BETWEEN NEW.first_year AND NEW.last_year\n                    ) THEN\n                        RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE =\n                            'Een jaarbericht met resultaten valt dan buiten dit perspectief.';\n                    END IF;\n                    RETURN NEW;\n                ",
                    hash="b6a1aa037b8df1a993cca828ffff7182b2a66159",
                    operation='UPDATE OF "first_year", "last_year"',
                    pgid="pgtrigger_years_hold_programmes_a52f9",
                    table="programmes_perspective",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddField(
            model_name="goalresult",
            name="goal",
            field=models.ForeignKey(
                help_text="A goal of a perspective that covers the year of the report.",
                on_delete=django.db.models.deletion.PROTECT,
                related_name="results",
                to="programmes.goal",
                verbose_name="goal",
            ),
        ),
        migrations.AddField(
            model_name="goalresult",
            name="report",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="results",
                to="programmes.annualreport",
                verbose_name="annual report",
            ),
        ),
        migrations.AddField(
            model_name="goalresulthistory",
            name="goal",
            field=models.ForeignKey(
                db_constraint=False,
                help_text="A goal of a perspective that covers the year of the report.",
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="programmes.goal",
                verbose_name="goal",
            ),
        ),
        migrations.AddField(
            model_name="goalresulthistory",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="history",
                to="programmes.goalresult",
            ),
        ),
        migrations.AddField(
            model_name="goalresulthistory",
            name="report",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="programmes.annualreport",
                verbose_name="annual report",
            ),
        ),
        migrations.AddConstraint(
            model_name="goalresult",
            constraint=models.UniqueConstraint(
                fields=("report", "goal"),
                name="goalresult_goal_once",
                violation_error_code="goal",
                violation_error_message="The report has a result for this goal already.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="goalresult",
            trigger=pgtrigger.compiler.Trigger(
                name="change_is_explained",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE changed bigint; context jsonb;",
                    func="\n            IF TG_OP = 'UPDATE' AND to_jsonb(OLD) - '{publish_at,withdrawn_at,withdrawal_reason}'::text[]\n                = to_jsonb(NEW) - '{publish_at,withdrawn_at,withdrawal_reason}'::text[]\n            THEN\n                RETURN NULL;\n            END IF;\n            context := NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb;\n            FOR changed IN \n    SELECT report.id FROM programmes_annualreport AS report, programmes_goal AS goal\n        JOIN programmes_perspective AS frame ON frame.id = goal.perspective_id\n    WHERE report.id = OLD.report_id AND report.publish_at <= clock_timestamp()\n        AND goal.id = OLD.goal_id AND frame.publish_at <= clock_timestamp()\n UNION \n    SELECT report.id FROM programmes_annualreport AS report, programmes_goal AS goal\n        JOIN programmes_perspective AS frame ON frame.id = goal.perspective_id\n    WHERE report.id = NEW.report_id AND report.publish_at <= clock_timestamp()\n        AND goal.id = NEW.goal_id AND frame.publish_at <= clock_timestamp()\n LOOP\n                IF COALESCE(context ->> 'note', '') !~ '[^[:space:]]' THEN\n                    RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE =\n                        'Leg uit waarom dit verandert: lezers zien die toelichting.';\n                END IF;\n                INSERT INTO programmes_publicchange (noun, record_id, at, note, is_typo)\n                VALUES ('annualreport', changed, now(), context ->> 'note',\n                    COALESCE((context ->> 'typo')::boolean, false))\n                ON CONFLICT DO NOTHING;\n            END LOOP;\n            RETURN NULL;\n        ",
                    hash="470cd65cc27eecc3edb9ff9fe6dfc352cf3c68d9",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_change_is_explained_8856d",
                    table="programmes_goalresult",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="goalresult",
            trigger=pgtrigger.compiler.Trigger(
                name="goal_of_that_year",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE told integer; frame programmes_perspective%ROWTYPE;",
                    func="\n                    SELECT year INTO told FROM programmes_annualreport\n                    WHERE id = NEW.report_id FOR SHARE;\n                    SELECT perspective.* INTO frame FROM programmes_goal AS goal\n                    JOIN programmes_perspective AS perspective\n                        ON perspective.id = goal.perspective_id\n                    WHERE goal.id = NEW.goal_id FOR SHARE;\n                    IF told NOT BETWEEN frame.first_year AND frame.last_year THEN\n                        RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE =\n                            'Dit doel gold niet in het jaar van het jaarbericht.';\n                    END IF;\n                    RETURN NEW;\n                ",
                    hash="0942b6f2bf58c6a68780d6793685bfdd94528458",
                    operation='INSERT OR UPDATE OF "report_id", "goal_id"',
                    pgid="pgtrigger_goal_of_that_year_1aa0e",
                    table="programmes_goalresult",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="goalresult",
            trigger=pgtrigger.compiler.Trigger(
                name="write_is_noted",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        INSERT INTO programmes_registerwrite (transaction, at)\n        VALUES (pg_current_xact_id()::text::bigint, transaction_timestamp())\n        ON CONFLICT DO NOTHING;\n        RETURN NULL;\n    ",
                    hash="0941b89d46bdaeea43c13a0e8f22e3547b23a0af",
                    level="STATEMENT",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_write_is_noted_a561a",
                    table="programmes_goalresult",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="goalresult",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "programmes_goalresulthistory" ("goal_id", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "report_id", "text") VALUES (NEW."goal_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."report_id", NEW."text"); RETURN NULL;',
                    hash="a1889ed7665c2784e09c383329af810794cbd7e3",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_bd615",
                    table="programmes_goalresult",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="goalresult",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "programmes_goalresulthistory" ("goal_id", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "report_id", "text") VALUES (NEW."goal_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."report_id", NEW."text"); RETURN NULL;',
                    hash="03fc7aacd4ec9c8396e100a4b39ac1ee9a6f1fcf",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_318ec",
                    table="programmes_goalresult",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="goalresult",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "programmes_goalresulthistory" ("goal_id", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "report_id", "text") VALUES (OLD."goal_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."report_id", OLD."text"); RETURN NULL;',
                    hash="8344415786c8df8c69ea5fab4d3eb88ef85d9132",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_460b2",
                    table="programmes_goalresult",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="goalresulthistory",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="25ecd40b088b571cd25af947c72b3044ea8ca97e",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_1dc3a",
                    table="programmes_goalresulthistory",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.RunSQL(SOURCE),
        migrations.RunSQL(REFRESH),
        migrations.RunSQL(FOLLOW),
    ]
