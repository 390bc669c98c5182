-- Reindex the records of a kind with these keys; delete the entries of keys without a record.
--
-- Two concurrent changes could each miss the other's: the entries, and the parents that decide on
-- their publication, are locked before the records are read. A transaction that updates an activity
-- or an adjustment has locked its row before it reindexes its "veranderingen", so to avoid a deadlock
-- those rows are locked before the entries.
CREATE OR REPLACE FUNCTION programmes_search_refresh(wanted text, keys bigint[]) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    IF wanted = 'veranderingen' THEN
        PERFORM FROM programmes_activity WHERE id IN (
            SELECT activity_id FROM programmes_event WHERE id = ANY (keys)
        ) ORDER BY id FOR SHARE;
        PERFORM FROM programmes_adjustment WHERE id IN (
            SELECT adjustment_id FROM programmes_event WHERE id = ANY (keys)
        ) ORDER BY id FOR SHARE;
    END IF;

    PERFORM FROM programmes_searchentry WHERE kind = wanted AND record_id = ANY (keys)
        ORDER BY id FOR UPDATE;

    IF wanted = 'doelen' THEN
        PERFORM FROM programmes_perspective WHERE id IN (
            SELECT perspective_id FROM programmes_goal WHERE id = ANY (keys)
        ) ORDER BY id FOR SHARE;
    ELSIF wanted = 'uitwerkingen' THEN
        PERFORM FROM programmes_perspective WHERE id IN (
            SELECT perspective_id FROM programmes_goal WHERE id IN (
                SELECT goal_id FROM programmes_goalfocus WHERE id = ANY (keys))
        ) ORDER BY id FOR SHARE;
        PERFORM FROM programmes_workprogramme WHERE id IN (
            SELECT programme_id FROM programmes_goalfocus WHERE id = ANY (keys)
        ) ORDER BY id FOR SHARE;
    ELSIF wanted = 'resultaten' THEN
        PERFORM FROM programmes_perspective WHERE id IN (
            SELECT perspective_id FROM programmes_goal WHERE id IN (
                SELECT goal_id FROM programmes_goalresult WHERE id = ANY (keys))
        ) ORDER BY id FOR SHARE;
        PERFORM FROM programmes_annualreport WHERE id IN (
            SELECT report_id FROM programmes_goalresult WHERE id = ANY (keys)
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
