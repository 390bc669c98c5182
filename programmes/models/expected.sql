-- What is expected of activities: every stored expectation, and by rule a policy response within six
-- weeks of each report since 2016, when the rule took effect (Aanwijzing 13 inzake de rijksinspecties).
-- Six weeks are 42 calendar days, from the day after the report, or after its month or year. What an
-- event told is certain on the last day of its month or year.
CREATE OR REPLACE FUNCTION programmes_last_day(day date, accuracy text) RETURNS date
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE accuracy WHEN 'jaar' THEN (day + interval '1 year')::date - 1
        WHEN 'maand' THEN (day + interval '1 month')::date - 1 ELSE day END
$$;
CREATE OR REPLACE VIEW programmes_expected AS
SELECT 'verwachting-' || expectation.id AS id, expectation.id AS expectation_id,
    expectation.activity_id, expectation.kind, expectation.words, expectation.first_day,
    expectation.last_day,
    coalesce(expectation.told_on, letter.date, adjustment.date, programmes_last_day(
        event.date, event.date_precision), least(
        programme.adopted_on, programme.published_on, programme.offered_on)) AS told,
    expectation.programme_id, expectation.letter_id, expectation.adjustment_id,
    expectation.event_id, expectation.url, expectation.note, false AS by_rule
FROM programmes_expectation AS expectation
LEFT JOIN programmes_workprogramme AS programme ON programme.id = expectation.programme_id
LEFT JOIN programmes_letter AS letter ON letter.id = expectation.letter_id
LEFT JOIN programmes_adjustment AS adjustment ON adjustment.id = expectation.adjustment_id
LEFT JOIN programmes_event AS event ON event.id = expectation.event_id
UNION ALL
SELECT 'regel-' || id, NULL, activity_id, 'beleidsreactie', 'binnen zes weken', date,
    programmes_last_day(date, date_precision) + 42, date, NULL, NULL, adjustment_id, id, '', '', true
FROM programmes_event WHERE kind = 'rapport' AND (date IS NULL OR date >= '2016-01-01');
