-- Row trigger: reindex the record of kind TG_ARGV[0] whose key is in the column TG_ARGV[1].
CREATE OR REPLACE FUNCTION programmes_search_follow() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    before bigint := CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) ->> TG_ARGV[1] END;
    after bigint := CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) ->> TG_ARGV[1] END;
BEGIN
    PERFORM programmes_search_refresh(
        TG_ARGV[0], array_remove(ARRAY[after, nullif(before, after)], NULL));
    RETURN NULL;
END;
$$;
