-- The name of a letter without a subject: its date and number.
CREATE OR REPLACE FUNCTION programmes_search_letter(
    day date, reference text, dossier text, suffix text, number text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN 'Brief' || coalesce(' van ' || programmes_search_day(day), '') || coalesce(' (' || coalesce(
    'Kamerstuk ' || concat_ws(' ', regexp_replace(dossier, '(\d{3})$', ' \1'), nullif(suffix, ''))
    || ', nr. ' || number, nullif(reference, '')) || ')', '');
