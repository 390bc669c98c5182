-- A date in Dutch: 22 september 2023.
CREATE OR REPLACE FUNCTION programmes_search_day(day date) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN extract(day FROM day) || ' ' || (ARRAY['januari', 'februari', 'maart', 'april', 'mei',
    'juni', 'juli', 'augustus', 'september', 'oktober', 'november', 'december'
    ])[extract(month FROM day)::integer] || ' ' || extract(year FROM day);
