-- The columns of the index for the records of a kind with these keys. A part with several parents has
-- the last of their publications and the first of their withdrawals. The terms of an activity are part of
-- its entry as far as what tells them is public with it (programmes_search_along).
-- A quoted body, not parsed at creation, so that migrations can alter the columns that it reads.
CREATE OR REPLACE FUNCTION programmes_search_texts(wanted text, keys bigint[])
RETURNS TABLE (
    record_id bigint, slug text, day date, publish_at timestamptz, withdrawn_at timestamptz,
    title text, keywords text, body text, labels text[])
LANGUAGE sql STABLE AS $$
    SELECT id, slug, NULL::date, publish_at, withdrawn_at,
        coalesce(nullif(title, ''), 'Werkprogramma ' || slug), '',
        concat_ws(E'\n', motto, summary, note, coverage_note),
        programmes_search_years(first_year, last_year) || ('brief:' || letter_id)
    FROM programmes_workprogramme WHERE wanted = 'werkprogrammas' AND id = ANY (keys)
UNION ALL
    SELECT id, slug, NULL, publish_at, withdrawn_at,
        coalesce(nullif(title, ''), 'Meerjarenperspectief ' || slug), '',
        concat_ws(E'\n', motto, summary, note),
        programmes_search_years(first_year, last_year) || ('brief:' || letter_id)
    FROM programmes_perspective WHERE wanted = 'meerjarenperspectieven' AND id = ANY (keys)
UNION ALL
    SELECT goal.id, goal.slug, NULL, frame.publish_at, frame.withdrawn_at,
        goal.title, '', goal.explanation,
        programmes_search_years(frame.first_year, frame.last_year)
    FROM programmes_goal AS goal
    JOIN programmes_perspective AS frame ON frame.id = goal.perspective_id
    WHERE wanted = 'doelen' AND goal.id = ANY (keys)
UNION ALL
    SELECT focus.id, programme.slug, NULL,
        CASE WHEN programme.publish_at IS NOT NULL AND frame.publish_at IS NOT NULL
            THEN greatest(programme.publish_at, frame.publish_at) END,
        least(programme.withdrawn_at, frame.withdrawn_at),
        goal.title, '', focus.text,
        programmes_search_years(programme.first_year, programme.last_year)
    FROM programmes_goalfocus AS focus
    JOIN programmes_workprogramme AS programme ON programme.id = focus.programme_id
    JOIN programmes_goal AS goal ON goal.id = focus.goal_id
    JOIN programmes_perspective AS frame ON frame.id = goal.perspective_id
    WHERE wanted = 'uitwerkingen' AND focus.id = ANY (keys)
UNION ALL
    SELECT id, slug, NULL, publish_at, withdrawn_at, title,
        concat_ws(' ', array_to_string(partners, ' '), (
            SELECT string_agg(field.name, ' ' ORDER BY field.id)
            FROM programmes_activity_fields AS link
            JOIN programmes_supervisionfield AS field ON field.id = link.supervisionfield_id
            WHERE link.activity_id = activity.id), (
            SELECT string_agg(DISTINCT concat_ws(' ', ministry, programmes_search_numbers(
                kamerstuk_dossier, kamerstuk_suffix, kamerstuk_number, url)), ' ')
            FROM programmes_event AS event
            WHERE event.activity_id = activity.id AND event.adjustment_id IS NULL)),
        concat_ws(E'\n', summary, (
            SELECT string_agg(concat_ws(E'\n', event.title, event.note), E'\n'
                ORDER BY event.date NULLS FIRST, event.id)
            FROM programmes_event AS event
            WHERE event.activity_id = activity.id AND event.adjustment_id IS NULL), note, (
            SELECT string_agg('Gepland voor: ' || planning.planned_for, E'\n' ORDER BY planning.id)
            FROM programmes_planning AS planning
            JOIN programmes_workprogramme AS programme ON programme.id = planning.programme_id
            LEFT JOIN programmes_adjustment AS adjustment ON adjustment.id = planning.adjustment_id
            WHERE planning.activity_id = activity.id AND planning.planned_for <> ''
                AND programmes_search_along(
                    programme.id, programme.publish_at, programme.withdrawn_at, activity.publish_at)
                AND programmes_search_along(
                    adjustment.id, adjustment.publish_at, adjustment.withdrawn_at, activity.publish_at)), (
            SELECT string_agg(concat_ws(E'\n', expectation.kind || ' verwacht: ' || expectation.words,
                nullif(expectation.note, '')), E'\n' ORDER BY expectation.id)
            FROM programmes_expectation AS expectation
            LEFT JOIN programmes_workprogramme AS programme ON programme.id = expectation.programme_id
            LEFT JOIN programmes_letter AS letter ON letter.id = expectation.letter_id
            LEFT JOIN programmes_adjustment AS adjustment ON adjustment.id = expectation.adjustment_id
            WHERE expectation.activity_id = activity.id
                AND programmes_search_along(
                    programme.id, programme.publish_at, programme.withdrawn_at, activity.publish_at)
                AND programmes_search_along(
                    letter.id, letter.publish_at, letter.withdrawn_at, activity.publish_at)
                AND programmes_search_along(
                    adjustment.id, adjustment.publish_at, adjustment.withdrawn_at, activity.publish_at))),
        ARRAY(
            SELECT 'gebied:' || supervisionfield_id FROM programmes_activity_fields AS link
            WHERE link.activity_id = activity.id)
        || ARRAY(
            SELECT coalesce('bijstelling:' || adjustment_id, 'werkprogramma')
                || ':' || programme_id FROM programmes_planning AS planning
            WHERE planning.activity_id = activity.id)
        || ARRAY(
            SELECT programmes_search_kamerstuk(
                kamerstuk_dossier, kamerstuk_suffix, kamerstuk_number)
            FROM programmes_event AS event
            WHERE event.activity_id = activity.id AND event.adjustment_id IS NULL
                AND event.kamerstuk_dossier IS NOT NULL)
        || ARRAY(
            SELECT 'brief:' || letter_id FROM programmes_expectation AS expectation
            WHERE expectation.activity_id = activity.id AND expectation.letter_id IS NOT NULL)
    FROM programmes_activity AS activity WHERE wanted = 'activiteiten' AND id = ANY (keys)
