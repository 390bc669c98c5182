"""What every row of the register shares: its history, its checks, its gate."""

import pghistory
import pgtrigger
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from programmes.models.previewed import InPreview, is_previewing
from programmes.models.write import WRITE_IS_COUNTED


def tracked(model):
    """Keep every insert, update and delete of `model` in an append-only table, by triggers.

    Each row of `<Model>History` is the record after the change, with who made it and when.
    """
    pgtrigger.register(WRITE_IS_COUNTED)(model)
    return pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        obj_field=pghistory.ObjForeignKey(related_name="history"),
        # Kept with the row: a table of its own would have to stay open to change.
        context_field=pghistory.ContextJSONField(),
        context_id_field=None,
        model_name=f"{model.__name__}History",
        append_only=True,
    )(model)


class State(models.TextChoices):
    CONCEPT = "concept", _("draft")
    SCHEDULED = "gepland", _("scheduled")
    PUBLISHED = "gepubliceerd", _("published")
    WITHDRAWN = "ingetrokken", _("withdrawn")


def in_state(state, prefix="", at=None):
    """Return the condition that a record is in `state` at the moment `at` (now when not given).

    Args:
        state: a `State`.
        prefix: the path to the record, such as "programme__"; empty for the record itself.
        at: an aware datetime, or an expression; the clock of the database when not given, so that
            the condition stays true however long it is kept.
    """
    at = at or Now()
    begun, ended = Q(**{f"{prefix}publish_at__lte": at}), Q(**{f"{prefix}withdrawn_at__lte": at})
    match state:
        case State.CONCEPT:
            return Q(**{f"{prefix}publish_at": None})
        case State.SCHEDULED:
            return Q(**{f"{prefix}publish_at__gt": at})
        case State.PUBLISHED:
            going_on = Q(**{f"{prefix}withdrawn_at": None}) | Q(**{f"{prefix}withdrawn_at__gt": at})
            public = begun & going_on
            return public | Q(InPreview(f"{prefix}pk")) if is_previewing() else public
        case State.WITHDRAWN:
            return ended


class RecordQuerySet(models.QuerySet):
    def published(self, at=None):
        """Return what the public may see at the moment `at` (now when not given).

        The one gate: page, export, feed and sitemap start here. A part of a record is public
        when every record it belongs to is.
        """
        condition = Q()
        for prefix in self.model.public_with:
            condition &= in_state(State.PUBLISHED, prefix, at)
        return self.filter(condition).with_public_links(at)

    def with_public_links(self, at=None):
        """Leave out rows that came with a record which the public may not see."""
        condition = Q()
        for name in self.model.public_links:
            condition &= Q(**{name: None}) | in_state(State.PUBLISHED, f"{name}__", at)
        return self.filter(condition)

    def withdrawn(self, at=None):
        """Return what was public once and is withdrawn, by itself or with a parent."""
        condition = Q()
        for prefix in self.model.public_with:
            condition |= in_state(State.WITHDRAWN, prefix, at)
        return self.filter(condition)


class Record(models.Model):
    """A row of the register: tracked, checked, and public by itself or with its parents."""

    # The paths to the records that have to be public for this one to be; "" is the record itself.
    public_with = ("",)
    # The optional foreign keys to what a row came with; where given, that has to be public too.
    public_links = ()

    objects = RecordQuerySet.as_manager()

    class Meta:
        abstract = True
        base_manager_name = "objects"

    def validate_constraints(self, exclude=None):
        """Put the message of a constraint beside the field that its error code names."""
        try:
            super().validate_constraints(exclude)
        except ValidationError as error:
            by_field = {}
            for field, problems in error.error_dict.items():
                for problem in problems:
                    place = field
                    if field == NON_FIELD_ERRORS and self.has_field(problem.code, exclude):
                        place = problem.code
                    by_field.setdefault(place, []).append(problem)
            raise ValidationError(by_field) from None

    @property
    def noun(self):
        """Return what sort of record it is, as on screen: "werkprogramma"."""
        return self._meta.verbose_name

    def has_field(self, name, exclude=None):
        """Return whether `name` is a field of this record that is not excluded."""
        names = {field.name for field in self._meta.fields}
        return name in names and name not in (exclude or ())
