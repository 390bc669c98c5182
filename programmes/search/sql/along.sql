-- Whether the other record, if there is one, is public whenever a record with the moment `own` is: it was
-- published before, or is public already. A withdrawal that is announced counts at once.
CREATE OR REPLACE FUNCTION programmes_search_along(
    other bigint, publish_at timestamptz, withdrawn_at timestamptz, own timestamptz) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE
RETURN other IS NULL
    OR publish_at <= greatest(own, statement_timestamp()) AND withdrawn_at IS NULL;