UNION ALL
    SELECT id, slug, date, publish_at, withdrawn_at,
        coalesce(nullif(subject, ''), programmes_search_letter(
            date, reference, kamerstuk_dossier, kamerstuk_suffix, kamerstuk_number)),
        concat_ws(' ', reference, lower(regexp_replace(reference, '[^[:alnum:]]', '', 'g')),
            programmes_search_numbers(
                kamerstuk_dossier, kamerstuk_suffix, kamerstuk_number, url),
            place, recipient, (
            SELECT string_agg(signature.office, ' ' ORDER BY position, signature.id)
            FROM programmes_signature AS signature WHERE signature.letter_id = letter.id)),
        concat_ws(E'\n', summary, text, note),
        programmes_search_years(
            extract(year FROM date)::integer, extract(year FROM date)::integer)
        || ('kenmerk:' || lower(regexp_replace(reference, '[^[:alnum:]]', '', 'g')))
        || programmes_search_kamerstuk(kamerstuk_dossier, kamerstuk_suffix, kamerstuk_number)
    FROM programmes_letter AS letter WHERE wanted = 'brieven' AND id = ANY (keys)
UNION ALL
    SELECT id, slug, NULL, publish_at, withdrawn_at,
        coalesce(nullif(title, ''), 'Jaarbericht ' || slug), '',
        concat_ws(E'\n', summary, note),
        programmes_search_years(year, year) || ('brief:' || letter_id)
    FROM programmes_annualreport WHERE wanted = 'jaarberichten' AND id = ANY (keys)
UNION ALL
    SELECT adjustment.id, adjustment.slug, adjustment.date, adjustment.publish_at,
        adjustment.withdrawn_at, 'Bijstelling ' || programme.slug, '',
        concat_ws(E'\n', adjustment.explanation, adjustment.note, (
            SELECT string_agg(concat_ws(E'\n', event.title, event.note), E'\n'
                ORDER BY event.id)
            FROM programmes_event AS event
            JOIN programmes_activity AS activity ON activity.id = event.activity_id
            WHERE event.adjustment_id = adjustment.id AND activity.withdrawn_at IS NULL
                AND activity.publish_at <= adjustment.publish_at)),
        programmes_search_years(
            extract(year FROM date)::integer, extract(year FROM date)::integer)
        || ('brief:' || adjustment.letter_id)
    FROM programmes_adjustment AS adjustment
    JOIN programmes_workprogramme AS programme ON programme.id = adjustment.programme_id
    WHERE wanted = 'bijstellingen' AND adjustment.id = ANY (keys)
UNION ALL
    SELECT id, slug, NULL, publish_at, withdrawn_at, name, '',
        concat_ws(E'\n', office, note), '{}'
    FROM programmes_signatory WHERE wanted = 'ondertekenaars' AND id = ANY (keys)
UNION ALL
    SELECT result.id, report.slug, NULL,
        CASE WHEN report.publish_at IS NOT NULL AND frame.publish_at IS NOT NULL
            THEN greatest(report.publish_at, frame.publish_at) END,
        least(report.withdrawn_at, frame.withdrawn_at),
        goal.title, '', result.text, programmes_search_years(report.year, report.year)
    FROM programmes_goalresult AS result
    JOIN programmes_annualreport AS report ON report.id = result.report_id
    JOIN programmes_goal AS goal ON goal.id = result.goal_id
    JOIN programmes_perspective AS frame ON frame.id = goal.perspective_id
    WHERE wanted = 'resultaten' AND result.id = ANY (keys)
UNION ALL
    SELECT event.id, activity.slug, adjustment.date,
        CASE WHEN activity.publish_at IS NOT NULL AND adjustment.publish_at IS NOT NULL
            THEN greatest(activity.publish_at, adjustment.publish_at) END,
        least(activity.withdrawn_at, adjustment.withdrawn_at),
        activity.title, programmes_search_numbers(
            event.kamerstuk_dossier, event.kamerstuk_suffix, event.kamerstuk_number, event.url),
        concat_ws(E'\n', nullif(event.title, ''), nullif(event.note, '')),
        ARRAY['werkprogramma:' || adjustment.programme_id, 'brief:' || adjustment.letter_id,
            programmes_search_kamerstuk(
                event.kamerstuk_dossier, event.kamerstuk_suffix, event.kamerstuk_number)
        ] || ARRAY(
            SELECT 'gebied:' || supervisionfield_id FROM programmes_activity_fields AS link
            WHERE link.activity_id = activity.id)
    FROM programmes_event AS event
    JOIN programmes_activity AS activity ON activity.id = event.activity_id
    JOIN programmes_adjustment AS adjustment ON adjustment.id = event.adjustment_id
    WHERE wanted = 'veranderingen' AND event.id = ANY (keys)
$$;
