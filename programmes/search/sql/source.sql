-- The rows of programmes_search_texts, with keywords for the kind, the date and the kinds of events. A
-- letter has the keys of its signatories as labels, as each of them is found only while public. Events
-- of an adjustment are entries of the kind "veranderingen": an entry has one publication.
CREATE OR REPLACE FUNCTION programmes_search_source(wanted text, keys bigint[])
RETURNS TABLE (
    record_id bigint, slug text, day date, publish_at timestamptz, withdrawn_at timestamptz,
    title text, keywords text, body text, labels text[])
LANGUAGE sql STABLE AS $$
    SELECT record_id, slug, day, publish_at, withdrawn_at, title,
        concat_ws(' ', keywords, programmes_search_kind(wanted), programmes_search_day(day), (
            SELECT string_agg(DISTINCT replace(event.kind, '_', ' '), ' ')
            FROM programmes_event AS event
            WHERE wanted = 'activiteiten' AND event.activity_id = record_id
                AND event.adjustment_id IS NULL), (
            SELECT replace(event.kind, '_', ' ') FROM programmes_event AS event
            WHERE wanted = 'veranderingen' AND event.id = record_id)),
        body,
        labels || ARRAY(
            SELECT 'ondertekenaar:' || signatory_id FROM programmes_signature
            WHERE wanted = 'brieven' AND letter_id = record_id)
    FROM programmes_search_texts(wanted, keys)
$$;
