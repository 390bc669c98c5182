-- Row trigger on tables that records of the kind TG_ARGV[0] depend on: reindex the records whose
-- keys the query TG_ARGV[1] selects.
CREATE OR REPLACE FUNCTION programmes_search_follow_parent() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    keys bigint[];
BEGIN
    EXECUTE format('SELECT ARRAY(%s)', TG_ARGV[1]) INTO keys USING NEW.id;
    IF keys <> '{}' THEN
        PERFORM programmes_search_refresh(TG_ARGV[0], keys);
    END IF;
    RETURN NULL;
END;
$$;
