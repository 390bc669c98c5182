"""Publication: the state of a record follows from two timestamps (decision 7).

What has been public is never deleted: it is withdrawn, and stays a tombstone at its address.
"""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from programmes.models.address import ADDRESS_KEEPS_ITS_MEANING, Addressed
from programmes.models.previewed import is_previewed
from programmes.models.public_change import explained
from programmes.models.record import State
from programmes.models.scheduling import ALONG, CHANGE_OF_SCHEDULED
from programmes.models.text import Line, Text, with_scheme
from programmes.models.when import in_years
from programmes.models.withdrawing import WITHDRAWN_ALONG

KEPT_FOREVER = [
    pgtrigger.Trigger(
        name="public_is_not_deleted",
        operation=pgtrigger.Delete,
        when=pgtrigger.Before,
        func="""
            IF OLD.publish_at <= clock_timestamp() THEN
                RAISE EXCEPTION USING ERRCODE = 'restrict_violation', MESSAGE =
                    'Wat openbaar is geweest, kan niet worden verwijderd. Trek het in.';
            END IF;
            IF OLD.publish_at IS NOT NULL THEN
                RAISE EXCEPTION USING ERRCODE = 'restrict_violation', MESSAGE =
                    'Wat is ingepland, kan niet worden verwijderd. Stuur het eerst terug.';
            END IF;
            RETURN OLD;
        """,
    ),
    pgtrigger.Trigger(
        name="public_stays_public",
        operation=pgtrigger.UpdateOf("publish_at"),
        when=pgtrigger.Before,
        func="""
            IF OLD.publish_at <= clock_timestamp()
                AND NEW.publish_at IS DISTINCT FROM OLD.publish_at
            THEN
                RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE =
                    'Wat openbaar is geweest, wordt geen concept meer. Trek het in.';
            END IF;
            RETURN NEW;
        """,
    ),
    ADDRESS_KEEPS_ITS_MEANING,
]
EXPLAINED = explained(
    "{meta.model_name}",
    "SELECT OLD.id AS id WHERE OLD.publish_at <= clock_timestamp()",
    pgtrigger.Update,
)


