-- What the page of a published record (noun, record_id) shows of other published records (on_noun, on_id):
-- needs: it is not public without the other; brings: the other is published with it;
-- holds: the other belongs to it, and is published later; names: it only refers to the other.
-- adjustment_id: the adjustment without which it would not show the other, or NULL.
CREATE OR REPLACE VIEW programmes_dependency AS
SELECT 'workprogramme' AS noun, id AS record_id, publish_at, withdrawn_at,
    'perspective' AS on_noun, perspective_id AS on_id, 'needs' AS kind, NULL::integer AS position, NULL::bigint AS adjustment_id
FROM programmes_workprogramme WHERE perspective_id IS NOT NULL
UNION ALL
SELECT 'adjustment', id, publish_at, withdrawn_at, 'workprogramme', programme_id, 'needs', NULL, NULL
FROM programmes_adjustment
UNION ALL
SELECT 'perspective', id, publish_at, withdrawn_at, 'letter', letter_id, 'brings', NULL, NULL
FROM programmes_perspective WHERE letter_id IS NOT NULL
UNION ALL
SELECT 'workprogramme', id, publish_at, withdrawn_at, 'letter', letter_id, 'brings', NULL, NULL
FROM programmes_workprogramme WHERE letter_id IS NOT NULL
UNION ALL
SELECT 'adjustment', id, publish_at, withdrawn_at, 'letter', letter_id, 'brings', NULL, NULL
FROM programmes_adjustment WHERE letter_id IS NOT NULL
UNION ALL
SELECT 'annualreport', id, publish_at, withdrawn_at, 'letter', letter_id, 'brings', NULL, NULL
FROM programmes_annualreport WHERE letter_id IS NOT NULL
UNION ALL
SELECT 'letter', letter.id, letter.publish_at, letter.withdrawn_at,
    'signatory', signature.signatory_id, 'brings', signature.position, NULL
FROM programmes_signature AS signature
JOIN programmes_letter AS letter ON letter.id = signature.letter_id
WHERE signature.signatory_id IS NOT NULL
UNION ALL
SELECT 'workprogramme', programme.id, programme.publish_at, programme.withdrawn_at,
    'activity', planning.activity_id, 'brings', planning.position, planning.adjustment_id
FROM programmes_planning AS planning
JOIN programmes_workprogramme AS programme ON programme.id = planning.programme_id
LEFT JOIN programmes_adjustment AS adjustment ON adjustment.id = planning.adjustment_id
WHERE planning.adjustment_id IS NULL OR adjustment.publish_at <= clock_timestamp()
    AND (adjustment.withdrawn_at IS NULL OR adjustment.withdrawn_at > clock_timestamp())
UNION ALL
SELECT 'adjustment', adjustment.id, adjustment.publish_at, adjustment.withdrawn_at,
    'activity', planning.activity_id, 'brings', planning.position, NULL
FROM programmes_planning AS planning
JOIN programmes_adjustment AS adjustment ON adjustment.id = planning.adjustment_id
    AND adjustment.programme_id = planning.programme_id
UNION ALL
SELECT 'workprogramme', programme.id, programme.publish_at, programme.withdrawn_at,
    'adjustment', adjustment.id, 'holds', NULL, NULL
FROM programmes_adjustment AS adjustment
JOIN programmes_workprogramme AS programme ON programme.id = adjustment.programme_id
UNION ALL
SELECT 'activity', activity.id, activity.publish_at, activity.withdrawn_at,
    'letter', expectation.letter_id, 'names', NULL, NULL
FROM programmes_expectation AS expectation
JOIN programmes_activity AS activity ON activity.id = expectation.activity_id
WHERE expectation.letter_id IS NOT NULL;
-- Moves the records with these keys that are scheduled with the moment `was` of another (mover) to the first
-- moment of what still brings each along; without any it becomes a draft.
CREATE OR REPLACE FUNCTION programmes_follow_all(
    mover_noun text, mover_id bigint, own_noun text, own_ids bigint[], was timestamptz
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    context text := current_setting('pghistory.context_metadata', true);
BEGIN
    -- An UPDATE fires triggers for the statement, which take time even when it finds no row.
    IF was IS NULL OR was <= clock_timestamp() THEN
        RETURN;
    END IF;
    -- In the history this is a verb: the contents stay as they were reviewed.
    PERFORM set_config('pghistory.context_metadata',
        (COALESCE(NULLIF(context, ''), '{}')::jsonb || '{"verb": true}')::text, true);
    EXECUTE format(
        'UPDATE %I AS own SET publish_at = (
            SELECT min(publish_at) FROM programmes_dependency
            WHERE on_noun = $1 AND on_id = own.id AND kind IN (''needs'', ''brings'')
                AND withdrawn_at IS NULL
                AND (publish_at > clock_timestamp() OR noun = $3 AND record_id = $4)
        ) WHERE id = ANY ($2) AND publish_at = $5',
        'programmes_' || own_noun
    ) USING own_noun, own_ids, mover_noun, mover_id, was;
    PERFORM set_config('pghistory.context_metadata', COALESCE(context, ''), true);
END
$$;
CREATE OR REPLACE FUNCTION programmes_follow(
    mover_noun text, mover_id bigint, own_noun text, own_id bigint, was timestamptz
) RETURNS void LANGUAGE sql AS $$
    SELECT programmes_follow_all(mover_noun, mover_id, own_noun, ARRAY[own_id], was)
$$;
