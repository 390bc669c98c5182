-- Which activities have facts that follow from records with these keys. Each branch is for one noun:
-- PostgreSQL skips the others.
CREATE OR REPLACE FUNCTION programmes_facts_of(noun text, keys bigint[]) RETURNS SETOF bigint
LANGUAGE sql STABLE AS $$
WITH adjustments AS (
    SELECT unnest(keys) AS id WHERE noun = 'adjustment'
    UNION ALL
    SELECT id FROM programmes_adjustment WHERE noun = 'workprogramme' AND programme_id = ANY (keys)
)
SELECT unnest(keys) WHERE noun = 'activity'
UNION SELECT activity_id FROM programmes_planning
    WHERE noun = 'workprogramme' AND programme_id = ANY (keys)
UNION SELECT activity_id FROM programmes_event
    WHERE noun = 'workprogramme' AND moved_to_id = ANY (keys)
UNION SELECT activity_id FROM programmes_expectation
    WHERE noun = 'workprogramme' AND programme_id = ANY (keys)
UNION SELECT activity_id FROM programmes_expectation
    WHERE noun = 'letter' AND letter_id = ANY (keys)
UNION SELECT activity_id FROM programmes_planning JOIN adjustments ON adjustment_id = adjustments.id
UNION SELECT activity_id FROM programmes_event JOIN adjustments ON adjustment_id = adjustments.id
UNION SELECT activity_id FROM programmes_expectation
    JOIN adjustments ON adjustment_id = adjustments.id
UNION SELECT activity_id FROM programmes_activity_goals WHERE noun = 'goal' AND goal_id = ANY (keys)
UNION SELECT activity_id FROM programmes_activity_goals
    JOIN programmes_goal AS goal ON goal.id = goal_id
    WHERE noun = 'perspective' AND goal.perspective_id = ANY (keys)
UNION SELECT activity_id FROM programmes_activity_fields
    WHERE noun = 'supervisionfield' AND supervisionfield_id = ANY (keys)
$$;

-- Statement trigger: the facts that follow from the rows of a statement are stale. Arguments: the noun,
-- the column with its key, and the columns of which an update matters.
CREATE OR REPLACE FUNCTION programmes_facts_follow() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    touched text := CASE TG_OP
        WHEN 'INSERT' THEN 'TABLE after_rows'
        WHEN 'DELETE' THEN 'TABLE before_rows'
        ELSE replace('(SELECT % FROM before_rows EXCEPT SELECT % FROM after_rows) UNION ALL '
            '(SELECT % FROM after_rows EXCEPT SELECT % FROM before_rows)', '%', TG_ARGV[2])
    END;
BEGIN
    EXECUTE format('INSERT INTO programmes_stalefacts (activity_id, at) '
        'SELECT programmes_facts_of(%L, array_agg(DISTINCT %I)), ''-infinity'' FROM (%s) AS touched',
        TG_ARGV[0], TG_ARGV[1], touched);
    RETURN NULL;
END;
$$;

-- The first moment after `since` at which the facts of activities follow from other records, or from
-- another day: one is published or withdrawn, an event happens, a term is over, or a year.
CREATE OR REPLACE FUNCTION programmes_facts_next(keys bigint[], zone text, since timestamptz)
RETURNS TABLE (activity_id bigint, at timestamptz) LANGUAGE sql STABLE AS $$
WITH adjustments AS (
    SELECT activity_id, adjustment_id FROM programmes_event WHERE activity_id = ANY (keys)
    UNION SELECT activity_id, adjustment_id FROM programmes_planning WHERE activity_id = ANY (keys)
    UNION SELECT activity_id, adjustment_id FROM programmes_expectation WHERE activity_id = ANY (keys)
), records AS (
    SELECT activity_id, publish_at, withdrawn_at FROM adjustments
        JOIN programmes_adjustment AS adjustment ON adjustment.id = adjustment_id
    UNION ALL SELECT activity_id, publish_at, withdrawn_at FROM programmes_planning
        JOIN programmes_workprogramme AS programme ON programme.id = programme_id
        WHERE activity_id = ANY (keys)
    UNION ALL SELECT activity_id, publish_at, withdrawn_at FROM programmes_event
        JOIN programmes_workprogramme AS programme ON programme.id = moved_to_id
        WHERE activity_id = ANY (keys)
    UNION ALL SELECT activity_id, programme.publish_at, programme.withdrawn_at
        FROM programmes_expectation
        JOIN programmes_workprogramme AS programme ON programme.id = programme_id
        WHERE activity_id = ANY (keys)
    UNION ALL SELECT activity_id, letter.publish_at, letter.withdrawn_at FROM programmes_expectation
        JOIN programmes_letter AS letter ON letter.id = letter_id WHERE activity_id = ANY (keys)
    UNION ALL SELECT activity_id, publish_at, withdrawn_at FROM programmes_activity_goals
        JOIN programmes_goal AS goal ON goal.id = goal_id
        JOIN programmes_perspective AS perspective ON perspective.id = goal.perspective_id
        WHERE activity_id = ANY (keys)
), happening AS (
    SELECT event.activity_id, coalesce(event.date, adjustment.date) AS day
        FROM programmes_event AS event
        LEFT JOIN programmes_adjustment AS adjustment ON adjustment.id = adjustment_id
        WHERE event.activity_id = ANY (keys)
), moments AS (
    SELECT activity_id, publish_at AS at FROM records
    UNION ALL SELECT activity_id, withdrawn_at FROM records
    UNION ALL SELECT activity_id, day::timestamp AT TIME ZONE zone FROM happening
    UNION ALL SELECT activity_id, (last_day + 1)::timestamp AT TIME ZONE zone
        FROM programmes_expectation WHERE activity_id = ANY (keys)
    UNION ALL SELECT activity_id, make_timestamptz(last_year + 1, 1, 1, 0, 0, 0, zone)
        FROM programmes_planning
        JOIN programmes_workprogramme AS programme ON programme.id = programme_id
        WHERE activity_id = ANY (keys)
)
SELECT activity_id, min(at) FROM moments WHERE at > since GROUP BY activity_id
$$;

