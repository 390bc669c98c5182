-- The first eight letters, with none, one or two deleted: words whose first letters differ in at most
-- two share a variant (the deletion neighbourhood of Mor and Fraenkel, 1982).
CREATE OR REPLACE FUNCTION programmes_search_near(plain text) RETURNS text[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN (
    WITH whole AS (SELECT left(plain, 8) AS word),
    one AS (
        SELECT overlay(word PLACING '' FROM place FOR 1) AS word
        FROM whole, generate_series(1, length(word)) AS place
    ),
    two AS (
        SELECT overlay(word PLACING '' FROM place FOR 1) AS word
        FROM one, generate_series(1, length(word)) AS place
    )
    SELECT array_agg(DISTINCT word)
    FROM (TABLE whole UNION ALL TABLE one UNION ALL TABLE two) AS every
);
