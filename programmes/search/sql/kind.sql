-- The words by which a kind of record is searched for.
CREATE OR REPLACE FUNCTION programmes_search_kind(kind text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE kind
    WHEN 'werkprogrammas' THEN 'werkprogramma'
    WHEN 'meerjarenperspectieven' THEN 'meerjarenperspectief meerjarenperspectieven'
    WHEN 'doelen' THEN 'doel doelen'
    WHEN 'uitwerkingen' THEN 'uitwerking doel doelen'
    WHEN 'resultaten' THEN 'resultaat doel doelen'
    WHEN 'activiteiten' THEN 'activiteit'
    WHEN 'brieven' THEN 'brief brieven kamerbrief kamerbrieven'
    WHEN 'jaarberichten' THEN 'jaarbericht'
    WHEN 'bijstellingen' THEN 'bijstelling'
    WHEN 'veranderingen' THEN 'verandering bijstelling'
    WHEN 'ondertekenaars' THEN 'ondertekenaar'
END;
