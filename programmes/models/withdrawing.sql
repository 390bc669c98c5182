-- The moments of every record with a publication of its own.
CREATE OR REPLACE VIEW programmes_moments AS
SELECT 'activity' AS noun, id, publish_at, withdrawn_at FROM programmes_activity
UNION ALL SELECT 'adjustment', id, publish_at, withdrawn_at FROM programmes_adjustment
UNION ALL SELECT 'annualreport', id, publish_at, withdrawn_at FROM programmes_annualreport
UNION ALL SELECT 'letter', id, publish_at, withdrawn_at FROM programmes_letter
UNION ALL SELECT 'perspective', id, publish_at, withdrawn_at FROM programmes_perspective
UNION ALL SELECT 'signatory', id, publish_at, withdrawn_at FROM programmes_signatory
UNION ALL SELECT 'workprogramme', id, publish_at, withdrawn_at FROM programmes_workprogramme;
-- Returns the keys ('letter-12') of a record and of what is public or scheduled only through it: not before
-- `begun`, when it became public, not named in `stays`, and shown by nothing else that is public after `ends`.
CREATE OR REPLACE FUNCTION programmes_only_through(
    root_noun text, root_id bigint, begun timestamptz, ends timestamptz, stays jsonb
) RETURNS text[] LANGUAGE plpgsql AS $$
DECLARE
    root text := root_noun || '-' || root_id;
    own text[];
    shared text[];
BEGIN
    WITH RECURSIVE below (noun, id) AS (
        VALUES (root_noun, root_id)
        UNION
        SELECT shown.noun, shown.id FROM below
        JOIN programmes_dependency AS link ON link.noun = below.noun AND link.record_id = below.id
            AND link.kind IN ('brings', 'holds')
        JOIN programmes_moments AS shown ON shown.noun = link.on_noun AND shown.id = link.on_id
        WHERE shown.publish_at >= begun AND (shown.withdrawn_at IS NULL OR shown.withdrawn_at > ends)
            AND NOT stays ? (shown.noun || '-' || shown.id)
    )
    SELECT array_agg(noun || '-' || id) INTO own FROM below;
    LOOP
        SELECT array_agg(DISTINCT link.on_noun || '-' || link.on_id) INTO shared
        FROM programmes_dependency AS link
        WHERE link.publish_at IS NOT NULL AND (link.withdrawn_at IS NULL OR link.withdrawn_at > ends)
            AND link.on_noun || '-' || link.on_id IN (SELECT unnest(own) EXCEPT SELECT root)
            AND NOT EXISTS (SELECT FROM unnest(own) AS key WHERE key = link.noun || '-' || link.record_id)
            AND NOT EXISTS (SELECT FROM unnest(own) AS key WHERE key = 'adjustment-' || link.adjustment_id);
        EXIT WHEN shared IS NULL;
        own := ARRAY(SELECT unnest(own) EXCEPT SELECT unnest(shared));
    END LOOP;
    RETURN own;
END
$$;
-- Returns the keys of a record that was withdrawn at `was`, and of what below it has the same moment.
CREATE OR REPLACE FUNCTION programmes_withdrawn_with(
    root_noun text, root_id bigint, was timestamptz, stays jsonb
) RETURNS text[] LANGUAGE sql AS $$
    WITH RECURSIVE below (noun, id) AS (
        VALUES (root_noun, root_id)
        UNION
        SELECT shown.noun, shown.id FROM below
        JOIN programmes_dependency AS link ON link.noun = below.noun AND link.record_id = below.id
            AND link.kind IN ('brings', 'holds')
        JOIN programmes_moments AS shown ON shown.noun = link.on_noun AND shown.id = link.on_id
        WHERE shown.withdrawn_at = GREATEST(was, shown.publish_at)
            AND NOT stays ? (shown.noun || '-' || shown.id)
    )
    SELECT array_agg(noun || '-' || id) FROM below
$$;
-- Withdraws, from `ends`, records by their keys; NULL makes them public again. What is scheduled for later
-- becomes a draft.
CREATE OR REPLACE FUNCTION programmes_withdraw(keys text[], ends timestamptz, reason text)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    context text := current_setting('pghistory.context_metadata', true);
    found record;
BEGIN
    -- In the history this is a verb: the contents stay as they were reviewed.
    PERFORM set_config('pghistory.context_metadata',
        (COALESCE(NULLIF(context, ''), '{}')::jsonb || '{"verb": true}')::text, true);
    FOR found IN
        SELECT 'programmes_' || split_part(key, '-', 1) AS name, array_agg(split_part(key, '-', 2)::bigint) AS ids
        FROM unnest(keys) AS key GROUP BY 1
    LOOP
        EXECUTE format('UPDATE %I SET publish_at = NULL
            WHERE id = ANY($1) AND withdrawn_at IS NULL AND publish_at > GREATEST($2, clock_timestamp())', found.name
        ) USING found.ids, ends;
        EXECUTE format('UPDATE %I SET withdrawn_at = CASE WHEN $2 IS NOT NULL THEN GREATEST($2, publish_at) END,
            withdrawal_reason = $3 WHERE id = ANY($1) AND publish_at IS NOT NULL', found.name
        ) USING found.ids, ends, reason;
    END LOOP;
    PERFORM set_config('pghistory.context_metadata', COALESCE(context, ''), true);
END
$$;
