"""Triggers make no UPDATE that finds no row: its triggers for the statement take time."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations

from programmes.models.dependency import VIEW
from programmes.search import sql


class Migration(migrations.Migration):
    dependencies = [
        ("programmes", "0038_example_of_an_office"),
    ]

    operations = [
        # The older functions would do as well: the way back leaves these.
        migrations.RunSQL(VIEW.read_text(), migrations.RunSQL.noop),
        sql.replace("follow_parent"),
        pgtrigger.migrations.RemoveTrigger(
            model_name="activity",
            name="scheduled_along",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="activityfield",
            name="change_of_scheduled_is_a_draft",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="activitygoal",
            name="change_of_scheduled_is_a_draft",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="adjustment",
            name="scheduled_along",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="annualreport",
            name="scheduled_along",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="event",
            name="change_of_scheduled_is_a_draft",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="expectation",
            name="change_of_scheduled_is_a_draft",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="goal",
            name="change_of_scheduled_is_a_draft",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="goalfocus",
            name="change_of_scheduled_is_a_draft",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="goalresult",
            name="change_of_scheduled_is_a_draft",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="letter",
            name="scheduled_along",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="perspective",
            name="scheduled_along",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="planning",
            name="change_of_scheduled_is_a_draft",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="signatory",
            name="scheduled_along",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="signature",
            name="change_of_scheduled_is_a_draft",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="workprogramme",
            name="scheduled_along",
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="activity",
            trigger=pgtrigger.compiler.Trigger(
                name="scheduled_along",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.publish_at > statement_timestamp())",
                    declare="DECLARE own record; other record;",
                    func="\n        FOR own IN\n            SELECT noun, array_agg(id) AS ids FROM (\n                SELECT on_noun AS noun, on_id AS id FROM programmes_dependency\n                WHERE noun = 'activity' AND record_id = NEW.id\n                    AND kind IN ('needs', 'brings')\n                UNION VALUES\n                    ('letter', (to_jsonb(OLD) ->> 'letter_id')::bigint),\n                    ('perspective', (to_jsonb(OLD) ->> 'perspective_id')::bigint),\n                    ('workprogramme', (to_jsonb(OLD) ->> 'programme_id')::bigint)\n            ) AS shown WHERE id IS NOT NULL GROUP BY noun\n        LOOP\n            PERFORM programmes_follow_all(\n                'activity', NEW.id, own.noun, own.ids, OLD.publish_at\n            );\n        END LOOP;\n        IF NEW.publish_at IS NULL THEN\n            FOR other IN\n                SELECT noun, record_id FROM programmes_dependency\n                WHERE on_noun = 'activity' AND on_id = NEW.id AND kind = 'needs'\n                    AND publish_at > clock_timestamp()\n            LOOP\n                EXECUTE format(\n                    'UPDATE %I SET publish_at = NULL WHERE id = $1', 'programmes_' || other.noun\n                ) USING other.record_id;\n            END LOOP;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="ff55b752e5904a7597762d49112cf2d20d596277",
                    operation="UPDATE",
                    pgid="pgtrigger_scheduled_along_7c925",
                    table="programmes_activity",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="activityfield",
            trigger=pgtrigger.compiler.Trigger(
                name="change_of_scheduled_is_a_draft",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF TG_OP <> 'UPDATE' OR OLD IS DISTINCT FROM NEW THEN\n                \n            PERFORM FROM programmes_activity\n                WHERE id IN (OLD.activity_id, NEW.activity_id) FOR KEY SHARE;\n            IF EXISTS (\n                SELECT FROM programmes_activity\n                WHERE id IN (OLD.activity_id, NEW.activity_id) AND publish_at > clock_timestamp()\n            ) THEN\n                UPDATE programmes_activity SET publish_at = NULL\n                    WHERE id IN (OLD.activity_id, NEW.activity_id) AND publish_at > clock_timestamp();\n            END IF;\n        \n            END IF;\n            RETURN COALESCE(NEW, OLD);\n        ",
                    hash="519957233c2f4e34547233bdb46483878285a6d3",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_change_of_scheduled_is_a_draft_5d78c",
                    table="programmes_activity_fields",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="activitygoal",
            trigger=pgtrigger.compiler.Trigger(
                name="change_of_scheduled_is_a_draft",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF TG_OP <> 'UPDATE' OR OLD IS DISTINCT FROM NEW THEN\n                \n            PERFORM FROM programmes_activity\n                WHERE id IN (OLD.activity_id, NEW.activity_id) FOR KEY SHARE;\n            IF EXISTS (\n                SELECT FROM programmes_activity\n                WHERE id IN (OLD.activity_id, NEW.activity_id) AND publish_at > clock_timestamp()\n            ) THEN\n                UPDATE programmes_activity SET publish_at = NULL\n                    WHERE id IN (OLD.activity_id, NEW.activity_id) AND publish_at > clock_timestamp();\n            END IF;\n        \n            END IF;\n            RETURN COALESCE(NEW, OLD);\n        ",
                    hash="b8bc442c799ce1e2db6375bb5fb48c955865eaa1",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_change_of_scheduled_is_a_draft_68fd7",
                    table="programmes_activity_goals",
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
                    func="\n        FOR own IN\n            SELECT noun, array_agg(id) AS ids FROM (\n                SELECT on_noun AS noun, on_id AS id FROM programmes_dependency\n                WHERE noun = 'adjustment' AND record_id = NEW.id\n                    AND kind IN ('needs', 'brings')\n                UNION VALUES\n                    ('letter', (to_jsonb(OLD) ->> 'letter_id')::bigint),\n                    ('perspective', (to_jsonb(OLD) ->> 'perspective_id')::bigint),\n                    ('workprogramme', (to_jsonb(OLD) ->> 'programme_id')::bigint)\n            ) AS shown WHERE id IS NOT NULL GROUP BY noun\n        LOOP\n            PERFORM programmes_follow_all(\n                'adjustment', NEW.id, own.noun, own.ids, OLD.publish_at\n            );\n        END LOOP;\n        IF NEW.publish_at IS NULL THEN\n            FOR other IN\n                SELECT noun, record_id FROM programmes_dependency\n                WHERE on_noun = 'adjustment' AND on_id = NEW.id AND kind = 'needs'\n                    AND publish_at > clock_timestamp()\n            LOOP\n                EXECUTE format(\n                    'UPDATE %I SET publish_at = NULL WHERE id = $1', 'programmes_' || other.noun\n                ) USING other.record_id;\n            END LOOP;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="bf282ae54628c7f4d565a013e8ee4ecaad841ac7",
                    operation="UPDATE",
                    pgid="pgtrigger_scheduled_along_76227",
                    table="programmes_adjustment",
                    when="AFTER",
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
                    func="\n        FOR own IN\n            SELECT noun, array_agg(id) AS ids FROM (\n                SELECT on_noun AS noun, on_id AS id FROM programmes_dependency\n                WHERE noun = 'annualreport' AND record_id = NEW.id\n                    AND kind IN ('needs', 'brings')\n                UNION VALUES\n                    ('letter', (to_jsonb(OLD) ->> 'letter_id')::bigint),\n                    ('perspective', (to_jsonb(OLD) ->> 'perspective_id')::bigint),\n                    ('workprogramme', (to_jsonb(OLD) ->> 'programme_id')::bigint)\n            ) AS shown WHERE id IS NOT NULL GROUP BY noun\n        LOOP\n            PERFORM programmes_follow_all(\n                'annualreport', NEW.id, own.noun, own.ids, OLD.publish_at\n            );\n        END LOOP;\n        IF NEW.publish_at IS NULL THEN\n            FOR other IN\n                SELECT noun, record_id FROM programmes_dependency\n                WHERE on_noun = 'annualreport' AND on_id = NEW.id AND kind = 'needs'\n                    AND publish_at > clock_timestamp()\n            LOOP\n                EXECUTE format(\n                    'UPDATE %I SET publish_at = NULL WHERE id = $1', 'programmes_' || other.noun\n                ) USING other.record_id;\n            END LOOP;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="73acbb375281ea965f1f92e6f065618512570c01",
                    operation="UPDATE",
                    pgid="pgtrigger_scheduled_along_5d788",
                    table="programmes_annualreport",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="event",
            trigger=pgtrigger.compiler.Trigger(
                name="change_of_scheduled_is_a_draft",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF TG_OP <> 'UPDATE' OR OLD IS DISTINCT FROM NEW THEN\n                \n            PERFORM FROM programmes_activity\n                WHERE id IN (OLD.activity_id, NEW.activity_id) FOR KEY SHARE;\n            IF EXISTS (\n                SELECT FROM programmes_activity\n                WHERE id IN (OLD.activity_id, NEW.activity_id) AND publish_at > clock_timestamp()\n            ) THEN\n                UPDATE programmes_activity SET publish_at = NULL\n                    WHERE id IN (OLD.activity_id, NEW.activity_id) AND publish_at > clock_timestamp();\n            END IF;\n        \n            PERFORM FROM programmes_adjustment\n                WHERE id IN (OLD.adjustment_id, NEW.adjustment_id) FOR KEY SHARE;\n            IF EXISTS (\n                SELECT FROM programmes_adjustment\n                WHERE id IN (OLD.adjustment_id, NEW.adjustment_id) AND publish_at > clock_timestamp()\n            ) THEN\n                UPDATE programmes_adjustment SET publish_at = NULL\n                    WHERE id IN (OLD.adjustment_id, NEW.adjustment_id) AND publish_at > clock_timestamp();\n            END IF;\n        \n            END IF;\n            RETURN COALESCE(NEW, OLD);\n        ",
                    hash="974c8df8e54e9e048fec7e65f9039dc549b9818b",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_change_of_scheduled_is_a_draft_6efab",
                    table="programmes_event",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="expectation",
            trigger=pgtrigger.compiler.Trigger(
                name="change_of_scheduled_is_a_draft",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF TG_OP <> 'UPDATE' OR OLD IS DISTINCT FROM NEW THEN\n                \n            PERFORM FROM programmes_activity\n                WHERE id IN (OLD.activity_id, NEW.activity_id) FOR KEY SHARE;\n            IF EXISTS (\n                SELECT FROM programmes_activity\n                WHERE id IN (OLD.activity_id, NEW.activity_id) AND publish_at > clock_timestamp()\n            ) THEN\n                UPDATE programmes_activity SET publish_at = NULL\n                    WHERE id IN (OLD.activity_id, NEW.activity_id) AND publish_at > clock_timestamp();\n            END IF;\n        \n            PERFORM FROM programmes_adjustment\n                WHERE id IN (OLD.adjustment_id, NEW.adjustment_id) FOR KEY SHARE;\n            IF EXISTS (\n                SELECT FROM programmes_adjustment\n                WHERE id IN (OLD.adjustment_id, NEW.adjustment_id) AND publish_at > clock_timestamp()\n            ) THEN\n                UPDATE programmes_adjustment SET publish_at = NULL\n                    WHERE id IN (OLD.adjustment_id, NEW.adjustment_id) AND publish_at > clock_timestamp();\n            END IF;\n        \n            END IF;\n            RETURN COALESCE(NEW, OLD);\n        ",
                    hash="dab6a182532ce8329098a8f870927e86016f03fd",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_change_of_scheduled_is_a_draft_a08e8",
                    table="programmes_expectation",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="goal",
            trigger=pgtrigger.compiler.Trigger(
                name="change_of_scheduled_is_a_draft",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF TG_OP <> 'UPDATE' OR OLD IS DISTINCT FROM NEW THEN\n                \n            PERFORM FROM programmes_perspective\n                WHERE id IN (OLD.perspective_id, NEW.perspective_id) FOR KEY SHARE;\n            IF EXISTS (\n                SELECT FROM programmes_perspective\n                WHERE id IN (OLD.perspective_id, NEW.perspective_id) AND publish_at > clock_timestamp()\n            ) THEN\n                UPDATE programmes_perspective SET publish_at = NULL\n                    WHERE id IN (OLD.perspective_id, NEW.perspective_id) AND publish_at > clock_timestamp();\n            END IF;\n        \n            END IF;\n            RETURN COALESCE(NEW, OLD);\n        ",
                    hash="44df7058ffdf30aa1fbff8232d8007b280d708c0",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_change_of_scheduled_is_a_draft_0c767",
                    table="programmes_goal",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="goalfocus",
            trigger=pgtrigger.compiler.Trigger(
                name="change_of_scheduled_is_a_draft",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF TG_OP <> 'UPDATE' OR OLD IS DISTINCT FROM NEW THEN\n                \n            PERFORM FROM programmes_workprogramme\n                WHERE id IN (OLD.programme_id, NEW.programme_id) FOR KEY SHARE;\n            IF EXISTS (\n                SELECT FROM programmes_workprogramme\n                WHERE id IN (OLD.programme_id, NEW.programme_id) AND publish_at > clock_timestamp()\n            ) THEN\n                UPDATE programmes_workprogramme SET publish_at = NULL\n                    WHERE id IN (OLD.programme_id, NEW.programme_id) AND publish_at > clock_timestamp();\n            END IF;\n        \n            END IF;\n            RETURN COALESCE(NEW, OLD);\n        ",
                    hash="32ece592c0a946c1b33331c4b826a34944c173d8",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_change_of_scheduled_is_a_draft_1bf3e",
                    table="programmes_goalfocus",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="goalresult",
            trigger=pgtrigger.compiler.Trigger(
                name="change_of_scheduled_is_a_draft",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF TG_OP <> 'UPDATE' OR OLD IS DISTINCT FROM NEW THEN\n                \n            PERFORM FROM programmes_annualreport\n                WHERE id IN (OLD.report_id, NEW.report_id) FOR KEY SHARE;\n            IF EXISTS (\n                SELECT FROM programmes_annualreport\n                WHERE id IN (OLD.report_id, NEW.report_id) AND publish_at > clock_timestamp()\n            ) THEN\n                UPDATE programmes_annualreport SET publish_at = NULL\n                    WHERE id IN (OLD.report_id, NEW.report_id) AND publish_at > clock_timestamp();\n            END IF;\n        \n            END IF;\n            RETURN COALESCE(NEW, OLD);\n        ",
                    hash="25f7f26337ee3b4494943e513457a08c35a4d637",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_change_of_scheduled_is_a_draft_8871d",
                    table="programmes_goalresult",
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
                    func="\n        FOR own IN\n            SELECT noun, array_agg(id) AS ids FROM (\n                SELECT on_noun AS noun, on_id AS id FROM programmes_dependency\n                WHERE noun = 'letter' AND record_id = NEW.id\n                    AND kind IN ('needs', 'brings')\n                UNION VALUES\n                    ('letter', (to_jsonb(OLD) ->> 'letter_id')::bigint),\n                    ('perspective', (to_jsonb(OLD) ->> 'perspective_id')::bigint),\n                    ('workprogramme', (to_jsonb(OLD) ->> 'programme_id')::bigint)\n            ) AS shown WHERE id IS NOT NULL GROUP BY noun\n        LOOP\n            PERFORM programmes_follow_all(\n                'letter', NEW.id, own.noun, own.ids, OLD.publish_at\n            );\n        END LOOP;\n        IF NEW.publish_at IS NULL THEN\n            FOR other IN\n                SELECT noun, record_id FROM programmes_dependency\n                WHERE on_noun = 'letter' AND on_id = NEW.id AND kind = 'needs'\n                    AND publish_at > clock_timestamp()\n            LOOP\n                EXECUTE format(\n                    'UPDATE %I SET publish_at = NULL WHERE id = $1', 'programmes_' || other.noun\n                ) USING other.record_id;\n            END LOOP;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="55ef62017218bdcfbfad500ff6cbeba978a78cd5",
                    operation="UPDATE",
                    pgid="pgtrigger_scheduled_along_a9dba",
                    table="programmes_letter",
                    when="AFTER",
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
                    func="\n        FOR own IN\n            SELECT noun, array_agg(id) AS ids FROM (\n                SELECT on_noun AS noun, on_id AS id FROM programmes_dependency\n                WHERE noun = 'perspective' AND record_id = NEW.id\n                    AND kind IN ('needs', 'brings')\n                UNION VALUES\n                    ('letter', (to_jsonb(OLD) ->> 'letter_id')::bigint),\n                    ('perspective', (to_jsonb(OLD) ->> 'perspective_id')::bigint),\n                    ('workprogramme', (to_jsonb(OLD) ->> 'programme_id')::bigint)\n            ) AS shown WHERE id IS NOT NULL GROUP BY noun\n        LOOP\n            PERFORM programmes_follow_all(\n                'perspective', NEW.id, own.noun, own.ids, OLD.publish_at\n            );\n        END LOOP;\n        IF NEW.publish_at IS NULL THEN\n            FOR other IN\n                SELECT noun, record_id FROM programmes_dependency\n                WHERE on_noun = 'perspective' AND on_id = NEW.id AND kind = 'needs'\n                    AND publish_at > clock_timestamp()\n            LOOP\n                EXECUTE format(\n                    'UPDATE %I SET publish_at = NULL WHERE id = $1', 'programmes_' || other.noun\n                ) USING other.record_id;\n            END LOOP;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="bf2a469a2c973aeb48053ebd24d7b2fcc096d912",
                    operation="UPDATE",
                    pgid="pgtrigger_scheduled_along_7fdc6",
                    table="programmes_perspective",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="planning",
            trigger=pgtrigger.compiler.Trigger(
                name="change_of_scheduled_is_a_draft",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF TG_OP <> 'UPDATE' OR OLD IS DISTINCT FROM NEW THEN\n                \n            PERFORM FROM programmes_workprogramme\n                WHERE id IN (OLD.programme_id, NEW.programme_id) FOR KEY SHARE;\n            IF EXISTS (\n                SELECT FROM programmes_workprogramme\n                WHERE id IN (OLD.programme_id, NEW.programme_id) AND publish_at > clock_timestamp()\n            ) THEN\n                UPDATE programmes_workprogramme SET publish_at = NULL\n                    WHERE id IN (OLD.programme_id, NEW.programme_id) AND publish_at > clock_timestamp();\n            END IF;\n        \n            PERFORM FROM programmes_activity\n                WHERE id IN (OLD.activity_id, NEW.activity_id) FOR KEY SHARE;\n            IF EXISTS (\n                SELECT FROM programmes_activity\n                WHERE id IN (OLD.activity_id, NEW.activity_id) AND publish_at > clock_timestamp()\n            ) THEN\n                UPDATE programmes_activity SET publish_at = NULL\n                    WHERE id IN (OLD.activity_id, NEW.activity_id) AND publish_at > clock_timestamp();\n            END IF;\n        \n            PERFORM FROM programmes_adjustment\n                WHERE id IN (OLD.adjustment_id, NEW.adjustment_id) FOR KEY SHARE;\n            IF EXISTS (\n                SELECT FROM programmes_adjustment\n                WHERE id IN (OLD.adjustment_id, NEW.adjustment_id) AND publish_at > clock_timestamp()\n            ) THEN\n                UPDATE programmes_adjustment SET publish_at = NULL\n                    WHERE id IN (OLD.adjustment_id, NEW.adjustment_id) AND publish_at > clock_timestamp();\n            END IF;\n        \n            END IF;\n            RETURN COALESCE(NEW, OLD);\n        ",
                    hash="907efde9ec4ad8f67ad2c3afa9714c8851c35034",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_change_of_scheduled_is_a_draft_03a3f",
                    table="programmes_planning",
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
                    func="\n        FOR own IN\n            SELECT noun, array_agg(id) AS ids FROM (\n                SELECT on_noun AS noun, on_id AS id FROM programmes_dependency\n                WHERE noun = 'signatory' AND record_id = NEW.id\n                    AND kind IN ('needs', 'brings')\n                UNION VALUES\n                    ('letter', (to_jsonb(OLD) ->> 'letter_id')::bigint),\n                    ('perspective', (to_jsonb(OLD) ->> 'perspective_id')::bigint),\n                    ('workprogramme', (to_jsonb(OLD) ->> 'programme_id')::bigint)\n            ) AS shown WHERE id IS NOT NULL GROUP BY noun\n        LOOP\n            PERFORM programmes_follow_all(\n                'signatory', NEW.id, own.noun, own.ids, OLD.publish_at\n            );\n        END LOOP;\n        IF NEW.publish_at IS NULL THEN\n            FOR other IN\n                SELECT noun, record_id FROM programmes_dependency\n                WHERE on_noun = 'signatory' AND on_id = NEW.id AND kind = 'needs'\n                    AND publish_at > clock_timestamp()\n            LOOP\n                EXECUTE format(\n                    'UPDATE %I SET publish_at = NULL WHERE id = $1', 'programmes_' || other.noun\n                ) USING other.record_id;\n            END LOOP;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="964c87ffabd00d5af1938bd3167cbb0eaf814bdc",
                    operation="UPDATE",
                    pgid="pgtrigger_scheduled_along_90287",
                    table="programmes_signatory",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="signature",
            trigger=pgtrigger.compiler.Trigger(
                name="change_of_scheduled_is_a_draft",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF TG_OP <> 'UPDATE' OR OLD IS DISTINCT FROM NEW THEN\n                \n            PERFORM FROM programmes_letter\n                WHERE id IN (OLD.letter_id, NEW.letter_id) FOR KEY SHARE;\n            IF EXISTS (\n                SELECT FROM programmes_letter\n                WHERE id IN (OLD.letter_id, NEW.letter_id) AND publish_at > clock_timestamp()\n            ) THEN\n                UPDATE programmes_letter SET publish_at = NULL\n                    WHERE id IN (OLD.letter_id, NEW.letter_id) AND publish_at > clock_timestamp();\n            END IF;\n        \n            END IF;\n            RETURN COALESCE(NEW, OLD);\n        ",
                    hash="b1cdeda19fa0183506877807542f79aa7c95686b",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_change_of_scheduled_is_a_draft_d3610",
                    table="programmes_signature",
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
                    func="\n        FOR own IN\n            SELECT noun, array_agg(id) AS ids FROM (\n                SELECT on_noun AS noun, on_id AS id FROM programmes_dependency\n                WHERE noun = 'workprogramme' AND record_id = NEW.id\n                    AND kind IN ('needs', 'brings')\n                UNION VALUES\n                    ('letter', (to_jsonb(OLD) ->> 'letter_id')::bigint),\n                    ('perspective', (to_jsonb(OLD) ->> 'perspective_id')::bigint),\n                    ('workprogramme', (to_jsonb(OLD) ->> 'programme_id')::bigint)\n            ) AS shown WHERE id IS NOT NULL GROUP BY noun\n        LOOP\n            PERFORM programmes_follow_all(\n                'workprogramme', NEW.id, own.noun, own.ids, OLD.publish_at\n            );\n        END LOOP;\n        IF NEW.publish_at IS NULL THEN\n            FOR other IN\n                SELECT noun, record_id FROM programmes_dependency\n                WHERE on_noun = 'workprogramme' AND on_id = NEW.id AND kind = 'needs'\n                    AND publish_at > clock_timestamp()\n            LOOP\n                EXECUTE format(\n                    'UPDATE %I SET publish_at = NULL WHERE id = $1', 'programmes_' || other.noun\n                ) USING other.record_id;\n            END LOOP;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="bdb2eba8589597ef90f791e7e3e726150abd2eaa",
                    operation="UPDATE",
                    pgid="pgtrigger_scheduled_along_f6094",
                    table="programmes_workprogramme",
                    when="AFTER",
                ),
            ),
        ),
    ]
