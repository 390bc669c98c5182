-- Statement trigger: as programmes_search_follow, for all rows of a statement together. One by one,
-- the rows of an import cost ten times as much. While the index waits (see programmes_search_waited),
-- it only keeps the keys.
CREATE OR REPLACE FUNCTION programmes_search_follow_all() RETURNS trigger LANGUAGE plpgsql
-- The plan for a few keys is no plan for hundreds.
SET plan_cache_mode = force_custom_plan AS $$
DECLARE
    keys bigint[];
    waiting text := nullif(current_setting('programmes.search_waits', true), '');
    touched text := CASE TG_OP
        WHEN 'INSERT' THEN 'TABLE after_rows'
        WHEN 'DELETE' THEN 'TABLE before_rows'
        ELSE 'TABLE before_rows UNION ALL TABLE after_rows'
    END;
BEGIN
    EXECUTE format('SELECT array_agg(DISTINCT %I ORDER BY %I) FROM (%s) AS touched',
        TG_ARGV[1], TG_ARGV[1], touched) INTO keys;
    IF keys IS NOT NULL AND waiting IS NOT NULL THEN
        PERFORM set_config('programmes.search_waits', (waiting::bigint[] || keys)::text, true);
    ELSIF keys IS NOT NULL THEN
        PERFORM programmes_search_refresh(TG_ARGV[0], keys);
    END IF;
    RETURN NULL;
END;
$$;
