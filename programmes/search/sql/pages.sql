-- Reindex the pages of documents with these keys; delete the entries of pages that are gone or have no text.
-- A page has the publication of its document, from the entry of that document. This is locked first: of
-- two concurrent changes neither misses the other's.
CREATE OR REPLACE FUNCTION programmes_search_pages(keys bigint[]) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM programmes_searchentry WHERE (kind, record_id) IN (
        SELECT page.kind, page.record_id FROM programmes_documentpage AS page WHERE page.id = ANY (keys)
    ) ORDER BY id FOR SHARE;

    WITH written AS (
        INSERT INTO programmes_searchentry AS entry (
            kind, record_id, slug, day, publish_at, withdrawn_at, title, keywords, body, labels)
        SELECT 'bladzijden-' || page.kind, page.id, document.slug, document.day,
            document.publish_at, document.withdrawn_at,
            document.title || ', bladzijde ' || page.number, '',
            left(programmes_search_clean(page.text), 100000),
            ARRAY['soort:bladzijden-' || page.kind, 'bladzijde:' || page.number] || ARRAY(
                SELECT label FROM unnest(document.labels) AS label WHERE label LIKE 'jaar:%')
        FROM programmes_documentpage AS page
        JOIN programmes_searchentry AS document
            ON document.kind = page.kind AND document.record_id = page.record_id
        WHERE page.id = ANY (keys) AND page.text <> ''
        ON CONFLICT (kind, record_id) DO UPDATE SET
            slug = excluded.slug, day = excluded.day, publish_at = excluded.publish_at,
            withdrawn_at = excluded.withdrawn_at, title = excluded.title,
            body = excluded.body, labels = excluded.labels
        RETURNING record_id
    )
    DELETE FROM programmes_searchentry AS entry
    WHERE entry.kind LIKE 'bladzijden-%' AND entry.record_id = ANY (keys)
        AND entry.record_id NOT IN (SELECT record_id FROM written);
    PERFORM programmes_search_learn('bladzijden-' || kind, keys)
    FROM (SELECT DISTINCT kind FROM programmes_documentpage WHERE id = ANY (keys)) AS found;
END;
$$;
