"""Let changes of an adjustment be explained, checked and found with it."""

from importlib import import_module

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations

# What came with an adjustment is found with it, at its second. The texts of its events stand in its
# own entry, and in those of their activities once it is public. That an activity came into a
# programme with it, is a label that says so, and is read with the adjustment.
EVENTS_OF_ACTIVITY = """
                FROM programmes_event AS event WHERE event.activity_id = activity.id), note),
"""
PUBLIC_EVENTS_OF_ACTIVITY = """
                FROM programmes_event AS event
                WHERE event.activity_id = activity.id AND (event.adjustment_id IS NULL OR EXISTS (
                    SELECT FROM programmes_adjustment AS adjustment
                    WHERE adjustment.id = event.adjustment_id AND withdrawn_at IS NULL
                        AND adjustment.publish_at <= clock_timestamp()))), note),
"""
PROGRAMMES_OF_ACTIVITY = """
                SELECT 'werkprogramma:' || programme_id FROM programmes_planning AS planning
"""
WITH_THEIR_ADJUSTMENTS = """
                SELECT coalesce('bijstelling:' || adjustment_id, 'werkprogramma')
                    || ':' || programme_id FROM programmes_planning AS planning
"""
TEXT_OF_ADJUSTMENT = """
            concat_ws(E'\\n', adjustment.explanation, adjustment.note),
"""
TEXT_WITH_EVENTS = """
            concat_ws(E'\\n', adjustment.explanation, adjustment.note, (
                SELECT string_agg(concat_ws(E'\\n', event.title, event.note), E'\\n'
                    ORDER BY event.id)
                FROM programmes_event AS event
                JOIN programmes_activity AS activity ON activity.id = event.activity_id
                WHERE event.adjustment_id = adjustment.id AND activity.withdrawn_at IS NULL
                    AND activity.publish_at <= adjustment.publish_at)),
"""
REPLACED = [
    (EVENTS_OF_ACTIVITY, PUBLIC_EVENTS_OF_ACTIVITY),
    (PROGRAMMES_OF_ACTIVITY, WITH_THEIR_ADJUSTMENTS),
    (TEXT_OF_ADJUSTMENT, TEXT_WITH_EVENTS),
]

FOLLOW = """
    CREATE TRIGGER search_follow_added AFTER INSERT ON programmes_event
    FOR EACH ROW WHEN (NEW.adjustment_id IS NOT NULL)
    EXECUTE FUNCTION programmes_search_follow('bijstellingen', 'adjustment_id');
    CREATE TRIGGER search_follow_changed AFTER UPDATE ON programmes_event
    FOR EACH ROW WHEN (coalesce(OLD.adjustment_id, NEW.adjustment_id) IS NOT NULL)
    EXECUTE FUNCTION programmes_search_follow('bijstellingen', 'adjustment_id');
    CREATE TRIGGER search_follow_removed AFTER DELETE ON programmes_event
    FOR EACH ROW WHEN (OLD.adjustment_id IS NOT NULL)
    EXECUTE FUNCTION programmes_search_follow('bijstellingen', 'adjustment_id');

    CREATE TRIGGER search_follow_activiteiten AFTER UPDATE ON programmes_adjustment
    FOR EACH ROW WHEN ((OLD.publish_at, OLD.withdrawn_at)
        IS DISTINCT FROM (NEW.publish_at, NEW.withdrawn_at))
    EXECUTE FUNCTION programmes_search_follow_parent(
        'activiteiten', 'SELECT activity_id FROM programmes_event WHERE adjustment_id = $1');
    CREATE TRIGGER search_follow_bijstellingen AFTER UPDATE ON programmes_activity
    FOR EACH ROW WHEN ((OLD.publish_at, OLD.withdrawn_at)
        IS DISTINCT FROM (NEW.publish_at, NEW.withdrawn_at))
    EXECUTE FUNCTION programmes_search_follow_parent(
        'bijstellingen',
        'SELECT adjustment_id FROM programmes_event WHERE activity_id = $1 AND adjustment_id > 0');
"""
UNFOLLOW = """
    DROP TRIGGER search_follow_added ON programmes_event;
    DROP TRIGGER search_follow_changed ON programmes_event;
    DROP TRIGGER search_follow_removed ON programmes_event;
    DROP TRIGGER search_follow_activiteiten ON programmes_adjustment;
    DROP TRIGGER search_follow_bijstellingen ON programmes_activity;
"""
REFRESH = """
    SELECT programmes_search_refresh('bijstellingen', array_agg(id)) FROM programmes_adjustment;
    SELECT programmes_search_refresh('activiteiten', array_agg(activity_id))
    FROM (
        SELECT activity_id FROM programmes_planning WHERE adjustment_id IS NOT NULL
        UNION SELECT activity_id FROM programmes_event WHERE adjustment_id IS NOT NULL
    ) AS touched;
"""


