-- The triggers that keep the index up to date. PostgreSQL fires the triggers of a table in the order of
-- their names: `search_change_…` before `search_follow…`, because the parents of "veranderingen" are
-- locked before any entry is.

-- Records, and parts of them.
CREATE OR REPLACE TRIGGER search_follow AFTER INSERT OR UPDATE OR DELETE ON programmes_workprogramme
FOR EACH ROW EXECUTE FUNCTION programmes_search_follow('werkprogrammas', 'id');
CREATE OR REPLACE TRIGGER search_follow AFTER INSERT OR UPDATE OR DELETE ON programmes_perspective
FOR EACH ROW EXECUTE FUNCTION programmes_search_follow('meerjarenperspectieven', 'id');
CREATE OR REPLACE TRIGGER search_follow AFTER INSERT OR UPDATE OR DELETE ON programmes_goal
FOR EACH ROW EXECUTE FUNCTION programmes_search_follow('doelen', 'id');
CREATE OR REPLACE TRIGGER search_follow AFTER INSERT OR UPDATE OR DELETE ON programmes_goalfocus
FOR EACH ROW EXECUTE FUNCTION programmes_search_follow('uitwerkingen', 'id');
CREATE OR REPLACE TRIGGER search_follow AFTER INSERT OR UPDATE OR DELETE ON programmes_goalresult
FOR EACH ROW EXECUTE FUNCTION programmes_search_follow('resultaten', 'id');
CREATE OR REPLACE TRIGGER search_follow AFTER INSERT OR UPDATE OR DELETE ON programmes_letter
FOR EACH ROW EXECUTE FUNCTION programmes_search_follow('brieven', 'id');
CREATE OR REPLACE TRIGGER search_follow AFTER INSERT OR UPDATE OR DELETE ON programmes_signature
FOR EACH ROW EXECUTE FUNCTION programmes_search_follow('brieven', 'letter_id');
CREATE OR REPLACE TRIGGER search_follow AFTER INSERT OR UPDATE OR DELETE ON programmes_annualreport
FOR EACH ROW EXECUTE FUNCTION programmes_search_follow('jaarberichten', 'id');
CREATE OR REPLACE TRIGGER search_follow AFTER INSERT OR UPDATE OR DELETE ON programmes_adjustment
FOR EACH ROW EXECUTE FUNCTION programmes_search_follow('bijstellingen', 'id');
CREATE OR REPLACE TRIGGER search_follow AFTER INSERT OR UPDATE OR DELETE ON programmes_signatory
FOR EACH ROW EXECUTE FUNCTION programmes_search_follow('ondertekenaars', 'id');

