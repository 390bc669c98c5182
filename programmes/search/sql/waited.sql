-- Reindex the activities whose keys the setting programmes.search_waits has, with their "veranderingen",
-- and end the waiting. A transaction sets it to '{}' before it writes many activities and their parts:
-- each is then reindexed once, not after each statement.
CREATE OR REPLACE FUNCTION programmes_search_waited() RETURNS void LANGUAGE plpgsql
-- The plan for a few keys is no plan for hundreds.
SET plan_cache_mode = force_custom_plan AS $$
DECLARE
    keys bigint[] := ARRAY(
        SELECT DISTINCT unnest(current_setting('programmes.search_waits')::bigint[]) ORDER BY 1);
    changes bigint[] := ARRAY(
        SELECT id FROM programmes_event
        WHERE activity_id = ANY (keys) AND adjustment_id IS NOT NULL ORDER BY id);
BEGIN
    PERFORM set_config('programmes.search_waits', '', true);
    -- First, as programmes_search_refresh locks their parents before any entry.
    IF changes <> '{}' THEN
        PERFORM programmes_search_refresh('veranderingen', changes);
    END IF;
    IF keys <> '{}' THEN
        PERFORM programmes_search_refresh('activiteiten', keys);
    END IF;
END;
$$;
