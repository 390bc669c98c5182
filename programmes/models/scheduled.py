"""A change of a scheduled record, or of its parts, makes it a draft again (decision 58)."""

import pgtrigger

from programmes.models.public_change import ANY_CHANGE, MOMENTS

CHANGE_OF_SCHEDULED = pgtrigger.Trigger(
    name="change_of_scheduled_is_a_draft",
    operation=pgtrigger.Update,
    when=pgtrigger.Before,
    func=pgtrigger.Func(f"""
        IF OLD.publish_at > clock_timestamp()
            AND to_jsonb(OLD) - '{{{{{",".join(MOMENTS)}}}}}'::text[]
                <> to_jsonb(NEW) - '{{{{{",".join(MOMENTS)}}}}}'::text[]
        THEN
            NEW.publish_at := NULL;
        END IF;
        RETURN NEW;
    """),
)


def change_of_part(owners):
    """Return the trigger that makes the scheduled records of a part drafts when the part changes.

    The lock waits for a transaction that is publishing the record, so that no part is added to it
    unseen (the foreign keys are checked at the end of a transaction only). EXISTS avoids an UPDATE
    without rows: its triggers for the statement would run for each part.

    Args:
        owners: (model, column of its foreign key in the part) pairs, of `Published` models.
    """
    statements = [
        f"""
            PERFORM FROM {model._meta.db_table}
                WHERE id IN (OLD.{column}, NEW.{column}) FOR KEY SHARE;
            IF EXISTS (
                SELECT FROM {model._meta.db_table}
                WHERE id IN (OLD.{column}, NEW.{column}) AND publish_at > clock_timestamp()
            ) THEN
                UPDATE {model._meta.db_table} SET publish_at = NULL
                    WHERE id IN (OLD.{column}, NEW.{column}) AND publish_at > clock_timestamp();
            END IF;
        """  # noqa: S608, constants
        for model, column in owners
    ]
    return pgtrigger.Trigger(
        name="change_of_scheduled_is_a_draft",
        operation=ANY_CHANGE,
        when=pgtrigger.Before,
        func=f"""
            IF TG_OP <> 'UPDATE' OR OLD IS DISTINCT FROM NEW THEN
                {"".join(statements)}
            END IF;
            RETURN COALESCE(NEW, OLD);
        """,
    )