-- Activities and their parts, for each statement: an import writes many rows in one.
CREATE OR REPLACE TRIGGER search_follow_insert AFTER INSERT ON programmes_activity
REFERENCING NEW TABLE AS after_rows
FOR EACH STATEMENT EXECUTE FUNCTION programmes_search_follow_all('activiteiten', 'id');
CREATE OR REPLACE TRIGGER search_follow_update AFTER UPDATE ON programmes_activity
REFERENCING OLD TABLE AS before_rows NEW TABLE AS after_rows
FOR EACH STATEMENT EXECUTE FUNCTION programmes_search_follow_all('activiteiten', 'id');
CREATE OR REPLACE TRIGGER search_follow_delete AFTER DELETE ON programmes_activity
REFERENCING OLD TABLE AS before_rows
FOR EACH STATEMENT EXECUTE FUNCTION programmes_search_follow_all('activiteiten', 'id');
CREATE OR REPLACE TRIGGER search_follow_insert AFTER INSERT ON programmes_activity_fields
REFERENCING NEW TABLE AS after_rows
FOR EACH STATEMENT EXECUTE FUNCTION programmes_search_follow_all('activiteiten', 'activity_id');
CREATE OR REPLACE TRIGGER search_follow_update AFTER UPDATE ON programmes_activity_fields
REFERENCING OLD TABLE AS before_rows NEW TABLE AS after_rows
FOR EACH STATEMENT EXECUTE FUNCTION programmes_search_follow_all('activiteiten', 'activity_id');
CREATE OR REPLACE TRIGGER search_follow_delete AFTER DELETE ON programmes_activity_fields
REFERENCING OLD TABLE AS before_rows
FOR EACH STATEMENT EXECUTE FUNCTION programmes_search_follow_all('activiteiten', 'activity_id');
CREATE OR REPLACE TRIGGER search_follow_insert AFTER INSERT ON programmes_planning
REFERENCING NEW TABLE AS after_rows
FOR EACH STATEMENT EXECUTE FUNCTION programmes_search_follow_all('activiteiten', 'activity_id');
CREATE OR REPLACE TRIGGER search_follow_update AFTER UPDATE ON programmes_planning
REFERENCING OLD TABLE AS before_rows NEW TABLE AS after_rows
FOR EACH STATEMENT EXECUTE FUNCTION programmes_search_follow_all('activiteiten', 'activity_id');
CREATE OR REPLACE TRIGGER search_follow_delete AFTER DELETE ON programmes_planning
REFERENCING OLD TABLE AS before_rows
FOR EACH STATEMENT EXECUTE FUNCTION programmes_search_follow_all('activiteiten', 'activity_id');
CREATE OR REPLACE TRIGGER search_follow_insert AFTER INSERT ON programmes_event
REFERENCING NEW TABLE AS after_rows
FOR EACH STATEMENT EXECUTE FUNCTION programmes_search_follow_all('activiteiten', 'activity_id');
CREATE OR REPLACE TRIGGER search_follow_update AFTER UPDATE ON programmes_event
REFERENCING OLD TABLE AS before_rows NEW TABLE AS after_rows
FOR EACH STATEMENT EXECUTE FUNCTION programmes_search_follow_all('activiteiten', 'activity_id');
CREATE OR REPLACE TRIGGER search_follow_delete AFTER DELETE ON programmes_event
REFERENCING OLD TABLE AS before_rows
FOR EACH STATEMENT EXECUTE FUNCTION programmes_search_follow_all('activiteiten', 'activity_id');

-- Events of an adjustment: part of the entry of the adjustment, and an entry of their own.
CREATE OR REPLACE TRIGGER search_follow_added AFTER INSERT ON programmes_event
FOR EACH ROW WHEN (NEW.adjustment_id IS NOT NULL)
EXECUTE FUNCTION programmes_search_follow('bijstellingen', 'adjustment_id');
CREATE OR REPLACE TRIGGER search_follow_changed AFTER UPDATE ON programmes_event
FOR EACH ROW WHEN (coalesce(OLD.adjustment_id, NEW.adjustment_id) IS NOT NULL)
EXECUTE FUNCTION programmes_search_follow('bijstellingen', 'adjustment_id');
CREATE OR REPLACE TRIGGER search_follow_removed AFTER DELETE ON programmes_event
FOR EACH ROW WHEN (OLD.adjustment_id IS NOT NULL)
EXECUTE FUNCTION programmes_search_follow('bijstellingen', 'adjustment_id');
CREATE OR REPLACE TRIGGER search_change_added AFTER INSERT ON programmes_event
FOR EACH ROW WHEN (NEW.adjustment_id IS NOT NULL)
EXECUTE FUNCTION programmes_search_follow('veranderingen', 'id');
CREATE OR REPLACE TRIGGER search_change_changed AFTER UPDATE ON programmes_event
FOR EACH ROW WHEN (coalesce(OLD.adjustment_id, NEW.adjustment_id) IS NOT NULL)
EXECUTE FUNCTION programmes_search_follow('veranderingen', 'id');
CREATE OR REPLACE TRIGGER search_change_removed AFTER DELETE ON programmes_event
FOR EACH ROW WHEN (OLD.adjustment_id IS NOT NULL)
EXECUTE FUNCTION programmes_search_follow('veranderingen', 'id');

-- Parents of "veranderingen", and what their names and labels come from.
CREATE OR REPLACE TRIGGER search_follow_changes AFTER UPDATE ON programmes_activity
FOR EACH ROW WHEN ((OLD.title, OLD.slug, OLD.publish_at, OLD.withdrawn_at)
    IS DISTINCT FROM (NEW.title, NEW.slug, NEW.publish_at, NEW.withdrawn_at))
