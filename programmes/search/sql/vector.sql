-- The generated column `vector` of programmes_searchentry: stems with positions, whole words for
-- prefix matches, words with hyphens as one ("tbs-kliniek" as "tbskliniek"), and abbreviations that
-- are spelled as a stop word, with a sign before them ("OM" as "=OM").
-- OFFSET 0 keeps the planner from inlining the subquery, which would fold each text twice.
CREATE OR REPLACE FUNCTION programmes_search_vector(title text, keywords text, body text)
RETURNS tsvector
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN (
    SELECT setweight(to_tsvector('dutch', heading), 'A')
        || setweight(to_tsvector('dutch', hidden), 'B')
        || setweight(to_tsvector('dutch', main), 'C')
        || strip(to_tsvector('simple', heading || ' ' || hidden || ' ' || main))
        || strip(to_tsvector('dutch', programmes_search_fold(coalesce((
            SELECT string_agg(replace(found[1], '-', ''), ' ')
            FROM regexp_matches(
                concat_ws(' ', title, keywords, body), '([[:alnum:]]+(?:-[[:alnum:]]+)+)', 'g'
            ) AS found), ''))))
        || array_to_tsvector(ARRAY(
            SELECT DISTINCT '=' || found[1]
            FROM regexp_matches(
                heading || ' ' || hidden || ' ' || main, '\m([A-Z]{2,})\M', 'g'
            ) AS found
            WHERE to_tsvector('dutch', found[1]) = ''))
    FROM (
        SELECT programmes_search_fold(title), programmes_search_fold(keywords),
            programmes_search_fold(body) OFFSET 0
    ) AS folded (heading, hidden, main)
);
