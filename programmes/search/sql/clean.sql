-- One form for every character; accents that cannot be joined with a letter are left out.
-- Each character stays one character in programmes_search_fold, so that a place in the folded
-- text is the same place in this one.
-- The body is parsed when the function is made, with the names in it resolved, so that a dump can
-- be restored: the generated column `vector` depends on the function.
CREATE OR REPLACE FUNCTION programmes_search_clean(raw text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN btrim(
    CASE WHEN octet_length(raw) = length(raw) THEN raw
    ELSE regexp_replace(normalize(coalesce(raw, ''), NFKC), '[\u0300-\u036f]', '', 'g')
    END, E' \n');
