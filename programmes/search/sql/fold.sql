-- Remove accents, and replace all but letters and digits by spaces, one character for one.
CREATE OR REPLACE FUNCTION programmes_search_fold(clean text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN regexp_replace(
    CASE WHEN octet_length(clean) = length(clean) THEN clean
    ELSE translate(
        regexp_replace(normalize(clean, NFD), '[\u0300-\u036f]', '', 'g'),
        'øØłŁđĐıħŧßæÆœŒðþ', 'oOlLdDihtsaAoOdt')
    END, '[^[:alnum:]]', ' ', 'g');
