-- Row trigger: delete the pages of a document of the kind TG_ARGV[0] that its record has no longer.
CREATE OR REPLACE FUNCTION programmes_search_forget_pages() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM programmes_documentpage WHERE kind = TG_ARGV[0] AND record_id = OLD.id;
    RETURN NULL;
END;
$$;
