-- The generated column `vector` of programmes_searchentry: stems with positions, and whole words for
-- prefix matches.
-- OFFSET 0 keeps the planner from inlining the subquery, which would fold each text twice.
CREATE OR REPLACE FUNCTION programmes_search_vector(title text, keywords text, body text)
RETURNS tsvector
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN (
    SELECT setweight(to_tsvector('dutch', heading), 'A')
        || setweight(to_tsvector('dutch', hidden), 'B')
        || setweight(to_tsvector('dutch', main), 'C')
        || strip(to_tsvector('simple', heading || ' ' || hidden || ' ' || main))
    FROM (
        SELECT programmes_search_fold(title), programmes_search_fold(keywords),
            programmes_search_fold(body) OFFSET 0
    ) AS folded (heading, hidden, main)
);
