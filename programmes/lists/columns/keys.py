"""The columns to join on: the `id` of a row, and the foreign keys to the ids of other rows.

They stand last, after the address, so that a program that reads columns by position finds each of
the older ones where it was.
"""

from django.db.models import CharField, F
from django.db.models.functions import Cast
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from programmes.lists.columns.column import Column, of_public
from programmes.models.publication import Published

# An identity column of PostgreSQL: a sequence gives each number once, also after a deletion.
IDENTITY = Column(
    "id",
    _("id"),
    _("The key of this row: the same in every file and in the API. It never changes."),
    Cast("pk", CharField()),
    kind="key",
    derived=True,
)


def keys(model, **references):
    """Return the last columns of a noun: its id, and its foreign keys.

    Args:
        model: the model of the noun.
        references: the name of the foreign key in `model`, by the name of the column.
    """
    return IDENTITY, *(reference(model, *each) for each in references.items())


def reference(model, name, path, noun=None):
    """Return the column of a foreign key: the id of a row that is published too, or null.

    Args:
        model: the model with the foreign key.
        name: the name of the column.
        path: the name of the foreign key.
        noun: the label of the foreign key; by default that of the field, or of the model.
    """
    source = model._meta.get_field(path)
    other = source.related_model
    hidden = issubclass(other, Published) and not is_gated(model, path)
    value = of_public(path, "pk") if hidden else F(f"{path}_id")
    noun = noun or source._verbose_name or other._meta.verbose_name
    return Column(
        name,
        format_lazy("{} (id)", noun),
        format_lazy(_("The id of the {noun}; empty when there is none that is public."), noun=noun),
        Cast(value, CharField()),
        kind="key",
        refers_to=other,
    )


def is_gated(model, path):
    """Return whether a row of `model` is only published with the row at its foreign key `path`."""
    own = (*model.public_with, *(f"{name}__" for name in model.public_links))
    return any(each.startswith(f"{path}__") for each in own)
