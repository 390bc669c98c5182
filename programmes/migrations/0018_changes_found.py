"""Let what an adjustment changes be found from its second on, and no longer than it is public."""

from importlib import import_module

from django.db import migrations, models

adjustments = import_module("programmes.migrations.0014_adjustment_screen")
results = import_module("programmes.migrations.0015_goal_results")
words = import_module("programmes.migrations.0017_search_words")

# What an adjustment changes stands in entries of their own, which carry the moments of both it and
# the activity: an entry of an activity has one moment only.
OWN_EVENTS_OF_ACTIVITY = """
                FROM programmes_event AS event
                WHERE event.activity_id = activity.id AND event.adjustment_id IS NULL), note),
"""
CHANGES = """
    UNION ALL
        SELECT event.id, activity.slug, adjustment.date,
            CASE WHEN activity.publish_at IS NOT NULL AND adjustment.publish_at IS NOT NULL
                THEN greatest(activity.publish_at, adjustment.publish_at) END,
            least(activity.withdrawn_at, adjustment.withdrawn_at),
            activity.title, '', concat_ws(E'\\n', nullif(event.title, ''), nullif(event.note, '')),
            ARRAY['werkprogramma:' || adjustment.programme_id] || ARRAY(
                SELECT 'gebied:' || supervisionfield_id FROM programmes_activity_fields AS link
                WHERE link.activity_id = activity.id)
        FROM programmes_event AS event
        JOIN programmes_activity AS activity ON activity.id = event.activity_id
        JOIN programmes_adjustment AS adjustment ON adjustment.id = event.adjustment_id
        WHERE wanted = 'veranderingen' AND event.id = ANY (keys)
    $$;
"""
WORD = """
        WHEN 'bijstellingen' THEN 'bijstelling'
        WHEN 'veranderingen' THEN 'verandering bijstelling'
"""
KINDS_OF_EVENTS = """
                SELECT string_agg(DISTINCT replace(event.kind, '_', ' '), ' ')
                FROM programmes_event AS event
                WHERE wanted = 'activiteiten' AND event.activity_id = record_id
                    AND event.adjustment_id IS NULL), (
                SELECT replace(event.kind, '_', ' ') FROM programmes_event AS event
                WHERE wanted = 'veranderingen' AND event.id = record_id)),
"""
# What they are public with is locked before any entry: who changes that, holds it when asking for
# the entries. So the triggers that ask for this run before the others of the table of events.
LOCK_CHANGES = """
        IF wanted = 'veranderingen' THEN
            PERFORM FROM programmes_activity WHERE id IN (
                SELECT activity_id FROM programmes_event WHERE id = ANY (keys)
            ) ORDER BY id FOR SHARE;
            PERFORM FROM programmes_adjustment WHERE id IN (
                SELECT adjustment_id FROM programmes_event WHERE id = ANY (keys)
            ) ORDER BY id FOR SHARE;
        END IF;
        PERFORM programmes_search_write(wanted, keys);
"""

