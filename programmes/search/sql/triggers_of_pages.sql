-- Pages of documents follow their text, the entry of their document, and its file.
CREATE OR REPLACE TRIGGER search_follow AFTER INSERT OR UPDATE OR DELETE ON programmes_documentpage
FOR EACH ROW EXECUTE FUNCTION programmes_search_follow_page();
CREATE OR REPLACE TRIGGER search_follow_insert AFTER INSERT ON programmes_searchentry
FOR EACH ROW WHEN (NEW.kind IN ('werkprogrammas', 'brieven', 'jaarberichten'))
EXECUTE FUNCTION programmes_search_follow_document();
CREATE OR REPLACE TRIGGER search_follow_update AFTER UPDATE ON programmes_searchentry
FOR EACH ROW WHEN (NEW.kind IN ('werkprogrammas', 'brieven', 'jaarberichten')
    AND (OLD.slug, OLD.day, OLD.publish_at, OLD.withdrawn_at, OLD.title, OLD.labels)
    IS DISTINCT FROM (NEW.slug, NEW.day, NEW.publish_at, NEW.withdrawn_at, NEW.title, NEW.labels))
EXECUTE FUNCTION programmes_search_follow_document();
CREATE OR REPLACE TRIGGER search_forget_pages AFTER UPDATE OF file ON programmes_workprogramme
FOR EACH ROW WHEN (OLD.file IS DISTINCT FROM NEW.file)
EXECUTE FUNCTION programmes_search_forget_pages('werkprogrammas');
CREATE OR REPLACE TRIGGER search_forget_deleted AFTER DELETE ON programmes_workprogramme
FOR EACH ROW EXECUTE FUNCTION programmes_search_forget_pages('werkprogrammas');
CREATE OR REPLACE TRIGGER search_forget_pages AFTER UPDATE OF file ON programmes_letter
FOR EACH ROW WHEN (OLD.file IS DISTINCT FROM NEW.file)
EXECUTE FUNCTION programmes_search_forget_pages('brieven');
CREATE OR REPLACE TRIGGER search_forget_deleted AFTER DELETE ON programmes_letter
FOR EACH ROW EXECUTE FUNCTION programmes_search_forget_pages('brieven');
CREATE OR REPLACE TRIGGER search_forget_pages AFTER UPDATE OF file ON programmes_annualreport
FOR EACH ROW WHEN (OLD.file IS DISTINCT FROM NEW.file)
EXECUTE FUNCTION programmes_search_forget_pages('jaarberichten');
CREATE OR REPLACE TRIGGER search_forget_deleted AFTER DELETE ON programmes_annualreport
FOR EACH ROW EXECUTE FUNCTION programmes_search_forget_pages('jaarberichten');
