from django.db import models
from django.db.models import Exists, OuterRef
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from programmes.models.record import Record, RecordQuerySet, State, in_state, tracked


class SupervisionFieldQuerySet(RecordQuerySet):
    def published(self, at=None):
        """Return the fields of public activities: a field has no page or state of its own."""
        links = self.model.activities.through.objects.filter(
            in_state(State.PUBLISHED, "activity__", at), supervisionfield=OuterRef("pk")
        )
        return self.filter(Exists(links))


@tracked
class SupervisionField(Record):
    """A field the Inspectie supervises, such as politie or jeugd."""

    name = models.CharField(_("name"), max_length=100)
    slug = models.SlugField(
        _("address"),
        max_length=120,
        unique=True,
        help_text=_("The word for this field in the address of a list, as in ?gebied=jeugd."),
        error_messages={"unique": _("Another record has this address.")},
    )

    objects = SupervisionFieldQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("supervision field")
        verbose_name_plural = _("supervision fields")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="supervisionfield_once",
                violation_error_code="name",
                violation_error_message=_("This supervision field exists already."),
            ),
        ]

    def __str__(self):
        return self.name
