"""The index of the search page, and the functions and triggers of the database that keep it."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.db import migrations, models

# Text as the index compares it. Each character stays one character, so that a place in the
# result is the same place in the text. Bodies have names in them resolved when they are made,
# so that a dump can be restored.
TEXT = r"""
    -- One form for every character; accents that cannot be joined with a letter are left out.
    CREATE FUNCTION programmes_search_clean(raw text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN btrim(CASE WHEN octet_length(raw) = length(raw) THEN raw
        ELSE regexp_replace(normalize(coalesce(raw, ''), NFKC), '[\u0300-\u036f]', '', 'g')
        END, E' \n');

    -- Letters without accents, and a space for everything else.
    CREATE FUNCTION programmes_search_fold(clean text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN regexp_replace(
        CASE WHEN octet_length(clean) = length(clean) THEN clean
        ELSE translate(
            regexp_replace(normalize(clean, NFD), '[\u0300-\u036f]', '', 'g'),
            'øØłŁđĐıħŧßæÆœŒðþ', 'oOlLdDihtsaAoOdt')
        END, '[^[:alnum:]]', ' ', 'g');

    -- Stems with their places, and whole words for searches by the beginning of a word.
    -- OFFSET keeps the texts from being folded twice.
    CREATE FUNCTION programmes_search_vector(title text, keywords text, body text)
    RETURNS tsvector
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN (
        SELECT setweight(to_tsvector('dutch', heading), 'A')
            || setweight(to_tsvector('dutch', hidden), 'B')
            || setweight(to_tsvector('dutch', main), 'C')
            || strip(to_tsvector('simple', heading || ' ' || hidden || ' ' || main))
        FROM (
            SELECT programmes_search_fold(title), programmes_search_fold(keywords),
                programmes_search_fold(body) OFFSET 0
        ) AS folded (heading, hidden, main)
    );

    -- The first eight letters with none, one or two left out. Two words that differ in at most
    -- two letters there share one of these (the deletion neighbourhood of Mor and Fraenkel, 1982).
    CREATE FUNCTION programmes_search_near(plain text) RETURNS text[]
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN (
        WITH whole AS (SELECT left(plain, 8) AS word),
        one AS (
            SELECT overlay(word PLACING '' FROM place FOR 1) AS word
            FROM whole, generate_series(1, length(word)) AS place
        ),
        two AS (
            SELECT overlay(word PLACING '' FROM place FOR 1) AS word
            FROM one, generate_series(1, length(word)) AS place
        )
        SELECT array_agg(DISTINCT word)
        FROM (TABLE whole UNION ALL TABLE one UNION ALL TABLE two) AS every
    );
"""

# What is written down of the records of a kind. Not resolved when it is made: columns it reads
# have to stay free to change. Longer texts are cut: a tsvector holds at most 1 MB.
SOURCE = """
    CREATE FUNCTION programmes_search_years(first_year integer, last_year integer) RETURNS text[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN ARRAY(SELECT 'jaar:' || year FROM generate_series(first_year, last_year) AS year);

    CREATE FUNCTION programmes_search_source(wanted text, keys bigint[])
    RETURNS TABLE (
        record_id bigint, slug text, day date, publish_at timestamptz, withdrawn_at timestamptz,
        title text, keywords text, body text, labels text[])
    LANGUAGE sql STABLE AS $$
        SELECT id, slug, NULL::date, publish_at, withdrawn_at,
            coalesce(nullif(title, ''), 'Werkprogramma ' || slug), '',
            concat_ws(E'\\n', motto, summary, note),
            programmes_search_years(first_year, last_year)
        FROM programmes_workprogramme WHERE wanted = 'werkprogrammas' AND id = ANY (keys)
    UNION ALL
        SELECT id, slug, NULL, publish_at, withdrawn_at,
            coalesce(nullif(title, ''), 'Meerjarenperspectief ' || slug), '',
            concat_ws(E'\\n', motto, summary, note),
            programmes_search_years(first_year, last_year)
        FROM programmes_perspective WHERE wanted = 'meerjarenperspectieven' AND id = ANY (keys)
    UNION ALL
        SELECT goal.id, goal.slug, NULL, frame.publish_at, frame.withdrawn_at,
            goal.title, '', goal.explanation,
            programmes_search_years(frame.first_year, frame.last_year)
        FROM programmes_goal AS goal
        JOIN programmes_perspective AS frame ON frame.id = goal.perspective_id
        WHERE wanted = 'doelen' AND goal.id = ANY (keys)
    UNION ALL
        SELECT focus.id, programme.slug, NULL,
            CASE WHEN programme.publish_at IS NOT NULL AND frame.publish_at IS NOT NULL
                THEN greatest(programme.publish_at, frame.publish_at) END,
            least(programme.withdrawn_at, frame.withdrawn_at),
            goal.title, '', focus.text,
            programmes_search_years(programme.first_year, programme.last_year)
        FROM programmes_goalfocus AS focus
        JOIN programmes_workprogramme AS programme ON programme.id = focus.programme_id
        JOIN programmes_goal AS goal ON goal.id = focus.goal_id
        JOIN programmes_perspective AS frame ON frame.id = goal.perspective_id
        WHERE wanted = 'uitwerkingen' AND focus.id = ANY (keys)
    UNION ALL
        SELECT id, slug, NULL, publish_at, withdrawn_at, title,
            concat_ws(' ', array_to_string(partners, ' '), (
                SELECT string_agg(field.name, ' ' ORDER BY field.id)
                FROM programmes_activity_fields AS link
                JOIN programmes_supervisionfield AS field ON field.id = link.supervisionfield_id
                WHERE link.activity_id = activity.id)),
            concat_ws(E'\\n', summary, (
                SELECT string_agg(concat_ws(E'\\n', event.title, event.note), E'\\n'
                    ORDER BY event.date NULLS FIRST, event.id)
                FROM programmes_event AS event WHERE event.activity_id = activity.id), note),
            ARRAY(
                SELECT 'gebied:' || supervisionfield_id FROM programmes_activity_fields AS link
                WHERE link.activity_id = activity.id)
            || ARRAY(
                SELECT 'werkprogramma:' || programme_id FROM programmes_planning AS planning
                WHERE planning.activity_id = activity.id)
        FROM programmes_activity AS activity WHERE wanted = 'activiteiten' AND id = ANY (keys)
    UNION ALL
        SELECT id, slug, date, publish_at, withdrawn_at, coalesce(nullif(subject, ''), 'Brief'),
            concat_ws(' ', reference, lower(regexp_replace(reference, '[^[:alnum:]]', '', 'g')),
                'kst ' || kamerstuk_dossier || ' nr',
                regexp_replace(kamerstuk_dossier, '(\\d{3})$', ' \\1'), kamerstuk_suffix,
                kamerstuk_number, place, recipient, (
                SELECT string_agg(signature.office, ' ' ORDER BY position, signature.id)
                FROM programmes_signature AS signature WHERE signature.letter_id = letter.id)),
            concat_ws(E'\\n', summary, text, note),
            programmes_search_years(
                extract(year FROM date)::integer, extract(year FROM date)::integer)
            || ('kenmerk:' || lower(regexp_replace(reference, '[^[:alnum:]]', '', 'g')))
            || ('kamerstuk:' || nullif(concat_ws(
                '-', kamerstuk_dossier, nullif(kamerstuk_suffix, ''), kamerstuk_number), ''))
        FROM programmes_letter AS letter WHERE wanted = 'brieven' AND id = ANY (keys)
    UNION ALL
        SELECT id, slug, NULL, publish_at, withdrawn_at,
            coalesce(nullif(title, ''), 'Jaarbericht ' || slug), '',
            concat_ws(E'\\n', summary, note), programmes_search_years(year, year)
        FROM programmes_annualreport WHERE wanted = 'jaarberichten' AND id = ANY (keys)
    UNION ALL
        SELECT adjustment.id, adjustment.slug, adjustment.date, adjustment.publish_at,
            adjustment.withdrawn_at, 'Bijstelling ' || programme.slug, '',
            concat_ws(E'\\n', adjustment.explanation, adjustment.note),
            programmes_search_years(
                extract(year FROM date)::integer, extract(year FROM date)::integer)
        FROM programmes_adjustment AS adjustment
        JOIN programmes_workprogramme AS programme ON programme.id = adjustment.programme_id
        WHERE wanted = 'bijstellingen' AND adjustment.id = ANY (keys)
    UNION ALL
        SELECT id, slug, NULL, publish_at, withdrawn_at, name, '',
            concat_ws(E'\\n', office, note), '{}'
        FROM programmes_signatory WHERE wanted = 'ondertekenaars' AND id = ANY (keys)
    $$;
"""

REFRESH = """
    -- Write down anew what is to be found of some records of a kind. The entries are locked
    -- before their records are read, and so are the parents that a part is public with: two
    -- changes at once then both end up in the index.
    CREATE FUNCTION programmes_search_refresh(wanted text, keys bigint[]) RETURNS void
    LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM FROM programmes_searchentry WHERE kind = wanted AND record_id = ANY (keys)
            ORDER BY id FOR UPDATE;
        IF wanted IN ('doelen', 'uitwerkingen') THEN
            PERFORM FROM programmes_perspective WHERE id IN (
                SELECT perspective_id FROM programmes_goal
                WHERE wanted = 'doelen' AND id = ANY (keys)
                UNION ALL
                SELECT perspective_id FROM programmes_goal WHERE id IN (
                    SELECT goal_id FROM programmes_goalfocus
                    WHERE wanted = 'uitwerkingen' AND id = ANY (keys))
            ) ORDER BY id FOR SHARE;
            PERFORM FROM programmes_workprogramme WHERE id IN (
                SELECT programme_id FROM programmes_goalfocus
                WHERE wanted = 'uitwerkingen' AND id = ANY (keys)
            ) ORDER BY id FOR SHARE;
        END IF;
        WITH written AS (
            INSERT INTO programmes_searchentry AS entry (
                kind, record_id, slug, day, publish_at, withdrawn_at, title, keywords, body, labels)
            SELECT wanted, record_id, slug, day, publish_at, withdrawn_at,
                programmes_search_clean(title), programmes_search_clean(keywords),
                left(programmes_search_clean(body), 100000),
                array_remove(('soort:' || wanted) || labels, NULL)
            FROM programmes_search_source(wanted, keys)
            ON CONFLICT (kind, record_id) DO UPDATE SET
                slug = excluded.slug, day = excluded.day, publish_at = excluded.publish_at,
                withdrawn_at = excluded.withdrawn_at, title = excluded.title,
                keywords = excluded.keywords, body = excluded.body, labels = excluded.labels
            RETURNING record_id
        )
        DELETE FROM programmes_searchentry AS entry
        WHERE entry.kind = wanted AND entry.record_id = ANY (keys)
            AND entry.record_id NOT IN (SELECT record_id FROM written);
        PERFORM programmes_search_learn(wanted, keys);
    END;
    $$;

    -- Keep the words of some entries that are not known yet, for "bedoelde u".
    CREATE FUNCTION programmes_search_learn(wanted text, keys bigint[]) RETURNS void
    LANGUAGE sql AS $$
        INSERT INTO programmes_searchword (word, plain, near)
        SELECT word, plain, programmes_search_near(plain)
        FROM (
            SELECT DISTINCT lower(word) AS word
            FROM programmes_searchentry AS entry,
                regexp_split_to_table(
                    entry.title || ' ' || entry.keywords || ' ' || entry.body, '[^[:alnum:]]+'
                ) AS word
            WHERE entry.kind = wanted AND entry.record_id = ANY (keys)
                AND word ~ '^[[:alpha:]]{4,30}$'
        ) AS read, LATERAL (SELECT programmes_search_fold(word)) AS folded (plain)
        WHERE NOT EXISTS (
            SELECT FROM programmes_searchword AS known WHERE known.word = read.word)
    $$;

    -- Follow a row: its column TG_ARGV[1] is the key of a record of the kind TG_ARGV[0].
    CREATE FUNCTION programmes_search_follow() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        before bigint := CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) ->> TG_ARGV[1] END;
        after bigint := CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) ->> TG_ARGV[1] END;
    BEGIN
        PERFORM programmes_search_refresh(
            TG_ARGV[0], array_remove(ARRAY[after, nullif(before, after)], NULL));
        RETURN NULL;
    END;
    $$;

    -- Follow what records of the kind TG_ARGV[0] depend on; the query TG_ARGV[1] finds their keys.
    CREATE FUNCTION programmes_search_follow_parent() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        keys bigint[];
    BEGIN
        EXECUTE format('SELECT ARRAY(%s)', TG_ARGV[1]) INTO keys USING NEW.id;
        PERFORM programmes_search_refresh(TG_ARGV[0], keys);
        RETURN NULL;
    END;
    $$;
"""

# The kind, the table that tells about it, and the column there with the key of the record.
FOLLOWED = [
    ("werkprogrammas", "workprogramme", "id"),
    ("meerjarenperspectieven", "perspective", "id"),
    ("doelen", "goal", "id"),
    ("uitwerkingen", "goalfocus", "id"),
    ("activiteiten", "activity", "id"),
    ("activiteiten", "activity_fields", "activity_id"),
    ("activiteiten", "planning", "activity_id"),
    ("activiteiten", "event", "activity_id"),
    ("brieven", "letter", "id"),
    ("brieven", "signature", "letter_id"),
    ("jaarberichten", "annualreport", "id"),
    ("bijstellingen", "adjustment", "id"),
    ("ondertekenaars", "signatory", "id"),
]
# The kind, the table it depends on, and the query for the keys of the records that do.
PARENTS = [
    ("doelen", "perspective", "SELECT id FROM programmes_goal WHERE perspective_id = $1"),
    (
        "uitwerkingen",
        "perspective",
        "SELECT focus.id FROM programmes_goalfocus AS focus "
        "JOIN programmes_goal AS goal ON goal.id = focus.goal_id WHERE goal.perspective_id = $1",
    ),
    ("uitwerkingen", "goal", "SELECT id FROM programmes_goalfocus WHERE goal_id = $1"),
    (
        "uitwerkingen",
        "workprogramme",
        "SELECT id FROM programmes_goalfocus WHERE programme_id = $1",
    ),
    (
        "bijstellingen",
        "workprogramme",
        "SELECT id FROM programmes_adjustment WHERE programme_id = $1",
    ),
    (
        "activiteiten",
        "supervisionfield",
        "SELECT activity_id FROM programmes_activity_fields WHERE supervisionfield_id = $1",
    ),
]


def triggers():
    """Return the SQL that makes the triggers of the index."""
    own = [
        f"CREATE TRIGGER search_follow AFTER INSERT OR UPDATE OR DELETE ON programmes_{table} "
        f"FOR EACH ROW EXECUTE FUNCTION programmes_search_follow('{kind}', '{key}');"
        for kind, table, key in FOLLOWED
    ]
    parents = [
        f"CREATE TRIGGER search_follow_{kind} AFTER UPDATE ON programmes_{table} "
        "FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) "
        f"EXECUTE FUNCTION programmes_search_follow_parent('{kind}', '{query}');"
        for kind, table, query in PARENTS
    ]
    return "\n".join([*own, *parents])


def fill():
    """Return the SQL that writes down what there is already."""
    tables = {kind: table for kind, table, key in FOLLOWED if key == "id"}
    return "\n".join(
        f"SELECT programmes_search_refresh('{kind}', array_agg(id)) FROM programmes_{table};"  # noqa: S608, constants
        for kind, table in tables.items()
    )


class Migration(migrations.Migration):
    dependencies = [("programmes", "0005_review")]

    operations = [
        migrations.RunSQL(TEXT),
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("werkprogrammas", "work programme"),
                            ("meerjarenperspectieven", "multi-year perspective"),
                            ("doelen", "goal"),
                            ("uitwerkingen", "elaboration of a goal"),
                            ("activiteiten", "activity"),
                            ("brieven", "letter to the House"),
                            ("jaarberichten", "annual report"),
                            ("bijstellingen", "adjustment"),
                            ("ondertekenaars", "signatory"),
                        ],
                        max_length=30,
                    ),
                ),
                ("record_id", models.BigIntegerField()),
                ("slug", models.CharField(max_length=120)),
                ("day", models.DateField(null=True)),
                ("publish_at", models.DateTimeField(null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("title", models.TextField()),
                ("keywords", models.TextField()),
                ("body", models.TextField()),
                (
                    "labels",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), size=None
                    ),
                ),
                (
                    "vector",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            models.F("title"),
                            models.F("keywords"),
                            models.F("body"),
                            function="programmes_search_vector",
                        ),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fastupdate=False, fields=["vector", "labels"], name="searchentry_words"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "record_id"), name="searchentry_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchWord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("word", models.TextField()),
                ("plain", models.TextField()),
                (
                    "near",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), size=None
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["word"], name="searchword_by_word"),
                    django.contrib.postgres.indexes.GinIndex(
                        fastupdate=False, fields=["near"], name="searchword_near"
                    ),
                ],
            },
        ),
        migrations.RunSQL(SOURCE),
        migrations.RunSQL(REFRESH),
        migrations.RunSQL(triggers()),
        migrations.RunSQL(fill()),
    ]
