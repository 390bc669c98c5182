-- Trigger for each row of what records of the kind TG_ARGV[0] depend on: those with the keys that
-- the query TG_ARGV[1] finds are indexed again.
CREATE OR REPLACE FUNCTION programmes_search_follow_parent() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    keys bigint[];
BEGIN
    EXECUTE format('SELECT ARRAY(%s)', TG_ARGV[1]) INTO keys USING NEW.id;
    PERFORM programmes_search_refresh(TG_ARGV[0], keys);
    RETURN NULL;
END;
$$;
