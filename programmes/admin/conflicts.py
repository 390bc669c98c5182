"""Two people with the same record: who saves second is told, and sees the difference."""

from dataclasses import dataclass

from django.core.exceptions import FieldDoesNotExist
from django.db import transaction
from django.utils.translation import gettext as _

from programmes.changes.for_staff import Field, changes_since, value, version_of


@dataclass(frozen=True)
class Conflict:
    """What somebody else saved meanwhile, and what saving now would make of it.

    Attributes:
        theirs: the `Change`s since the form was opened.
        yours: the `Field`s of the record as (label, stored, typed).
    """

    theirs: list
    yours: list


def seen_form(form, version):
    """Return a form class like `form` that is not valid when the record changed since `version`.

    Args:
        form: a form class.
        version: what the form says it began with; None when it does not say.
    """

    class SeenForm(form):
        def clean(self):
            cleaned = super().clean()
            self.is_outdated = version != version_of(self.instance)
            if self.is_outdated:
                message = _(
                    "Somebody else saved this meanwhile. Nothing of yours is stored yet. The "
                    "difference stands above; when you save now, your version replaces theirs."
                )
                self.add_error(None, message)
            return cleaned

    return SeenForm


class VersionMixin:
    """Lets a form carry the version that it began with, and refuses to save over a newer one."""

    def get_object(self, request, object_id, from_field=None):
        """Hold the record while a form is stored, so that versions are compared in peace."""
        record = super().get_object(request, object_id, from_field)
        if record and request.method == "POST" and transaction.get_connection().in_atomic_block:
            self.model.objects.select_for_update().filter(pk=record.pk).first()
        return record

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        saves = obj and request.method == "POST" and self.has_change_permission(request, obj)
        return seen_form(form, request.POST.get("version")) if saves else form

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj:
            form = context["adminform"].form
            context["version"] = version_of(obj)
            if getattr(form, "is_outdated", False):
                context["conflict"] = conflict(obj, form, request.POST.get("version", ""))
        return super().render_change_form(request, context, add, change, form_url, obj)


def conflict(record, form, version):
    stored = type(record).objects.get(pk=record.pk)
    fields = [compared(stored, form, name) for name in form.changed_data]
    return Conflict(changes_since(record, version), [each for each in fields if each])


def compared(stored, form, name):
    """Return the `Field` of one question of the form: what is stored, and what was typed."""
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
