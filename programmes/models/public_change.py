"""Notes for readers: a change of public data needs one, by trigger (decision 21)."""

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from programmes.models.about import About, append_only

LONGEST_NOTE = 500
# Changes of these need no note: publication and withdrawal are listed as such.
MOMENTS = ("publish_at", "withdrawn_at", "withdrawal_reason")


class PublicChange(About):
    """The note with a change of a public record. What changed is in the history.

    Only the triggers of `explained` add rows, one for all changes of a record in a transaction.
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
    """Return the trigger that refuses a change of public data without a note, and stores the note.

    The note is in the context of the history: `pghistory.context(note="…")`, with `typo=True` for
    a typing error.

    Args:
        noun: the model name, in lower case, of the record to which the change belongs, or
            "{meta.model_name}" for the model of the trigger.
        public: SQL query for the keys of the public records that a row belongs to, where `{row}`
            becomes OLD and NEW.
        operation: the operations that count as a change.
        name: the name of the trigger; a row that belongs to two nouns has two triggers.
    """
    moments = "'{{" + ",".join(MOMENTS) + "}}'::text[]"
    return pgtrigger.Trigger(
        name=name,
        operation=operation,
        when=pgtrigger.After,
        declare=[("changed", "bigint"), ("context", "jsonb")],
        func=pgtrigger.Func(f"""
            IF TG_OP = 'UPDATE' AND to_jsonb(OLD) - {moments}
                = to_jsonb(NEW) - {moments}
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
        """),  # noqa: S608, constants
    )


def explained_part(noun, key, came_with=None, name="change_is_explained", **others):
    """Return the trigger of `explained` for the parts of a `Published` model.

    Args:
        noun: the name of that model, in lower case.
        key: the column of the foreign key to it.
        came_with: by column of an optional foreign key, the name of the model that must be public
            too when it is set.
        name: as in `explained`.
        others: by column of a foreign key, the name of another model that must be public too.
    """
    tables = [f"programmes_{noun} AS owner"]
    conditions = [f"owner.id = {{row}}.{key} AND owner.publish_at <= clock_timestamp()"]
    for column, model in (came_with or {}).items():
        public = f"SELECT id FROM programmes_{model} WHERE publish_at <= clock_timestamp()"  # noqa: S608
        conditions.append(f"({{row}}.{column} IS NULL OR {{row}}.{column} IN ({public}))")
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
