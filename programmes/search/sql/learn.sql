-- Insert the new words of some entries in programmes_searchword, for spelling suggestions.
CREATE OR REPLACE FUNCTION programmes_search_learn(wanted text, keys bigint[]) RETURNS void
LANGUAGE sql AS $$
    INSERT INTO programmes_searchword (word, plain, near)
    SELECT word, plain, programmes_search_near(plain)
    FROM (
        SELECT DISTINCT lower(word) AS word
        FROM programmes_searchentry AS entry,
            regexp_split_to_table(
                entry.title || ' ' || entry.keywords || ' ' || entry.body, '[^[:alnum:]]+'
            ) AS word
        WHERE entry.kind = wanted AND entry.record_id = ANY (keys)
            AND word ~ '^[[:alpha:]]{4,30}$'
    ) AS read, LATERAL (SELECT programmes_search_fold(word)) AS folded (plain)
    WHERE NOT EXISTS (
        SELECT FROM programmes_searchword AS known WHERE known.word = read.word)
$$;
