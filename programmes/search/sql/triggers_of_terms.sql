-- What tells the terms of activities: they are in the entries of activities while it is public. A draft is
-- reindexed when it is published.
CREATE OR REPLACE TRIGGER search_follow_activiteiten AFTER UPDATE ON programmes_workprogramme
FOR EACH ROW WHEN ((OLD.publish_at, OLD.withdrawn_at)
    IS DISTINCT FROM (NEW.publish_at, NEW.withdrawn_at))
EXECUTE FUNCTION programmes_search_follow_parent('activiteiten',
    'SELECT id FROM programmes_activity WHERE publish_at IS NOT NULL AND id IN (
        SELECT activity_id FROM programmes_planning WHERE programme_id = $1 AND planned_for <> ''''
        UNION SELECT activity_id FROM programmes_expectation WHERE programme_id = $1)');
CREATE OR REPLACE TRIGGER search_follow_activiteiten AFTER UPDATE ON programmes_adjustment
FOR EACH ROW WHEN ((OLD.publish_at, OLD.withdrawn_at)
    IS DISTINCT FROM (NEW.publish_at, NEW.withdrawn_at))
EXECUTE FUNCTION programmes_search_follow_parent('activiteiten',
    'SELECT id FROM programmes_activity WHERE publish_at IS NOT NULL AND id IN (
        SELECT activity_id FROM programmes_planning WHERE adjustment_id = $1 AND planned_for <> ''''
        UNION SELECT activity_id FROM programmes_expectation WHERE adjustment_id = $1)');
CREATE OR REPLACE TRIGGER search_follow_activiteiten AFTER UPDATE ON programmes_letter
FOR EACH ROW WHEN ((OLD.publish_at, OLD.withdrawn_at)
    IS DISTINCT FROM (NEW.publish_at, NEW.withdrawn_at))
EXECUTE FUNCTION programmes_search_follow_parent('activiteiten',
    'SELECT id FROM programmes_activity WHERE publish_at IS NOT NULL AND id IN (
        SELECT activity_id FROM programmes_expectation WHERE letter_id = $1)');
