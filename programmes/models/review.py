"""Review by a second person before publication (four eyes; decision 17)."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from programmes.models.about import About, append_only


class Review(About):
    """A step in the review of a draft; append-only.

    The last step of a record decides whether it waits for review and may be published. Every step
    but an approval needs an explanation.
    """

    class Step(models.TextChoices):
        SUBMITTED = "aangeboden", _("submitted for review")
        RETURNED = "teruggestuurd", _("sent back")
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

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["noun", "record_id", "-id"], name="review_of_record")]
        constraints = [
            models.CheckConstraint(
                condition=Q(step="goedgekeurd") | Q(text__regex=r"\S"),
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


def changes_of(*parts):
    """Return an SQL query for the history of a record, NEW in its trigger, and of its parts.

    Args:
        parts: (model, column of its foreign key to the record) pairs.
    """
    named = [(model._meta.model_name, column) for model, column in parts]
    tables = [("{meta.model_name}", "pgh_obj_id"), *named]
    return " UNION ALL ".join(
        f"SELECT pgh_created_at, pgh_id, pgh_context FROM programmes_{model}history"  # noqa: S608
        f" WHERE {column} = NEW.id"
        for model, column in tables
    )


def published_after_review(*parts):
    """Return the trigger that refuses the first publication of a draft without a review.

    Rule: the last review step lets it through, and the reviewer who approved it is not the person
    who changed the record or its parts last. It applies when the context of the history has a
    user; a command or a query without one is free, and the history shows it.

    Args:
        parts: as in `changes_of`; a change of a part is a change of the record.
    """
    return pgtrigger.Trigger(
        name="published_after_review",
        operation=pgtrigger.UpdateOf("publish_at"),
        when=pgtrigger.Before,
        declare=[("review", "programmes_review%ROWTYPE"), ("last_changer", "text")],
        func=pgtrigger.Func(review_asked(changes_of(*parts))),
    )


def review_asked(changes):
    """Return the body of the trigger; `changes` is the SQL of `changes_of`."""
    passed = ", ".join(f"'{step.value}'" for step in PASSED)
    return f"""
            IF NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb
                    ->> 'user' IS NULL
                OR OLD.publish_at IS NOT NULL OR NEW.publish_at IS NULL
            THEN
                RETURN NEW;
            END IF;
            SELECT * INTO review FROM programmes_review
            WHERE noun = '{{meta.model_name}}' AND record_id = NEW.id ORDER BY id DESC LIMIT 1;
            IF review.step IS NULL OR review.step NOT IN ({passed}) THEN
                RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE =
                    'Een concept wordt pas openbaar nadat een ander het controleerde.';
            END IF;
            SELECT pgh_context ->> 'user' INTO last_changer FROM ({changes}) AS changes
            WHERE pgh_context ->> 'user' IS NOT NULL AND pgh_context ->> 'verb' IS NULL
            ORDER BY pgh_created_at DESC, pgh_id DESC LIMIT 1;
            IF review.step = 'goedgekeurd' AND review.by_id::text = last_changer THEN
                RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE =
                    'Wie een concept het laatst wijzigde, controleert het niet zelf.';
            END IF;
            RETURN NEW;
            """  # noqa: S608, constants