class Published(Addressed):
    """A record with its own publication and withdrawal.

    Rules: `publish_at` never changes once it has passed; withdrawal comes after it and has a
    reason. A draft may be incomplete, a published record may not.
    """

    # Names of fields that must be filled before publication.
    required_to_publish = ()
    # The name of the foreign key to the record without which it is not public, if any.
    public_after = None

    publish_at = models.DateTimeField(
        _("public from"),
        null=True,
        blank=True,
        help_text=_("Empty is a draft; a moment to come is scheduled."),
    )
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)
    withdrawal_reason = Text(
        _("reason of withdrawal"),
        blank=True,
        help_text=_("Readers see this reason at the address of the withdrawn record."),
    )
    sources = ArrayField(
        Line(max_length=500),
        verbose_name=_("sources"),
        blank=True,
        default=list,
        help_text=_("The addresses of the pages where these facts were read, one on a line."),
    )
    searched_on = models.DateField(
        _("searched on"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(timezone.localdate, _("This day has yet to come."))],
        help_text=_(
            "The last day on which somebody searched in vain for what is not known here; empty for "
            "none."
        ),
    )
    searched_in = Line(
        _("searched in"),
        max_length=300,
        blank=True,
        db_default="",
        help_text=_("Where, such as “officielebekendmakingen.nl en de site van de Inspectie”."),
    )
    not_found = ArrayField(
        models.CharField(max_length=100),
        verbose_name=_("searched and not found"),
        blank=True,
        default=list,
        db_default=[],
        help_text=_(
            "What somebody searched for in vain, one on a line, as the last line of the page names "
            "it: “Kamerbrief”, “uitkomst”."
        ),
    )
    note = Text(
        _("note for readers"),
        blank=True,
        help_text=_("What a reader should know about these facts, such as what is uncertain."),
    )

    class Meta(Addressed.Meta):
        abstract = True
        triggers = [*KEPT_FOREVER, EXPLAINED, CHANGE_OF_SCHEDULED, ALONG, WITHDRAWN_ALONG]
        constraints = [
            *in_years("searched_on"),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None)
                | Q(publish_at__isnull=False, publish_at__lte=F("withdrawn_at"))
                & ~Q(withdrawal_reason=""),
                name="%(class)s_withdrawn_after_public",
                violation_error_code="withdrawal_reason",
                violation_error_message=_(
                    "Only what is public can be withdrawn, and only with a reason."
                ),
            ),
            models.CheckConstraint(
                condition=Q(searched_in="") | Q(searched_on__isnull=False),
                name="%(class)s_search_has_day",
                violation_error_code="searched_on",
                violation_error_message=_("Give the day of the search."),
            ),
        ]

    def clean_fields(self, exclude=None):
        self.sources = [with_scheme(each) for each in self.sources]
        super().clean_fields(exclude)

    def clean(self):
        super().clean()
        if self.publish_at is not None:
            self.check_complete()
            self.check_public_after()

    def check_public_after(self):
        """Raise a ValidationError when `public_after` becomes public later than this record."""
        name = self.public_after
        other = getattr(self, name) if name and getattr(self, f"{name}_id") else None
        moment = max(self.publish_at, timezone.now())
        if other and (other.publish_at is None or other.publish_at > moment):
            message = _("%(record)s is not public then. Publish or schedule that first.")
            raise ValidationError(message % {"record": other})

    @classmethod
    def shown_history(cls):
        return cls.public_history().filter(withdrawn_at=None)

    @property
    def state(self):
        """The present `State`; `in_state` is the same rule as a condition for the database."""
        now = timezone.now()
        if self.withdrawn_at and self.withdrawn_at <= now:
            return State.WITHDRAWN
        if self.publish_at is None:
            return State.CONCEPT
        return State.PUBLISHED if self.publish_at <= now else State.SCHEDULED

    @property
    def is_public(self):
        return self.state == State.PUBLISHED or is_previewed(self)

    @property
    def has_been_public(self):
        return self.state in (State.PUBLISHED, State.WITHDRAWN)

    @property
    def withdrawn_with(self):
        """The record that carries the withdrawal of this one: itself."""
        return self

    def missing(self):
        """Return the labels of the fields that must be filled before publication and are empty."""
        return [
            str(self._meta.get_field(name).verbose_name)
            for name in self.required_to_publish
            if getattr(self, name) in (None, "", [])
        ]

    def check_complete(self):
        """Raise a ValidationError that lists everything `missing`."""
        if missing := self.missing():
            raise ValidationError(
                _("%(record)s cannot be published yet. Missing: %(missing)s."),
                code="incomplete",
                params={"record": self, "missing": ", ".join(missing)},
            )


def owner_of(model, path):
    """Return the model at the end of a lookup path such as "goal__perspective__"; "" is itself."""
    for name in path.split("__")[:-1]:
        model = model._meta.get_field(name).related_model
    return model


def withdrawn_since(owner, key, moment):
    """Return the condition that a withdrawal of a record ended at a moment or after it.

    Args:
        owner: the model of the record, a `Published`.
        key, moment: expressions of the outer query, such as `OuterRef("pk")`.
    """
    rows = with_end(owner.history.rel.related_model.objects.filter(pgh_obj_id=key))
    return Exists(rows.filter(Q(end=None) | Q(end__gte=moment), withdrawn_at__isnull=False))


def with_end(rows):
    """Annotate rows of a history with `end`: the moment of the next one of the record, or null."""
    later = rows.model.objects.filter(
        pgh_obj_id=OuterRef("pgh_obj_id"), pgh_id__gt=OuterRef("pgh_id")
    )
    return rows.annotate(end=Subquery(later.order_by("pgh_id").values("pgh_created_at")[:1]))


def published_models():
    """Return all concrete models that derive from `Published`."""
    found, waiting = [], [Published]
    while waiting:
        for model in waiting.pop().__subclasses__():
            waiting.append(model)
            found += [] if model._meta.abstract else [model]
    return found
