import pgtrigger
from django.db import models
from django.db.models import Exists, OuterRef
from django.db.models.functions import Lower, Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from programmes.models.public_change import explained
from programmes.models.record import Record, RecordQuerySet, State, in_state, tracked
from programmes.models.text import Line, visible

# For `explained`: the key of a field, if one of its activities is or was public.
PUBLIC_FIELD = """
    SELECT OLD.id AS id WHERE EXISTS (
        SELECT FROM programmes_activity_fields AS link
        JOIN programmes_activity AS activity ON activity.id = link.activity_id
        WHERE link.supervisionfield_id = OLD.id AND activity.publish_at <= clock_timestamp())
"""


class SupervisionFieldQuerySet(RecordQuerySet):
    def published(self, at=None):
        """Return the fields of public activities: a field has no publication of its own."""
        links = self.model.activities.through.objects.filter(
            in_state(State.PUBLISHED, "activity__", at), supervisionfield=OuterRef("pk")
        )
        return self.filter(Exists(links))


class FieldGroupQuerySet(RecordQuerySet):
    def published(self, at=None):
        """Return the groups of public fields: a group has no publication of its own."""
        fields = SupervisionField.objects.published(at).filter(group=OuterRef("pk"))
        return self.filter(Exists(fields))


@tracked
class FieldGroup(Record):
    """A group of supervision fields, such as jeugd and jeugdstrafrecht.

    The grouping is ours: no source makes it. A field keeps the name that the sources give it.
    """

    name = Line(_("name"), max_length=100, unique=True)
    slug = models.SlugField(
        _("address"),
        max_length=120,
        unique=True,
        help_text=_("The word for this group in the address of a list, as in ?groep=detentie."),
        error_messages={"unique": _("Another record has this address.")},
    )

    objects = FieldGroupQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("group of fields")
        verbose_name_plural = _("groups of fields")
        ordering = ["name"]
        constraints = [*visible("name")]

    def __str__(self):
        return self.name

    @property
    def is_public(self):
        """Whether one of its fields is public."""
        return SupervisionField.objects.published().filter(group=self).exists()

    @property
    def has_been_public(self):
        """Whether one of its present fields is or was public."""
        return any(field.has_been_public for field in self.fields.all())


@tracked
class SupervisionField(Record):
    """A field the Inspectie supervises, such as politie or jeugd, named as in the sources.

    The sources do not agree on the fields: docs/reference/rules.md.
    """

    name = Line(_("name"), max_length=100)
    slug = models.SlugField(
        _("address"),
        max_length=120,
        unique=True,
        help_text=_("The word for this field in the address of a list, as in ?gebied=jeugd."),
        error_messages={"unique": _("Another record has this address.")},
    )

    group = models.ForeignKey(
        FieldGroup,
        models.PROTECT,
        verbose_name=_("group of fields"),
        related_name="fields",
        null=True,
        blank=True,
        help_text=_("Our own grouping; the sources do not have it."),
    )

    objects = SupervisionFieldQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("supervision field")
        verbose_name_plural = _("supervision fields")
        ordering = ["name"]
        constraints = [
            *visible("name"),
            models.UniqueConstraint(
                Lower("name"),
                name="supervisionfield_once",
                violation_error_code="name",
                violation_error_message=_("This supervision field exists already."),
            ),
        ]
        triggers = [explained("supervisionfield", PUBLIC_FIELD, pgtrigger.Update)]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("supervision-field-detail", args=[self.slug])

    @property
    def is_public(self):
        """Whether one of its activities is public."""
        return type(self).objects.published().filter(pk=self.pk).exists()

    @property
    def has_been_public(self):
        """Whether one of its present activities is or was public."""
        return self.activities.filter(publish_at__lte=Now()).exists()
