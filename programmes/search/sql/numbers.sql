-- The words of a Kamerstuk number, and the document numbers in an address of its source, such as
-- blg-1041234 at officielebekendmakingen.nl and 2023D12345 at tweedekamer.nl.
CREATE OR REPLACE FUNCTION programmes_search_numbers(
    dossier text, suffix text, number text, url text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN concat_ws(' ',
    'Kamerstuk dossier kst ' || dossier || ' nr ' || regexp_replace(dossier, '(\d{3})$', ' \1'),
    suffix, number, (
    SELECT string_agg(found[1], ' ')
    FROM regexp_matches(url, '((?:blg|ah-tk)-[[:alnum:]-]+|\m20\d\d[DZ]\d{5}\M)', 'g') AS found));
