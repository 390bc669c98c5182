"""A register of any size, made inside PostgreSQL, in a database of its own."""

import psycopg
from tqdm import tqdm

STEP = 20_000
YEARS = range(2013, 2027)
# What the titles are made of, so that words are as common as they are in a real register.
SUBJECTS = [
    "politie", "jeugdbescherming", "reclassering", "gevangenissen", "vreemdelingenbewaring",
    "asielopvang", "brandweer", "meldkamers", "beveiliging", "terrorismebestrijding",
    "forensische zorg", "wachtlijsten", "slachtofferzorg", "informatievoorziening", "vervoer",
    "tbs-klinieken", "rampenbestrijding", "crisisbeheersing", "politieonderwijs", "terugkeer",
]  # fmt: skip
PLACES = [
    "regio Noord", "regio Oost", "regio West", "regio Zuid", "het Caribisch gebied", "de keten",
    "gemeenten", "justitiële inrichtingen", "de Randstad", "veiligheidsregio's", "het buitenland",
]  # fmt: skip

# What every size has: one frame, a programme a year, fields and goals.
BASIS = f"""
    INSERT INTO programmes_perspective
        (first_year, last_year, slug, title, motto, summary, note, withdrawal_reason, sources,
         publish_at)
    VALUES ({YEARS[0]}, {YEARS[-1]}, '{YEARS[0]}-{YEARS[-1]}', 'Kader', '', 'x', '', '', '{{}}',
            '2020-01-01');
    INSERT INTO programmes_workprogramme
        (first_year, last_year, slug, title, motto, summary, note, withdrawal_reason, sources, file,
         publish_at, perspective_id)
    SELECT year, year, year, 'Werkprogramma ' || year, '', 'x', '', '', '{{}}', '', '2020-01-01',
        (SELECT id FROM programmes_perspective)
    FROM generate_series({YEARS[0]}, {YEARS[-1]}) AS year;
    INSERT INTO programmes_supervisionfield (name, slug)
    SELECT 'gebied ' || n, 'gebied-' || n FROM generate_series(1, 7) AS n;
    INSERT INTO programmes_goal (perspective_id, position, title, slug, explanation)
    SELECT (SELECT id FROM programmes_perspective), n, 'doel ' || n, 'doel-' || n, ''
    FROM generate_series(1, 4) AS n;
"""  # noqa: S608, constants

# One step of activities, each in a programme, a field and a goal; every third has a report.
ACTIVITIES = """
    WITH made AS (
        INSERT INTO programmes_activity
            (title, slug, form, form_inferred, partners, summary, note, withdrawal_reason, sources,
             publish_at)
        SELECT format('Toezicht op %%s in %%s, nummer%%s %%s',
                (%(subjects)s::text[])[1 + n %% array_length(%(subjects)s::text[], 1)],
                (%(places)s::text[])[1 + n %% array_length(%(places)s::text[], 1)],
                n, md5(n::text)),
            'toezicht-' || n, 'thematisch', false, '{}',
            'Hoe organisaties hun taak uitvoeren, met "aanhalingstekens" en é.', '', '',
            '{https://www.inspectie-jenv.nl/}', '2020-01-01'
        FROM generate_series(%(first)s::int, %(last)s::int) AS n
        RETURNING id
    ), planned AS (
        INSERT INTO programmes_planning (activity_id, programme_id, planned_for, position)
        SELECT made.id, programme.id, '', NULL
        FROM made JOIN programmes_workprogramme AS programme
            ON programme.first_year = %(year)s::int + made.id %% %(years)s::int
    ), fielded AS (
        INSERT INTO programmes_activity_fields (activity_id, supervisionfield_id)
        SELECT id, 1 + id %% 7 FROM made
    ), aimed AS (
        INSERT INTO programmes_activity_goals (activity_id, goal_id)
        SELECT id, 1 + id %% 4 FROM made
    )
    INSERT INTO programmes_event (activity_id, kind, date, date_precision, title, url, note)
    SELECT id, 'rapport', '2024-06-01', 'dag', 'Rapport', '', '' FROM made WHERE id %% 3 = 0
"""


# What the triggers of the search index would have done; the index itself is made afterwards.
SEARCH = """
    SELECT programmes_search_refresh('activiteiten', array_agg(id)) FROM programmes_activity
    WHERE id BETWEEN %(first)s AND %(last)s
"""
SEARCH_BASIS = """
    SELECT programmes_search_refresh('werkprogrammas', array_agg(id))
    FROM programmes_workprogramme;
    SELECT programmes_search_refresh('doelen', array_agg(id)) FROM programmes_goal;
"""
WITHOUT_INDEX = "DROP INDEX searchentry_words"
WITH_INDEX = """
    SET maintenance_work_mem = '512MB';
    CREATE INDEX searchentry_words ON programmes_searchentry
        USING gin (vector, labels) WITH (fastupdate = off);
"""


def fill(address, size):
    """Fill an empty, migrated database with `size` activities, showing how far it is.

    Args:
        address: a libpq connection string; the user has to be a superuser, as the triggers of the
            history are left out.
        size: how many activities.
    """
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute(BASIS)
        connection.execute(SEARCH_BASIS)
        connection.execute(WITHOUT_INDEX)
        words = {"subjects": SUBJECTS, "places": PLACES}
        years = {"year": YEARS[0], "years": len(YEARS)}
        with tqdm(total=size, desc="activiteiten", unit_scale=True) as progress:
            for first in range(1, size + 1, STEP):
                last = min(first + STEP - 1, size)
                step = {"first": first, "last": last}
                connection.execute(ACTIVITIES, step | years | words)
                connection.execute(SEARCH, step)
                progress.update(last - first + 1)
        connection.execute(WITH_INDEX)
        connection.execute("VACUUM ANALYZE")
