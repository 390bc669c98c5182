"""Two people change the same record: the difference that the second one sees."""

from dataclasses import dataclass

from django.core.exceptions import FieldDoesNotExist

from programmes.changes.for_staff import Field, changes_since, value


@dataclass(frozen=True)
class Conflict:
    """What somebody else saved since a form was opened, and how its input differs from that.

    Attributes:
        theirs: the `Change`s by others.
        yours: a `Field` of (label, stored, typed) for each field that was changed in the form.
    """

    theirs: list
    yours: list


def conflict(record, form):
    """Return the `Conflict` of an outdated `RecordForm` with what is stored of its record."""
    stored = type(record).objects.get(pk=record.pk)
    fields = [compared(stored, form, name) for name in form.changed_data]
    return Conflict(changes_since(record, form.seen_version), [each for each in fields if each])


def compared(stored, form, name):
    """Return the `Field` for one field of the form, or None when the model has no such field."""
    try:
        field = stored._meta.get_field(name)
    except FieldDoesNotExist:
        return None
    if not field.many_to_many:
        return Field(field.verbose_name, value(stored, field), value(form.instance, field))
    typed = form.cleaned_data.get(name, [])
    return Field(field.verbose_name, listed(getattr(stored, name).all()), listed(typed))


def listed(records):
    return "\n".join(sorted(str(each) for each in records))
