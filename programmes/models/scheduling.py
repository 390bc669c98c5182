"""Triggers of scheduled records: they follow what brings them along, and are drafts once changed.

A record has the moment of the record that brings it along (`Dependency`). When that is scheduled
for another moment, becomes a draft or stops referring to it, the function `programmes_follow_all`
moves it too: nothing becomes public by the clock without what it belongs to. What is not public
without a record that becomes a draft becomes one too.
"""

import pgtrigger

from programmes.models.public_change import ANY_CHANGE, MOMENTS

ALONG = pgtrigger.Trigger(
    name="scheduled_along",
    operation=pgtrigger.Update,
    when=pgtrigger.After,
    condition=pgtrigger.Condition("OLD.publish_at > statement_timestamp()"),
    declare=[("own", "record"), ("other", "record")],
    # The row has the new foreign keys; the records of the old ones follow too.
    func=pgtrigger.Func("""
        FOR own IN
            SELECT noun, array_agg(id) AS ids FROM (
                SELECT on_noun AS noun, on_id AS id FROM programmes_dependency
                WHERE noun = '{meta.model_name}' AND record_id = NEW.id
                    AND kind IN ('needs', 'brings')
                UNION VALUES
                    ('letter', (to_jsonb(OLD) ->> 'letter_id')::bigint),
                    ('perspective', (to_jsonb(OLD) ->> 'perspective_id')::bigint),
                    ('workprogramme', (to_jsonb(OLD) ->> 'programme_id')::bigint)
            ) AS shown WHERE id IS NOT NULL GROUP BY noun
        LOOP
            PERFORM programmes_follow_all(
                '{meta.model_name}', NEW.id, own.noun, own.ids, OLD.publish_at
            );
        END LOOP;
        IF NEW.publish_at IS NULL THEN
            FOR other IN
                SELECT noun, record_id FROM programmes_dependency
                WHERE on_noun = '{meta.model_name}' AND on_id = NEW.id AND kind = 'needs'
                    AND publish_at > clock_timestamp()
            LOOP
                EXECUTE format(
                    'UPDATE %I SET publish_at = NULL WHERE id = $1', 'programmes_' || other.noun
                ) USING other.record_id;
            END LOOP;
        END IF;
        RETURN NULL;
    """),
)


def not_before(noun, column, message):
    """Return the trigger that refuses a moment of publication before that of another record.

    It checks what changes: the moment, or the foreign key of a record with a moment.

    Args:
        noun, column: the model name, in lower case, of the other record, and the foreign key to it.
        message: what a refusal says.
    """
    return pgtrigger.Trigger(
        name=f"not_before_{noun}",
        operation=pgtrigger.Insert | pgtrigger.Update,
        when=pgtrigger.Before,
        func=f"""
            IF NEW.publish_at IS NULL OR NEW.{column} IS NULL OR TG_OP = 'UPDATE'
                AND NEW.publish_at IS NOT DISTINCT FROM OLD.publish_at
                AND NEW.{column} IS NOT DISTINCT FROM OLD.{column}
            THEN
                RETURN NEW;
            END IF;
            -- FOR SHARE: its moment cannot change before this transaction ends.
            PERFORM FROM programmes_{noun}
            WHERE id = NEW.{column} AND publish_at <= GREATEST(NEW.publish_at, clock_timestamp())
            FOR SHARE;
            IF NOT FOUND THEN
                RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = '{message}';
            END IF;
            RETURN NEW;
        """,  # noqa: S608, constants
    )


def not_after(noun, column, message):
    """Return the trigger that refuses a moment later than that of what is not public without it.

    Args:
        noun, column: the model name, in lower case, of what needs it, and its foreign key.
        message: what a refusal says.
    """
    return pgtrigger.Trigger(
        name=f"not_after_{noun}",
        operation=pgtrigger.Update,
        when=pgtrigger.Before,
        condition=pgtrigger.Condition("OLD.publish_at IS DISTINCT FROM NEW.publish_at"),
        func=f"""
            IF OLD.publish_at IS NOT NULL AND EXISTS (
                SELECT FROM programmes_{noun} AS other
                WHERE other.{column} = NEW.id
                    AND NEW.publish_at > GREATEST(other.publish_at, clock_timestamp())
                    AND other.publish_at IS NOT NULL
            ) THEN
                RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = '{message}';
            END IF;
            RETURN NEW;
        """,  # noqa: S608, constants
    )


def scheduled_along(noun, owner, own_noun, own, name="scheduled_along"):
    """Return the trigger of a part that links a record to one that is published with it.

    Args:
        noun: the model name, in lower case, of the record that brings the other along.
        owner: the column of the foreign key to it.
        own_noun, own: the same of the record that comes along.
        name: the name of the trigger.
    """
    return pgtrigger.Trigger(
        name=name,
        operation=pgtrigger.Update | pgtrigger.Delete,
        when=pgtrigger.After,
        func=f"""
            PERFORM programmes_follow(
                '{noun}', OLD.{owner}, '{own_noun}', OLD.{own}, owner.publish_at
            ) FROM programmes_{noun} AS owner WHERE owner.id = OLD.{owner};
            RETURN NULL;
        """,  # noqa: S608, constants
    )


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
