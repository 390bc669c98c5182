-- Normalise to NFKC; remove combining accents that have no composed character.
-- programmes_search_fold then maps each character to one character, so that an offset in the folded
-- text is the same offset in this one.
-- An SQL-standard body (RETURN), parsed at creation, so that a dump can be restored: the generated
-- column `vector` depends on the function.
CREATE OR REPLACE FUNCTION programmes_search_clean(raw text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN btrim(
    CASE WHEN octet_length(raw) = length(raw) THEN raw
    ELSE regexp_replace(normalize(coalesce(raw, ''), NFKC), '[\u0300-\u036f]', '', 'g')
    END, E' \n');