EXECUTE FUNCTION programmes_search_follow_changes('activity_id', 'id');
CREATE OR REPLACE TRIGGER search_follow_changes AFTER INSERT OR DELETE ON programmes_activity_fields
FOR EACH ROW EXECUTE FUNCTION programmes_search_follow_changes('activity_id', 'activity_id');
CREATE OR REPLACE TRIGGER search_follow_changes AFTER UPDATE ON programmes_adjustment
FOR EACH ROW WHEN (
    (OLD.date, OLD.programme_id, OLD.letter_id, OLD.publish_at, OLD.withdrawn_at)
    IS DISTINCT FROM
    (NEW.date, NEW.programme_id, NEW.letter_id, NEW.publish_at, NEW.withdrawn_at))
EXECUTE FUNCTION programmes_search_follow_changes('adjustment_id', 'id');

-- Records whose name, years or publication is part of other entries.
CREATE OR REPLACE TRIGGER search_follow_doelen AFTER UPDATE ON programmes_perspective
FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)
EXECUTE FUNCTION programmes_search_follow_parent('doelen',
    'SELECT id FROM programmes_goal WHERE perspective_id = $1');
CREATE OR REPLACE TRIGGER search_follow_uitwerkingen AFTER UPDATE ON programmes_perspective
FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)
EXECUTE FUNCTION programmes_search_follow_parent('uitwerkingen',
    'SELECT focus.id FROM programmes_goalfocus AS focus
    JOIN programmes_goal AS goal ON goal.id = focus.goal_id
    WHERE goal.perspective_id = $1');
CREATE OR REPLACE TRIGGER search_follow_resultaten AFTER UPDATE ON programmes_perspective
FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)
EXECUTE FUNCTION programmes_search_follow_parent('resultaten',
    'SELECT result.id FROM programmes_goalresult AS result
    JOIN programmes_goal AS goal ON goal.id = result.goal_id
    WHERE goal.perspective_id = $1');
CREATE OR REPLACE TRIGGER search_follow_uitwerkingen AFTER UPDATE ON programmes_goal
FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)
EXECUTE FUNCTION programmes_search_follow_parent('uitwerkingen',
    'SELECT id FROM programmes_goalfocus WHERE goal_id = $1');
CREATE OR REPLACE TRIGGER search_follow_resultaten AFTER UPDATE ON programmes_goal
FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)
EXECUTE FUNCTION programmes_search_follow_parent('resultaten',
    'SELECT id FROM programmes_goalresult WHERE goal_id = $1');
CREATE OR REPLACE TRIGGER search_follow_uitwerkingen AFTER UPDATE ON programmes_workprogramme
FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)
EXECUTE FUNCTION programmes_search_follow_parent('uitwerkingen',
    'SELECT id FROM programmes_goalfocus WHERE programme_id = $1');
CREATE OR REPLACE TRIGGER search_follow_bijstellingen AFTER UPDATE ON programmes_workprogramme
FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)
EXECUTE FUNCTION programmes_search_follow_parent('bijstellingen',
    'SELECT id FROM programmes_adjustment WHERE programme_id = $1');
CREATE OR REPLACE TRIGGER search_follow_resultaten AFTER UPDATE ON programmes_annualreport
FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)
EXECUTE FUNCTION programmes_search_follow_parent('resultaten',
    'SELECT id FROM programmes_goalresult WHERE report_id = $1');
CREATE OR REPLACE TRIGGER search_follow_activiteiten AFTER UPDATE ON programmes_supervisionfield
FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)
EXECUTE FUNCTION programmes_search_follow_parent('activiteiten',
    'SELECT activity_id FROM programmes_activity_fields WHERE supervisionfield_id = $1');
CREATE OR REPLACE TRIGGER search_follow_bijstellingen AFTER UPDATE ON programmes_activity
FOR EACH ROW WHEN ((OLD.publish_at, OLD.withdrawn_at)
    IS DISTINCT FROM (NEW.publish_at, NEW.withdrawn_at))
EXECUTE FUNCTION programmes_search_follow_parent('bijstellingen',
    'SELECT adjustment_id FROM programmes_event WHERE activity_id = $1 AND adjustment_id > 0');
