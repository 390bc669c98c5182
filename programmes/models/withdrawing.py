"""What is public only through a record is withdrawn and restored with it, by trigger (decision 61).

Somebody who chooses otherwise on the page of the verb names in the context of the history, as
`stays`, what is left as it is: a list of keys such as "letter-12".
"""

from pathlib import Path

import pgtrigger

FUNCTIONS = Path(__file__).with_suffix(".sql")

WITHDRAWN_ALONG = pgtrigger.Trigger(
    name="withdrawn_along",
    operation=pgtrigger.UpdateOf("withdrawn_at"),
    when=pgtrigger.After,
    # Not for the updates of the trigger itself.
    condition=pgtrigger.Condition(
        "OLD.withdrawn_at IS DISTINCT FROM NEW.withdrawn_at AND pg_trigger_depth() < 1"
    ),
    declare=[("stays", "jsonb"), ("along", "text[]")],
    func=pgtrigger.Func("""
        stays := COALESCE(
            NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb -> 'stays', '[]'
        );
        IF OLD.withdrawn_at IS NULL THEN
            along := programmes_only_through(
                '{meta.model_name}', NEW.id, NEW.publish_at, NEW.withdrawn_at, stays
            );
        ELSE
            along := programmes_withdrawn_with(
                '{meta.model_name}', NEW.id, OLD.withdrawn_at, stays
            );
        END IF;
        PERFORM programmes_withdraw(
            array_remove(along, '{meta.model_name}-' || NEW.id),
            NEW.withdrawn_at, NEW.withdrawal_reason
        );
        RETURN NULL;
    """),
)
