-- The label of a Kamerstuk number, such as kamerstuk:34775-VI-21; null without one.
CREATE OR REPLACE FUNCTION programmes_search_kamerstuk(dossier text, suffix text, number text)
RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN 'kamerstuk:' || nullif(concat_ws('-', dossier, nullif(suffix, ''), number), '');
