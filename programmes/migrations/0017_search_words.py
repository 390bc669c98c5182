"""Let search know the words that people use for kinds of things, days, events and signers."""

from django.db import migrations

# What is written down of every record, and these words beside it. A letter has the keys of its
# signers as labels: their names are found as long as they are public.
SOURCE = """
    ALTER FUNCTION programmes_search_source(text, bigint[]) RENAME TO programmes_search_texts;

    CREATE FUNCTION programmes_search_kind(kind text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE kind
        WHEN 'werkprogrammas' THEN 'werkprogramma'
        WHEN 'meerjarenperspectieven' THEN 'meerjarenperspectief meerjarenperspectieven'
        WHEN 'doelen' THEN 'doel doelen'
        WHEN 'uitwerkingen' THEN 'uitwerking doel doelen'
        WHEN 'resultaten' THEN 'resultaat doel doelen'
        WHEN 'activiteiten' THEN 'activiteit'
        WHEN 'brieven' THEN 'brief brieven kamerbrief kamerbrieven'
        WHEN 'jaarberichten' THEN 'jaarbericht'
        WHEN 'bijstellingen' THEN 'bijstelling'
        WHEN 'ondertekenaars' THEN 'ondertekenaar'
    END;

    -- A day as people write it: 22 september 2023.
    CREATE FUNCTION programmes_search_day(day date) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN extract(day FROM day) || ' ' || (ARRAY['januari', 'februari', 'maart', 'april', 'mei',
        'juni', 'juli', 'augustus', 'september', 'oktober', 'november', 'december'
        ])[extract(month FROM day)::integer] || ' ' || extract(year FROM day);

    CREATE FUNCTION programmes_search_source(wanted text, keys bigint[])
    RETURNS TABLE (
        record_id bigint, slug text, day date, publish_at timestamptz, withdrawn_at timestamptz,
        title text, keywords text, body text, labels text[])
    LANGUAGE sql STABLE AS $$
        SELECT record_id, slug, day, publish_at, withdrawn_at, title,
            concat_ws(' ', keywords, programmes_search_kind(wanted), programmes_search_day(day), (
                SELECT string_agg(DISTINCT replace(event.kind, '_', ' '), ' ')
                FROM programmes_event AS event
                LEFT JOIN programmes_adjustment AS adjustment ON adjustment.id = event.adjustment_id
                WHERE wanted = 'activiteiten' AND event.activity_id = record_id
                    AND (adjustment.id IS NULL OR (
                        adjustment.publish_at <= clock_timestamp()
                        AND adjustment.withdrawn_at IS NULL)))),
            body,
            labels || ARRAY(
                SELECT 'ondertekenaar:' || signatory_id FROM programmes_signature
                WHERE wanted = 'brieven' AND letter_id = record_id)
        FROM programmes_search_texts(wanted, keys)
    $$;
"""
BACK = """
    DROP FUNCTION programmes_search_source(text, bigint[]);
    DROP FUNCTION programmes_search_day(date);
    DROP FUNCTION programmes_search_kind(text);
    ALTER FUNCTION programmes_search_texts(text, bigint[]) RENAME TO programmes_search_source;
"""
KINDS = {
    "werkprogrammas": "workprogramme",
    "meerjarenperspectieven": "perspective",
    "doelen": "goal",
    "uitwerkingen": "goalfocus",
    "resultaten": "goalresult",
    "activiteiten": "activity",
    "brieven": "letter",
    "jaarberichten": "annualreport",
    "bijstellingen": "adjustment",
    "ondertekenaars": "signatory",
}
REFRESH = "\n".join(
    f"SELECT programmes_search_refresh('{kind}', array_agg(id)) FROM programmes_{table};"  # noqa: S608, constants
    for kind, table in KINDS.items()
)


class Migration(migrations.Migration):
    dependencies = [("programmes", "0016_groups_tell_results")]

    operations = [
        migrations.RunSQL(SOURCE, BACK),
        # After the function that it needs, and the other way round on the way back.
        migrations.RunSQL(REFRESH, migrations.RunSQL.noop),
        migrations.RunSQL(migrations.RunSQL.noop, REFRESH),
    ]
