"""What changed in public: a note for readers with every change of what they could see."""

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from programmes.models.about import About, append_only

LONGEST_NOTE = 500
# Moments and the reason of a withdrawal are shown by themselves.
MOMENTS = ("publish_at", "withdrawn_at", "withdrawal_reason")


class PublicChange(About):
    """A change of a record that was public, with why. What changed stands in the history.

    Rows are added by triggers only: see `explained`. One row stands for all that was saved
    together.
    """

    at = models.DateTimeField(_("at"), editable=False)
    note = models.CharField(_("why"), max_length=LONGEST_NOTE)
    is_typo = models.BooleanField(_("typing error"), default=False)

    class Meta:
        verbose_name = _("public change")
        verbose_name_plural = _("public changes")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["-at"], name="publicchange_newest")]
        constraints = [
            models.UniqueConstraint(
                fields=["noun", "record_id", "at", "is_typo", "note"],
                name="publicchange_once",
            ),
        ]
        triggers = [append_only()]

    def __str__(self):
        return self.note


ANY_CHANGE = pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete


def explained(noun, public, operation=ANY_CHANGE, name="change_is_explained"):
    """Return the trigger that asks for a note with every change of what the public sees.

    The note comes in the context of the history, as in `pghistory.context(note="…")`, with
    `typo=True` for a typing error.

    Args:
        noun: the model of the record that changes, in lower case.
        public: SQL that gives the keys of the public records that a row belongs to; `{row}`
            stands for the row.
        operation: what is a change.
        name: of the trigger; a row that belongs to two sorts of records has two.
    """
    moments = ",".join(MOMENTS)
    return pgtrigger.Trigger(
        name=name,
        operation=operation,
        when=pgtrigger.After,
        declare=[("changed", "bigint"), ("context", "jsonb")],
        func=f"""
            IF TG_OP = 'UPDATE' AND to_jsonb(OLD) - '{{{moments}}}'::text[]
                = to_jsonb(NEW) - '{{{moments}}}'::text[]
            THEN
                RETURN NULL;
            END IF;
            context := NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb;
            FOR changed IN {public.format(row="OLD")} UNION {public.format(row="NEW")} LOOP
                IF COALESCE(context ->> 'note', '') !~ '[^[:space:]]' THEN
                    RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE =
                        'Leg uit waarom dit verandert: lezers zien die toelichting.';
                END IF;
                INSERT INTO programmes_publicchange (noun, record_id, at, note, is_typo)
                VALUES ('{noun}', changed, now(), context ->> 'note',
                    COALESCE((context ->> 'typo')::boolean, false))
                ON CONFLICT DO NOTHING;
            END LOOP;
            RETURN NULL;
        """,  # noqa: S608, constants
    )


def explained_itself(noun):
    """Return the trigger for a record with moments of its own."""
    public = "SELECT OLD.id AS id WHERE OLD.publish_at <= clock_timestamp()"
    return explained(noun, public, pgtrigger.Update)


def explained_part(noun, key, came_with=None, name="change_is_explained", **others):
    """Return the trigger for rows that are part of a record with moments of its own.

    Args:
        noun: the model of that record.
        key: the column with its key.
        came_with: the model that a row may have come with, which then has to be public too.
        name: of the trigger, as in `explained`.
        others: per column the model of another record that has to be public to see the row.
    """
    tables = [f"programmes_{noun} AS owner"]
    conditions = [f"owner.id = {{row}}.{key} AND owner.publish_at <= clock_timestamp()"]
    if came_with:
        public = f"SELECT id FROM programmes_{came_with} WHERE publish_at <= clock_timestamp()"  # noqa: S608
        origin = f"{{row}}.{came_with}_id"
        conditions.append(f"({origin} IS NULL OR {origin} IN ({public}))")
    for column, model in others.items():
        tables.append(f"programmes_{model} AS {model}")
        conditions.append(
            f"{model}.id = {{row}}.{column} AND {model}.publish_at <= clock_timestamp()"
        )
    return explained(
        noun,
        f"SELECT owner.id FROM {', '.join(tables)} WHERE {' AND '.join(conditions)}",  # noqa: S608
        name=name,
    )
