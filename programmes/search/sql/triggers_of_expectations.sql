-- Expectations have the number of the letter that told them: a label of their activity.
CREATE OR REPLACE TRIGGER search_follow_insert AFTER INSERT ON programmes_expectation
REFERENCING NEW TABLE AS after_rows
FOR EACH STATEMENT EXECUTE FUNCTION programmes_search_follow_all('activiteiten', 'activity_id');
CREATE OR REPLACE TRIGGER search_follow_update AFTER UPDATE ON programmes_expectation
REFERENCING OLD TABLE AS before_rows NEW TABLE AS after_rows
FOR EACH STATEMENT EXECUTE FUNCTION programmes_search_follow_all('activiteiten', 'activity_id');
CREATE OR REPLACE TRIGGER search_follow_delete AFTER DELETE ON programmes_expectation
REFERENCING OLD TABLE AS before_rows
FOR EACH STATEMENT EXECUTE FUNCTION programmes_search_follow_all('activiteiten', 'activity_id');
