"""A register of any size, made inside PostgreSQL, in a database of its own."""

import psycopg
from tqdm import tqdm

STEP = 20_000
YEARS = range(2013, 2027)

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
        SELECT 'Toezicht op ' || md5(n::text), 'toezicht-' || n, 'thematisch', false, '{}',
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
        years = {"year": YEARS[0], "years": len(YEARS)}
        with tqdm(total=size, desc="activiteiten", unit_scale=True) as progress:
            for first in range(1, size + 1, STEP):
                last = min(first + STEP - 1, size)
                connection.execute(ACTIVITIES, {"first": first, "last": last} | years)
                progress.update(last - first + 1)
        connection.execute("VACUUM ANALYZE")
