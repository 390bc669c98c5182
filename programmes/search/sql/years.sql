-- The labels of a range of years, such as {jaar:2018,jaar:2019,jaar:2020}.
CREATE OR REPLACE FUNCTION programmes_search_years(first_year integer, last_year integer)
RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ARRAY(SELECT 'jaar:' || year FROM generate_series(first_year, last_year) AS year);