-- Activities: an update of one changes none of its facts.
CREATE OR REPLACE TRIGGER facts_follow_insert AFTER INSERT ON programmes_activity
REFERENCING NEW TABLE AS after_rows
FOR EACH STATEMENT EXECUTE FUNCTION programmes_facts_follow('activity', 'id', 'id');
CREATE OR REPLACE TRIGGER facts_follow_delete AFTER DELETE ON programmes_activity
REFERENCING OLD TABLE AS before_rows
FOR EACH STATEMENT EXECUTE FUNCTION programmes_facts_follow('activity', 'id', 'id');

-- Their parts: any change.
DO $$
DECLARE
    part text;
    each text[];
BEGIN
    FOREACH part IN ARRAY
        ARRAY['planning', 'event', 'expectation', 'activity_fields', 'activity_goals']
    LOOP
        FOREACH each SLICE 1 IN ARRAY ARRAY[
            ['insert', 'NEW TABLE AS after_rows'],
            ['update', 'OLD TABLE AS before_rows NEW TABLE AS after_rows'],
            ['delete', 'OLD TABLE AS before_rows']
        ] LOOP
            EXECUTE format('CREATE OR REPLACE TRIGGER facts_follow_%s AFTER %s ON programmes_%s '
                'REFERENCING %s FOR EACH STATEMENT '
                'EXECUTE FUNCTION programmes_facts_follow(''activity'', ''activity_id'', ''*'')',
                each[1], each[1], part, each[2]);
        END LOOP;
    END LOOP;
END $$;

-- Records that those refer to, or that are shown with them.
CREATE OR REPLACE TRIGGER facts_follow_update AFTER UPDATE ON programmes_workprogramme
REFERENCING OLD TABLE AS before_rows NEW TABLE AS after_rows
FOR EACH STATEMENT EXECUTE FUNCTION programmes_facts_follow('workprogramme', 'id', 'id, publish_at, withdrawn_at, slug, first_year, last_year, adopted_on, published_on, offered_on');
CREATE OR REPLACE TRIGGER facts_follow_update AFTER UPDATE ON programmes_adjustment
REFERENCING OLD TABLE AS before_rows NEW TABLE AS after_rows
FOR EACH STATEMENT EXECUTE FUNCTION programmes_facts_follow('adjustment', 'id', 'id, publish_at, withdrawn_at, date, programme_id');
CREATE OR REPLACE TRIGGER facts_follow_update AFTER UPDATE ON programmes_letter
REFERENCING OLD TABLE AS before_rows NEW TABLE AS after_rows
FOR EACH STATEMENT EXECUTE FUNCTION programmes_facts_follow('letter', 'id', 'id, publish_at, withdrawn_at, date');
CREATE OR REPLACE TRIGGER facts_follow_update AFTER UPDATE ON programmes_perspective
REFERENCING OLD TABLE AS before_rows NEW TABLE AS after_rows
FOR EACH STATEMENT EXECUTE FUNCTION programmes_facts_follow('perspective', 'id', 'id, publish_at, withdrawn_at');
CREATE OR REPLACE TRIGGER facts_follow_update AFTER UPDATE ON programmes_goal
REFERENCING OLD TABLE AS before_rows NEW TABLE AS after_rows
FOR EACH STATEMENT EXECUTE FUNCTION programmes_facts_follow('goal', 'id', 'id, title, perspective_id');
CREATE OR REPLACE TRIGGER facts_follow_update AFTER UPDATE ON programmes_supervisionfield
REFERENCING OLD TABLE AS before_rows NEW TABLE AS after_rows
FOR EACH STATEMENT EXECUTE FUNCTION programmes_facts_follow('supervisionfield', 'id', 'id, name');
