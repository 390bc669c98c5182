-- Rebuild the index, for a migration that changes what is indexed.
CREATE OR REPLACE FUNCTION programmes_search_rebuild() RETURNS void LANGUAGE sql AS $$
    DELETE FROM programmes_searchentry;
    SELECT programmes_search_refresh('werkprogrammas', array_agg(id)) FROM programmes_workprogramme;
    SELECT programmes_search_refresh('meerjarenperspectieven', array_agg(id)) FROM programmes_perspective;
    SELECT programmes_search_refresh('doelen', array_agg(id)) FROM programmes_goal;
    SELECT programmes_search_refresh('uitwerkingen', array_agg(id)) FROM programmes_goalfocus;
    SELECT programmes_search_refresh('resultaten', array_agg(id)) FROM programmes_goalresult;
    SELECT programmes_search_refresh('activiteiten', array_agg(id)) FROM programmes_activity;
    SELECT programmes_search_refresh('brieven', array_agg(id)) FROM programmes_letter;
    SELECT programmes_search_refresh('jaarberichten', array_agg(id)) FROM programmes_annualreport;
    SELECT programmes_search_refresh('bijstellingen', array_agg(id)) FROM programmes_adjustment;
    SELECT programmes_search_refresh('ondertekenaars', array_agg(id)) FROM programmes_signatory;
    SELECT programmes_search_refresh('veranderingen', array_agg(id)) FROM programmes_event
    WHERE adjustment_id IS NOT NULL;
$$;