def source(replaced):
    """Return the SQL of the function that tells what can be found, with some parts replaced."""
    whole = import_module("programmes.migrations.0006_search").SOURCE
    start = whole.index("CREATE FUNCTION programmes_search_source")
    sql = whole[start:].replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION", 1)
    for old, new in replaced:
        if sql.count(old) != 1:
            raise ValueError(old)
        sql = sql.replace(old, new)
    return sql


class Migration(migrations.Migration):
    dependencies = [
        ("programmes", "0013_fair_use"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="activity",
            name="published_after_review",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="adjustment",
            name="published_after_review",
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="activity",
            trigger=pgtrigger.compiler.Trigger(
                name="published_after_review",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE review programmes_review%ROWTYPE; last_changer text;",
                    func="\n            IF NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb\n                    ->> 'user' IS NULL\n                OR OLD.publish_at IS NOT NULL OR NEW.publish_at IS NULL\n            THEN\n                RETURN NEW;\n            END IF;\n            SELECT * INTO review FROM programmes_review\n            WHERE noun = 'activity' AND record_id = NEW.id ORDER BY id DESC LIMIT 1;\n            IF review.step IS NULL OR review.step NOT IN ('goedgekeurd', 'alleen', 'noodgeval') THEN\n                RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE =\n                    'Een concept wordt pas openbaar nadat een ander het controleerde.';\n            END IF;\n            SELECT pgh_context ->> 'user' INTO last_changer FROM (SELECT pgh_created_at, pgh_id, pgh_context FROM programmes_activityhistory WHERE pgh_obj_id = NEW.id UNION ALL SELECT pgh_created_at, pgh_id, pgh_context FROM programmes_eventhistory WHERE activity_id = NEW.id UNION ALL SELECT pgh_created_at, pgh_id, pgh_context FROM programmes_activityfieldhistory WHERE activity_id = NEW.id UNION ALL SELECT pgh_created_at, pgh_id, pgh_context FROM programmes_activitygoalhistory WHERE activity_id = NEW.id UNION ALL SELECT pgh_created_at, pgh_id, pgh_context FROM programmes_planninghistory WHERE activity_id = NEW.id) AS changes\n            WHERE pgh_context ->> 'user' IS NOT NULL AND pgh_context ->> 'verb' IS NULL\n            ORDER BY pgh_created_at DESC, pgh_id DESC LIMIT 1;\n            IF review.step = 'goedgekeurd' AND review.by_id::text = last_changer THEN\n                RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE =\n                    'Wie een concept het laatst wijzigde, controleert het niet zelf.';\n            END IF;\n            RETURN NEW;\n            ",
                    hash="85cdbfe12822477580bde9e1e5eb6deeed6d49a9",
                    operation='UPDATE OF "publish_at"',
                    pgid="pgtrigger_published_after_review_6d5de",
                    table="programmes_activity",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="adjustment",
            trigger=pgtrigger.compiler.Trigger(
                name="published_after_review",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE review programmes_review%ROWTYPE; last_changer text;",
                    func="\n            IF NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb\n                    ->> 'user' IS NULL\n                OR OLD.publish_at IS NOT NULL OR NEW.publish_at IS NULL\n            THEN\n                RETURN NEW;\n            END IF;\n            SELECT * INTO review FROM programmes_review\n            WHERE noun = 'adjustment' AND record_id = NEW.id ORDER BY id DESC LIMIT 1;\n            IF review.step IS NULL OR review.step NOT IN ('goedgekeurd', 'alleen', 'noodgeval') THEN\n                RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE =\n                    'Een concept wordt pas openbaar nadat een ander het controleerde.';\n            END IF;\n            SELECT pgh_context ->> 'user' INTO last_changer FROM (SELECT pgh_created_at, pgh_id, pgh_context FROM programmes_adjustmenthistory WHERE pgh_obj_id = NEW.id UNION ALL SELECT pgh_created_at, pgh_id, pgh_context FROM programmes_eventhistory WHERE adjustment_id = NEW.id UNION ALL SELECT pgh_created_at, pgh_id, pgh_context FROM programmes_planninghistory WHERE adjustment_id = NEW.id) AS changes\n            WHERE pgh_context ->> 'user' IS NOT NULL AND pgh_context ->> 'verb' IS NULL\n            ORDER BY pgh_created_at DESC, pgh_id DESC LIMIT 1;\n            IF review.step = 'goedgekeurd' AND review.by_id::text = last_changer THEN\n                RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE =\n                    'Wie een concept het laatst wijzigde, controleert het niet zelf.';\n            END IF;\n            RETURN NEW;\n            ",
                    hash="1fae6d4a7a7c8a25259de1f0b60ff2b224937cba",
                    operation='UPDATE OF "publish_at"',
                    pgid="pgtrigger_published_after_review_f5f0f",
                    table="programmes_adjustment",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="event",
            trigger=pgtrigger.compiler.Trigger(
                name="change_of_adjustment_is_explained",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE changed bigint; context jsonb;",
                    func="\n            IF TG_OP = 'UPDATE' AND to_jsonb(OLD) - '{publish_at,withdrawn_at,withdrawal_reason}'::text[]\n                = to_jsonb(NEW) - '{publish_at,withdrawn_at,withdrawal_reason}'::text[]\n            THEN\n                RETURN NULL;\n            END IF;\n            context := NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb;\n            FOR changed IN SELECT owner.id FROM programmes_adjustment AS owner, programmes_activity AS activity WHERE owner.id = OLD.adjustment_id AND owner.publish_at <= clock_timestamp() AND activity.id = OLD.activity_id AND activity.publish_at <= clock_timestamp() UNION SELECT owner.id FROM programmes_adjustment AS owner, programmes_activity AS activity WHERE owner.id = NEW.adjustment_id AND owner.publish_at <= clock_timestamp() AND activity.id = NEW.activity_id AND activity.publish_at <= clock_timestamp() LOOP\n                IF COALESCE(context ->> 'note', '') !~ '[^[:space:]]' THEN\n                    RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE =\n                        'Leg uit waarom dit verandert: lezers zien die toelichting.';\n                END IF;\n                INSERT INTO programmes_publicchange (noun, record_id, at, note, is_typo)\n                VALUES ('adjustment', changed, now(), context ->> 'note',\n                    COALESCE((context ->> 'typo')::boolean, false))\n                ON CONFLICT DO NOTHING;\n            END LOOP;\n            RETURN NULL;\n        ",
                    hash="44ee6eb06401e8853695d2d21836bf316ad7ef82",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_change_of_adjustment_is_explained_f48d7",
                    table="programmes_event",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="planning",
            trigger=pgtrigger.compiler.Trigger(
                name="change_of_activity_is_explained",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE changed bigint; context jsonb;",
                    func="\n            IF TG_OP = 'UPDATE' AND to_jsonb(OLD) - '{publish_at,withdrawn_at,withdrawal_reason}'::text[]\n                = to_jsonb(NEW) - '{publish_at,withdrawn_at,withdrawal_reason}'::text[]\n            THEN\n                RETURN NULL;\n            END IF;\n            context := NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb;\n            FOR changed IN SELECT owner.id FROM programmes_activity AS owner, programmes_workprogramme AS workprogramme WHERE owner.id = OLD.activity_id AND owner.publish_at <= clock_timestamp() AND (OLD.adjustment_id IS NULL OR OLD.adjustment_id IN (SELECT id FROM programmes_adjustment WHERE publish_at <= clock_timestamp())) AND workprogramme.id = OLD.programme_id AND workprogramme.publish_at <= clock_timestamp() UNION SELECT owner.id FROM programmes_activity AS owner, programmes_workprogramme AS workprogramme WHERE owner.id = NEW.activity_id AND owner.publish_at <= clock_timestamp() AND (NEW.adjustment_id IS NULL OR NEW.adjustment_id IN (SELECT id FROM programmes_adjustment WHERE publish_at <= clock_timestamp())) AND workprogramme.id = NEW.programme_id AND workprogramme.publish_at <= clock_timestamp() LOOP\n                IF COALESCE(context ->> 'note', '') !~ '[^[:space:]]' THEN\n                    RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE =\n                        'Leg uit waarom dit verandert: lezers zien die toelichting.';\n                END IF;\n                INSERT INTO programmes_publicchange (noun, record_id, at, note, is_typo)\n                VALUES ('activity', changed, now(), context ->> 'note',\n                    COALESCE((context ->> 'typo')::boolean, false))\n                ON CONFLICT DO NOTHING;\n            END LOOP;\n            RETURN NULL;\n        ",
                    hash="a424159aefccfa72b0c3eee511e5d45e0f51a2f1",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_change_of_activity_is_explained_e2895",
                    table="programmes_planning",
                    when="AFTER",
                ),
            ),
        ),
        migrations.RunSQL(source(REPLACED), source([])),
        migrations.RunSQL(FOLLOW, UNFOLLOW),
        # After the function that it needs, and the other way round on the way back.
        migrations.RunSQL(REFRESH, migrations.RunSQL.noop),
    ]
