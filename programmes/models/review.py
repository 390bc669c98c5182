"""Review by a second person before publication (four eyes; decisions 17 and 58)."""

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from programmes.models.about import About, append_only
from programmes.models.public_change import MOMENTS


class Review(About):
    """A step in the review of a draft; append-only.

    The last step of a record decides whether it waits for review and may be published. A step is
    about one version of the contents; a change after it is not reviewed.
    """

    class Step(models.TextChoices):
        SUBMITTED = "aangeboden", _("submitted for review")
        TAKEN_BACK = "teruggenomen", _("taken back")
        RETURNED = "teruggestuurd", _("sent back")
        AGREED = "akkoord", _("agreed")
        APPROVED = "goedgekeurd", _("approved")
        ALONE = "alleen", _("published by one person")
        EMERGENCY = "noodgeval", _("published in an emergency, without review")

    step = models.CharField(_("step"), max_length=20, choices=Step.choices)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("by"), related_name="reviews"
    )
    at = models.DateTimeField(_("at"), db_default=Now(), editable=False)
    title = models.CharField(_("title"), max_length=500)
    text = models.TextField(_("explanation"), blank=True)
    version = models.CharField(_("version"), max_length=200, blank=True, editable=False)
    left_out = ArrayField(
        models.CharField(max_length=60),
        verbose_name=_("does not go along"),
        default=list,
        blank=True,
        editable=False,
        help_text=_("The keys of records, such as “letter-12”."),
    )

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["noun", "record_id", "-id"], name="review_of_record")]
        constraints = [
            models.CheckConstraint(
                condition=Q(step__in=["goedgekeurd", "akkoord", "teruggenomen"])
                | Q(text__regex=r"\S"),
                name="review_is_explained",
                violation_error_code="text",
                violation_error_message=_("Explain this step."),
            ),
        ]
        triggers = [append_only()]

    def __str__(self):
        return f"{self.title}: {self.get_step_display()}"


# The steps after which a draft may be published.
PASSED = (Review.Step.APPROVED, Review.Step.ALONE, Review.Step.EMERGENCY)
# The steps after which a draft waits for review: a scheduled one that changes waits again.
WAITING = (Review.Step.SUBMITTED, Review.Step.AGREED, *PASSED)


def changes_of(*parts):
    """Return an SQL query for the changes of the contents of a record, NEW in its trigger.

    Args:
        parts: (model, column of its foreign key to the record) pairs; their changes count too.
    """
    named = [(model._meta.model_name, column) for model, column in parts]
    tables = [("{meta.model_name}", "pgh_obj_id"), *named]
    return " UNION ALL ".join(
        f"SELECT {number} AS number, pgh_created_at, pgh_id, pgh_context ->> 'user' AS changer"  # noqa: S608
        f" FROM programmes_{model}history WHERE {column} = NEW.id"
        f" AND pgh_context ->> 'verb' IS NULL"
        for number, (model, column) in enumerate(tables)
    )


def version_in(changes, count):
    """Return the SQL expression of the token of `workflow.versions.content_versions`.

    Args:
        changes: the SQL of `changes_of`, over `count` tables.
    """
    return f"""(
        SELECT string_agg(COALESCE(last, 0)::text, '.' ORDER BY number)
        FROM generate_series(0, {count - 1}) AS number LEFT JOIN (
            SELECT number, max(pgh_id) AS last FROM ({changes}) AS changes GROUP BY number
        ) AS newest USING (number))"""  # noqa: S608, constants


def published_after_review(*parts):
    """Return the trigger that refuses the first publication of a draft without a review.

    Rule: the last review step lets the present version through, and somebody else than the person
    who changed it last approved that version or agreed to it. It applies when the context of the
    history has a user; a command or a query without one is free, and the history shows it.

    Args:
        parts: as in `changes_of`; a change of a part is a change of the record.
    """
    changes = changes_of(*parts)
    return pgtrigger.Trigger(
        name="published_after_review",
        operation=pgtrigger.UpdateOf("publish_at"),
        when=pgtrigger.Before,
        declare=[
            ("review", "programmes_review%ROWTYPE"),
            ("last_changer", "text"),
            ("present", "text"),
        ],
        func=pgtrigger.Func(review_asked(changes, version_in(changes, len(parts) + 1))),
    )


def review_asked(changes, version):
    """Return the body of the trigger; `changes` and `version` are SQL of the functions above."""
    passed = ", ".join(f"'{step.value}'" for step in PASSED)
    moments = f"'{{{{{','.join(MOMENTS)}}}}}'::text[]"
    return f"""
            IF NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb
                    ->> 'user' IS NULL
                OR OLD.publish_at IS NOT NULL OR NEW.publish_at IS NULL
            THEN
                RETURN NEW;
            END IF;
            IF to_jsonb(OLD) - {moments} <> to_jsonb(NEW) - {moments} THEN
                RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE =
                    'Wat openbaar wordt, is wat gecontroleerd is: wijzig het eerst.';
            END IF;
            present := {version};
            SELECT * INTO review FROM programmes_review
            WHERE noun = '{{meta.model_name}}' AND record_id = NEW.id ORDER BY id DESC LIMIT 1;
            IF review.step IS NULL OR review.step NOT IN ({passed}) OR review.version <> present
            THEN
                RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE =
                    'Een concept wordt pas openbaar nadat een ander het controleerde.';
            END IF;
            SELECT changer INTO last_changer FROM ({changes}) AS changes
            WHERE changer IS NOT NULL
            ORDER BY pgh_created_at DESC, number DESC, pgh_id DESC LIMIT 1;
            IF review.step = 'goedgekeurd' AND NOT EXISTS (
                SELECT FROM programmes_review
                WHERE noun = '{{meta.model_name}}' AND record_id = NEW.id AND version = present
                    AND step IN ('goedgekeurd', 'akkoord')
                    AND by_id::text IS DISTINCT FROM last_changer
            ) THEN
                RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE =
                    'Wie een concept het laatst wijzigde, controleert het niet zelf.';
            END IF;
            RETURN NEW;
            """  # noqa: S608, constants
