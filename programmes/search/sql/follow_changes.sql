-- Row trigger on tables that entries of the kind "veranderingen" depend on: reindex those of the
-- events whose column TG_ARGV[0] equals the row's column TG_ARGV[1]. While the index waits, those of
-- an activity wait with it.
CREATE OR REPLACE FUNCTION programmes_search_follow_changes() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    changed bigint := coalesce(to_jsonb(NEW), to_jsonb(OLD)) ->> TG_ARGV[1];
    keys bigint[];
BEGIN
    IF TG_ARGV[0] = 'activity_id' AND current_setting('programmes.search_waits', true) <> '' THEN
        RETURN NULL;
    END IF;
    EXECUTE format('SELECT ARRAY(SELECT id FROM programmes_event
        WHERE %I = $1 AND adjustment_id IS NOT NULL)', TG_ARGV[0]) INTO keys USING changed;
    IF keys <> '{}' THEN
        PERFORM programmes_search_refresh('veranderingen', keys);
    END IF;
    RETURN NULL;
END;
$$;
