-- Row trigger on programmes_documentpage: reindex the page.
CREATE OR REPLACE FUNCTION programmes_search_follow_page() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM programmes_search_pages(ARRAY[coalesce(NEW.id, OLD.id)]);
    RETURN NULL;
END;
$$;