FOLLOW = """
    CREATE FUNCTION programmes_search_follow_changes() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        changed bigint := coalesce(to_jsonb(NEW), to_jsonb(OLD)) ->> TG_ARGV[1];
        keys bigint[];
    BEGIN
        EXECUTE format('SELECT ARRAY(SELECT id FROM programmes_event
            WHERE %I = $1 AND adjustment_id IS NOT NULL)', TG_ARGV[0]) INTO keys USING changed;
        IF keys <> '{}' THEN
            PERFORM programmes_search_refresh('veranderingen', keys);
        END IF;
        RETURN NULL;
    END;
    $$;

    CREATE TRIGGER search_change_added AFTER INSERT ON programmes_event
    FOR EACH ROW WHEN (NEW.adjustment_id IS NOT NULL)
    EXECUTE FUNCTION programmes_search_follow('veranderingen', 'id');
    CREATE TRIGGER search_change_changed AFTER UPDATE ON programmes_event
    FOR EACH ROW WHEN (coalesce(OLD.adjustment_id, NEW.adjustment_id) IS NOT NULL)
    EXECUTE FUNCTION programmes_search_follow('veranderingen', 'id');
    CREATE TRIGGER search_change_removed AFTER DELETE ON programmes_event
    FOR EACH ROW WHEN (OLD.adjustment_id IS NOT NULL)
    EXECUTE FUNCTION programmes_search_follow('veranderingen', 'id');

    CREATE TRIGGER search_follow_changes AFTER UPDATE ON programmes_activity
    FOR EACH ROW WHEN ((OLD.title, OLD.slug, OLD.publish_at, OLD.withdrawn_at)
        IS DISTINCT FROM (NEW.title, NEW.slug, NEW.publish_at, NEW.withdrawn_at))
    EXECUTE FUNCTION programmes_search_follow_changes('activity_id', 'id');
    CREATE TRIGGER search_follow_changes AFTER INSERT OR DELETE ON programmes_activity_fields
    FOR EACH ROW EXECUTE FUNCTION programmes_search_follow_changes('activity_id', 'activity_id');
    CREATE TRIGGER search_follow_changes AFTER UPDATE ON programmes_adjustment
    FOR EACH ROW WHEN ((OLD.date, OLD.programme_id, OLD.publish_at, OLD.withdrawn_at)
        IS DISTINCT FROM (NEW.date, NEW.programme_id, NEW.publish_at, NEW.withdrawn_at))
    EXECUTE FUNCTION programmes_search_follow_changes('adjustment_id', 'id');
    DROP TRIGGER search_follow_activiteiten ON programmes_adjustment;
"""
REFRESH = """
    SELECT programmes_search_refresh('veranderingen', array_agg(id)),
        programmes_search_refresh('activiteiten', array_agg(DISTINCT activity_id))
    FROM programmes_event WHERE adjustment_id IS NOT NULL;
"""


def records():
    """Return the SQL of the function that tells what is found of all but the parts."""
    events, *others = adjustments.REPLACED
    sql = adjustments.source([(events[0], OWN_EVENTS_OF_ACTIVITY), *others])
    return sql.replace("programmes_search_source", "programmes_search_records", 1)


def texts():
    """Return the SQL of the function that tells what is found of everything, but for the words."""
    sql = anew(results.SOURCE, "programmes_search_source", "    $$;\n", CHANGES)
    return sql.replace("programmes_search_source", "programmes_search_texts", 1)


def kinds_of_events():
    """Return the part of `words.SOURCE` that names the kinds of the events of an activity."""
    sql = words.SOURCE
    end = "AND adjustment.withdrawn_at IS NULL)))),\n"
    return sql[sql.index("                SELECT string_agg(DISTINCT") : sql.index(end) + len(end)]


def anew(sql, function, old, new):
    """Return the SQL that makes a function again, with `new` in the place of `old`."""
    rest = sql[sql.index(f"CREATE FUNCTION {function}(") :]
    made = rest.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION", 1)
    made = made.split("\n\n    ")[0]
    if made.count(old) != 1:
        raise ValueError(old)
    return made.replace(old, new)


class Migration(migrations.Migration):
    dependencies = [
        ("programmes", "0017_search_words"),
    ]

    operations = [
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
                    ("veranderingen", "change by an adjustment"),
                    ("brieven", "letter to the House"),
                    ("jaarberichten", "annual report"),
                    ("bijstellingen", "adjustment"),
                    ("ondertekenaars", "signatory"),
                ],
                max_length=30,
            ),
        ),
        migrations.RunSQL(records()),
        migrations.RunSQL(texts()),
        migrations.RunSQL(
            anew(
                words.SOURCE,
                "programmes_search_kind",
                "        WHEN 'bijstellingen' THEN 'bijstelling'\n",
                WORD,
            )
        ),
        migrations.RunSQL(
            anew(
                words.SOURCE,
                "programmes_search_source",
                kinds_of_events(),
                KINDS_OF_EVENTS,
            )
        ),
        migrations.RunSQL(
            anew(
                results.REFRESH,
                "programmes_search_refresh",
                "        PERFORM programmes_search_write(wanted, keys);\n",
                LOCK_CHANGES,
            )
        ),
        migrations.RunSQL(FOLLOW),
        migrations.RunSQL(REFRESH),
    ]
