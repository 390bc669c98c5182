-- Row trigger on the entries of records with a document: reindex the pages of the document.
CREATE OR REPLACE FUNCTION programmes_search_follow_document() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    keys bigint[] := ARRAY(
        SELECT id FROM programmes_documentpage
        WHERE kind = NEW.kind AND record_id = NEW.record_id ORDER BY id);
BEGIN
    IF keys <> '{}' THEN
        PERFORM programmes_search_pages(keys);
    END IF;
    RETURN NULL;
END;
$$;
