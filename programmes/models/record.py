"""Base of every row of the register: history, validation and `published()`."""

import pghistory
import pgtrigger
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import connection, models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from programmes.models.about import append_only
from programmes.models.by_language import kept_by_language
from programmes.models.previewed import InPreview, is_previewing
from programmes.models.write import WRITE_IS_COUNTED


def tracked(model):
    """Class decorator: triggers copy every insert, update and delete to `<Model>History`.

    A history row is the record after the change, with the user and time. It is append-only.
    """
    pgtrigger.register(WRITE_IS_COUNTED)(model)
    return pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        obj_field=pghistory.ObjForeignKey(related_name="history"),
        # A separate table of contexts could not be append-only: pghistory updates it.
        context_field=pghistory.ContextJSONField(),
        context_id_field=None,
        model_name=f"{model.__name__}History",
        meta={"triggers": [append_only()]},
    )(model)


class State(models.TextChoices):
    CONCEPT = "concept", _("draft")
    SCHEDULED = "gepland", _("scheduled")
    PUBLISHED = "gepubliceerd", _("published")
    WITHDRAWN = "ingetrokken", _("withdrawn")


def database_now():
    """Return the clock of the database, by which `published()` decides, as an aware datetime.

    The moments that it compares come from here: the clock of a web server may differ.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0]


def in_state(state, prefix="", at=None):
    """Return the condition (a `Q`) that a record is in `state` at the moment `at`.

    Args:
        state: a `State`.
        prefix: lookup path to the record, such as "programme__"; empty for the record itself.
        at: an aware datetime or an expression. By default the clock of the database, so that a
            condition made at import time does not go stale.
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
        """Return what the public may see at the moment `at`, by default now.

        Everything public starts here: page, file, feed, sitemap, API and search. A row is public
        when all records in its `public_with` are, and those of its `public_links` that are set.
        """
        condition = Q()
        for prefix in self.model.public_with:
            condition &= in_state(State.PUBLISHED, prefix, at)
        return self.filter(condition).with_public_links(at)

    def with_public_links(self, at=None):
        """Exclude rows whose optional parents (`public_links`) are set but not published."""
        condition = Q()
        for name in self.model.public_links:
            condition &= Q(**{name: None}) | in_state(State.PUBLISHED, f"{name}__", at)
        return self.filter(condition)

    def withdrawn(self, at=None):
        """Return the rows that are withdrawn, or whose parent is."""
        condition = Q()
        for prefix in self.model.public_with:
            condition |= in_state(State.WITHDRAWN, prefix, at)
        return self.filter(condition)


class Gated(models.Model):
    """A row that the public may see, or not: `objects.published()` decides."""

    # Lookup paths to the records that must be published; "" is the record itself.
    public_with = ("",)
    # Optional foreign keys that, when set, must also be published.
    public_links = ()

    objects = RecordQuerySet.as_manager()

    class Meta:
        abstract = True

    def _get_FIELD_display(self, field):  # noqa: N802, the name is Django's
        """Return the text of a choice; Django's own translates every choice at each call."""
        code = getattr(self, field.attname)
        return texts_of(field).get(code, code)


@kept_by_language()
def texts_of(field):
    """Return the texts of the choices of a model field, by code."""
    return {code: str(text) for code, text in field.flatchoices}


class Record(Gated):
    """A row of the register, public by itself or together with its parents."""

    class Meta(Gated.Meta):
        abstract = True
        base_manager_name = "objects"

    def validate_constraints(self, exclude=None):
        """Attach the message of a constraint to the field named by its `violation_error_code`."""
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
        """Its noun on screen: "werkprogramma"."""
        return self._meta.verbose_name

    def has_field(self, name, exclude=None):
        """Return whether the record has a field `name` outside the names in `exclude`."""
        names = {field.name for field in self._meta.fields}
        return name in names and name not in (exclude or ())
